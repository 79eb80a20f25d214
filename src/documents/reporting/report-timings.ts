/** When a sentence wants reports: its cadences and due days in breaths, matched one breath at a time. */

import { squeeze } from '../../language/text.ts'
import type { Every } from '../../language/time-cadence.ts'
import { bindDues } from './bind-dues.ts'
import { daysOfRound } from './day-rounds.ts'
import { type Due, type Item, isEvery, itemsOf, mergeDays, type TimedText, type Wanted } from './due-items.ts'
import { assign, assignTied, placeEvery, suits, undatedOf, unsure } from './match-dues.ts'
import { ofWantedQuarters } from './some-quarters.ts'
import { type Timing, undated } from './timing.ts'

/** A clause with what the sentences around it say. */
type ReportText = TimedText & {
  verb?: number
  /** Quarters whose report another one replaces. */
  replaced?: readonly number[]
  /** The periods of the reports right before, where this clause only passes them on. */
  passedOn?: readonly Every[]
}

/** One breath of a sentence: cadences, then the days that follow them. */
type Breath = { wanted: Wanted[]; dues: Due[] }

function breathsOf(items: readonly Item[]): Breath[] {
  const breaths: Breath[] = []
  for (const item of items) {
    const last = breaths.at(-1)
    if (item.kind === 'wanted') {
      const again = last?.wanted.some(({ every }) => every && isEvery(every, item.wanted.every))
      if (last && last.dues.length === 0 && !again) last.wanted.push(item.wanted)
      else breaths.push({ wanted: [item.wanted], dues: [] })
    } else if (item.kind === 'due') {
      if (last) last.dues.push(item.due)
      else breaths.push({ wanted: [], dues: [item.due] })
    }
  }
  return joinWaiting(breaths)
}

/** "Trước ngày 15/12, các đơn vị báo cáo năm": days before any cadence belong to those after them, in order. */
function joinWaiting(breaths: readonly Breath[]): Breath[] {
  const [first, second] = breaths
  if (!first || !second || first.wanted.some(({ every }) => every) || second.dues.length > 0) return [...breaths]
  const sure = first.dues.filter(saysHowOften)
  const waiting = first.dues.filter((due) => !saysHowOften(due))
  if (waiting.length === 0) return [...breaths]
  const told = sure.map((due) => due.own ?? placeEvery(due))
  const wanted = second.wanted.filter(({ every, stated }) => stated && !told.some((own) => isEvery(own, every)))
  return [{ wanted: [], dues: sure }, { wanted, dues: waiting }, ...breaths.slice(2)].filter(
    ({ dues }) => dues.length > 0,
  )
}

function saysHowOften(due: Due): boolean {
  return due.own !== null || due.everyYear || placeEvery(due) !== null
}

/** "hằng quý trước ngày 25 của tháng cuối quý; … ngày 10/6 hằng năm": the quarter has its day, the other says its own rhythm. */
function timingsOf({ wanted, dues }: Breath): Timing[] {
  if (dues.length === 0) return undatedOf(wanted)
  const named = wanted.filter((each) => each.every !== null)
  if (dues.length > 1 && dues.length === named.length) {
    return dues.flatMap((due, i) => assign(named.slice(i, i + 1), due))
  }
  const silent = dues.filter((due) => !saysHowOften(due))
  if (named.length > 1 && silent.length > 1) {
    return [...dues.flatMap((due) => (saysHowOften(due) ? assign([], due) : [unsure(due)])), ...undatedOf(named)]
  }
  const [only] = named
  return dues.flatMap((due, i) => {
    if (i === 0 || !only) return assign(named, due)
    if (dues[0]?.place && due.everyYear) return assign([], due)
    return suits(only, due) ? assign(named, due) : [unsure(due)]
  })
}

/** A day tied to nothing says itself how often, or nobody knows. */
function tiedTimings(due: Due): Timing[] {
  if (due.bound === null) return []
  if (due.bound.length > 0) return assignTied(due.bound, due)
  return saysHowOften(due) ? assign([], due) : [unsure(due)]
}

/**
 * The times a sentence names for reports. Days go to the reports that the words tie them to, else to the cadences named
 * before them, one to one where both are lists; a day before any cadence belongs to the one after it. Cadences without
 * a day stay, without dates; so do days whose report the words do not tell (`unsure`).
 */
export function readTimings(timed: ReportText): Timing[] {
  const written = mergeDays(itemsOf(timed))
  const round = daysOfRound(timed, written)
  if (round) return round
  const items = bindDues(timed.text, withoutReplaced(timed.text, written))
  const onRequest = items.some((item) => item.kind === 'request')
  const tied = items.flatMap((item) => (item.kind === 'due' && item.due.bound ? [item.due] : []))
  const said = tied.flatMap(({ bound }) => bound?.map(({ every }) => every) ?? [])
  const loose = items.filter((item) =>
    item.kind === 'due' ? !item.due.bound : item.kind !== 'wanted' || !said.some((e) => isEvery(e, item.wanted.every)),
  )
  const breaths = breathsOf(loose).map((breath) => withInherited(breath, timed.inherited ?? reportedPeriod(timed.text)))
  const timings = [...breaths.flatMap(timingsOf), ...tied.flatMap(tiedTimings)]
  const all = tidy(onRequest ? [...timings, { ...undated(null), cadence: 'on-request' }] : timings)
  if (all.some(({ dueText }) => dueText !== null)) return ofWantedQuarters(all, timed)
  const own = ownPart(timed)
  return boundToEvent(own, all) ?? atHour(own) ?? atSession(own) ?? all
}

/** "Báo cáo 6 tháng thay cho báo cáo quý II": what is made, in place of what. */
const IN_PLACE_OF = /(báo cáo [^,;.()]{1,20}? )?thay (?:thế |cho )+báo cáo [^,;.()]*/giu

/** Without the report that is replaced, and without the one in its place where no day follows it. */
function withoutReplaced(text: string, items: readonly Item[]): Item[] {
  const gone = [...text.matchAll(IN_PLACE_OF)].map(({ index, 0: said, 1: made = '' }) => {
    const to = index + said.length
    const isDated = items.some((item) => item.kind === 'due' && item.index >= index && item.index < to)
    return { from: isDated ? index + made.length : index, to }
  })
  const isGone = ({ index }: Item): boolean => gone.some(({ from, to }) => index >= from && index < to)
  return items.filter((item) => item.kind !== 'wanted' || !isGone(item))
}

/**
 * "thẩm tra nghị quyết trình kỳ họp; các Ban gửi báo cáo; chậm quá thì nêu tên tại kỳ họp": what happens before the
 * semicolon, or after the next one without a word of reporting, dates nothing.
 */
function ownPart({ text, verb = 0 }: TimedText & { verb?: number }): string {
  const own = text.slice(text.lastIndexOf('; ', verb) + 1)
  const last = [...own.matchAll(SAYS_TO_REPORT)].at(-1)?.index ?? 0
  const end = own.indexOf('; ', Math.max(last, verb - (text.length - own.length)))
  return end < 0 ? own : own.slice(0, end)
}

const SAYS_TO_REPORT = /báo cáo|gửi|nộp|trình/giu

const TERM =
  /(?:chậm nhất|trước|trong vòng|trong thời hạn|trong|sau)\s+(?:là\s+)?\d{1,3}\s+ngày(?:\s+làm việc)?,?\s+(?:trước|sau|kể từ|tính từ)\s[^,.;()]*/iu
/** What comes round again: a session, the end of a period. A term from anything else is no periodic report's. */
const RECURRING_EVENT = /kỳ họp|kết thúc (?:mỗi |từng )?(?:tháng|quý|năm|kỳ)/iu

/** "định kỳ 6 tháng, năm …, chậm nhất 15 ngày trước ngày khai mạc kỳ họp": due by a day that no document names. */
function boundToEvent(text: string, timings: readonly Timing[]): Timing[] | null {
  const words = squeeze(TERM.exec(text)?.[0] ?? '')
  const periodic = timings.filter(({ cadence }) => cadence !== 'on-request' && cadence !== 'unspecified')
  if (!words || (periodic.length === 0 && !RECURRING_EVENT.test(words))) return null
  const bound = periodic.length > 0 ? periodic : [undated(null)]
  const others = timings.filter((timing) => timing.cadence === 'on-request')
  return [...bound.map((timing) => ({ ...timing, recurrence: null, dueText: words })), ...others]
}

const DAILY_HOUR =
  /(?:(?:trước|chậm nhất(?: là)?|vào)\s+)?(?:lúc\s+)?\d{1,2}\s?(?:giờ|h|g)[\s\d]{0,4}(?:phút)?,?\s+(?:hằng|hàng|mỗi)\s+ngày/iu

/** "trước 16 giờ 00 hằng ngày": kept in words, for nobody wants a reminder every day for years. */
function atHour(text: string): Timing[] | null {
  const words = DAILY_HOUR.exec(text)?.[0]
  return words ? [{ ...undated(null), dueText: squeeze(words) }] : null
}

const SESSION = /(?:tại|trước|trình) (?:các |mỗi )?kỳ họp(?! thứ)(?:(?! và (?:gửi|nộp|báo cáo)(?!\p{L}))[^,;.()])*/iu

/** "tại kỳ họp thường lệ cuối năm": due when the council meets, a day no document names. */
function atSession(text: string): Timing[] | null {
  const words = SESSION.exec(text)?.[0].trim()
  if (!words) return null
  const twice = /giữa năm/iu.test(words) && /cuối năm/iu.test(words)
  const yearly = !twice && /cuối năm|hằng năm|hàng năm/iu.test(words)
  return [{ ...undated(null), cadence: twice ? 'half-yearly' : yearly ? 'yearly' : 'unspecified', dueText: words }]
}

/** "Hằng năm, trước ngày 15/11 …; trước ngày 30/11, …": the second day is every year's too; "trước ngày 27" is each month's. */
function withInherited(breath: Breath, inherited: Every | null): Breath {
  if (!inherited || breath.wanted.some(({ every }) => every) || breath.dues.some(saysHowOften)) return breath
  const yearless = breath.dues.some((due) => due.span?.parts.every((part) => part.year === null))
  const monthless = isEvery(inherited, MONTHLY) && breath.dues.some((due) => due.place?.of === null)
  return yearless || monthless ? { ...breath, wanted: [{ every: inherited, stated: false }] } : breath
}

const MONTHLY: Every = { unit: 'month', count: 1 }
const REPORT_OF_THE_MONTH = /báo cáo\s[^,;.:()]{1,60}\stháng\s(?:về|gửi|cho|đến|trước|chậm nhất)(?!\p{L})/iu

/** "Báo cáo tình hình tiếp dân tháng về Văn phòng trước ngày 27": the report is the month's. */
function reportedPeriod(text: string): Every | null {
  return REPORT_OF_THE_MONTH.test(text) ? MONTHLY : null
}

/** Drops "định kỳ" and undated cadences that a dated timing of the same sentence already says. */
function tidy(timings: readonly Timing[]): Timing[] {
  return timings.filter((timing, at) => {
    if (timing.dueText !== null || timing.cadence === 'on-request') return true
    if (timing.cadence === 'unspecified') return timings.length === 1
    return !timings.some((other, i) => other.cadence === timing.cadence && (other.dueText !== null || i < at))
  })
}
