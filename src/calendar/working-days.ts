/** Working days: Monday to Friday, less the State's holidays and the office's own days, plus days worked in exchange. */

import { holidaysOf } from './holidays.ts'

/** What the office enters: the State's exchanges of working days, and local days off. ISO days. */
export type OfficeDays = {
  /** Days off besides the holidays, e.g. the Monday exchanged for a Saturday. */
  daysOff?: readonly string[]
  /** Days worked although a weekend or holiday. They win over `daysOff`. */
  workedDays?: readonly string[]
}

/** Made by `createCalendar`; pass it on, do not look inside. */
export type WorkCalendar = {
  readonly daysOff: ReadonlySet<string>
  readonly workedDays: ReadonlySet<string>
  /** Holidays a year, filled as years are asked for. */
  readonly holidays: Map<number, ReadonlyMap<string, string>>
}

/** A working calendar with the office's own table laid over the State's holidays. */
export function createCalendar(office: OfficeDays = {}): WorkCalendar {
  return { daysOff: new Set(office.daysOff), workedDays: new Set(office.workedDays), holidays: new Map() }
}

function holidaysIn(calendar: WorkCalendar, year: number): ReadonlyMap<string, string> {
  const known = calendar.holidays.get(year)
  if (known) return known
  const named = new Map(holidaysOf(year).map((holiday) => [holiday.date, holiday.name]))
  calendar.holidays.set(year, named)
  return named
}

/** Why a day is off, in Vietnamese, or null for a working day. */
export function whyDayOff(calendar: WorkCalendar, date: string): string | null {
  if (calendar.workedDays.has(date)) return null
  const day = Temporal.PlainDate.from(date)
  const holiday = holidaysIn(calendar, day.year).get(date)
  if (holiday) return holiday
  if (calendar.daysOff.has(date)) return 'Ngày nghỉ của cơ quan'
  if (day.dayOfWeek === 6) return 'thứ Bảy'
  return day.dayOfWeek === 7 ? 'Chủ nhật' : null
}

export function isWorkingDay(calendar: WorkCalendar, date: string): boolean {
  return whyDayOff(calendar, date) === null
}

/** A table that makes every day off would never end: a year without work is a mistake of the office's table. */
const MAX_DAYS_OFF_IN_A_ROW = 366

function seek(calendar: WorkCalendar, from: string, step: 1 | -1): string {
  let day = Temporal.PlainDate.from(from)
  for (let tried = 0; tried <= MAX_DAYS_OFF_IN_A_ROW; tried += 1) {
    if (isWorkingDay(calendar, day.toString())) return day.toString()
    day = day.add({ days: step })
  }
  throw new RangeError(`No working day within a year of ${from}: check the office's table of days off`)
}

/** The day itself when it is worked, else the working day before it. */
export function workingDayOnOrBefore(calendar: WorkCalendar, date: string): string {
  return seek(calendar, date, -1)
}

/** The day itself when it is worked, else the working day after it. */
export function workingDayOnOrAfter(calendar: WorkCalendar, date: string): string {
  return seek(calendar, date, 1)
}

/**
 * The day that lies so many working days after `date` (before it, when negative). Counting begins with the day after,
 * as "N ngày làm việc kể từ ngày nhận" is counted. Zero gives `date` itself, worked or not.
 */
export function addWorkingDays(calendar: WorkCalendar, date: string, count: number): string {
  const step = count < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(count); left > 0; left -= 1) {
    day = seek(calendar, Temporal.PlainDate.from(day).add({ days: step }).toString(), step)
  }
  return day
}

/** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  const end = Temporal.PlainDate.from(to)
  let day = Temporal.PlainDate.from(from).add({ days: 1 })
  while (Temporal.PlainDate.compare(day, end) <= 0) {
    if (isWorkingDay(calendar, day.toString())) count += 1
    day = day.add({ days: 1 })
  }
  return count
}

export type DueDay = {
  /** The day the document names. */
  due: string
  /** 'before': "trước ngày 20" is in time until the 19th. Anything else ends on the day itself. */
  qualifier: 'before' | 'by' | 'within' | 'from' | null
  calendar: WorkCalendar
}

/** The last working day on which a report due then is still in time: what reminders are planned from. */
export function lastSafeDay({ due, qualifier, calendar }: DueDay): string {
  const last = Temporal.PlainDate.from(due)
  const inTime = qualifier === 'before' ? last.subtract({ days: 1 }) : last
  return workingDayOnOrBefore(calendar, inTime.toString())
}

/** The first day on which it is late: the named day itself for "trước ngày", the day after for the others. */
export function firstLateDay({ due, qualifier }: Pick<DueDay, 'due' | 'qualifier'>): string {
  return qualifier === 'before' ? due : Temporal.PlainDate.from(due).add({ days: 1 }).toString()
}
