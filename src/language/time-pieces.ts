/** One named stretch of the calendar: a day, month, quarter, half, nine months or year, with or without its year. */

import { isGlued, isWord, readNumber, readQuarterNumber, skipAny, skipMaybe, type Token } from './time-tokens.ts'

export type PieceUnit = 'day' | 'month' | 'quarter' | 'half' | 'nine-months' | 'year'

export type Piece = {
  unit: PieceUnit
  /** Null where the words leave the year out. */
  year: number | null
  firstMonth: number
  lastMonth: number
  day: number | null
  /** "năm sau": due in the year after the one it speaks of. */
  nextYear: boolean
  /** Nothing but "15/6" or "6/2026": a date only where a word before it says so. */
  bare: boolean
  /** Token range. */
  from: number
  next: number
}

type Unplaced = Omit<Piece, 'from'>

export const NEXT_WORDS = ['tiep theo', 'ke tiep', 'lien ke', 'lien sau', 'ke sau', 'sau', 'tiep', 'toi']

/** A four-digit year that plans speak of. */
export function readYear(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.text.length !== 4) return null
  const value = Number(token.text)
  return value >= 1990 && value <= 2100 ? { value, next: at + 1 } : null
}

/** "12/2026/QĐ-TTg" and "15/6-NQ" are numbers of documents, "7/10 điểm" a share. */
function continuesAsNumber(tokens: readonly Token[], next: number): boolean {
  const mark = tokens[next]?.text
  if (mark === '%') return true
  if (mark !== '/' && mark !== '-') return false
  return isGlued(tokens, next) && isGlued(tokens, next + 1) && tokens[next + 1]?.kind === 'word'
}

/** True for what belongs to a number before it: "số 15/6", "QĐ-15/6", "1.500". */
export function isNumbered(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before) return false
  if (before.raw === 'số' || before.text === 'so') return true
  if (!isGlued(tokens, at)) return false
  if (before.text === '-') return tokens[at - 2]?.kind === 'word'
  return ['/', '.', ','].includes(before.text)
}

type YearAfter = { year: number | null; nextYear: boolean; next: number }

/** The year that may follow a day, month or quarter: "/2026", "-2026", "năm 2026", ", năm 2026", "năm sau". */
function readYearAfter(tokens: readonly Token[], at: number): YearAfter {
  const none = { year: null, nextYear: false, next: at }
  const mark = tokens[at]?.text
  if (mark === '/' || mark === '-' || mark === '.') {
    const year = readYear(tokens, at + 1)
    return year ? { year: year.value, nextYear: false, next: year.next } : none
  }
  const word = skipAny(tokens, at, [', nam', 'cua nam', 'nam'])
  if (word === null) {
    const year = readYear(tokens, at)
    return year ? { year: year.value, nextYear: false, next: year.next } : none
  }
  const year = readYear(tokens, word)
  if (year) return { year: year.value, nextYear: false, next: year.next }
  const after = skipAny(tokens, word, NEXT_WORDS)
  return after === null ? none : { year: null, nextYear: true, next: after }
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days in a month; February has 29 when the year is not known. */
export function daysInMonth(month: number, year: number | null): number {
  const days = MONTH_DAYS[month - 1] ?? 0
  if (month !== 2 || year === null) return days
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return leap ? 29 : 28
}

function readShortYear(tokens: readonly Token[], at: number, separator: string): YearAfter | null {
  const token = tokens[at + 1]
  if (tokens[at]?.text !== separator || token?.kind !== 'number' || token.text.length !== 2) return null
  if (!isGlued(tokens, at) || !isGlued(tokens, at + 1)) return null
  return { year: 2000 + Number(token.text), nextYear: false, next: at + 2 }
}

/** Index of the month after the day at `at`, with the separator used: "15/6", "15-6", "5.6", "15 tháng 6". */
function readDaySeparator(tokens: readonly Token[], at: number): { separator: string; next: number } | null {
  const mark = tokens[at]?.text
  const month = skipAny(tokens, at, ['cua thang', 'thang'])
  if (month !== null) return { separator: 'thang', next: month }
  if (mark === '/') return { separator: mark, next: at + 1 }
  if (mark !== '-' && mark !== '.') return null
  return isGlued(tokens, at) && isGlued(tokens, at + 1) ? { separator: mark, next: at + 1 } : null
}

/** A day with its month: "ngày 15 tháng 6 năm 2026", "15/6/2026", "mùng 5/6", "5.6.2026". */
function readDay(tokens: readonly Token[], at: number): Unplaced | null {
  const named = skipMaybe(tokens, at, ['cac ngay', 'ngay', 'hom'])
  const start = skipMaybe(tokens, named, ['mung', 'mong'])
  const day = tokens[start]?.kind === 'number' ? readNumber(tokens, start) : null
  if (!day || (start === at && isNumbered(tokens, at))) return null
  const separator = readDaySeparator(tokens, day.next)
  const month = separator && readNumber(tokens, separator.next)
  if (!separator || !month || month.value < 1 || month.value > 12) return null
  if (separator.separator === 'thang' && skipAny(tokens, month.next, ['thang', 'lan']) !== null) return null
  const after = readShortYear(tokens, month.next, separator.separator) ?? readYearAfter(tokens, month.next)
  if (day.value < 1 || day.value > daysInMonth(month.value, after.year)) return null
  const bare = start === at && after.year === null
  if (continuesAsNumber(tokens, after.next)) return null
  return { unit: 'day', ...after, firstMonth: month.value, lastMonth: month.value, day: day.value, bare }
}

function pieceOf(unit: PieceUnit, months: [number, number], after: YearAfter): Unplaced {
  return { unit, ...after, firstMonth: months[0], lastMonth: months[1], day: null, bare: false }
}

/** "tháng 9/2026", "T9/2026", "9/2026". */
function readMonth(tokens: readonly Token[], at: number): Unplaced | null {
  if (isWord(tokens, at, 'thang')) {
    if (tokens[at - 1]?.kind === 'number') return null
    return readMonthNumber(tokens, at + 1)
  }
  if (tokens[at]?.text === 't' && isGlued(tokens, at + 1)) return readMonthNumber(tokens, at + 1)
  if (tokens[at]?.kind !== 'number' || isNumbered(tokens, at) || tokens[at + 1]?.text !== '/') return null
  const piece = readMonthNumber(tokens, at)
  return piece && piece.year !== null ? piece : null
}

/** A month's number with the year that may follow: the second half of "tháng 7 - 9/2026" too. */
function readMonthNumber(tokens: readonly Token[], at: number): Unplaced | null {
  const month = readNumber(tokens, at)
  if (!month || month.value < 1 || month.value > 12) return null
  if (skipAny(tokens, month.next, ['lan', 'tuan', 'ngay lam viec']) !== null) return null
  const after = readYearAfter(tokens, month.next)
  if (continuesAsNumber(tokens, after.next)) return null
  return pieceOf('month', [month.value, month.value], after)
}

const GLUED_QUARTER = /^(?:quy|q)(i{1,3}|iv)$/

function readQuarterPiece(tokens: readonly Token[], at: number): Unplaced | null {
  const quarter = readQuarterNumber(tokens, at)
  if (!quarter || tokens[quarter.next]?.text === '%' || isWord(tokens, quarter.next, 'lan')) return null
  const last = quarter.value * 3
  return pieceOf('quarter', [last - 2, last], readYearAfter(tokens, quarter.next))
}

/** "quý III/2026", "Quý 3 năm 2026", "QIII/2026". */
function readQuarter(tokens: readonly Token[], at: number): Unplaced | null {
  const glued = GLUED_QUARTER.exec(tokens[at]?.text ?? '')?.[1]
  if (glued && tokens[at]) {
    const last = { i: 3, ii: 6, iii: 9, iv: 12 }[glued] ?? 3
    return pieceOf('quarter', [last - 2, last], readYearAfter(tokens, at + 1))
  }
  if (tokens[at]?.text === 'q' && isGlued(tokens, at + 1)) return readQuarterPiece(tokens, at + 1)
  return isWord(tokens, at, 'quy') ? readQuarterPiece(tokens, at + 1) : null
}

/** "6 tháng đầu năm 2026", "9 tháng năm 2026", "3 tháng cuối năm", "nửa đầu năm". */
function readMonthsOfYear(tokens: readonly Token[], at: number): Unplaced | null {
  const half = skipAny(tokens, at, ['nua dau nam', 'nua cuoi nam', 'nua nam dau', 'nua nam cuoi'])
  if (half !== null) {
    const months: [number, number] = tokens.slice(at, half).some((token) => token.text === 'dau') ? [1, 6] : [7, 12]
    return pieceOf('half', months, readYearAfterYearWord(tokens, half))
  }
  const count = readNumber(tokens, at)
  if (!count || count.value < 1 || count.value > 11 || !isWord(tokens, count.next, 'thang')) return null
  const first = skipAny(tokens, count.next + 1, ['dau nam', 'dau cua nam'])
  const last = skipAny(tokens, count.next + 1, ['cuoi nam', 'cuoi cua nam'])
  const unit = count.value === 9 ? 'nine-months' : count.value === 3 ? 'quarter' : 'half'
  if (first !== null) return pieceOf(unit, [1, count.value], readYearAfterYearWord(tokens, first))
  if (last !== null) return pieceOf(unit, [13 - count.value, 12], readYearAfterYearWord(tokens, last))
  const after = readYearAfter(tokens, count.next + 1)
  const counted = count.value === 6 || count.value === 9
  return counted && after.year !== null ? pieceOf(unit, [1, count.value], after) : null
}

/** After "6 tháng đầu năm" the year stands without another "năm". */
function readYearAfterYearWord(tokens: readonly Token[], at: number): YearAfter {
  const year = readYear(tokens, at)
  if (year) return { year: year.value, nextYear: false, next: year.next }
  return readYearAfter(tokens, at)
}

const BEFORE_WHOLE_YEAR = new Set(['trong', 'ca', 'cuoi', 'het'])

/** "trong năm", "cả năm", "đến hết năm" where nothing but a stop follows: the year the plan speaks in. */
function isWholeYear(tokens: readonly Token[], at: number): boolean {
  if (!isWord(tokens, at, 'nam') || !BEFORE_WHOLE_YEAR.has(tokens[at - 1]?.text ?? '')) return false
  const after = tokens[at + 1]
  return !after || (after.kind === 'mark' && after.text !== '/' && after.text !== '-')
}

function readYearPiece(tokens: readonly Token[], at: number): Unplaced | null {
  const named = skipAny(tokens, at, ['cac nam', 'nam hoc', 'nam'])
  const year = named === null ? null : readYear(tokens, named)
  if (!year && isWholeYear(tokens, at)) return pieceOf('year', [1, 12], { year: null, nextYear: false, next: at + 1 })
  if (!year || tokens[at - 1]?.text === 'viet') return null
  return pieceOf('year', [1, 12], { year: year.value, nextYear: false, next: year.next })
}

/** The stretch named at `at`, the longest reading first. */
export function readPiece(tokens: readonly Token[], at: number): Piece | null {
  const piece =
    readDay(tokens, at) ??
    readQuarter(tokens, at) ??
    readMonthsOfYear(tokens, at) ??
    readMonth(tokens, at) ??
    readYearPiece(tokens, at)
  return piece && { ...piece, from: at }
}

/** The second of two where the noun is not said again: "quý III và IV", "tháng 7 - 9", "năm 2026 - 2028". */
export function readShortPiece(tokens: readonly Token[], at: number, unit: PieceUnit): Piece | null {
  const piece = readShort(tokens, at, unit)
  return piece && { ...piece, from: at }
}

function readShort(tokens: readonly Token[], at: number, unit: PieceUnit): Unplaced | null {
  if (unit === 'month') return readMonthNumber(tokens, at)
  if (unit === 'quarter') return readQuarterPiece(tokens, at)
  if (unit !== 'year') return null
  const year = readYear(tokens, at)
  return year && pieceOf('year', [1, 12], { year: year.value, nextYear: false, next: year.next })
}
