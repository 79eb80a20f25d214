/** The times of a sentence sorted into what is wanted how often, and the due days written, before they are matched. */

import { squeeze } from '../../language/text.ts'
import type { PlacedAtom } from '../../language/time-atoms.ts'
import type { DayOfPeriod, Every } from '../../language/time-cadence.ts'
import type { Qualifier, Span } from '../../language/time-spans.ts'
import type { Token } from '../../language/time-tokens.ts'

/** A due day as written, before it is matched with cadences. */
export type Due = {
  span: Span | null
  place: DayOfPeriod | null
  weekday: number | null
  qualifier: Qualifier | null
  everyYear: boolean
  /** The same cadence said right after the day: "ngày 25 hằng tháng". */
  own: Every | null
  /** The only year in which a day of a period comes round: "ngày 20 tháng cuối mỗi quý năm 2027". */
  inYear: number | null
  /** The reports that the words tie to this day: "15/12 (đối với báo cáo năm)"; null where only the order tells. */
  bound: Wanted[] | null
  words: Words
}

/** `suffix` and `prefix` are said elsewhere and belong to the day: "hằng năm" after it, "trước ngày" before a list. */
export type Words = {
  text: string
  tokens: readonly Token[]
  from: number
  next: number
  prefix: string
  suffix: string
}

/** `stated` is false for the period a report is about ("báo cáo 6 tháng đầu năm"), which only implies how often. */
export type Wanted = { every: Every | null; stated: boolean }

/** `index` and `end` are offsets into the text, a day's "hằng năm" included. */
export type Item = ({ kind: 'wanted'; wanted: Wanted } | { kind: 'due'; due: Due } | { kind: 'request' }) & {
  index: number
  end: number
}

export type TimedText = {
  text: string
  tokens: readonly Token[]
  atoms: readonly PlacedAtom[]
  /** How often an earlier clause of the sentence says, for days that do not say it again. */
  inherited?: Every | null
}

export const YEARLY: Every = { unit: 'month', count: 12 }
const UNIT_MONTHS = { day: 0, month: 1, quarter: 3, half: 6, 'nine-months': 9, year: 12 } as const

export function isEvery(a: Every | null, b: Every | null): boolean {
  return a?.unit === b?.unit && a?.count === b?.count
}

function dueOf(atom: PlacedAtom, timed: TimedText): Due | null {
  const { text, tokens } = timed
  const words: Words = { text, tokens, from: atom.from, next: atom.next, prefix: '', suffix: '' }
  const base = { span: null, place: null, weekday: null, everyYear: false, own: null, inYear: null, bound: null, words }
  if (atom.kind === 'day-of-period' && atom.qualifier === 'from') return null
  if (atom.kind === 'day-of-period') return { ...base, place: atom, qualifier: atom.qualifier ?? 'by' }
  if (atom.kind === 'weekday') return { ...base, weekday: atom.day, qualifier: atom.qualifier ?? 'by' }
  if (atom.kind !== 'span' || atom.qualifier === 'from' || atom.open) return null
  const isDay = atom.parts.every((part) => part.day !== null) && atom.joiner !== 'range'
  const bounded = atom.qualifier !== null && atom.parts[0]?.unit !== 'year'
  return isDay || bounded ? { ...base, span: atom, qualifier: atom.qualifier ?? 'by' } : null
}

/** "kỳ họp giữa năm và cuối năm": what is wanted for both is wanted twice a year. */
const MIDDLE_AND = /giữa năm(?:\s+và|,)\s+cuối\s*$/iu
const HALF_YEARLY: Every = { unit: 'month', count: 6 }

function wantedOf(atom: PlacedAtom, { text }: TimedText): Wanted | null {
  const isSecondOfTwo = atom.kind === 'cadence' && MIDDLE_AND.test(text.slice(0, atom.index))
  if (isSecondOfTwo && isEvery(atom.every, YEARLY)) return { every: HALF_YEARLY, stated: true }
  if (atom.kind === 'cadence') return { every: atom.every, stated: true }
  if (atom.kind !== 'span' || atom.qualifier !== null || atom.joiner === 'range') return null
  const months = UNIT_MONTHS[atom.parts[0]?.unit ?? 'day']
  return months > 0 ? { every: { unit: 'month', count: months }, stated: false } : null
}

/** Words between a day and "hằng năm" that still belong together. */
function follows(timed: TimedText, before: PlacedAtom | undefined, atom: PlacedAtom): boolean {
  if (!before) return false
  return timed.tokens.slice(before.next, atom.from).every((token) => ['cua', 'vao', 'trong'].includes(token.text))
}

/** "ngày 20 tháng cuối mỗi quý năm 2027": the year after a day of a period ends its coming round. */
function takeYear(due: Due, atom: PlacedAtom, timed: TimedText): boolean {
  if (!due.place || atom.kind !== 'span' || atom.qualifier !== null || atom.joiner !== 'one' || atom.open) return false
  const [part] = atom.parts
  if (part?.unit !== 'year' || part.year === null) return false
  due.inYear = part.year
  due.words.suffix = suffixOf(due, atom, timed)
  return true
}

function suffixOf({ words }: Due, atom: PlacedAtom, { text, tokens }: TimedText): string {
  return [words.suffix, text.slice(tokens[atom.from]?.index ?? 0, atom.end)].filter(Boolean).join(' ')
}

/** "ngày 15/12 hằng năm", "thứ Sáu hằng tuần": the cadence after a day says how that day recurs. */
function takeSuffix(due: Due, atom: PlacedAtom, timed: TimedText): boolean {
  if (takeYear(due, atom, timed)) return true
  if (atom.kind !== 'cadence' || !atom.every) return false
  const yearly = isEvery(atom.every, YEARLY)
  if (due.span && !yearly) return false
  if (due.weekday !== null && atom.every.unit !== 'week') return false
  due.everyYear = yearly
  if (!due.span) due.own = atom.every
  due.words.suffix = timed.text.slice(timed.tokens[atom.from]?.index ?? 0, atom.end)
  return true
}

/** A day that no word of its own bounds: "…, 15/12 (năm)", "và ngày 15/12". */
function isUnbounded(atom: PlacedAtom): boolean {
  return atom.kind === 'span' && atom.qualifier === null && atom.parts.every((part) => part.day !== null)
}

/** "trước ngày 15/6 (6 tháng), 15/12 (năm)": bounded as the day before it; "15/12" after no day is none itself. */
function boundedAsBefore(atom: PlacedAtom, timed: TimedText, items: readonly Item[]): Due | null {
  if (atom.kind !== 'span') return null
  const before = items.findLast((item) => item.kind === 'due' && item.due.weekday === null)
  if (before?.kind !== 'due') return atom.parts.some((part) => part.bare) ? null : dueOf(atom, timed)
  const due = dueOf({ ...atom, qualifier: before.due.qualifier }, timed)
  const { words } = before.due
  const day = words.tokens.findIndex(
    (token, i) => i >= words.from && (token.kind === 'number' || token.text === 'ngay'),
  )
  const prefix = words.prefix || sliceWords(words, words.from, day)
  return due && { ...due, words: { ...due.words, prefix } }
}

/** The words between two tokens, `next` not included, with single spaces. */
export function sliceWords(words: Words, from: number, next: number): string {
  const start = words.tokens[from]?.index ?? 0
  return next > from ? squeeze(words.text.slice(start, words.tokens[next - 1]?.end ?? start)) : ''
}

export function itemsOf(timed: TimedText): Item[] {
  const items: Item[] = []
  let before: PlacedAtom | undefined
  for (const atom of timed.atoms) {
    const last = items.at(-1)
    const previous = before
    before = atom
    if (last?.kind === 'due' && follows(timed, previous, atom) && takeSuffix(last.due, atom, timed)) {
      last.end = atom.end
      continue
    }
    const { index, end } = atom
    const due = isUnbounded(atom) ? boundedAsBefore(atom, timed, items) : dueOf(atom, timed)
    const wanted = due ? null : wantedOf(atom, timed)
    if (due) items.push({ kind: 'due', due, index, end })
    else if (wanted) items.push({ kind: 'wanted', wanted, index, end })
    else if (atom.kind === 'standing' && atom.onRequest && last?.kind !== 'request')
      items.push({ kind: 'request', index, end })
  }
  return items
}

const BETWEEN_DAYS = new Set([',', ';', 'va', 'hoac'])

function isList(a: Due, b: Due): boolean {
  const days = [a, b].every((due) => due.span?.parts.every((part) => part.day !== null))
  const between = a.words.tokens.slice(a.words.next, b.words.from)
  return days && a.qualifier === b.qualifier && between.every((token) => BETWEEN_DAYS.has(token.text))
}

function joined(a: Due, b: Due): Due {
  const parts = [...(a.span?.parts ?? []), ...(b.span?.parts ?? [])]
  const span: Span | null = a.span && { ...a.span, parts, joiner: 'list' }
  const words = { ...a.words, next: b.words.next, suffix: b.words.suffix }
  return { ...a, span, words, everyYear: a.everyYear || b.everyYear }
}

/** What parts one report with its day from the next. */
export const SEPARATOR = /[,;:]|(?<!\p{L})(?:và|va|còn|con)(?!\p{L})/u

/** "báo cáo 6 tháng trước ngày 15/6, trước ngày 15/12 báo cáo năm": the report comes first, then last: no list of days. */
function isTurn(merged: readonly Item[], items: readonly Item[], at: number): boolean {
  const [before, day, next, after] = [merged.at(-2), merged.at(-1), items[at], items[at + 1]]
  if (before?.kind !== 'wanted' || day?.kind !== 'due' || next?.kind !== 'due' || after?.kind !== 'wanted') return false
  const { text } = next.due.words
  const led = text.slice(before.end, day.index).replace(/:\s*$/, '')
  return !SEPARATOR.test(led) && !SEPARATOR.test(text.slice(next.end, after.index))
}

/** "trước ngày 15/6, trước ngày 15/12" lists days as "15/6 và 15/12" does. */
export function mergeDays(items: readonly Item[]): Item[] {
  const merged: Item[] = []
  for (const [at, item] of items.entries()) {
    const last = merged.at(-1)
    if (last?.kind === 'due' && item.kind === 'due' && isList(last.due, item.due) && !isTurn(merged, items, at)) {
      merged[merged.length - 1] = { kind: 'due', due: joined(last.due, item.due), index: last.index, end: item.end }
    } else {
      merged.push(item)
    }
  }
  return merged
}
