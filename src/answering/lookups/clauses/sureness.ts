/**
 * Whether a passage is surely what was asked for: the one with most of a question's words may still be about something else.
 * "Có lắp wifi công cộng không" finds what is said of the public service portal. Both measures are fitted by logistic
 * regression on what was told to strangers' questions (docs/decisions/0019-sure-figures.md has how, and on how many).
 */
import { readQuestionTime } from '../../../language/time-question.ts'
import { findUnits } from '../../../language/units.ts'
import { readEitherOr, speaksOfBoth } from '../../question/either-or.ts'
import { concerns, type Inquiry, isUnder, ownUnit } from '../../question/inquiry.ts'
import { holds } from '../../question/wants.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { isBound } from '../../weighing/support.ts'
import { says } from '../../weighing/terms.ts'
import type { Visible } from './borne-out.ts'

/** Of prose: nothing visible says whether it answers. */
const SURENESS = { start: -2.63, score: 1.0, lead: 1.34, said: 3.61, yesNo: -0.16, length: -1.08, own: 1.29 }
/** Of a number, a day or a sum that stands there: `bound` in one sentence with its matter, `share` of what the first covers. */
const FIGURE = {
  start: -11.31,
  score: 2.2,
  covered: 0.91,
  lead: 1.4,
  length: 2.15,
  own: 0.7,
  row: -1.34,
  bound: 2.03,
  share: 4.35,
}
const LEAST_FIGURE = 0.4
/** From here on what was found is more likely right than not: docs/decisions/0020-perhaps.md has the counts. */
const LEAST_PERHAPS = -0.5
const LEAST_PERHAPS_FIGURE = -0.5
const LEAST_COVERED_OF_PERHAPS = 0.45
const FULL_LENGTH_WORDS = 10
/** So much weight of the question's telling words in the passage says as much as can be said. */
const FULL_WEIGHT = 20
const LEAST_SURENESS = -0.15
/** With every word of the question a passage is sure, however many others have them too: 65 of 68 were right. */
const EVERY_WORD = 0.98
/** Below this what was found has hardly a word of the question, as long as that is: telling it helps nobody. */
const NEARNESS = { length: 2.1, lacking: -2.2 }
const LEAST_NEARNESS = 0.4

/** `perhaps` is told with its doubt and the desk to ask, `unsure` only as the nearest to an honest nothing. */
export type Sureness = 'sure' | 'perhaps' | 'unsure'

/** A follow-up has its matter from before, and is too short to judge. */
export function howSure(inquiry: Inquiry, ranked: Ranked, rest: readonly Ranked[]): Sureness {
  if (WHERE_TO.test(inquiry.asked) && !PLACES.some((place) => place.test(ranked.entry.passage.quote))) return 'unsure'
  if (inquiry.contextTerms !== null || isOwnWorkThen(inquiry, ranked) || settlesIt(inquiry, ranked)) return 'sure'
  const sum = sureness(inquiry, ranked, rest)
  if (ranked.covered >= EVERY_WORD || sum >= LEAST_SURENESS) return 'sure'
  return sum >= LEAST_PERHAPS && ranked.covered >= LEAST_COVERED_OF_PERHAPS ? 'perhaps' : 'unsure'
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

function sureness(inquiry: Inquiry, ranked: Ranked, rest: readonly Ranked[]): number {
  const { terms, wants } = inquiry
  // What stands under one heading is one matter: a neighbour as near says nothing against it.
  const { passage, document } = ranked.entry
  const next = rest.find(({ entry }) => entry.passage.heading !== passage.heading || entry.document !== document)
  return (
    SURENESS.start +
    SURENESS.score * ranked.score +
    SURENESS.lead * (ranked.score - (next?.score ?? 0)) +
    SURENESS.said * Math.min(1, weightSaid(terms, ranked) / FULL_WEIGHT) +
    SURENESS.yesNo * Number(wants.includes('yes_no')) +
    SURENESS.length * lengthOf(terms) +
    SURENESS.own * Number(isOfAsker(inquiry, ranked))
  )
}

export type Figure = { best: Ranked; first: Ranked; ranked: readonly Ranked[]; want: Visible }

/** Of a figure; a follow-up has its matter from before. A sum told of something else is the worst of answers: there is no perhaps of it. */
export function howSureFigure(inquiry: Inquiry, { best, first, ranked, want }: Figure): Sureness {
  if (inquiry.contextTerms !== null) return 'sure'
  const { entry, shelf, score, covered } = best
  const next = ranked.find((each) => each !== best && holds(want, each.entry, inquiry.asked))
  const sum =
    FIGURE.start +
    FIGURE.score * score +
    FIGURE.covered * covered +
    FIGURE.lead * (score - (next?.score ?? 0)) +
    FIGURE.length * lengthOf(inquiry.terms) +
    FIGURE.own * Number(isOfAsker(inquiry, best)) +
    FIGURE.row * Number(entry.duty !== null) +
    FIGURE.bound * Number(isBound(inquiry, entry, { want, shelf })) +
    FIGURE.share * Math.min(1, first.covered === 0 ? 1 : covered / first.covered)
  if (sum >= LEAST_FIGURE) return 'sure'
  return want !== 'money' && sum >= LEAST_PERHAPS_FIGURE ? 'perhaps' : 'unsure'
}

/** An office's name stands at the head of its own clause. */
const HEAD_CHARS = 140

/** Whether a passage is the asker's own unit's: under its heading, in a row it leads, or begun with its name. */
function isOfAsker({ turn }: Inquiry, { entry: { passage, duty }, shelf }: Ranked): boolean {
  if (turn.unit === null) return false
  const own = ownUnit(turn.unit, shelf.register.units)
  if (isUnder(own, passage) || concerns(own, duty?.lead ?? [])) return true
  const named = findUnits(passage.quote.slice(0, HEAD_CHARS))
  return named.some(({ key }) => own.keys.some((each) => each === key || each.startsWith(`${key} `)))
}

/** Weight of the question's telling words that the passage or its headings say. */
function weightSaid(terms: Inquiry['terms'], { entry, shelf }: Ranked): number {
  return terms.words
    .filter((word) => says(entry.body, word, terms) || says(entry.heading, word, terms))
    .reduce((sum, word) => sum + shelf.weigh(word), 0)
}
