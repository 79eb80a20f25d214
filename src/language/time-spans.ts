/** Stretches as sentences name them: "trước 30/9/2026", "từ quý III/2026 đến năm 2028", "giai đoạn 2026 - 2030". */

import { daysInMonth, isNumbered, type Piece, readPiece, readShortPiece, readYear } from './time-pieces.ts'
import { isWord, readNumber, skipAny, skipMaybe, type Token } from './time-tokens.ts'

/** How the words bound the time: "trước", "chậm nhất"/"đến", "trong", "từ". */
export type Qualifier = 'before' | 'by' | 'within' | 'from'

export type Span = {
  kind: 'span'
  parts: Piece[]
  joiner: 'one' | 'range' | 'list'
  qualifier: Qualifier | null
  /** "đầu năm 2027", "cuối quý III": only one end of the stretch is meant. */
  edge: 'first' | 'last' | null
  /** "trở đi", "và những năm tiếp theo". */
  open: boolean
  next: number
}

export type Bounds = { start: string | null; end: string | null; open: boolean }

const BEFORE = ['cham nhat truoc', 'cham nhat la truoc', 'muon nhat truoc', 'den truoc', 'xong truoc', 'truoc']
const BY = [
  ...['cham nhat la', 'cham nhat vao', 'cham nhat den', 'cham nhat trong', 'cham nhat'],
  ...['muon nhat la', 'muon nhat vao', 'muon nhat', 'tre nhat la', 'tre nhat', 'khong qua', 'khong muon hon'],
  ...['han cuoi la', 'han cuoi', 'thoi han den', 'cho den het', 'cho den', 'den het', 'den', 'toi het', 'toi', 'het'],
]
const FROM = ['bat dau tu', 'ke tu', 'tinh tu', 'bat dau', 'tu', 'sau']
const LEADS = ['trong giai doan', 'giai doan', 'thoi ky', 'nhiem ky', 'khoang', 'thoi diem', 'vao', 'la']
const OPEN = [
  ...['tro di', 've sau', 'va nhung nam tiep theo', 'va cac nam tiep theo', 'va nhung nam sau', 'va cac nam sau'],
  ...[', cac nam tiep theo', ', nhung nam tiep theo', 'va nam tiep theo', 'va nhung nam ke tiep', 'va cac nam ke tiep'],
]
const RANGE_WORDS = ['-', 'cho den het', 'cho den', 'den het', 'den cuoi', 'den', 'toi']
const LIST_WORDS = [', va', '; va', ',', ';', 'va', '&', '+', 'hoac']

type Qualified = { qualifier: Qualifier | null; next: number }

/** The word that bounds the time at `at`, if any; `next` is after it and after a time of day ("trước 16 giờ"). */
export function readQualifier(tokens: readonly Token[], at: number): Qualified {
  for (const [qualifier, phrases] of [
    ['before', BEFORE],
    ['by', BY],
    ['within', ['trong']],
    ['from', FROM],
  ] as const) {
    const word = skipAny(tokens, at, phrases)
    if (word === null) continue
    const next = skipTimeOfDay(tokens, word)
    // "trước 16 giờ ngày 20": the day itself is in time until then.
    return { qualifier: qualifier === 'before' && next > word ? 'by' : qualifier, next }
  }
  return { qualifier: null, next: at }
}

/** Index after "16 giờ 30 phút", "17h00", "16:30" and a comma; reports fall due by the day. */
function skipTimeOfDay(tokens: readonly Token[], at: number): number {
  const hour = readNumber(tokens, at)
  if (!hour || hour.value > 24) return at
  const marker = skipAny(tokens, hour.next, ['gio', 'h', ':'])
  if (marker === null) return at
  const minute = tokens[marker]?.kind === 'number' ? marker + 1 : marker
  return skipMaybe(tokens, skipMaybe(tokens, minute, ['phut']), [', cua', ',', 'cua', 'vao'])
}

function readEdge(tokens: readonly Token[], at: number): { edge: Span['edge']; next: number } {
  if (isWord(tokens, at, 'dau')) return { edge: 'first', next: at + 1 }
  const last = skipAny(tokens, at, ['cuoi', 'het'])
  if (last !== null) return { edge: 'last', next: last }
  return { edge: null, next: skipMaybe(tokens, at, ['giua']) }
}

/** A year without "năm" counts where a range, or a bounding word before a stop, makes it one. */
function readBareYear(tokens: readonly Token[], at: number, qualified: boolean): Piece | null {
  const piece = readShortPiece(tokens, at, 'year')
  if (!piece) return null
  const range = skipAny(tokens, piece.next, ['-', 'den nam', 'den'])
  if (range !== null && readYear(tokens, range)) return piece
  const after = tokens[piece.next]
  return qualified &&
    !isNumbered(tokens, at) &&
    (!after || after.kind === 'mark') &&
    after?.text !== '/' &&
    after?.text !== '%'
    ? piece
    : null
}

/** After a list's comma "tháng 9, 10 lớp" must not take the ten: a noun ends the list before it. */
function endsList(tokens: readonly Token[], next: number): boolean {
  const token = tokens[next]
  if (token?.kind !== 'word') return token?.text !== '%'
  return skipAny(tokens, next, ['nam', 'va', 'den', 'hang', 'moi', 'phai', 'cua']) !== null
}

/** A list keeps to one kind of stretch; "ngày 15 tháng 6 và tháng 12" says the day once. */
function listed(first: Piece, more: Piece): Piece | null {
  if (more.unit === first.unit) return more
  return first.unit === 'day' && more.unit === 'month' ? { ...more, unit: 'day', day: first.day } : null
}

/** "ngày 15 của các tháng 3, 6, 9, 12": one day in each of the months. */
function readDayOfMonths(tokens: readonly Token[], at: number): Pick<Span, 'parts' | 'joiner' | 'next'> | null {
  const named = skipAny(tokens, at, ['ngay'])
  const day = named === null ? null : readNumber(tokens, named)
  const months = day && skipAny(tokens, day.next, ['cua cac thang', 'cac thang', 'trong cac thang'])
  if (!day || months === null || day.value < 1 || day.value > 31) return null
  const first = readShortPiece(tokens, months, 'month')
  if (!first) return null
  const { parts, next } = readParts(tokens, first)
  return { parts: parts.map((part) => ({ ...part, unit: 'day', day: day.value })), joiner: 'list', next }
}

/** "ngày 13 đến ngày 18/12/2027": the first day is of the month that only the last one names. */
function readDaysOfMonth(tokens: readonly Token[], at: number): Pick<Span, 'parts' | 'joiner' | 'next'> | null {
  const named = skipAny(tokens, at, ['ngay'])
  const day = named === null ? null : readNumber(tokens, named)
  const until = day && skipAny(tokens, day.next, RANGE_WORDS)
  if (!day || until === null || tokens[until]?.text === 'thang') return null
  const last = readPiece(tokens, until)
  if (last?.unit !== 'day' || last.day === null || day.value < 1 || day.value >= last.day) return null
  return { parts: [{ ...last, day: day.value, from: at, next: day.next }, last], joiner: 'range', next: last.next }
}

function readJoined(tokens: readonly Token[], first: Piece, words: readonly string[]): Piece | null {
  const joined = skipAny(tokens, first.next, words)
  if (joined === null) return null
  const at = skipMaybe(tokens, joined, ['het', 'cuoi'])
  const whole = readPiece(tokens, at)
  if (whole && words === LIST_WORDS) return listed(first, whole)
  if (whole) return whole
  const short = readShortPiece(tokens, at, first.unit)
  if (!short || (words === LIST_WORDS && !endsList(tokens, short.next))) return null
  return short
}

/** A calendar year has twelve months to list; the limit keeps reading linear. */
const MAX_LISTED = 12

function readParts(tokens: readonly Token[], first: Piece): Pick<Span, 'parts' | 'joiner' | 'next'> {
  const until = readJoined(tokens, first, RANGE_WORDS)
  if (until) return { parts: [first, until], joiner: 'range', next: until.next }
  const parts = [first]
  let last = first
  while (parts.length < MAX_LISTED) {
    const more = readJoined(tokens, last, LIST_WORDS)
    if (!more) break
    parts.push(more)
    last = more
  }
  return { parts, joiner: parts.length > 1 ? 'list' : 'one', next: last.next }
}

/**
 * The stretch that begins at `at`, with its bounding word and every part of its list or range.
 * "15/6" or "2026" with no word around it is a time only with `bareDays`.
 */
export function readSpan(tokens: readonly Token[], at: number, bareDays = false): Span | null {
  const { qualifier, next } = readQualifier(tokens, at)
  const led = skipMaybe(tokens, next, LEADS)
  const edge = readEdge(tokens, led)
  const qualified = qualifier !== null || led > next
  const each = readDayOfMonths(tokens, edge.next) ?? readDaysOfMonth(tokens, edge.next)
  const first = each?.parts[0] ?? readPiece(tokens, edge.next) ?? readBareYear(tokens, edge.next, qualified || bareDays)
  if (!first) return null
  const { parts, joiner, next: after } = each ?? readParts(tokens, first)
  const recurs = skipAny(tokens, after, ['hang nam', 'moi nam']) !== null
  if (first.bare && !qualified && !bareDays && !recurs && joiner !== 'list') return null
  const open = skipAny(tokens, after, OPEN)
  const ofSchool = isWord(tokens, first.from + 1, 'hoc')
  // "Từ năm học 2026 - 2027" begins then: the two years are one name, and end nothing.
  const bounding = joiner === 'range' && qualifier === 'from' && !ofSchool ? null : qualifier
  return {
    kind: 'span',
    parts: fillYears(ofSchool ? schoolYear(parts) : parts, joiner),
    joiner,
    qualifier: bounding,
    edge: edge.edge,
    open: open !== null,
    next: open ?? after,
  }
}

/** A school year runs from September to May. */
function schoolYear(parts: readonly Piece[]): Piece[] {
  return parts.map((part, i) => ({ ...part, ...(i === 0 ? { firstMonth: 9 } : { lastMonth: 5 }) }))
}

/** Gives each part the year its neighbour names: "từ tháng 7 đến tháng 12 năm 2026", "quý III/2026 và quý IV". */
function fillYears(parts: readonly Piece[], joiner: Span['joiner']): Piece[] {
  const filled = parts.map((part) => ({ ...part }))
  const turn = joiner === 'range' ? 1 : 0
  for (let i = filled.length - 2; i >= 0; i -= 1) {
    const part = filled[i]
    const later = filled[i + 1]
    if (part && later && part.year === null && later.year !== null) {
      part.year = later.year - (part.firstMonth > later.lastMonth ? turn : 0)
    }
  }
  for (let i = 1; i < filled.length; i += 1) {
    const part = filled[i]
    const earlier = filled[i - 1]
    if (part && earlier && part.year === null && earlier.year !== null) {
      part.year = earlier.year + (part.lastMonth < earlier.firstMonth ? turn : 0)
    }
  }
  return filled
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** First day of a piece, in the year given where it names none. */
export function firstDay(piece: Piece, year: number): string {
  return iso(piece.year ?? year, piece.firstMonth, piece.day ?? 1)
}

/** Last day of a piece, in the year given where it names none. */
export function lastDay(piece: Piece, year: number): string {
  const own = piece.year ?? year
  return iso(own, piece.lastMonth, Math.min(piece.day ?? 31, daysInMonth(piece.lastMonth, own)))
}

function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
}

/**
 * The dates of a stretch. Without a year they are the first such dates that end on or after `issued`
 * (ISO day, month or year), or none where that is unknown; months and quarters are of the year `planned`, if one is.
 */
export function boundsOf(span: Span, issued: string | null, planned: number | null = null): Bounds {
  const first = span.parts[0]
  const last = span.parts.at(-1)
  if (!first || !last) return { start: null, end: null, open: span.open }
  const year = yearFor(last, issued, planned)
  if (year === null) return { start: null, end: null, open: span.open }
  const days = span.parts.flatMap((part) => [firstDay(part, year), lastDay(part, year)]).sort()
  return bounded(span, days[0] ?? firstDay(first, year), days.at(-1) ?? lastDay(last, year))
}

function yearFor(last: Piece, issued: string | null, planned: number | null): number | null {
  if (last.year !== null) return last.year
  if (planned !== null && !last.nextYear && last.day === null) return planned
  const issuedYear = Number(issued?.slice(0, 4))
  if (!issued || Number.isNaN(issuedYear)) return null
  if (last.nextYear) return issuedYear + 1
  return lastDay(last, issuedYear).slice(0, issued.length) >= issued ? issuedYear : issuedYear + 1
}

function bounded(span: Span, start: string, end: string): Bounds {
  if (span.open) return { start, end: null, open: true }
  switch (span.qualifier) {
    case 'before':
      return { start: null, end: span.parts[0]?.day ? end : dayBefore(start), open: false }
    case 'by':
      return { start: null, end, open: false }
    case 'from':
      return { start, end: null, open: true }
    default:
      if (span.edge === 'last') return { start: null, end, open: false }
      return { start, end: span.edge === 'first' ? null : end, open: false }
  }
}
