/**
 * Time as Vietnamese plans write it, read into dates and recurrences: "Quý III/2026", "từ năm 2026 đến năm 2030",
 * "trước ngày 15/6 hằng năm", "thường xuyên". Pure and linear in the text; what the words do not say stays null.
 */

import { type PlacedAtom, readAtoms } from './time-atoms.ts'
import type { Every } from './time-cadence.ts'
import { recurrenceOf, untilOf } from './time-rules.ts'
import { boundsOf, type Qualifier, type Span } from './time-spans.ts'
import type { Token } from './time-tokens.ts'

export type TimeReading = {
  /** The words read, exactly as they stand in the text. */
  text: string
  /** ISO days, both included; null where the words leave that side open or the time recurs. */
  start: string | null
  end: string | null
  /** "RRULE:…" for what recurs. */
  recurrence: string | null
  /** Recurs, stands ("thường xuyên") or has a beginning only. */
  ongoing: boolean
  /** "trước 30/9/2026" keeps its named date as `end` and is 'before': the last day in time is the one before. */
  qualifier: Qualifier | null
}

export type FoundTime = TimeReading & {
  /** Offsets into the text searched. */
  index: number
  length: number
  /** The date of a document that the sentence cites ("số 57-NQ/TW ngày 22/12/2024"), not a time to do anything. */
  cited: boolean
}

export type TimeOptions = {
  /** When the document was issued, as far as known ("2026-06-15", "2026-06", "2026"): gives a year to days without one. */
  issued?: string | null
  /** The one year that the document plans: months and quarters without a year are of it. */
  planned?: number | null
  /** The words stand where a time limit is due: a single day is then an end without a start. */
  deadline?: boolean
}

type Group = { atoms: PlacedAtom[]; text: string }

const CONNECTORS = new Set([
  ',',
  '(',
  ')',
  ':',
  ';',
  '-',
  '.',
  'va',
  'vao',
  'cua',
  'trong',
  'thi',
  'hoac',
  'thuc',
  'hien',
])

function spansOf(atoms: readonly PlacedAtom[]): (PlacedAtom & Span)[] {
  return atoms.filter((atom) => atom.kind === 'span')
}

function hasYear(span: Span): boolean {
  return span.parts.some((part) => part.year !== null)
}

/** The rhythm of a group, where it has one: its cadence with the day, month or weekday beside it. */
function recurrenceIn(atoms: readonly PlacedAtom[]): string | null {
  const cadence = atoms.find((atom) => atom.kind === 'cadence' && atom.every !== null)
  const dayOfPeriod = atoms.find((atom) => atom.kind === 'day-of-period')
  const spans = spansOf(atoms)
  const every = cadence?.kind === 'cadence' ? cadence.every : null
  const bounding = spans.find((span) => hasYear(span) && !isBegun(span, every))
  const until = bounding ? untilOf(bounding) : null
  if (dayOfPeriod?.kind === 'day-of-period') {
    const implied = every ?? impliedEvery(dayOfPeriod.of)
    if (implied) return recurrenceOf({ every: implied, dayOfPeriod, until }) ?? recurrenceOf({ every: implied, until })
  }
  if (!every) return null
  const weekday = atoms.find((atom) => atom.kind === 'weekday')
  const span = every.unit === 'month' && every.count % 12 === 0 ? spans.find((atom) => !hasYear(atom)) : undefined
  return recurrenceOf({ every, span, weekday: weekday?.kind === 'weekday' ? weekday.day : null, until })
}

/** "Năm 2026 và hằng năm": one year and every year does not end with that year. */
function isBegun(span: Span, every: Every | null): boolean {
  return every?.unit === 'month' && every.count % 12 === 0 && span.joiner === 'one' && span.parts[0]?.unit === 'year'
}

function impliedEvery(
  of: 'month' | 'quarter' | 'half' | 'year' | 'period' | null,
): { unit: 'month'; count: number } | null {
  if (of === null || of === 'period') return null
  return { unit: 'month', count: { month: 1, quarter: 3, half: 6, year: 12 }[of] }
}

type Dates = Pick<TimeReading, 'start' | 'end' | 'ongoing' | 'qualifier'>

/** Several stretches in one cell make one from the first start to the last end: "từ 01/7; xong trước 30/9/2026". */
function datesIn(spans: readonly Span[], options: TimeOptions): Dates {
  const bounds = spans.map((span) => boundsOf(span, options.issued ?? null, options.planned ?? null))
  const starts = bounds.flatMap((each) => each.start ?? []).sort()
  const limits = bounds.filter((_, i) => spans[i]?.qualifier === 'before' || spans[i]?.qualifier === 'by')
  const ends = (limits.some((each) => each.end) ? limits : bounds).flatMap((each) => each.end ?? []).sort()
  const start = starts[0] ?? null
  const end = ends.at(-1) ?? null
  const qualifier = spans.findLast((span) => span.qualifier !== null)?.qualifier ?? null
  const strict = qualifier === 'before' && !spans.some((span) => span.parts[0]?.day) ? 'by' : qualifier
  const named = spans.every((span) => span.joiner !== 'range' && span.parts.every((part) => part.day !== null))
  const due = options.deadline && start !== null && (start === end || (named && qualifier === null)) ? null : start
  return { start: due, end, ongoing: end === null && bounds.some((each) => each.open), qualifier: strict }
}

function readGroup(group: Group, options: TimeOptions): TimeReading {
  const { atoms, text } = group
  const recurrence = recurrenceIn(atoms)
  const spans = spansOf(atoms)
  const qualifier = atoms.flatMap((atom) => ('qualifier' in atom ? (atom.qualifier ?? []) : [])).at(-1) ?? null
  if (recurrence) return { text, start: null, end: null, recurrence, ongoing: true, qualifier }
  const standing = atoms.some((atom) => atom.kind === 'standing' || atom.kind === 'cadence')
  if (standing) return { text, start: null, end: null, recurrence: null, ongoing: true, qualifier: null }
  if (spans.length > 0) return { text, recurrence: null, ...datesIn(spans, options) }
  return { text, start: null, end: null, recurrence: null, ongoing: false, qualifier }
}

/** The words from `start` to `end`, with the bracket that closes one opened among them. */
function wordsOf(text: string, start: number, end: number): string {
  const words = text.slice(start, end)
  const close = words.includes('(') && !words.includes(')') ? /^[*_]*\)/.exec(text.slice(end, end + 4)) : null
  return words + (close?.[0] ?? '')
}

/**
 * Reads a cell or phrase that is about one time, however many words it spends on it. Null where it names none.
 * Days without a year take the first such day on or after `issued`.
 */
export function readTime(text: string, options: TimeOptions = {}): TimeReading | null {
  const atoms = readAtoms(text, { bareDays: true }).atoms.filter((atom) => !isCited(text, atom))
  const recurs = atoms.some((atom) => atom.kind === 'cadence')
  const used = atoms.filter((atom) => atom.kind !== 'weekday' || recurs)
  const first = used[0]
  const last = used.at(-1)
  if (!first || !last) return null
  return readGroup({ atoms: used, text: wordsOf(text, first.index, last.end) }, options)
}

/** More neighbours than this are a list of something else. */
const MAX_JOINED = 8

function mayJoin(atoms: readonly PlacedAtom[], next: PlacedAtom): boolean {
  if (atoms.length >= MAX_JOINED) return false
  const kinds = new Set(atoms.map((atom) => atom.kind))
  if (next.kind === 'cadence') return !kinds.has('cadence') || atoms.at(-1)?.kind === 'cadence'
  if (next.kind === 'span')
    return kinds.has('cadence') || atoms.some((atom) => atom.kind === 'span' && atom.qualifier === 'from')
  return kinds.has('cadence') && !kinds.has(next.kind)
}

function areAdjacent(tokens: readonly Token[], before: PlacedAtom, next: PlacedAtom): boolean {
  const between = tokens.slice(before.next, next.from)
  return between.length <= 3 && between.every((token) => CONNECTORS.has(token.text))
}

const DOCUMENT_NUMBER = /[\p{L}\d]\s?[-/–]\s?\p{L}{1,12}\s?,?$/u

/** Dates of cited documents follow the document's number. */
function isCited(text: string, atom: PlacedAtom): boolean {
  if (atom.kind !== 'span' || atom.qualifier !== null) return false
  return DOCUMENT_NUMBER.test(text.slice(Math.max(0, atom.index - 24), atom.index).trimEnd())
}

/** Every time in running text, with offsets; neighbours that belong together ("15/6 và 15/12 hằng năm") are one. */
export function findTimes(text: string, options: TimeOptions = {}): FoundTime[] {
  const { tokens, atoms } = readAtoms(text)
  const groups: PlacedAtom[][] = []
  for (const atom of atoms) {
    if (atom.kind === 'event' || (atom.kind === 'weekday' && groups.length === 0)) continue
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && areAdjacent(tokens, before, atom) && mayJoin(group, atom)) group.push(atom)
    else if (atom.kind !== 'weekday') groups.push([atom])
  }
  return groups.flatMap((group) => {
    const [first] = group
    const last = group.at(-1)
    if (!first || !last) return []
    const reading = readGroup({ atoms: group, text: wordsOf(text, first.index, last.end) }, options)
    return [{ ...reading, index: first.index, length: reading.text.length, cited: isCited(text, first) }]
  })
}
