/** When the office is open, and what that makes of a moment. Asia/Ho_Chi_Minh; pure. */
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from '../calendar/index.ts'

/** From "HH:MM" to "HH:MM" of a working day, in order. */
export type Window = { from: string; to: string }

export type Opening = { calendar: WorkCalendar; windows: readonly Window[] }

export const USUAL_WINDOWS: readonly Window[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
]

const TIME_ZONE = 'Asia/Ho_Chi_Minh'
const MS_PER_MINUTE = 60_000

export function isOpen({ calendar, windows }: Opening, at: Date): boolean {
  const { day, clock } = localOf(at)
  return isWorkingDay(calendar, day) && windows.some(({ from, to }) => from <= clock && clock < to)
}

/** The moment itself while open, else the next opening. */
export function openFrom({ calendar, windows }: Opening, at: Date): Date {
  if (isOpen({ calendar, windows }, at)) return at
  const { day, clock } = localOf(at)
  const today = isWorkingDay(calendar, day) ? windows.find(({ from }) => clock < from) : undefined
  if (today) return instant(day, today.from)
  const tomorrow = Temporal.PlainDate.from(day).add({ days: 1 }).toString()
  return instant(workingDayOnOrAfter(calendar, tomorrow), windows[0]?.from ?? '00:00')
}

/** So many minutes of open hours later. */
export function afterOpenMinutes(opening: Opening, at: Date, minutes: number): Date {
  let moment = openFrom(opening, at)
  let leftMs = minutes * MS_PER_MINUTE
  for (;;) {
    const closesAt = closing(opening, moment)
    const spanMs = closesAt.getTime() - moment.getTime()
    if (leftMs <= spanMs) return new Date(moment.getTime() + leftMs)
    leftMs -= spanMs
    moment = openFrom(opening, closesAt)
  }
}

function closing({ windows }: Opening, at: Date): Date {
  const { day, clock } = localOf(at)
  const window = windows.find(({ from, to }) => from <= clock && clock < to)
  return instant(day, window?.to ?? '23:59')
}

export function localOf(at: Date): { day: string; clock: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE)
  return { day: local.toPlainDate().toString(), clock: local.toPlainTime().toString().slice(0, 5) }
}

function instant(day: string, clock: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(TIME_ZONE).epochMilliseconds)
}
