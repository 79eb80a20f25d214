/**
 * Whether a passage is surely what was asked for. Where a number, a day or a sum is asked, it must stand there (`borne-out.ts`);
 * of any other question the passage with most of its words may still be about something else: "có lắp wifi công cộng không"
 * finds what is said of the public service portal.
 */
import { readQuestionTime } from '../../../language/time-question.ts'
import { concerns, type Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { says } from '../../weighing/terms.ts'

/**
 * Fitted by logistic regression on 313 answers to questions of strangers, 53 of them about something else
 * (docs/decisions/0016-sure-or-nearest.md has how, and what each threshold costs).
 */
const SURENESS = { score: 1.26, lacking: -2.73, yesNo: -0.43, length: 2.67, start: -2.7 }
const FULL_LENGTH_WORDS = 10
const LEAST_SURENESS = -0.68
/** Below this what was found has hardly a word of the question: telling it helps nobody. */
const LEAST_NEARNESS = -2.2

/** A follow-up has its matter from before, and is too short to judge. */
export function isSure(inquiry: Inquiry, ranked: Ranked): boolean {
  if (WHERE_TO.test(inquiry.asked) && !PLACES.some((place) => place.test(ranked.entry.passage.quote))) return false
  return inquiry.contextTerms !== null || isOwnWorkThen(inquiry, ranked) || sureness(inquiry, ranked) >= LEAST_SURENESS
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
export function isNear(inquiry: Inquiry, ranked: Ranked): boolean {
  return sureness(inquiry, ranked) >= LEAST_NEARNESS
}

function sureness({ terms, wants }: Inquiry, ranked: Ranked): number {
  const length = Math.min(terms.words.length, FULL_LENGTH_WORDS) / FULL_LENGTH_WORDS
  return (
    SURENESS.start +
    SURENESS.score * ranked.score +
    SURENESS.lacking * lackingShare(terms, ranked) +
    SURENESS.yesNo * Number(wants.includes('yes_no')) +
    SURENESS.length * length
  )
}

/** Share of the weight of the question's telling words that neither the passage nor its headings say. */
function lackingShare(terms: Inquiry['terms'], { entry, shelf }: Ranked): number {
  const weighed = terms.words.map((word) => ({
    weight: shelf.weigh(word),
    isSaid: says(entry.body, word, terms) || says(entry.heading, word, terms),
  }))
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  return all === 0 ? 0 : weighed.reduce((sum, { weight, isSaid }) => sum + (isSaid ? 0 : weight), 0) / all
}
