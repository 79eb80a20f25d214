/** iCalendar recurrence rules (RFC 5545) for what the grammar of time has read. */

import type { DayOfPeriod, Every } from './time-cadence.ts'
import { lastDay, type Span } from './time-spans.ts'

export type Rhythm = {
  every: Every
  span?: Span | null
  dayOfPeriod?: DayOfPeriod | null
  /** 1 Monday … 7 Sunday, for weekly rhythms. */
  weekday?: number | null
  /** ISO day after which nothing recurs. */
  until?: string | null
}

const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

function rule(parts: string[], until: string | null | undefined): string {
  const end = until ? [`UNTIL=${until.replaceAll('-', '')}`] : []
  return `RRULE:${[...parts, ...end].join(';')}`
}

/** Rhythm without a day: "hằng quý" is every three months. */
function plainParts(every: Every): string[] {
  const interval = (count: number): string[] => (count > 1 ? [`INTERVAL=${count}`] : [])
  if (every.unit === 'day') return ['FREQ=DAILY', ...interval(every.count)]
  if (every.unit === 'week') return ['FREQ=WEEKLY', ...interval(every.count)]
  if (every.count === 9) return ['FREQ=YEARLY', 'BYMONTH=9']
  if (every.count % 12 === 0) return ['FREQ=YEARLY', ...interval(every.count / 12)]
  return ['FREQ=MONTHLY', ...interval(every.count)]
}

const SHORTEST_MONTH: Readonly<Record<number, number>> = { 2: 28, 4: 30, 6: 30, 9: 30, 11: 30 }

/** A day that some of the months lack falls on their last day: "ngày 31 tháng cuối quý". */
function monthDayParts(months: readonly number[], day: number): string[] {
  const byMonth = `BYMONTH=${months.join(',')}`
  const shortest = Math.min(...months.map((month) => SHORTEST_MONTH[month] ?? 31))
  if (day <= shortest) return [byMonth, `BYMONTHDAY=${day}`]
  if (day === 29 && months.length === 1) return [byMonth, 'BYMONTHDAY=28,29', 'BYSETPOS=-1']
  return [byMonth, 'BYMONTHDAY=-1']
}

/** "ngày 30 hằng tháng" is the last day of February; "ngày 31" the last day of every month. */
function monthlyDayParts(day: number): string[] {
  if (day <= 28) return ['FREQ=MONTHLY', `BYMONTHDAY=${day}`]
  if (day === 31) return ['FREQ=MONTHLY', 'BYMONTHDAY=-1']
  const days = Array.from({ length: day - 27 }, (_, i) => 28 + i)
  return ['FREQ=MONTHLY', `BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1']
}

function spanParts(span: Span): string[] {
  const [first] = span.parts
  if (!first) return ['FREQ=YEARLY']
  if (first.day !== null && span.joiner !== 'range') {
    const same = span.parts.filter((part) => part.day === first.day)
    const months = same.map((part) => part.firstMonth).sort((a, b) => a - b)
    return ['FREQ=YEARLY', ...monthDayParts(months, first.day)]
  }
  const last = span.parts.at(-1) ?? first
  if (last.day !== null) return ['FREQ=YEARLY', ...monthDayParts([last.lastMonth], last.day)]
  if (span.qualifier === 'before')
    return ['FREQ=YEARLY', `BYMONTH=${((first.firstMonth + 10) % 12) + 1}`, 'BYMONTHDAY=-1']
  if (span.joiner === 'list') {
    const months = span.parts.map((part) => part.lastMonth).sort((a, b) => a - b)
    return ['FREQ=YEARLY', `BYMONTH=${months.join(',')}`, 'BYMONTHDAY=-1']
  }
  if (first.firstMonth === last.lastMonth) return ['FREQ=YEARLY', `BYMONTH=${last.lastMonth}`, 'BYMONTHDAY=-1']
  const months: number[] = []
  for (let month = first.firstMonth; month <= last.lastMonth; month += 1) months.push(month)
  return ['FREQ=YEARLY', `BYMONTH=${months.join(',')}`, 'BYMONTHDAY=-1', 'BYSETPOS=-1']
}

/** Months in which a period of so many months begins or ends, the year's first period beginning in January. */
function monthsOf(every: Every, month: 'first' | 'last', following: boolean): number[] | null {
  if (every.unit !== 'month' || ![1, 3, 6, 9, 12].includes(every.count)) return null
  const months: number[] = []
  for (let end = every.count; end <= 12; end += every.count) {
    if (month === 'last') months.push(end)
    else months.push(following ? (end % 12) + 1 : end - every.count + 1)
  }
  return months.sort((a, b) => a - b)
}

/** Of a month; days off are the calendar's to tell. */
const LAST_WORKING_DAY = ['BYDAY=MO,TU,WE,TH,FR', 'BYSETPOS=-1']

const OF_PERIOD: Readonly<Record<string, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The rule of a day within its period, or null where the words do not say which month. */
function dayOfPeriodParts(every: Every, place: DayOfPeriod): string[] | null {
  const day = place.days[0]
  if (day === undefined) return null
  const named = place.of && place.of !== 'period' ? (OF_PERIOD[place.of] ?? null) : null
  const count = named ?? every.count
  if (every.unit === 'month' && count === 1) {
    if (place.workingDay) return ['FREQ=MONTHLY', ...LAST_WORKING_DAY]
    return place.days.length > 1 ? severalDays(place.days) : monthly(day)
  }
  if (place.month === null) return null
  const months = monthsOf({ unit: 'month', count }, place.month, place.following)
  if (!months) return null
  if (place.workingDay) return ['FREQ=MONTHLY', `BYMONTH=${months.join(',')}`, ...LAST_WORKING_DAY]
  return [
    'FREQ=YEARLY',
    ...(day === -1 ? [`BYMONTH=${months.join(',')}`, 'BYMONTHDAY=-1'] : monthDayParts(months, day)),
  ]
}

function monthly(day: number): string[] {
  return day === -1 ? ['FREQ=MONTHLY', 'BYMONTHDAY=-1'] : monthlyDayParts(day)
}

function severalDays(days: readonly number[]): string[] {
  return ['FREQ=MONTHLY', `BYMONTHDAY=${days.join(',')}`]
}

/**
 * The rule for a rhythm. A named month or quarter falls due on its last day; a rhythm without any day keeps only its
 * frequency. Null where a day is named but not the month it belongs to ("hằng quý, trước ngày 20").
 */
export function recurrenceOf(rhythm: Rhythm): string | null {
  const { every, span, dayOfPeriod, weekday, until } = rhythm
  if (dayOfPeriod) {
    const parts = dayOfPeriodParts(every, dayOfPeriod)
    return parts && rule(parts, until)
  }
  if (span) return rule(spanParts(span), until)
  if (weekday && every.unit === 'week') {
    return rule([...plainParts(every), `BYDAY=${WEEKDAY_CODES[weekday - 1] ?? 'FR'}`], until)
  }
  return rule(plainParts(every), until)
}

/** The last day of a stretch that names its years: where a rhythm inside it ends. */
export function untilOf(span: Span): string | null {
  const last = span.parts.at(-1)
  if (!last || last.year === null || span.open) return null
  return lastDay(last, last.year)
}
