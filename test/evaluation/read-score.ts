/** How alike two readings of one paper are, field by field: what `evaluate:read` prints. */
import type { AdministrativeDocument, Task } from '../../src/documents/administrative-document.ts'
import { fold } from '../../src/language/text.ts'

export type GoldTask = {
  name: string
  quote: string
  lead: string[]
  coordinate: string[]
  output: string | null
  time_text: string | null
  start: string | null
  end: string | null
  recurrence: string | null
  source: 'appendix' | 'prose'
}

export type GoldReport = {
  kind?: string
  who: string[]
  due_text: string | null
  due_dates_2026_2027: string[]
  strict_last_dates: string[]
}

export type GoldDocument = {
  doc: string
  commune: string
  commune_name?: string
  doc_type: string
  number: string | null
  date_iso: string | null
  signer: string
  title: string
  sections: string[][]
  tasks: GoldTask[]
  reporting: GoldReport[]
  targets: { text: string; quote: string; value: number | null }[]
}

export type Score = {
  doc: string
  identity: number
  outline: number
  appendix: number | null
  appendixLead: number | null
  appendixTime: number | null
  prose: number
  proseLead: number | null
  reportsFound: number
  reportsWanted: number
  reportsWrong: number
  lastSafe: number
  targets: number
  targetValue: number | null
  misses: string[]
}

/** Likeness of names at which two duties or aims are one. */
const SAME = 0.6

function words(text: string | null | undefined): string[] {
  return (
    fold(text ?? '')
      .replace(/[^a-z0-9%]+/g, ' ')
      .match(/\S+/g) ?? []
  )
}

/** Dice overlap of two texts' words, 0 to 1. */
export function likeness(a: string | null | undefined, b: string | null | undefined): number {
  const left = words(a)
  const right = words(b)
  if (!left.length || !right.length) return 0
  const bag = new Map<string, number>()
  for (const word of right) bag.set(word, (bag.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of left) {
    const count = bag.get(word) ?? 0
    if (!count) continue
    shared++
    bag.set(word, count - 1)
  }
  return (2 * shared) / (left.length + right.length)
}

function harmonic(hit: number, got: number, want: number): number {
  return got + want ? (2 * hit) / (got + want) : 1
}

function mean(values: readonly number[]): number | null {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}

function unitKey(name: string): string {
  return words(name)
    .join(' ')
    .replace(/\b(xa|phuong|thi tran|tinh|thanh pho|cap|cua|va)\b/g, ' ')
    .replace(/\bvp\b/g, 'van phong')
    .replace(/\s+/g, ' ')
    .trim()
}

function sameUnit(a: string, b: string): boolean {
  const [x, y] = [unitKey(a), unitKey(b)]
  return x === y || x.includes(y) || y.includes(x) || likeness(x, y) >= 0.8
}

/** F1 of two lists of units. */
export function unitScore(got: readonly string[], want: readonly string[]): number {
  if (!want.length && !got.length) return 1
  if (!want.length || !got.length) return 0
  const recall = want.filter((unit) => got.some((other) => sameUnit(other, unit))).length / want.length
  const precision = got.filter((unit) => want.some((other) => sameUnit(unit, other))).length / got.length
  return precision + recall ? (2 * precision * recall) / (precision + recall) : 0
}

type Named = { quote: string }

/** Pairs of likeness at least `SAME`, the most alike first, each entry once. */
function pair<G extends Named, W extends Named>(
  got: readonly G[],
  want: readonly W[],
  names: { got: (entry: G) => string; want: (entry: W) => string },
): [G, W][] {
  const scored = got.flatMap((g) =>
    want
      .map((w) => ({ g, w, score: Math.max(likeness(names.got(g), names.want(w)), likeness(g.quote, w.quote)) }))
      .filter(({ score }) => score >= SAME),
  )
  scored.sort((a, b) => b.score - a.score)
  const used = new Set<G | W>()
  const pairs: [G, W][] = []
  for (const { g, w } of scored) {
    if (used.has(g) || used.has(w)) continue
    used.add(g).add(w)
    pairs.push([g, w])
  }
  return pairs
}

function identityScore(gold: GoldDocument, got: AdministrativeDocument): number {
  const { identity } = got
  const named = fold(gold.commune_name ?? gold.commune)
  const commune = fold(identity.commune ?? '')
  const checks = [
    commune !== '' && (named.includes(commune) || commune.includes(named)),
    fold(identity.type ?? '') === fold(gold.doc_type),
    identity.number === gold.number,
    identity.date === gold.date_iso,
    fold(identity.signer ?? '') === fold(gold.signer),
    likeness(identity.title, gold.title) >= 0.8,
  ]
  return checks.filter(Boolean).length / checks.length
}

function outlineScore(gold: GoldDocument, got: AdministrativeDocument): number {
  const left = got.outline.map((path) => path.join(' > '))
  let hit = 0
  for (const want of gold.sections.map((path) => path.join(' > '))) {
    const at = left.findIndex((path) => likeness(path, want) >= 0.9)
    if (at < 0) continue
    left.splice(at, 1)
    hit++
  }
  return harmonic(hit, got.outline.length, gold.sections.length)
}

type DutyScore = { f1: number; lead: number | null; time: number | null; missed: string[] }

function dutyScore(gold: readonly GoldTask[], got: readonly Task[]): DutyScore {
  const pairs = pair(got, gold, { got: (task) => task.name, want: (task) => task.name })
  const matched = new Set(pairs.map(([, want]) => want))
  return {
    f1: harmonic(pairs.length, got.length, gold.length),
    lead: mean(pairs.map(([task, want]) => unitScore(task.lead, want.lead))),
    time: mean(pairs.filter(([, want]) => want.time_text).map(([task, want]) => Number(sameTime(task, want)))),
    missed: gold.filter((want) => !matched.has(want)).map((want) => want.name),
  }
}

function sameTime(task: Task, want: GoldTask): boolean {
  return task.start === want.start && task.end === want.end && Boolean(task.recurrence) === Boolean(want.recurrence)
}

/** The span that both sides cover, whatever "today" either was made for. */
function inSpan(dates: readonly string[]): string {
  return [...new Set(dates.filter((date) => date >= '2026-12-01' && date <= '2027-12-31'))].sort().join()
}

function reportScore(
  gold: GoldDocument,
  got: AdministrativeDocument,
): Pick<Score, 'reportsFound' | 'reportsWanted' | 'reportsWrong' | 'lastSafe'> {
  const isReport = (report: GoldReport): boolean => (report.kind ?? 'report') === 'report'
  const wanted = gold.reporting.filter((report) => isReport(report) && inSpan(report.due_dates_2026_2027))
  const rules = got.reporting.filter((rule) => inSpan(rule.dueDates))
  const used = new Set<(typeof rules)[number]>()
  let lastSafe = 0
  for (const want of wanted) {
    const rule = rules.find(
      (other) =>
        !used.has(other) &&
        inSpan(other.dueDates) === inSpan(want.due_dates_2026_2027) &&
        unitScore(other.who, want.who) >= 0.5,
    )
    if (!rule) continue
    used.add(rule)
    if (
      rule.dueDates.every((due, at) =>
        isSafe(rule.lastSafeDays[at], want.strict_last_dates[want.due_dates_2026_2027.indexOf(due)]),
      )
    )
      lastSafe++
  }
  const others = new Set(
    gold.reporting.filter((report) => !isReport(report)).map((report) => inSpan(report.due_dates_2026_2027)),
  )
  const wrong = rules.filter((rule) => !used.has(rule) && !others.has(inSpan(rule.dueDates))).length
  return { reportsFound: used.size, reportsWanted: wanted.length, reportsWrong: wrong, lastSafe }
}

/** On a working day the strict last day itself; at a weekend a day before it, at most ten. */
function isSafe(last: string | undefined, strict: string | undefined): boolean {
  if (!strict || strict < '2026-12-01' || strict > '2027-12-31') return true
  if (!last) return false
  const day = Temporal.PlainDate.from(strict)
  return day.dayOfWeek < 6 ? last === strict : last < strict && last > day.subtract({ days: 10 }).toString()
}

/** Scores of one paper. */
export function scoreDocument(gold: GoldDocument, got: AdministrativeDocument): Score {
  const from = (source: Task['from']): DutyScore =>
    dutyScore(
      gold.tasks.filter((task) => task.source === source),
      got.tasks.filter((task) => task.from === source),
    )
  const [appendix, prose] = [from('appendix'), from('prose')]
  const aims = pair(got.targets, gold.targets, { got: (target) => target.text, want: (target) => target.text })
  const figures = aims.filter(([, want]) => want.value !== null)
  const hasRows = gold.tasks.some((task) => task.source === 'appendix')
  return {
    doc: gold.doc,
    identity: identityScore(gold, got),
    outline: outlineScore(gold, got),
    appendix: hasRows ? appendix.f1 : null,
    appendixLead: appendix.lead,
    appendixTime: appendix.time,
    prose: prose.f1,
    proseLead: prose.lead,
    ...reportScore(gold, got),
    targets: harmonic(aims.length, got.targets.length, gold.targets.length),
    targetValue: mean(figures.map(([target, want]) => Number(target.value === want.value))),
    misses: [...appendix.missed, ...prose.missed].map((name) => `${gold.doc}: ${name.slice(0, 160)}`),
  }
}

/** Means over papers; counts are summed. */
export function summarise(scores: readonly Score[]): Omit<Score, 'doc' | 'misses'> {
  const average = (pick: (score: Score) => number | null): number =>
    mean(scores.map(pick).filter((value): value is number => value !== null)) ?? 0
  const sum = (pick: (score: Score) => number): number => scores.reduce((total, score) => total + pick(score), 0)
  return {
    identity: average((score) => score.identity),
    outline: average((score) => score.outline),
    appendix: average((score) => score.appendix),
    appendixLead: average((score) => score.appendixLead),
    appendixTime: average((score) => score.appendixTime),
    prose: average((score) => score.prose),
    proseLead: average((score) => score.proseLead),
    reportsFound: sum((score) => score.reportsFound),
    reportsWanted: sum((score) => score.reportsWanted),
    reportsWrong: sum((score) => score.reportsWrong),
    lastSafe: sum((score) => score.lastSafe),
    targets: average((score) => score.targets),
    targetValue: average((score) => score.targetValue),
  }
}

/** The figures that reading is held to. */
export const FLOORS = {
  identity: 1,
  outline: 0.97,
  appendix: 0.99,
  appendixLead: 0.99,
  appendixTime: 0.97,
  prose: 0.88,
  proseLead: 0.92,
  targets: 0.93,
} as const

/** Whether one paper reaches every floor, with each dated report found and none invented. */
export function isWhole(score: Score): boolean {
  const floors = Object.entries(FLOORS) as [keyof typeof FLOORS, number][]
  const figures = floors.every(([name, floor]) => (score[name] ?? 1) >= floor)
  return (
    figures &&
    score.reportsFound === score.reportsWanted &&
    score.reportsWrong === 0 &&
    score.lastSafe === score.reportsWanted
  )
}
