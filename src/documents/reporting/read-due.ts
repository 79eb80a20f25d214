import { createCalendar, type WorkCalendar } from '../../calendar/index.ts'
import type { Cadence, Identity } from '../administrative-document.ts'
import { datesOf, planYears, type ReportDates } from './report-dates.ts'
import { reportClauses } from './report-sentences.ts'
import { readTimings } from './report-timings.ts'

export type DueWords = {
  cadence: Cadence
  /** What a person wrote for when: "trước ngày 20 tháng cuối quý", "chậm nhất 15/12/2026"; null for a rhythm without a day. */
  dueText: string | null
  identity: Pick<Identity, 'title' | 'period'>
  headings: readonly string[]
  today: string
  calendar?: WorkCalendar
}

/** The words that a document would use for each rhythm. */
const RHYTHM: Readonly<Record<Cadence, string>> = {
  weekly: 'hằng tuần',
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  'half-yearly': '6 tháng',
  'nine-monthly': '9 tháng',
  yearly: 'hằng năm',
  'on-request': '',
  unspecified: '',
}

/** When a report of one rhythm falls due by a person's own words, as reading understands them; null where they name no day. */
export function readDue({ cadence, dueText, identity, headings, today, calendar }: DueWords): ReportDates | null {
  const years = planYears(identity, headings)
  const timings = reportClauses(`Các đơn vị báo cáo ${RHYTHM[cadence]} ${dueText ?? ''}`, true).flatMap(readTimings)
  if (dueText === null) return { recurrence: timings[0]?.recurrence ?? null, dueDates: [], lastSafeDays: [] }
  const [only, ...others] = timings.filter((timing) => timing.dueText !== null && !timing.unsure)
  if (!only || others.length > 0) return null
  const dates = datesOf(only, { years, today, issued: null, effective: null, calendar: calendar ?? createCalendar() })
  return dates.recurrence || dates.dueDates.length > 0 || only.dates.length > 0 ? dates : null
}
