/** When something may be sent: the office's windows on working days, and the arithmetic of working days made quick. */
import {
  addWorkingDays,
  isWorkingDay,
  type WorkCalendar,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../calendar/index.ts'
import type { Policy } from './policy.ts'

/** A day and a clock time in Asia/Ho_Chi_Minh, "2026-12-07" and "07:30". */
export type Moment = { day: string; time: string }

/** Which of the windows a time lies in; -1 outside all. */
export function windowAt(time: string, windows: Policy['windows']): number {
  return windows.findIndex(({ from, to }) => time >= from && time <= to)
}

type Placing = { calendar: WorkCalendar; windows: Policy['windows'] }

/** The moment itself inside a window of a working day, else the start of the window before it. */
export function placeBefore({ day, time }: Moment, { calendar, windows }: Placing): Moment {
  const sorted = [...windows].sort((a, b) => a.from.localeCompare(b.from))
  if (isWorkingDay(calendar, day)) {
    if (windowAt(time, windows) >= 0) return { day, time }
    const earlier = sorted.findLast(({ to }) => to < time)
    if (earlier) return { day, time: earlier.from }
  }
  const dayBefore = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
  return { day: workingDayOnOrBefore(calendar, dayBefore), time: sorted.at(-1)?.from ?? time }
}

/** The time itself inside a window, else the start of the day's next one: what is late is never told early. */
export function placeOnDay({ day, time }: Moment, { windows }: Placing): Moment {
  if (windowAt(time, windows) >= 0) return { day, time }
  const sorted = [...windows].sort((a, b) => a.from.localeCompare(b.from))
  return { day, time: (sorted.find(({ from }) => from > time) ?? sorted.at(-1))?.from ?? time }
}

/** What is promised in the last minute still has so long to arrive. */
const LEAST_MINUTES = 15

/** Until when words said of a day hold: the end of its last window. What speaks of "today" must not come at night. */
export function trueUntil({ day, time }: Moment, windows: Policy['windows']): Date {
  const at = (clock: string): Temporal.ZonedDateTime =>
    Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime('Asia/Ho_Chi_Minh')
  const end = at(
    windows
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? time,
  )
  const least = at(time).add({ minutes: LEAST_MINUTES })
  return new Date(Math.max(end.epochMilliseconds, least.epochMilliseconds))
}

/** `addWorkingDays`, remembered: thousands of occurrences share their days. */
export function createDayCounter(calendar: WorkCalendar): (day: string, count: number) => string {
  const known = new Map<string, string>()
  return (day, count) => {
    const key = `${day}${count}`
    const found = known.get(key) ?? addWorkingDays(calendar, day, count)
    known.set(key, found)
    return found
  }
}

/** `workingDaysBetween`, remembered likewise. */
export function createDaysLeft(calendar: WorkCalendar): (from: string, to: string) => number {
  const known = new Map<string, number>()
  return (from, to) => {
    const key = `${from}${to}`
    const found = known.get(key) ?? workingDaysBetween(calendar, from, to)
    known.set(key, found)
    return found
  }
}
