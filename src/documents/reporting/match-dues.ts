/** Gives each due day to the cadence it belongs to. */

import type { DayOfPeriod, Every } from '../../language/time-cadence.ts'
import type { Piece } from '../../language/time-pieces.ts'
import { recurrenceOf } from '../../language/time-rules.ts'
import { lastDay, type Qualifier, type Span } from '../../language/time-spans.ts'
import { type Due, sliceWords, type Wanted, YEARLY } from './due-items.ts'
import { type Timing, undated } from './timing.ts'

/** The period a day names itself: "ngày 20 tháng cuối quý" is quarterly. */
export function placeEvery(due: Due): Every | null {
  const of = due.place?.of
  if (!of || of === 'period') return null
  return { unit: 'month', count: { month: 1, quarter: 3, half: 6, year: 12 }[of] }
}

/** The timings of one due day, or list of days, for the cadences named before it (none: its own words decide). */
export function assign(named: readonly Wanted[], due: Due): Timing[] {
  if (due.span) return assignDays(named, due, due.span)
  if (named.length === 0 || isLonger(placeEvery(due), named)) {
    const every = due.own ?? placeEvery(due) ?? (due.weekday === null ? null : { unit: 'week' as const, count: 1 })
    return [timingAt(every, due, null)]
  }
  return named.map((wanted) => timingAt(wanted.every, due, null))
}

/** The timings of a day that the words tie to its reports; several days for one report must all suit it. */
export function assignTied(reports: readonly Wanted[], due: Due): Timing[] {
  const parts = due.span?.parts ?? []
  if (parts.length === 1) return reports.flatMap((report) => assign([report], due))
  const [only] = reports
  const sure = !only || reports.length > 1 || suits(only, due)
  return sure ? assign(reports, due) : [unsure(due), ...undatedOf(reports)]
}

/** False where a period of the report ends in none of the months that the day is in. */
export function suits({ every }: Wanted, due: Due): boolean {
  return (due.span?.parts ?? []).every((part) => isPlausible(every, part))
}

/** "hằng tháng trước ngày 25, trước ngày 20 tháng cuối quý": the second day is the quarter's own. */
function isLonger(own: Every | null, named: readonly Wanted[]): boolean {
  return own !== null && named.every(({ every }) => every?.unit !== 'month' || every.count < own.count)
}

/** How often so many days a year come round, where the sentence does not say. */
const BY_COUNT: Readonly<Record<number, number>> = { 1: 12, 2: 6, 4: 3, 12: 1 }

/** "Trước ngày 20 tháng 6 và trước ngày 20 tháng 12": days spread evenly over the year come round with it. */
function isRound(parts: readonly Piece[]): boolean {
  const months = BY_COUNT[parts.length] ?? 12
  return (
    months < 12 &&
    parts.every(({ day, lastMonth }, at) => day !== null && lastMonth === (parts[0]?.lastMonth ?? 0) + at * months)
  )
}

function assignDays(named: readonly Wanted[], due: Due, span: Span): Timing[] {
  const { parts } = span
  if (named.length === 0) {
    const recurs = (due.everyYear || isRound(parts)) && parts.every((part) => part.year === null)
    const months = recurs ? BY_COUNT[parts.length] : undefined
    return byDay(parts).map((same) => timingAt(months ? { unit: 'month', count: months } : null, due, same))
  }
  if (named.length === 1) return byDay(parts).map((same) => timingAt(named[0]?.every ?? null, due, same))
  if (named.length === parts.length) {
    const inOrder = parts.every((part, i) => isPlausible(named[i]?.every ?? null, part))
    if (!inOrder) return [unsure(due), ...undatedOf(named)]
    return named.map((wanted, i) => timingAt(wanted.every, due, parts.slice(i, i + 1)))
  }
  return byFit(named, due, parts)
}

/**
 * "hằng quý, 6 tháng, năm: trước ngày 20/3, 20/6, 20/9, 20/12": more days than reports, or fewer. Sure only where every
 * report finds all the days it needs in a year and every day a report.
 */
function byFit(named: readonly Wanted[], due: Due, parts: readonly Piece[]): Timing[] {
  const fitted = named.map(({ every }) => ({ every, days: parts.filter((part) => fits(every, part)) }))
  const complete = fitted.every(({ every, days }) => days.length === (DAYS_A_YEAR[every?.count ?? 0] ?? 0))
  const spare = parts.some((part) => fitted.every(({ days }) => !days.includes(part)))
  if (!complete || spare) return [unsure(due), ...undatedOf(named)]
  return fitted.flatMap(({ every, days }) => byDay(days).map((same) => timingAt(every, due, same)))
}

/** Days a year that reports of so many months fall due. */
const DAYS_A_YEAR: Readonly<Record<number, number>> = { 1: 12, 3: 4, 6: 2, 9: 1, 12: 1 }

/**
 * A day whose report the words do not tell: kept as written, without dates. With its year written it is one day whatever it
 * is of.
 */
export function unsure(due: Due): Timing {
  const parts = due.span?.parts ?? []
  if (parts.length === 1 && parts.every((part) => part.year !== null && part.day !== null)) {
    return timingAt(null, due, [...parts])
  }
  return { ...undated(null), dueText: wordsOf(due, null), qualifier: strictOf(due), unsure: true }
}

/** What is wanted how often, where no day can be given to it. */
export function undatedOf(wanted: readonly Wanted[]): Timing[] {
  return wanted.flatMap(({ every, stated }) => (stated ? [undated(every)] : []))
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

/** False where a list gives a report a month in which no such period ends; other rhythms are taken as listed. */
function isPlausible(every: Every | null, part: Piece): boolean {
  return every?.unit !== 'month' || FITTING[every.count] === undefined || fits(every, part)
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
    workingDay: due.place?.workingDay === true,
    following: due.place?.following === true || (parts?.some((part) => part.nextYear) ?? false),
  }
  if (due.span && parts)
    return atDays(base, { span: { ...due.span, parts: [...parts] }, every, everyYear: due.everyYear })
  if (!own) return base
  if (due.place) {
    const place = placeFor(own, due.place)
    const rule = place && recurrenceOf({ every: own, dayOfPeriod: place })
    return { ...base, recurrence: rule && inYear(rule, due) }
  }
  return { ...base, recurrence: recurrenceOf({ every: own, weekday: due.weekday }) }
}

/** The rule in the only year its day is named for; what reports on December may come in the January after. */
function inYear(rule: string, { inYear: year, place }: Due): string {
  if (year === null) return rule
  const end = place?.following ? `${year + 1}0131` : `${year}1231`
  return `DTSTART;VALUE=DATE:${year}0101\n${rule};UNTIL=${end}`
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

/** The due words: exact where the day stands alone, else the day taken out of its list ("trước ngày 15/12 hàng năm"). */
export function wordsOf(due: Due, parts: readonly Piece[] | null): string {
  const { words, span } = due
  const suffix = words.suffix ? ` ${words.suffix}` : ''
  const first = span?.parts[0]
  if (!span || !first) return sliceWords(words, words.from, words.next) + suffix
  const whole = !parts || parts.length === span.parts.length
  const lead = words.prefix || sliceWords(words, words.from, first.from)
  if (whole && !words.prefix) return sliceWords(words, words.from, words.next) + suffix
  const days = whole
    ? withoutDayWord(sliceWords(words, first.from, words.next))
    : parts.map((part) => withoutDayWord(sliceWords(words, part.from, part.next))).join(', ')
  return `${lead ? `${lead} ` : ''}${first.day ? 'ngày ' : ''}${days}${suffix}`
}

function withoutDayWord(words: string): string {
  return words.replace(/^(?:các )?(?:ngày|ngay)\s+/iu, '')
}
