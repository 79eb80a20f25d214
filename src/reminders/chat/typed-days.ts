/** A day and a month as people type them, most often without the year. Days are ISO. */

/** Null where the calendar has no such day. */
export function dayOf({ year, month }: { year: number; month: number }, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

type Typed = { day: string | undefined; month: string | undefined; year: string | undefined }

/** The days they may mean, the nearest first: of the year that was typed, else of this one and those beside it. */
export function typedDays({ day, month, year }: Typed, today: string): string[] {
  const years = year ? [Number(year)] : [-1, 0, 1].map((step) => Number(today.slice(0, 4)) + step)
  return nearestFirst(
    years.map((each) => dayOf({ year: each, month: Number(month) }, Number(day))),
    today,
  )
}

export function nearestFirst(days: readonly (string | null)[], today: string): string[] {
  const away = (day: string): number => Math.abs(Temporal.PlainDate.from(today).until(day).days)
  return days.filter((day) => day !== null).sort((a, b) => away(a) - away(b))
}
