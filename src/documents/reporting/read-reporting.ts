/** From the passages of a document to its reporting rules. */

import { createCalendar, type WorkCalendar } from '../../calendar/index.ts'
import { fold } from '../../language/text.ts'
import type { Every } from '../../language/time-cadence.ts'
import { unitKey } from '../../language/units.ts'
import type { Identity, Passage, ReportingRule, Section } from '../administrative-document.ts'
import { type Condition, conditionOf, underCondition } from './conditions.ts'
import { periodsPassedOn } from './day-rounds.ts'
import { isEvery } from './due-items.ts'
import { besidesOf, chargedBy, goesOnFrom, ITEM_LABEL } from './going-on.ts'
import { conflictsIn } from './report-conflicts.ts'
import { datesOf, type PlanYears, planYears } from './report-dates.ts'
import { NOBODY, type Parties, partiesOf, subjectOfSentence } from './report-parties.ts'
import { type ReportClause, reportClauses, splitSentences } from './report-sentences.ts'
import { readTimings } from './report-timings.ts'
import { replacedQuarters } from './some-quarters.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'
import type { Timing } from './timing.ts'

export type ReportingSource = {
  passages: readonly Passage[]
  sections: readonly Section[]
  identity: Pick<Identity, 'title' | 'period'> & Partial<Pick<Identity, 'type' | 'date'>>
  /** First day on which the paper may have been issued; its date where left out. */
  issued?: string | null
  /** Day that the paper says it takes effect on: nothing is owed before. */
  effective?: string | null
  /** ISO day: due days are listed from here, 24 months ahead. */
  today: string
  /** The office's working days; the State's holidays alone when left out. */
  calendar?: WorkCalendar
}

export type Reporting = { rules: ReportingRule[]; warnings: string[] }

type Place = {
  passage: Passage
  source: ReportingSource
  years: PlanYears
  calendar: WorkCalendar
  /** Whose rule the passage goes on from, without naming them again. */
  before: Parties
  /** The rules of the sentence right before the passage, in the same place of the outline. */
  previous: readonly ReportingRule[]
  /** Whom the clause that the passage goes on with charges: "1. Giao Ủy ban nhân dân xã …", then a line with no subject. */
  charged: readonly string[]
}

const PROSE = new Set(['prose', 'bullet'])
/** "100% báo cáo định kỳ được …", "Tỷ lệ báo cáo …": an aim, not an order. */
const AIM = /^[\s\-+•*]*(?:\d+(?:[.,]\d+)?\s*%|ty le\b|tren \d+%|toi thieu \d+%)/

/** "Gửi các thành viên cho ý kiến trước ngày 10/12": a draft goes round, no report is owed. */
const DRAFT = /(?:gửi|lấy|xin)\s[^.;]*(?:cho ý kiến|góp ý|tham gia ý kiến|thẩm định)/iu

/**
 * The reporting rules a document lays down, in order, each with its exact words, and what contradicts itself among them.
 * A rule without a day keeps its cadence and no dates; a day without a year gets one only from a plan made for one year.
 */
export function readReporting(source: ReportingSource): Reporting {
  const years = planYears(
    source.identity,
    source.sections.map(({ heading }) => heading),
  )
  const calendar = source.calendar ?? createCalendar()
  const rules: ReportingRule[] = []
  const warnings: string[] = []
  let last: { passage: Passage; rules: readonly ReportingRule[] } | null = null
  let charged: { cite: string; who: readonly string[] } = { cite: '', who: [] }
  for (const passage of source.passages) {
    const previous: readonly ReportingRule[] = last?.passage.section === passage.section ? last.rules : []
    if (charged.cite !== passage.cite) charged = { cite: passage.cite, who: chargedBy(passage) }
    const before = besidesOf(passage, rules.at(-1))
    const found = rulesOf({ passage, source, years, calendar, before, previous, charged: charged.who })
    rules.push(...found.rules)
    warnings.push(...found.warnings)
    last = { passage, rules: found.ending }
  }
  const kept = withoutEchoes(rules)
  return { rules: kept, warnings: [...warnings, ...endOfPlan(kept, years), ...conflictsIn(kept)] }
}

/** Whether reports go on after a plan's year is the commune's to say: said once where dates hang on it. */
function endOfPlan(rules: readonly ReportingRule[], { year, last }: PlanYears): string[] {
  const ends = rules.some(({ recurrence, dueText }) => dueText !== null && recurrence?.includes(`UNTIL=${last}1231`))
  if (!ends || last === null) return []
  return [
    year === null
      ? `Văn bản nêu định hướng đến năm ${last}: hạn báo cáo định kỳ tính đến hết năm ${last}, đề nghị xã xác nhận`
      : `Văn bản ghi năm ${last}: hạn báo cáo định kỳ chỉ tính đến hết năm ${last}, đề nghị xã xác nhận nếu vẫn áp dụng cho năm sau`,
  ]
}

/** `ending`: the rules of the passage's last sentence. */
function rulesOf(place: Place): Reporting & { ending: readonly ReportingRule[] } {
  const { passage } = place
  if (passage.kind === 'row') return { ...rowRules(place), ending: [] }
  const all: Reporting = { rules: [], warnings: [] }
  if (!PROSE.has(passage.kind)) return { ...all, ending: [] }
  const above = surroundingsOf(passage, place.source.sections)
  let subject = [...place.charged]
  let ending = place.previous
  for (const quote of splitSentences(passage.quote)) {
    if (/[:]\s*$/.test(quote)) continue
    const sentence = quote.replace(ITEM_LABEL, '')
    const before = place.before.who.length > 0 ? place.before : goesOnFrom(sentence, ending)
    const condition = conditionOf(quote)
    const found = sentenceRules(sentence, {
      place: { ...place, before, previous: ending },
      quote,
      subject,
      above,
      condition,
    })
    all.rules.push(...found.rules)
    all.warnings.push(...found.warnings)
    ending = found.rules
    const own = subjectOfSentence(sentence)
    if (own.length > 0) subject = own
  }
  return { ...all, ending }
}

/** Clauses of one sentence share what only one of them says: who, to whom, how often. */
function sentenceRules(sentence: string, context: Context): Reporting {
  const clauses = reportClauses(sentence, context.above.about)
  const said = shareParties(clauses.map((clause) => ({ ...partiesOf(clause), elliptical: clause.elliptical })))
  const around = { replaced: replacedQuarters(sentence), passedOn: periodsPassedOn(sentence, context.place.previous) }
  let every = context.above.every
  const found = clauses.map((clause, i) => {
    const parties = completed(said[i] ?? NOBODY, context)
    const rules = clauseRules({ ...clause, inherited: clause.inherited ?? every, ...around }, parties, context)
    every ??= onlyEvery(clause)
    return rules
  })
  return { rules: found.flatMap(({ rules }) => rules), warnings: found.flatMap(({ warnings }) => warnings) }
}

/** What a clause's own words do not say of its times. */
type Around = { replaced: readonly number[]; passedOn: readonly Every[] }

/** How often a clause says, for the days of the next one: nothing where it names several rhythms. */
function onlyEvery({ atoms }: ReportClause): Every | null {
  const said = atoms.flatMap((atom) => (atom.kind === 'cadence' && atom.every ? [atom.every] : []))
  const [first] = said
  return first && said.every((other) => isEvery(first, other)) ? first : null
}

/** A cadence said without a day goes where the same place gives it one. */
function withoutEchoes(rules: readonly ReportingRule[]): ReportingRule[] {
  const isVague = ({ cadence }: ReportingRule): boolean => cadence === 'on-request' || cadence === 'unspecified'
  const placeOf = ({ cadence, section }: ReportingRule): string => `${cadence} ${section}`
  const dated = new Set(rules.filter(({ dueText }) => dueText).map(placeOf))
  return rules.filter((rule) => rule.dueText !== null || isVague(rule) || !dated.has(placeOf(rule)))
}

/** A clause without its own subject is of the one before; without a receiver, of the nearest clause that names one. */
function shareParties(parties: readonly (Parties & { elliptical: boolean })[]): Parties[] {
  const shared: Parties[] = []
  for (const [i, own] of parties.entries()) {
    const before = shared[i - 1]
    const subject = own.who.length > 0 ? own.who : (before?.who ?? [])
    const after = parties.slice(i + 1).find((other) => other.to !== null && other.who.length === 0)
    const receiver =
      own.to || own.via
        ? own
        : own.who.length > 0 && before && !own.elliptical
          ? own
          : before?.to
            ? before
            : (after ?? own)
    shared.push({ who: subject, to: receiver.to, via: receiver.via })
  }
  return shared
}

/** A row of a table of reports: "Báo cáo quý | trước ngày 20 tháng cuối quý | Phòng …". */
function rowRules(place: Place): Reporting {
  const quote = place.passage.quote
  const cells = quote.split(/\t|\s\|\s/).map((cell) => cell.trim())
  const name = cells.find((cell) => /\p{L}{3}/u.test(cell)) ?? ''
  if (!/^bao cao\b/.test(fold(name))) return { rules: [], warnings: [] }
  const text = cells.filter((cell) => cell !== '').join(', ')
  const { rules } = sentenceRules(text, {
    place,
    quote,
    subject: [],
    above: { about: true, every: null, parties: () => NOBODY },
    condition: null,
  })
  return { rules: rules.filter((rule) => rule.recurrence !== null && rule.dueText !== null), warnings: [] }
}

type Context = {
  place: Place
  quote: string
  subject: string[]
  above: Surroundings
  /** What the sentence makes the report depend on. */
  condition: Condition | null
}

function clauseRules(clause: ReportClause & Around, parties: Parties, context: Context): Reporting {
  if (AIM.test(fold(clause.text)) || DRAFT.test(clause.text)) return { rules: [], warnings: [] }
  const ordered = readTimings(clause).filter((timing) =>
    isOrdered(timing, { clause, parties, about: context.above.about }),
  )
  const timings = underCondition(ordered, context.condition)
  const rules = timings.map((timing) => ruleOf(timing, parties, context))
  return { rules, warnings: warningsFor(timings, rules, context) }
}

/** What the coordinator has to settle before anybody can be reminded. */
function warningsFor(timings: readonly Timing[], rules: readonly ReportingRule[], context: Context): string[] {
  const { place, condition } = context
  const said = (dueText: string | null): string => `Hạn báo cáo "${dueText}" (${cited(place.passage.cite)})`
  const nobody = rules.filter((rule) => rule.who.length === 0 && rule.dueText !== null)
  const yearless = timings.filter((timing) => timing.yearless.length > 0 && place.years.year === null)
  const unsure = timings.filter((timing) => timing.unsure)
  const conditional = condition ? timings.filter(({ dueText }) => dueText !== null) : []
  return [
    ...nobody.map(({ dueText }) => `${said(dueText)} không nêu đơn vị phải báo cáo`),
    ...yearless.map(({ dueText }) => `${said(dueText)} không ghi năm: chưa tính được ngày, đề nghị xã xác định`),
    ...unsure.map(
      ({ dueText }) => `${said(dueText)} không rõ thuộc báo cáo kỳ nào: chưa tính ngày, đề nghị xã xác định`,
    ),
    ...conditional.map(
      ({ dueText }) => `${said(dueText)} chỉ áp dụng "${condition?.text}": không tính ngày, xã tự nhắc khi đến lúc`,
    ),
  ]
}

/** "mục II.1"; articles and annexes say themselves what they are. */
function cited(place: string): string {
  return /^(?:khoản|điểm|điều|phụ lục|phần)/iu.test(place) ? place : `mục ${place}`
}

function ruleOf(timing: Timing, parties: Parties, { place, quote }: Context): ReportingRule {
  const { years, calendar } = place
  const { today, identity, issued = identity.date ?? null, effective = null } = place.source
  const dates = datesOf(timing, { years, today, issued, effective, calendar })
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
  if (!clause.said && timing.dueText === null) return clause.atoms[0]?.from === 0
  if (isOnlyForSession(timing) && parties.who.length === 0 && parties.to === null) return false
  if (timing.dueText !== null) return true
  if (timing.cadence === 'on-request') return parties.to !== null || about || clause.atoms.length > 1
  if (parties.to !== null || about) return true
  return clause.atoms.some((atom) => atom.kind === 'cadence' && atom.end <= clause.verb)
}

/** "Báo cáo trình kỳ họp tóm tắt không quá 03 trang": what is said of such papers orders nobody to write one. */
function isOnlyForSession({ dueText, recurrence, dates }: Timing): boolean {
  return dueText !== null && /kỳ họp/iu.test(dueText) && recurrence === null && dates.length === 0
}

/** What the clause leaves out is taken from the sentence before, the line that introduces the bullet, or the heading. */
function completed(parties: Parties, { subject, above, place: { before } }: Context): Parties {
  if (parties.who.length > 0) return parties
  const goesOn = before.to !== null && parties.to === null && before.who.join() === subject.join()
  if (subject.length > 0 && !goesOn) return withoutReceiver({ ...parties, who: subject })
  if (before.who.length > 0) return parties.to ? { ...parties, who: before.who } : before
  const said = above.parties()
  return said.to && !parties.to ? said : withoutReceiver({ ...parties, who: said.who })
}

/** Nobody reports to itself: a heading's unit that only receives is not the one that reports. */
function withoutReceiver(parties: Parties): Parties {
  const receiver = parties.to === null ? null : unitKey(parties.to)
  return { ...parties, who: parties.who.filter((unit) => unitKey(unit) !== receiver) }
}
