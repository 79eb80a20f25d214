/** A timing as calendar days: the rule bounded by the plan's year, the named days to come, the last safe ones. */

import { lastSafeDay, occurrences, type WorkCalendar } from '../../calendar/index.ts'
import { fold } from '../../language/text.ts'
import { readAtoms } from '../../language/time-atoms.ts'
import { lastDay } from '../../language/time-spans.ts'
import type { Identity } from '../administrative-document.ts'
import type { Timing } from './timing.ts'

export type ReportDates = { recurrence: string | null; dueDates: string[]; lastSafeDays: string[] }

const HORIZON_MONTHS = 24

/** The years a plan is made for; `year` null for longer plans and where the title says none. */
export type PlanYears = {
  /** The year of days without a year. */
  year: number | null
  /** The last year in which its periodic reports are owed; null where nothing ends them. */
  last: number | null
}

/** "Cải cách hành chính năm 2026" is for one year; ", định hướng đến năm 2028", in the title or over its aims, for more. */
export function planYears(
  { type, title, period }: Pick<Identity, 'title' | 'period'> & Partial<Pick<Identity, 'type'>>,
  headings: readonly string[],
): PlanYears {
  const year = onlyYear(period ?? title ?? '')
  if (year === null || ORDERS.test(type ?? '')) return { year, last: null }
  const aims = headings.filter((heading) => AIMS.test(fold(heading)))
  const later = [title ?? '', period ?? '', ...aims]
    .flatMap((line) => [...fold(line).matchAll(OUTLOOK)].map((match) => Number(match[1])))
    .filter((outlook) => outlook > year && outlook <= year + MAX_OUTLOOK_YEARS)
  return later.length > 0 ? { year: null, last: Math.max(...later) } : { year, last: year }
}

/** Papers that order for good, whatever month their title tells of: only plans end with their years. */
const ORDERS = /^(?:Thông báo|Công văn|Quyết định|Quy chế|Quy định|Chỉ thị)/iu
const AIMS = /\b(?:muc tieu|chi tieu|dinh huong)\b/
const OUTLOOK = /\b(?:dinh huong|tam nhin|den|giai doan \d{4}\s*[-–])\s*(?:(?:den|het|cuoi|nam)\s+)*(\d{4})\b/g
const MAX_OUTLOOK_YEARS = 30

function onlyYear(words: string): number | null {
  const { atoms } = readAtoms(words)
  const years = atoms.flatMap((atom) =>
    atom.kind === 'span' && atom.parts.some((part) => part.day === null) ? [atom] : [],
  )
  const only = years.find((atom) => atom.joiner === 'one' && atom.parts[0]?.unit === 'year' && atom.qualifier === null)
  const rest = years.filter((atom) => atom !== only)
  if (!only || only.open || rest.some((atom) => atom.qualifier !== 'by')) return null
  return only.parts[0]?.year ?? null
}

/** A plan asks for reports on its own years only, unless it says "hằng năm"; one issued ahead of its year asks for none before. */
function within(timing: Timing, at: DatedFrom): string | null {
  const { years, issued } = at
  const { year, last } = years
  if (!timing.recurrence || timing.recurrence.includes('UNTIL=')) return timing.recurrence
  if (timing.everyYear || last === null) return sinceInForce(timing.recurrence, timing, at)
  const end = timing.following ? `${last + 1}0131` : `${last}1231`
  const isAhead = year !== null && issued !== null && issued < `${year}-01-01`
  const bounded = `${timing.recurrence};UNTIL=${end}`
  return isAhead ? `DTSTART;VALUE=DATE:${year}0101\n${bounded}` : sinceInForce(bounded, timing, at)
}

/** A rule of a paper that takes effect later than it is issued begins with that day. */
function sinceInForce(rule: string, { dueText }: Timing, { issued, effective }: DatedFrom): string {
  if (effective === null || dueText === null || (issued !== null && effective <= issued)) return rule
  return `DTSTART;VALUE=DATE:${effective.replaceAll('-', '')}\n${rule}`
}

function namedDays(timing: Timing, year: number | null): string[] {
  if (year === null) return timing.dates
  return [...timing.dates, ...timing.yearless.map((part) => lastDay(part, part.nextYear ? year + 1 : year))]
}

export type DatedFrom = {
  years: PlanYears
  today: string
  /** First day of issue that what is written leaves open: nothing recurs before. */
  issued: string | null
  /** Day that the paper says it takes effect on. */
  effective: string | null
  calendar: WorkCalendar
}

/** Due days from `today` on, 24 months ahead, with the last working day in time for each. */
export function datesOf(timing: Timing, at: DatedFrom): ReportDates {
  const recurrence = within(timing, at)
  const to = Temporal.PlainDate.from(at.today).add({ months: HORIZON_MONTHS }).toString()
  const from = [at.today, at.issued ?? '', at.effective ?? ''].sort().at(-1) ?? at.today
  const recurring = recurrence && timing.dueText ? occurrences({ recurrence, from, to }) : []
  const once = namedDays(timing, at.years.year).filter((day) => day >= at.today && day <= to)
  const dueDates = [...new Set([...recurring, ...once])].sort()
  const lastSafeDays = dueDates.map((due) => lastSafeDay({ due, qualifier: timing.qualifier, calendar: at.calendar }))
  // "Ngày làm việc cuối cùng của tháng" is itself a working day, holidays reckoned with.
  return { recurrence, dueDates: timing.workingDay ? lastSafeDays : dueDates, lastSafeDays }
}
