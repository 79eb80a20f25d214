import {
  firstLateDay,
  lastSafeDay,
  occurrences,
  type PeriodKind,
  periodCovered,
  type WorkCalendar,
} from '../calendar/index.ts'
import type { RegisteredDuty, RegisteredRule } from './register.ts'
import { slotsOf } from './slots.ts'

/** One time that something falls due: a report for one period, or a dated task. Days are ISO, in Asia/Ho_Chi_Minh. */
export type Occurrence = {
  /** The same for the same rule and day, whenever it is worked out. */
  key: string
  kind: 'report' | 'task'
  /** The reporting rule's or duty's number in the register. */
  sourceId: number
  documentId: number
  /** What the rule or duty is, across new readings of its document. */
  ruleKey: string
  /** Which of its times this is, though the day may move: the period covered, or the how manieth of its year. */
  slot: string
  /** As a clerk cites it, without "mục". */
  section: string
  title: string
  cadence: string
  /** The document's own words for when (the office's, where `isOfficeDate`); null where a date comes without words. */
  dueText: string | null
  /** The day was set by the office: never to be shown as the document's words. */
  isOfficeDate: boolean
  /** First and last day of the period a report covers; null for a task and for a report without one. */
  period: { start: string; end: string } | null
  /** The day the document names. */
  due: string
  /** The last working day on which it is in time: what reminders are planned from. */
  lastSafe: string
  /** The first day on which it is late: the named day for "trước ngày", the day after for every other wording. */
  lateFrom: string
  /** First day of a task's time, where the document says it. */
  start: string | null
  /** Who must: names and groups in the document's own words; empty where it names nobody. */
  units: string[]
  coordinating: string[]
  to: string | null
  via: string | null
  /** Moved by the office for this body: the day it now ends on. */
  extendedTo: string | null
}

/** What words of time mean, read by `src/language`: the named days, and whether they are "before" the day. */
export type ReadDueWords = (
  words: string,
  document: DatedDocument,
) => { days: string[]; qualifier: 'before' | 'by' | 'within' | 'from' | null }

export type DatedDocument = { id: number; dateText: string | null; title: string | null; period: string | null }

/** A rule, with the days the office set for it where its document names none. */
export type DatedRule = RegisteredRule & { days?: readonly string[] }

export type OccurrenceSource = {
  rules: readonly DatedRule[]
  duties: readonly RegisteredDuty[]
  documents: readonly DatedDocument[]
  /** Confirmed by people though no longer in the file: owed until they take it out. */
  unsupported?: { rules: readonly RegisteredRule[]; duties: readonly RegisteredDuty[] }
}

export type OccurrenceSpan = {
  /** Named days from here to there, both included. */
  from: string
  to: string
  /** Also tasks whose time has begun by this day, though it ends after `to`: they are asked about while it lasts. */
  begunBy?: string
  calendar: WorkCalendar
  readDueWords: ReadDueWords
}

const PERIODS: Readonly<Partial<Record<string, PeriodKind>>> = {
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  'half-yearly': 'half-year',
  'nine-monthly': 'nine-months',
  yearly: 'year',
}

/**
 * Every occurrence whose named day lies in the span, by day. Each stated rule is its own: two that contradict each other
 * both stand. A task that only repeats a reporting rule's sentence is that rule, not a second duty.
 */
export function occurrencesOf(source: OccurrenceSource, span: OccurrenceSpan): Occurrence[] {
  const documents = new Map(source.documents.map((document) => [document.id, document]))
  const rules = [...source.rules, ...(source.unsupported?.rules ?? [])]
  const duties = [...source.duties, ...(source.unsupported?.duties ?? [])]
  const reports = rules.flatMap((rule) => reportOccurrences(rule, documents.get(rule.documentId), span))
  const dated = rules.filter(({ dueText }) => dueText)
  const tasks = duties
    .filter((duty) => !dated.some((rule) => repeats(duty, rule)))
    .flatMap((duty) => taskOccurrences(duty, documents.get(duty.documentId), span))
  return [...reports, ...tasks].sort((a, b) => a.due.localeCompare(b.due) || a.key.localeCompare(b.key))
}

/** Rules that ask for reports without naming a day: the office is asked once to set one. */
export function undatedRules(source: OccurrenceSource, readDueWords: ReadDueWords): RegisteredRule[] {
  const documents = new Map(source.documents.map((document) => [document.id, document]))
  return source.rules.filter((rule) => {
    if (rule.cadence === 'on-request') return false
    if (!rule.dueText) return true
    return !rule.recurrence && readDays(rule.dueText, documents.get(rule.documentId), readDueWords).days.length === 0
  })
}

/** Duties without an end: standing, or recurring without a day. They go into the digest, never onto the ladder. */
export function standingDuties(source: OccurrenceSource): RegisteredDuty[] {
  return source.duties.filter((duty) => !duty.end && (duty.ongoing || duty.recurrence) && !namesADay(duty.recurrence))
}

function reportOccurrences(
  rule: DatedRule,
  document: DatedDocument | undefined,
  { from, to, calendar, readDueWords }: OccurrenceSpan,
): Occurrence[] {
  if (!rule.dueText) return []
  const read = readDays(rule.dueText, document, readDueWords)
  const named = rule.recurrence ? yearsOf(rule.recurrence, { from, to }) : (rule.days ?? read.days)
  const kind = PERIODS[rule.cadence]
  const slots = slotsOf(named, { kind, recurs: rule.recurrence !== null })
  return inSpan(named, { from, to }).map((due) => {
    const period = kind ? periodCovered(kind, due) : null
    return {
      key: `rule-${rule.id}-${due}`,
      kind: 'report',
      sourceId: rule.id,
      documentId: rule.documentId,
      ruleKey: rule.key,
      slot: slots.get(due) ?? due,
      section: rule.section,
      title: period ? `Báo cáo ${period.label}` : 'Báo cáo',
      cadence: rule.cadence,
      dueText: rule.dueText,
      isOfficeDate: rule.days !== undefined,
      period: period && { start: period.start, end: period.end },
      ...daysOf(due, read.qualifier, calendar),
      start: null,
      units: rule.who,
      coordinating: [],
      to: rule.to,
      via: rule.via,
      extendedTo: null,
    }
  })
}

/** Whole years, so that the how manieth of a year does not hang on where a span begins. */
function yearsOf(recurrence: string, { from, to }: { from: string; to: string }): string[] {
  return occurrences({ recurrence, from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` })
}

function taskOccurrences(
  duty: RegisteredDuty,
  document: DatedDocument | undefined,
  { from, to, begunBy, calendar, readDueWords }: OccurrenceSpan,
): Occurrence[] {
  const recurring = duty.recurrence !== null && namesADay(duty.recurrence)
  const named = recurring && duty.recurrence ? yearsOf(duty.recurrence, { from, to }) : [duty.end ?? '']
  const { qualifier } = duty.timeText ? readDays(duty.timeText, document, readDueWords) : { qualifier: null }
  const slots = slotsOf(named, { kind: undefined, recurs: recurring })
  const hasBegun = !recurring && duty.start !== null && begunBy !== undefined && duty.start <= begunBy
  return inSpan(named, { from, to: hasBegun ? LATEST : to }).map((due) => ({
    key: `duty-${duty.id}-${due}`,
    kind: 'task',
    sourceId: duty.id,
    documentId: duty.documentId,
    ruleKey: duty.key,
    slot: slots.get(due) ?? due,
    section: duty.section,
    title: duty.name,
    cadence: recurring ? 'recurring' : 'once',
    dueText: duty.timeText,
    isOfficeDate: false,
    period: null,
    ...daysOf(due, qualifier, calendar),
    start: recurring ? null : duty.start,
    units: duty.lead,
    coordinating: duty.coordinating,
    to: null,
    via: null,
    extendedTo: null,
  }))
}

/** After every day a document names. */
const LATEST = '9999-12-31'

type Qualifier = ReturnType<ReadDueWords>['qualifier']

function daysOf(
  due: string,
  qualifier: Qualifier,
  calendar: WorkCalendar,
): Pick<Occurrence, 'due' | 'lastSafe' | 'lateFrom'> {
  return { due, lastSafe: lastSafeDay({ due, qualifier, calendar }), lateFrom: firstLateDay({ due, qualifier }) }
}

function readDays(
  words: string,
  document: DatedDocument | undefined,
  readDueWords: ReadDueWords,
): ReturnType<ReadDueWords> {
  return readDueWords(words, document ?? { id: 0, dateText: null, title: null, period: null })
}

function inSpan(days: readonly string[], { from, to }: { from: string; to: string }): string[] {
  return [...new Set(days)].filter((day) => day >= from && day <= to)
}

/** "Quý I hằng năm" falls on a day; "hằng năm" alone does not. */
function namesADay(recurrence: string | null): boolean {
  return recurrence !== null && /BY(?:MONTH|MONTHDAY|DAY|YEARDAY)=/.test(recurrence)
}

function repeats(duty: RegisteredDuty, rule: RegisteredRule): boolean {
  if (duty.documentId !== rule.documentId || (duty.end && !sharesWords(duty.timeText, rule.dueText))) return false
  const [a, b] = [plain(duty.quote), plain(rule.quote)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

function sharesWords(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && (a.includes(b) || b.includes(a))
}

function plain(quote: string): string {
  return quote.replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim()
}
