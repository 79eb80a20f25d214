import { solarOf } from '../calendar/lunar.ts'

/** Working days by the law's words alone, without the program's own table: weekends, holidays and the days made up for them. */
export function isDayOff(day: string): boolean {
  const date = Temporal.PlainDate.from(day)
  return date.dayOfWeek > 5 || daysOffIn(date.year).has(day)
}

/** The last working day on or before a day. */
export function workedOnOrBefore(day: string): string {
  let date = Temporal.PlainDate.from(day)
  while (isDayOff(date.toString())) date = date.subtract({ days: 1 })
  return date.toString()
}

/** So many working days before a day. */
export function workedBefore(day: string, count: number): string {
  let at = day
  for (let left = count; left > 0; left -= 1) {
    at = workedOnOrBefore(Temporal.PlainDate.from(at).subtract({ days: 1 }).toString())
  }
  return at
}

const known = new Map<number, ReadonlySet<string>>()

function daysOffIn(year: number): ReadonlySet<string> {
  const found = known.get(year) ?? readYear(year)
  known.set(year, found)
  return found
}

function readYear(year: number): ReadonlySet<string> {
  const tet = Temporal.PlainDate.from(solarOf(1, 1, year))
  const holidays = [
    ...['01-01', '04-30', '05-01', '09-02', '11-24'].map((day) => `${year}-${day}`),
    ...[-1, 0, 1, 2, 3].map((days) => tet.add({ days }).toString()),
    solarOf(10, 3, year),
    besideNationalDay(year),
  ].sort()
  const off = new Set(holidays)
  for (const day of holidays) {
    let date = Temporal.PlainDate.from(day)
    if (date.dayOfWeek <= 5) continue
    while (date.dayOfWeek > 5 || off.has(date.toString())) date = date.add({ days: 1 })
    off.add(date.toString())
  }
  return off
}

/** The second day of Quốc khánh as the State chooses it: whichever neighbour makes the longer row of days off. */
function besideNationalDay(year: number): string {
  const { dayOfWeek } = Temporal.PlainDate.from(`${year}-09-02`)
  return `${year}-09-0${dayOfWeek === 3 || dayOfWeek === 2 || dayOfWeek === 6 ? 1 : 3}`
}
