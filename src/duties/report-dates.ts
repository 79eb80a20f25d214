import { createCalendar, lastSafeDay, occurrences, type PeriodKind, periodCovered } from '../calendar/index.ts'
import type { RegisteredRule } from './register.ts'

/** One time a report falls due. ISO days in Asia/Ho_Chi_Minh. */
export type DueReport = {
  rule: RegisteredRule
  /** The day the document names. */
  due: string
  /** The last working day on which it is in time: the 19th or before for "trước ngày 20". */
  lastSafe: string
  /** "quý III/2026"; null for a cadence without periods. */
  period: string | null
}

const PERIODS: Partial<Record<string, PeriodKind>> = {
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  'half-yearly': 'half-year',
  'nine-monthly': 'nine-months',
  yearly: 'year',
}

/** A holiday table of the State alone; the office's own days off are the reminders' business. */
const calendar = createCalendar()

/** The first day from `from` to `to` on which something recurs, or null; a rule that names no day of its period falls on none. */
export function recursOn(recurrence: string | null, { from, to }: { from: string; to: string }): string | null {
  if (!recurrence || !/BY(?:MONTHDAY|DAY|MONTH)=/.test(recurrence)) return null
  return occurrences({ recurrence, from, to })[0] ?? null
}

/** The last working day before a named day: what "trước ngày 20" still allows. ISO days. */
export function lastSafeBefore(due: string): string {
  return lastSafeDay({ due, qualifier: 'before', calendar })
}

/** The named days of a rule from `from` to `to`; empty for a rule without dates. */
export function dueReports(rule: RegisteredRule, { from, to }: { from: string; to: string }): DueReport[] {
  if (!rule.dueText) return []
  const kind = PERIODS[rule.cadence]
  const qualifier = /trước/iu.test(rule.dueText) ? 'before' : 'by'
  const days = rule.recurrence ? occurrences({ recurrence: rule.recurrence, from, to }) : namedDays(rule.dueText)
  return days
    .map((due) => ({
      rule,
      due,
      lastSafe: lastSafeDay({ due, qualifier, calendar }),
      period: kind ? periodCovered(kind, due).label : null,
    }))
    .filter(({ due }) => due >= from && due <= to)
}

const DAY =
  /(?<![\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d{2})(?!\d)|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d{2})/giu

/** A report asked for once names its day with its year: "trước ngày 15/3/2027". */
function namedDays(dueText: string): string[] {
  return [...dueText.matchAll(DAY)].flatMap((match) => {
    const [day, month, year] = match.slice(1).filter(Boolean).map(Number)
    if (!day || !month || !year || month > 12 || day > 31) return []
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString()
  })
}
