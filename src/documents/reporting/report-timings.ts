/** When a sentence wants reports: its cadences and due days, each day given to the cadence it belongs to. */

import type { DayOfPeriod, Every } from '../../language/time-cadence.ts'
import type { Piece } from '../../language/time-pieces.ts'
import { recurrenceOf } from '../../language/time-rules.ts'
import { lastDay, type Qualifier, type Span } from '../../language/time-spans.ts'
import type { Cadence } from '../administrative-document.ts'
import {
  type Due,
  type Item,
  isEvery,
  itemsOf,
  mergeDays,
  type TimedText,
  type Wanted,
  type Words,
  YEARLY,
} from './due-items.ts'

/** One stated time: a cadence with its day, a dated report, or a cadence without a day. */
export type Timing = {
  cadence: Cadence
  dueText: string | null
  recurrence: string | null
  /** ISO days of a report due only then, its years written. */
  dates: string[]
  /** A day without a year and without a cadence: the year must come from the plan. */
  yearless: Piece[]
  /** 'before' for "trước ngày"; null without a due day. */
  qualifier: Qualifier | null
  /** "hằng năm" is said: recurs beyond a plan of one year. */
  everyYear: boolean
  /** Due in the period after the one it reports on. */
  following: boolean
}

const CADENCES: Readonly<Record<number, Cadence>> = {
  1: 'monthly',
  3: 'quarterly',
  6: 'half-yearly',
  9: 'nine-monthly',
  12: 'yearly',
}

/** The contract's word for a period; unusual ones ("02 năm một lần") are unspecified and keep their rule. */
export function cadenceOf(every: Every | null): Cadence {
  if (every?.unit === 'week' && every.count === 1) return 'weekly'
  if (every?.unit !== 'month') return 'unspecified'
  return CADENCES[every.count] ?? 'unspecified'
}

/** One breath of a sentence: cadences, then the days that follow them. */
type Breath = { wanted: Wanted[]; dues: Due[] }

function breathsOf(items: readonly Item[]): Breath[] {
  const breaths: Breath[] = []
  for (const item of items) {
    const last = breaths.at(-1)
    if (item.kind === 'wanted') {
      if (last && last.dues.length === 0) last.wanted.push(item.wanted)
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
  const wanted = second.wanted.filter(({ every }) => !told.some((own) => isEvery(own, every)))
  return [{ wanted: [], dues: sure }, { wanted, dues: waiting }, ...breaths.slice(2)].filter(
    ({ dues }) => dues.length > 0,
  )
}

function saysHowOften(due: Due): boolean {
  return due.own !== null || due.everyYear || placeEvery(due) !== null
}

function timingsOf({ wanted, dues }: Breath): Timing[] {
  if (dues.length === 0) return wanted.flatMap((each) => (each.stated ? [undated(each.every)] : []))
  const named = wanted.filter((each) => each.every !== null)
  if (dues.length > 1 && dues.length === named.length) {
    return dues.flatMap((due, i) => assign(named.slice(i, i + 1), due))
  }
  return dues.flatMap((due) => assign(named, due))
}

/**
 * The times a sentence names for reports. Days go to the cadences named before them, one to one where both are lists;
 * a day before any cadence belongs to the one after it. Cadences without a day stay, without dates.
 */
export function readTimings(timed: TimedText): Timing[] {
  const items = mergeDays(itemsOf(timed))
  const onRequest = items.some((item) => item.kind === 'request')
  const breaths = breathsOf(items).map((breath) => withInherited(breath, timed.inherited ?? null))
  const timings = breaths.flatMap(timingsOf)
  const all = tidy(onRequest ? [...timings, { ...undated(null), cadence: 'on-request' }] : timings)
  return all.some(({ dueText }) => dueText !== null) ? all : (atSession(timed.text) ?? all)
}

const SESSION = /(?:tại|trước|trình) (?:các |mỗi )?kỳ họp(?! thứ)[^,.;()]*/iu

/** "tại kỳ họp thường lệ cuối năm": due when the council meets, a day no document names. */
function atSession(text: string): Timing[] | null {
  const words = SESSION.exec(text)?.[0].trim()
  if (!words) return null
  const twice = /giữa năm/iu.test(words) && /cuối năm/iu.test(words)
  const yearly = !twice && /cuối năm|hằng năm|hàng năm/iu.test(words)
  return [{ ...undated(null), cadence: twice ? 'half-yearly' : yearly ? 'yearly' : 'unspecified', dueText: words }]
}

/** "Hằng năm, trước ngày 15/11 …; trước ngày 30/11, …": the second day is every year's too. */
function withInherited(breath: Breath, inherited: Every | null): Breath {
  const silent = !breath.wanted.some(({ every }) => every) && !breath.dues.some(saysHowOften)
  return silent && inherited ? { ...breath, wanted: [{ every: inherited, stated: false }] } : breath
}

/** Drops "định kỳ" and undated cadences that a dated timing of the same sentence already says. */
function tidy(timings: readonly Timing[]): Timing[] {
  return timings.filter((timing, at) => {
    if (timing.dueText !== null || timing.cadence === 'on-request') return true
    if (timing.cadence === 'unspecified') return timings.length === 1
    return !timings.some((other, i) => other.cadence === timing.cadence && (other.dueText !== null || i < at))
  })
}

function undated(every: Every | null): Timing {
  return {
    cadence: cadenceOf(every),
    dueText: null,
    recurrence: every && recurrenceOf({ every }),
    dates: [],
    yearless: [],
    qualifier: null,
    everyYear: false,
    following: false,
  }
}

/** The period a day names itself: "ngày 20 tháng cuối quý" is quarterly. */
function placeEvery(due: Due): Every | null {
  const of = due.place?.of
  if (!of || of === 'period') return null
  return { unit: 'month', count: { month: 1, quarter: 3, half: 6, year: 12 }[of] }
}

function assign(named: readonly Wanted[], due: Due): Timing[] {
  if (due.span) return assignDays(named, due, due.span)
  if (named.length === 0 || isLonger(placeEvery(due), named)) {
    const every = due.own ?? placeEvery(due) ?? (due.weekday === null ? null : { unit: 'week' as const, count: 1 })
    return [timingAt(every, due, null)]
  }
  return named.map((wanted) => timingAt(wanted.every, due, null))
}

/** "hằng tháng trước ngày 25, trước ngày 20 tháng cuối quý": the second day is the quarter's own. */
function isLonger(own: Every | null, named: readonly Wanted[]): boolean {
  return own !== null && named.every(({ every }) => every?.unit !== 'month' || every.count < own.count)
}

/** How often so many days a year come round, where the sentence does not say. */
const BY_COUNT: Readonly<Record<number, number>> = { 1: 12, 2: 6, 4: 3, 12: 1 }

function assignDays(named: readonly Wanted[], due: Due, span: Span): Timing[] {
  const { parts } = span
  if (named.length === 0) {
    const recurs = due.everyYear && parts.every((part) => part.year === null)
    const months = recurs ? BY_COUNT[parts.length] : undefined
    return byDay(parts).map((same) => timingAt(months ? { unit: 'month', count: months } : null, due, same))
  }
  if (named.length === 1) return byDay(parts).map((same) => timingAt(named[0]?.every ?? null, due, same))
  if (named.length === parts.length) {
    return named.map((wanted, i) => timingAt(wanted.every, due, parts.slice(i, i + 1)))
  }
  return named.flatMap((wanted) => {
    const fitting = parts.filter((part) => fits(wanted.every, part))
    if (fitting.length > 0) return byDay(fitting).map((same) => timingAt(wanted.every, due, same))
    return wanted.stated ? [undated(wanted.every)] : []
  })
}

/** Days of one number share a rule ("20/3, 20/6, 20/9, 20/12"); others are rules of their own. */
function byDay(parts: readonly Piece[]): Piece[][] {
  const groups = Map.groupBy(parts, (part) => `${part.day}-${part.year !== null}`)
  return [...groups.values()]
}

/** Months near the end of a period, where reports on it fall due. */
const FITTING: Readonly<Record<number, readonly number[]>> = {
  1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  3: [1, 3, 4, 6, 7, 9, 10, 12],
  6: [5, 6, 7, 11, 12, 1],
  9: [9, 10],
  12: [11, 12, 1],
}

function fits(every: Every | null, part: Piece): boolean {
  return every?.unit === 'month' && (FITTING[every.count]?.includes(part.lastMonth) ?? false)
}

/** A place named for quarters holds for longer periods too: "quý, 6 tháng, năm: trước ngày 20 tháng cuối quý". */
function placeFor(every: Every, place: DayOfPeriod): DayOfPeriod | null {
  if (every.unit !== 'month') return null
  if (place.of === 'month' && every.count > 1) {
    return place.following ? { ...place, of: 'period', month: 'first' } : null
  }
  if (place.of === 'quarter') return every.count % 3 === 0 ? { ...place, of: 'period' } : null
  return place
}

function timingAt(every: Every | null, due: Due, parts: readonly Piece[] | null): Timing {
  const own = due.own ?? every
  const base: Timing = {
    ...undated(own),
    recurrence: null,
    dueText: wordsOf(due, parts),
    qualifier: strictOf(due),
    everyYear: due.everyYear,
    following: due.place?.following === true || (parts?.some((part) => part.nextYear) ?? false),
  }
  if (due.span && parts)
    return atDays(base, { span: { ...due.span, parts: [...parts] }, every, everyYear: due.everyYear })
  if (!own) return base
  if (due.place) {
    const place = placeFor(own, due.place)
    return { ...base, recurrence: place && recurrenceOf({ every: own, dayOfPeriod: place }) }
  }
  return { ...base, recurrence: recurrenceOf({ every: own, weekday: due.weekday }) }
}

/** "trước tháng 12" ends with November's last day, in time on that day. */
function strictOf(due: Due): Qualifier | null {
  return due.qualifier === 'before' && due.span && !due.span.parts[0]?.day ? 'by' : due.qualifier
}

function atDays(
  base: Timing,
  { span, every, everyYear }: { span: Span; every: Every | null; everyYear: boolean },
): Timing {
  const dated = span.parts.filter((part) => part.year !== null)
  if (dated.length > 0) return { ...base, dates: dated.map((part) => lastDay(part, part.year ?? 0)) }
  if (every || everyYear) {
    const joiner = span.parts.length > 1 ? 'list' : 'one'
    return { ...base, recurrence: recurrenceOf({ every: YEARLY, span: { ...span, joiner } }) }
  }
  return { ...base, yearless: [...span.parts] }
}

function slice(words: Words, from: number, next: number): string {
  const start = words.tokens[from]?.index ?? 0
  return words.text.slice(start, words.tokens[next - 1]?.end ?? start)
}

/** The due words: exact where the day stands alone, else the day taken out of its list ("trước ngày 15/12 hàng năm"). */
function wordsOf(due: Due, parts: readonly Piece[] | null): string {
  const { words, span } = due
  const suffix = words.suffix ? ` ${words.suffix}` : ''
  const first = span?.parts[0]
  if (!span || !first || !parts || parts.length === span.parts.length)
    return slice(words, words.from, words.next) + suffix
  const lead = slice(words, words.from, first.from)
  const days = parts.map((part) => slice(words, part.from, part.next).replace(/^(?:các )?(?:ngày|ngay)\s+/iu, ''))
  return `${first.from > words.from ? `${lead} ` : ''}${first.day ? 'ngày ' : ''}${days.join(', ')}${suffix}`
}
