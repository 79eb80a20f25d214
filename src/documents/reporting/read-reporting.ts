/** From the passages of a document to its reporting rules. */

import { createCalendar, type WorkCalendar } from '../../calendar/index.ts'
import { fold } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'
import type { Identity, Passage, ReportingRule, Section } from '../administrative-document.ts'
import { conflictsIn } from './report-conflicts.ts'
import { datesOf, planYear } from './report-dates.ts'
import { namesOf, type Parties, partiesOf, subjectOfSentence } from './report-parties.ts'
import { type ReportClause, reportClauses, splitSentences } from './report-sentences.ts'
import { readTimings, type Timing } from './report-timings.ts'

export type ReportingSource = {
  passages: readonly Passage[]
  sections: readonly Section[]
  identity: Pick<Identity, 'title' | 'period'>
  /** ISO day: due days are listed from here, 24 months ahead. */
  today: string
  /** The office's working days; the State's holidays alone when left out. */
  calendar?: WorkCalendar
}

export type Reporting = { rules: ReportingRule[]; warnings: string[] }

type Place = { passage: Passage; source: ReportingSource; year: number | null; calendar: WorkCalendar }

const PROSE = new Set(['prose', 'bullet'])
const ABOUT_REPORTS = /\bche do\b.*\bbao cao\b|\bbao cao\b/
/** "100% báo cáo định kỳ được …", "Tỷ lệ báo cáo …": an aim, not an order. */
const AIM = /^[\s\-+•*]*(?:\d+(?:[.,]\d+)?\s*%|ty le\b|tren \d+%|toi thieu \d+%)/

/**
 * The reporting rules a document lays down, in order, each with its exact words, and what contradicts itself among them.
 * A rule without a day keeps its cadence and no dates; a day without a year gets one only from a plan made for one year.
 */
export function readReporting(source: ReportingSource): Reporting {
  const year = planYear(source.identity)
  const calendar = source.calendar ?? createCalendar()
  const rules: ReportingRule[] = []
  const warnings: string[] = []
  for (const passage of source.passages) {
    const found = rulesOf({ passage, source, year, calendar })
    rules.push(...found.rules)
    warnings.push(...found.warnings)
  }
  return { rules, warnings: [...warnings, ...conflictsIn(rules)] }
}

function headingsAbove(place: Place): string[] {
  const headings: string[] = []
  let at = place.passage.section
  while (at !== null) {
    const section: Section | undefined = place.source.sections[at]
    if (!section || headings.length > place.source.sections.length) break
    headings.push(section.heading)
    at = section.parent
  }
  return headings
}

function rulesOf(place: Place): Reporting {
  const { passage } = place
  if (passage.kind === 'row') return rowRules(place)
  if (!PROSE.has(passage.kind)) return { rules: [], warnings: [] }
  const heading = headingsAbove(place)[0] ?? ''
  const about =
    ABOUT_REPORTS.test(fold(passage.lead ?? '')) || /\bche do\b.*\bbao cao\b|^\W*\w*\W*bao cao\b/.test(fold(heading))
  const all: Reporting = { rules: [], warnings: [] }
  let subject: string[] = []
  for (const sentence of splitSentences(passage.quote)) {
    const parts = reportClauses(sentence, about)
    const quote = sentence
    for (const clause of parts) {
      const found = clauseRules(clause, { place, quote, subject, about })
      all.rules.push(...found.rules)
      all.warnings.push(...found.warnings)
    }
    const own = subjectOfSentence(sentence)
    if (own.length > 0) subject = own
  }
  return all
}

/** A row of a table of reports: "Báo cáo quý | trước ngày 20 tháng cuối quý | Phòng …". */
function rowRules(place: Place): Reporting {
  const quote = place.passage.quote
  const cells = quote.split(/\t|\s\|\s/).map((cell) => cell.trim())
  const name = cells.find((cell) => /\p{L}{3}/u.test(cell)) ?? ''
  if (!/^bao cao\b/.test(fold(name))) return { rules: [], warnings: [] }
  const text = cells.filter((cell) => cell !== '').join(', ')
  const found = reportClauses(text, true).flatMap(
    (clause) => clauseRules(clause, { place, quote, subject: [], about: true }).rules,
  )
  return { rules: found.filter((rule) => rule.recurrence !== null && rule.dueText !== null), warnings: [] }
}

type Context = { place: Place; quote: string; subject: string[]; about: boolean }

function clauseRules(clause: ReportClause, context: Context): Reporting {
  const none: Reporting = { rules: [], warnings: [] }
  if (AIM.test(fold(clause.text))) return none
  const parties = completed(partiesOf(clause), context)
  const timings = readTimings(clause).filter((timing) => isOrdered(timing, { clause, parties, about: context.about }))
  const { place } = context
  const rules = timings.map((timing) => ruleOf(timing, parties, context))
  const warnings = timings
    .filter((timing) => timing.yearless.length > 0 && place.year === null)
    .map(
      (timing) =>
        `Hạn báo cáo "${timing.dueText}" (mục ${place.passage.cite}) không ghi năm: chưa tính được ngày, đề nghị xã xác định`,
    )
  return { rules, warnings }
}

function ruleOf(timing: Timing, parties: Parties, { place, quote }: Context): ReportingRule {
  const { year, calendar } = place
  const dates = datesOf(timing, { year, today: place.source.today, calendar })
  return {
    ...parties,
    cadence: timing.cadence,
    dueText: timing.dueText,
    ...dates,
    section: place.passage.cite,
    quote,
  }
}

/** A dated report is an order. Without a day it takes "định kỳ" or a period close before the verb, or a receiver. */
function isOrdered(
  timing: Timing,
  { clause, parties, about }: { clause: ReportClause; parties: Parties; about: boolean },
): boolean {
  if (timing.dueText !== null) return timing.cadence !== 'unspecified' || timing.qualifier !== null
  if (timing.cadence === 'on-request') return parties.to !== null || about || clause.atoms.length > 1
  if (parties.to !== null || about) return true
  return clause.atoms.some((atom) => atom.kind === 'cadence' && atom.end <= clause.verb)
}

/** What the clause leaves out is taken from the sentence before, the heading, or the line that introduces the bullet. */
function completed(parties: Parties, { place, subject }: Context): Parties {
  if (parties.who.length > 0) return parties
  if (subject.length > 0) return { ...parties, who: subject }
  const lead = place.passage.lead ? namesOf(findUnits(place.passage.lead)) : []
  if (lead.length > 0) return { ...parties, who: lead }
  for (const heading of headingsAbove(place)) {
    const units = namesOf(findUnits(heading))
    if (units.length > 0) return { ...parties, who: units }
  }
  return parties
}
