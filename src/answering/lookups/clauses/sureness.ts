/**
 * Whether a passage is surely what was asked for. Where a number, a day or a sum is asked, it must stand there (`borne-out.ts`);
 * of any other question the passage with most of its words may still be about something else: "có lắp wifi công cộng không"
 * finds what is said of the public service portal.
 */
import { readQuestionTime } from '../../../language/time-question.ts'
import { readEitherOr, speaksOfBoth } from '../../question/either-or.ts'
import { concerns, type Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { says } from '../../weighing/terms.ts'

/**
 * Fitted by logistic regression on 423 answers to questions of strangers, 116 of them about something else
 * (docs/decisions/0018-how-far-ahead.md has how).
 */
const SURENESS = { start: -2.84, score: 1.22, lead: 2.17, said: 3.93, yesNo: -0.48, length: -1.25 }
const FULL_LENGTH_WORDS = 10
/** So much weight of the question's telling words in the passage says as much as can be said. */
const FULL_WEIGHT = 20
const LEAST_SURENESS = -0.15
/** With every word of the question a passage is sure, however many others have them too: 65 of 68 were right. */
const EVERY_WORD = 0.98
/** Below this what was found has hardly a word of the question, as long as that is: telling it helps nobody. */
const NEARNESS = { length: 2.1, lacking: -2.2 }
const LEAST_NEARNESS = 0.4

/** A follow-up has its matter from before, and is too short to judge. */
export function isSure(inquiry: Inquiry, ranked: Ranked, rest: readonly Ranked[]): boolean {
  if (WHERE_TO.test(inquiry.asked) && !PLACES.some((place) => place.test(ranked.entry.passage.quote))) return false
  if (inquiry.contextTerms !== null || isOwnWorkThen(inquiry, ranked) || settlesIt(inquiry, ranked)) return true
  return ranked.covered >= EVERY_WORD || sureness(inquiry, ranked, rest) >= LEAST_SURENESS
}

/** Of two ways put against each other, a passage that has both says which it is. */
function settlesIt({ asked, terms }: Inquiry, ranked: Ranked): boolean {
  const ways = readEitherOr(asked)
  return ways !== null && speaksOfBoth(ways, ranked, terms)
}

/** Where something is handed in or fetched is told by no clause without a place or a way. */
const WHERE_TO = / (?:nop|gui|xin|dang ky|lay|nhan|mua)(?: \S+){0,4} (?:o dau|cho nao|noi nao|tai dau) /
const PLACES = [
  /(?<!\p{L})(?:tại|ở|nộp|gửi|tiếp nhận|đăng ký|trụ sở|địa chỉ|địa điểm|trực tuyến|qua (?:cổng|trang|bưu|ứng|điện|zalo))(?!\p{L})/iu,
  /(?<!\p{L})(?:về|qua) \p{Lu}/u,
]

/** What the unit asked about leads in the very month asked about is told plainly, whatever words were used for it. */
function isOwnWorkThen({ unit, whole, turn }: Inquiry, { entry }: Ranked): boolean {
  const { duty } = entry
  const time = unit && duty?.from === 'appendix' && duty.end ? readQuestionTime(whole.said, turn.today) : null
  if (!unit || !duty?.end || time?.unit !== 'month') return false
  return concerns(unit, duty.lead) && duty.end >= time.from && duty.end <= time.to
}

/** Whether what was found is worth telling as the nearest. */
export function isNear({ terms }: Inquiry, ranked: Ranked): boolean {
  const all = terms.words.reduce((sum, word) => sum + ranked.shelf.weigh(word), 0)
  const lacking = all === 0 ? 0 : 1 - weightSaid(terms, ranked) / all
  return ranked.score + NEARNESS.length * lengthOf(terms) + NEARNESS.lacking * lacking >= LEAST_NEARNESS
}

/** From 0 to 1: longer questions say no more. */
function lengthOf({ words }: Inquiry['terms']): number {
  return Math.min(words.length, FULL_LENGTH_WORDS) / FULL_LENGTH_WORDS
}

function sureness({ terms, wants }: Inquiry, ranked: Ranked, rest: readonly Ranked[]): number {
  // What stands under one heading is one matter: a neighbour as near says nothing against it.
  const { passage, document } = ranked.entry
  const next = rest.find(({ entry }) => entry.passage.heading !== passage.heading || entry.document !== document)
  return (
    SURENESS.start +
    SURENESS.score * ranked.score +
    SURENESS.lead * (ranked.score - (next?.score ?? 0)) +
    SURENESS.said * Math.min(1, weightSaid(terms, ranked) / FULL_WEIGHT) +
    SURENESS.yesNo * Number(wants.includes('yes_no')) +
    SURENESS.length * lengthOf(terms)
  )
}

/** Weight of the question's telling words that the passage or its headings say. */
function weightSaid(terms: Inquiry['terms'], { entry, shelf }: Ranked): number {
  return terms.words
    .filter((word) => says(entry.body, word, terms) || says(entry.heading, word, terms))
    .reduce((sum, word) => sum + shelf.weigh(word), 0)
}
