/** Whether a passage bears an answer out: enough of the question's words, the kind of thing asked for, of the very thing. */
import type { Inquiry } from '../../question/inquiry.ts'
import { holds, type Want } from '../../question/wants.ts'
import { plain } from '../../typed/plain.ts'
import { askedShareOf, asksWhichBody, hasAskedVerb, isShareOf, namesABody } from '../../weighing/asked-kind.ts'
import { isOfSameGroup, isOfSamePlace, isOfSameThing, isOfSameUse } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { isBound, lacksItsDay, speaksOfIt } from '../../weighing/support.ts'
import { askedYears } from '../../weighing/years.ts'

/** Below this share of the question's telling words no passage supports an answer. */
export const SUPPORT = 0.42
/** With pairs of words in their order a smaller share is support as well. */
const WEAK_SUPPORT = 0.27
const WEAK_SUPPORT_SCORE = 1.0

export const VISIBLE: Visible[] = ['money', 'percent', 'date', 'count', 'figure']

/** Least share of the telling words beside a number, a day or a sum: those are read as exact. */
const FIGURE_SUPPORT = 0.38

/** With so much of the question in the passage, one everyday word that it lacks tells nothing. */
export const FULL_SUPPORT = 0.6
const LEAST_WORDS_OF_FULL = 3

/** A figure must be that of the thing asked about; a follow-up has its matter from before. */
export function isBorneOut(inquiry: Inquiry, ranked: Ranked, want: Visible): boolean {
  if (!isOfTheMatter(inquiry, ranked, want)) return false
  if (inquiry.contextTerms !== null) return true
  const { entry, shelf, covered } = ranked
  if (covered < FIGURE_SUPPORT && want !== 'count') return false
  const isLong = inquiry.terms.words.length >= LEAST_WORDS_OF_FULL
  const isOfIt = (isLong && covered >= FULL_SUPPORT) || speaksOfIt(inquiry, entry, shelf)
  return isOfIt && isBound(inquiry, entry, { want, shelf })
}

/** Of no other deed, place, group, use or share than was asked of, and an office where one is asked for: what would be wrong however near it is. */
export function isOfTheMatter(inquiry: Inquiry, { entry }: Ranked, want: Visible | null): boolean {
  if (!hasAskedVerb(inquiry, entry)) return false
  if (!want) return !(inquiry.wants.includes('unit') || asksWhichBody(inquiry.asked)) || namesABody(entry)
  if (!isOfSamePlace(inquiry.whole.said, entry) || !isOfSameGroup(inquiry.full, entry)) return false
  if (lacksItsDay(inquiry.asked, entry, want)) return false
  if (want !== 'money') return true
  const one = askedShareOf(inquiry.asked)
  return isOfSameUse(inquiry.asked, entry) && (one === null || isShareOf(one, entry.passage.quote))
}

/** Of the very thing asked about: no near-poor by the poor. */
export function isOfAskedThing({ asked }: Inquiry, { entry }: Ranked, want: Visible | null): boolean {
  return isOfSameThing(asked, entry, (text) => !want || holds(want, { text, plainText: plain(text) }, asked))
}

/** A passage must have enough of the question's words. */
export function isSupported(best: Ranked): boolean {
  if (best.covered >= SUPPORT) return true
  return best.covered >= WEAK_SUPPORT && best.score >= WEAK_SUPPORT_SCORE
}

/** A number beside the very thing counted makes up for everyday words: "mấy người đi xuất khẩu" for "lao động đi làm việc". */
export function isCounted({ asked }: Inquiry, ranked: Ranked[], primary: Visible | null): boolean {
  const [holder] = ranked.slice(0, 3).filter(({ entry }) => primary === 'count' && holds('count', entry, asked))
  return holder !== undefined && holder.covered >= 0.2 && holder.score >= 0.9
}

export type Visible = Extract<Want, 'money' | 'percent' | 'date' | 'count' | 'figure'>

/** The kind of thing that must visibly stand in the answer. */
export function primaryWant({ wants, asked }: Inquiry): Visible | null {
  if (wants.includes('penalty')) return null
  for (const want of ['money', 'percent', 'date', 'figure'] as const) if (wants.includes(want)) return want
  return wants.includes('count') && !ASKS_WHICH.test(asked) ? 'count' : null
}

/** "Qua mấy kênh điện tử nào" asks for the channels, "hay chỉ mấy thôn lớn" for no number. */
const ASKS_WHICH =
  / (?:la gi|la nhung|gom nhung|nhung gi|ke|ke ten|liet ke|may \S+(?: \S+){0,2} nao|(?:hay|chi|hay chi) may \S+ (?:lon|nho|giau|dau|gan|xa)) /

export function holdersFirst(ranked: Ranked[], want: Visible, asked: string): Ranked[] {
  const holders = ranked.filter(({ entry }) => holds(want, entry, asked))
  return [...holders, ...ranked.filter((each) => !holders.includes(each))]
}

const ASKS_WHY = / (?:vi sao|tai sao|sao lai|ly do gi|can cu (?:gi|nao|dau) ma) /
const PREMISE_NUMBER = / (\d+(?:[.,]\d+)*) ?(?:%|phan tram|nghin|ngan|trieu|ty|dong) /

const NEAR_DAY =
  / (?:hom nay|ngay mai|sang mai|chieu mai|toi nay|chieu nay|sang nay|dem nay|bay gio|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|ngay (?:nghi|le)|cuoi tuan) /
const ON_DAYS = /thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|hằng ngày|hàng ngày|\d{1,2}\s*\/\s*\d{1,2}|ngày \d|giờ/iu

/** What happens today, tomorrow or on a day of the week is told by no passage without a day or an hour. */
export function isOfNoDay({ asked }: Inquiry, { entry }: Ranked): boolean {
  return (
    NEAR_DAY.test(asked) &&
    / (?:co|duoc|mo|lam viec|hop|nghi|may gio)(?: \S+){0,6} (?:khong|chua|may gio|luc nao) /.test(asked) &&
    !ON_DAYS.test(entry.passage.quote)
  )
}

/** "Vì sao phải trả 50 nghìn": a passage without that number does not know of it. */
export function answersNoPremise({ asked }: Inquiry, { entry }: Ranked): boolean {
  const number = ASKS_WHY.test(asked) ? PREMISE_NUMBER.exec(asked)?.[1] : undefined
  return number !== undefined && !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(entry.passage.quote)
}

/** What happened in a year gone by is told by no aim. */
export function isAimForPast({ asked, turn }: Inquiry, { entry }: Ranked): boolean {
  const years = askedYears(asked)
  const now = Number(turn.today.slice(0, 4))
  return entry.target !== null && years.length > 0 && years.every((year) => year < now)
}

/** What was reached so far is told by no sum or figure that is planned; an aim is told as an aim, with what is missing. */
const REACHED =
  /(?:tính )?đến (?:nay|tháng|ngày|hết|quý)|đã |(?<!(?:thực|phát|thể|biểu|tái|xuất) )hiện |ước |thực hiện được|đạt được|kết quả/iu

/** "Nước lên tới đâu rồi". */
const RISES = / (?:len|xuong) (?:toi|den) (?:dau|muc nao) /

export function isPlanForStatus({ wants, asked }: Inquiry, { entry }: Ranked): boolean {
  if (!(wants.includes('status') || RISES.test(asked)) || entry.target || entry.duty) return false
  return (/ (?:bao nhieu|may) /.test(asked) || RISES.test(asked)) && !REACHED.test(entry.passage.quote)
}
