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

/** The due dates of a rule whose last safe day lies from `from` to `to`; empty for a rule without dates. */
export function dueReports(rule: RegisteredRule, { from, to }: { from: string; to: string }): DueReport[] {
  if (!rule.recurrence || !rule.dueText) return []
  const until = Temporal.PlainDate.from(to).add({ days: 15 }).toString()
  const kind = PERIODS[rule.cadence]
  const qualifier = /trước/iu.test(rule.dueText) ? 'before' : 'by'
  return occurrences({ recurrence: rule.recurrence, from, to: until })
    .map((due) => ({
      rule,
      due,
      lastSafe: lastSafeDay({ due, qualifier, calendar }),
      period: kind ? periodCovered(kind, due).label : null,
    }))
    .filter(({ due }) => due >= from && due <= to)
}
