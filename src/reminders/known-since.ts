/** Since when a paper can bind anybody: a plan reminds of nothing before it was signed, and of nobody's lateness then. */
import type { Known } from './step.ts'

const DATE = /(?:ngày\s{0,20}(\d{1,2})?\s{0,20})?tháng\s{0,20}(\d{1,2})?\s{0,20}năm\s{0,20}(\d{4})/iu

/**
 * Worked out from the paper's own date line and the day it was taken in. A blank day may be any day of its month: it reminds
 * from the first, and what fell due within that month is never late.
 */
export function knownSince(dateText: string | null, takenInOn: string): Known {
  const { earliest, latest } = signedWithin(dateText)
  return { remindFrom: later(earliest, takenInOn), neverLateUntil: later(latest, takenInOn) }
}

function signedWithin(dateText: string | null): { earliest: string | null; latest: string | null } {
  const [, day, month, year] = DATE.exec(dateText ?? '') ?? []
  if (!year) return { earliest: null, latest: null }
  if (!month) return { earliest: `${year}-01-01`, latest: null }
  try {
    const first = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day ?? 1) })
    const last = day ? first : first.with({ day: first.daysInMonth })
    return { earliest: first.toString(), latest: last.toString() }
  } catch {
    return { earliest: null, latest: null }
  }
}

function later(a: string | null, b: string): string {
  return [a ?? b, b].sort().at(-1) ?? b
}
