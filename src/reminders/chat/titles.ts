/** Short names of occurrences, as buttons and sentences need them. */
import { createCalendar, workingDayOnOrBefore } from '../../calendar/index.ts'
import type { OccurrenceRow } from '../../duties/index.ts'
import type { Policy } from '../policy.ts'
import { inSentence, listNames, shorten } from '../vietnamese.ts'

const MOST_CHARS = 60

/** "báo cáo quý IV/2026", "nhiệm vụ “Số hóa bản đồ”". */
export function nameOf({ kind, title }: OccurrenceRow): string {
  return kind === 'report' ? inSentence(title) : `nhiệm vụ “${shorten(title, MOST_CHARS)}”`
}

/** As a button: without marks around it, and with whose it is where that differs. */
export function labelOf(rows: readonly OccurrenceRow[]): string {
  const [row] = rows
  if (!row) return ''
  const title = shorten(row.title, MOST_CHARS)
  return rows.length > 1 ? `${title} (${rows.length} đơn vị)` : title
}

/** "báo cáo quý IV/2026 của Phòng Kinh tế". */
export function ofWhom(rows: readonly OccurrenceRow[]): string {
  const [row] = rows
  if (!row) return ''
  const bodies = rows.map(({ bodyName }) => bodyName).filter(Boolean)
  return bodies.length > 0 ? `${nameOf(row)} của ${listNames(bodies, 3)}` : nameOf(row)
}

/** The last working day that is still in time, an extension counted. */
export function lastDayOf({ extendedTo, lastSafe }: OccurrenceRow, { calendar }: Pick<Policy, 'calendar'>): string {
  return extendedTo ? workingDayOnOrBefore(createCalendar(calendar), extendedTo) : lastSafe
}
