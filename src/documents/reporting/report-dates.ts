/** A timing as calendar days: the rule bounded by the plan's year, the named days to come, the last safe ones. */

import { lastSafeDay, occurrences, type WorkCalendar } from '../../calendar/index.ts'
import { readAtoms } from '../../language/time-atoms.ts'
import { lastDay } from '../../language/time-spans.ts'
import type { Identity } from '../administrative-document.ts'
import type { Timing } from './timing.ts'

export type ReportDates = { recurrence: string | null; dueDates: string[]; lastSafeDays: string[] }

const HORIZON_MONTHS = 24

/** The year of a plan made for one year ("… năm 2026"); null for longer plans and where the title says none. */
export function planYear(identity: Pick<Identity, 'title' | 'period'>): number | null {
  const { atoms } = readAtoms(identity.period ?? identity.title ?? '')
  const years = atoms.flatMap((atom) =>
    atom.kind === 'span' && atom.parts.some((part) => part.day === null) ? [atom] : [],
  )
  const [only] = years
  if (!only || years.length > 1 || only.qualifier !== null || only.joiner !== 'one' || only.open) return null
  return only.parts[0]?.unit === 'year' ? only.parts[0].year : null
}

/** A plan of one year asks for reports on that year only, unless it says "hằng năm". */
function within(timing: Timing, year: number | null): string | null {
  if (!timing.recurrence || timing.everyYear || year === null || timing.recurrence.includes('UNTIL='))
    return timing.recurrence
  const last = timing.following ? `${year + 1}0131` : `${year}1231`
  return `${timing.recurrence};UNTIL=${last}`
}

function namedDays(timing: Timing, year: number | null): string[] {
  if (year === null) return timing.dates
  return [...timing.dates, ...timing.yearless.map((part) => lastDay(part, part.nextYear ? year + 1 : year))]
}

/** Due days from `today` on, 24 months ahead, with the last working day in time for each. */
export function datesOf(
  timing: Timing,
  at: { year: number | null; today: string; calendar: WorkCalendar },
): ReportDates {
  const recurrence = within(timing, at.year)
  const to = Temporal.PlainDate.from(at.today).add({ months: HORIZON_MONTHS }).toString()
  const recurring = recurrence && timing.dueText ? occurrences({ recurrence, from: at.today, to }) : []
  const once = namedDays(timing, at.year).filter((day) => day >= at.today && day <= to)
  const dueDates = [...new Set([...recurring, ...once])].sort()
  const lastSafeDays = dueDates.map((due) => lastSafeDay({ due, qualifier: timing.qualifier, calendar: at.calendar }))
  return { recurrence, dueDates, lastSafeDays }
}
