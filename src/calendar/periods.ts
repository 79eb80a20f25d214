/** Reporting periods: when they end, which one a due date speaks of, and what people call it. */

/** Periods that reports cover. */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'

/** One period; both days included. */
export type Period = { kind: PeriodKind; start: string; end: string /** "quý III/2026" */; label: string }

const MONTHS: Readonly<Record<Exclude<PeriodKind, 'week'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  'nine-months': 9,
  year: 12,
}
const ROMAN = ['I', 'II', 'III', 'IV']

function labelOf(kind: PeriodKind, start: Temporal.PlainDate, end: Temporal.PlainDate): string {
  const year = end.year
  switch (kind) {
    case 'week':
      return `tuần ${start.day}/${start.month}-${end.day}/${end.month}/${year}`
    case 'month':
      return `tháng ${end.month}/${year}`
    case 'quarter':
      return `quý ${ROMAN[end.month / 3 - 1] ?? ''}/${year}`
    case 'half-year':
      return end.month === 6 ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`
    case 'nine-months':
      return `9 tháng năm ${year}`
    case 'year':
      return `năm ${year}`
  }
}

/** The period of this kind that a day lies in. Nine months always run from January; a later day gives that same year's. */
export function periodOf(kind: PeriodKind, date: string): Period {
  const day = Temporal.PlainDate.from(date)
  if (kind === 'week') {
    const start = day.subtract({ days: day.dayOfWeek - 1 })
    return finish(kind, start, start.add({ days: 6 }))
  }
  const months = MONTHS[kind]
  const first = kind === 'nine-months' ? 1 : day.month - ((day.month - 1) % months)
  const start = Temporal.PlainDate.from({ year: day.year, month: first, day: 1 })
  return finish(kind, start, start.add({ months }).subtract({ days: 1 }))
}

function finish(kind: PeriodKind, start: Temporal.PlainDate, end: Temporal.PlainDate): Period {
  return { kind, start: start.toString(), end: end.toString(), label: labelOf(kind, start, end) }
}

/** The period before another of the same kind. */
export function previousPeriod(period: Period): Period {
  const before = Temporal.PlainDate.from(period.start).subtract({ days: 1 }).toString()
  return periodOf(period.kind, before)
}

function daysApart(a: string, b: string): number {
  return Math.abs(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days)
}

/**
 * The period a report due on that day covers: the one whose end is nearest. A quarterly report due 20/9 or 5/10 covers
 * quý III; a yearly one due 15/12 or 10/1 the year that ends between them. On a tie, the period still running.
 */
export function periodCovered(kind: PeriodKind, due: string): Period {
  const current = periodOf(kind, due)
  const previous = previousPeriod(current)
  return daysApart(previous.end, due) < daysApart(current.end, due) ? previous : current
}
