/** The span of days a question is about: "tháng này", "quý sau", "sang năm", "từ nay đến cuối năm", with or without marks. */

import { readPiece } from './time-pieces.ts'
import { boundsOf, firstDay, lastDay, readSpan, type Span } from './time-spans.ts'
import { isWord, readNumber, skipAny, type Token, tokenizeTime } from './time-tokens.ts'

export type QuestionTime = {
  /** ISO days, both included. */
  from: string
  to: string
  /** For people: "quý IV/2026", "tháng 12/2026", "ngày 15/6/2027". */
  label: string
  unit: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'nine-months' | 'year' | 'span'
}

type Found = QuestionTime & { next: number }

const THIS = ['nay', 'hien tai', 'dang']
const NEXT = ['sau nua', 'ke tiep', 'tiep theo', 'sau', 'toi', 'ke']
const LAST = ['truoc', 'vua roi', 'vua qua', 'roi', 'qua', 'ngoai']
const PAST = ['vua roi', 'vua qua', 'da qua', 'qua', 'roi', 'truoc']
const ROMAN = ['I', 'II', 'III', 'IV']

function dayMonthYear(date: Temporal.PlainDate): string {
  return `${date.day}/${date.month}/${date.year}`
}

function span(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  unit: QuestionTime['unit'],
  label: string,
): QuestionTime {
  return { from: from.toString(), to: to.toString(), label, unit }
}

function dayAt(day: Temporal.PlainDate): QuestionTime {
  return span(day, day, 'day', `ngày ${dayMonthYear(day)}`)
}

function weekAt(day: Temporal.PlainDate): QuestionTime {
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const sunday = monday.add({ days: 6 })
  return span(monday, sunday, 'week', `tuần từ ${monday.day}/${monday.month} đến ${dayMonthYear(sunday)}`)
}

function monthsAt(year: number, first: number, last: number): QuestionTime {
  const from = Temporal.PlainDate.from({ year, month: first, day: 1 })
  const to = from.add({ months: last - first + 1 }).subtract({ days: 1 })
  const count = last - first + 1
  if (count === 12) return span(from, to, 'year', `năm ${year}`)
  if (count === 1) return span(from, to, 'month', `tháng ${first}/${year}`)
  if (count === 3 && last % 3 === 0) return span(from, to, 'quarter', `quý ${ROMAN[last / 3 - 1]}/${year}`)
  if (count === 6) return span(from, to, 'half', `6 tháng ${first === 1 ? 'đầu' : 'cuối'} năm ${year}`)
  if (count === 9 && first === 1) return span(from, to, 'nine-months', `9 tháng đầu năm ${year}`)
  return span(from, to, 'span', `từ tháng ${first} đến tháng ${last}/${year}`)
}

/** Steps from today's week, month, quarter or year: −1, 0 or 1. */
function shifted(word: 'tuan' | 'thang' | 'quy' | 'nam', by: number, today: Temporal.PlainDate): QuestionTime {
  if (word === 'tuan') return weekAt(today.add({ weeks: by }))
  if (word === 'nam') return monthsAt(today.year + by, 1, 12)
  const day = today.with({ day: 1 }).add({ months: word === 'quy' ? 3 * by : by })
  if (word === 'thang') return monthsAt(day.year, day.month, day.month)
  const first = day.month - ((day.month - 1) % 3)
  return monthsAt(day.year, first, first + 2)
}

type Shift = { by: number; next: number }

function readShift(tokens: readonly Token[], at: number): Shift | null {
  for (const [by, words] of [
    [0, THIS],
    [1, NEXT],
    [-1, LAST],
  ] as const) {
    const next = skipAny(tokens, at, words)
    if (next !== null && !startsLimit(tokens, at)) return { by, next }
  }
  return null
}

/** "báo cáo quý trước ngày nào" asks for a limit, not about the last quarter. */
function startsLimit(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens, at, 'truoc') && (isWord(tokens, at + 1, 'ngay') || tokens[at + 1]?.kind === 'number')
}

const DAYS: readonly (readonly [readonly string[], number])[] = [
  [['hom nay', 'ngay hom nay', 'bua nay'], 0],
  [['ngay mai', 'sang mai', 'chieu mai', 'mai phai', 'mai co', 'mai nop', 'mai han', 'mai la'], 1],
  [['ngay kia', 'mot ngay kia', 'ngay mot'], 2],
  [['hom qua'], -1],
]

function readRelative(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  for (const [words, days] of DAYS) {
    const next = skipAny(tokens, at, words)
    if (next !== null) return { ...dayAt(today.add({ days })), next }
  }
  const nextYear = skipAny(tokens, at, ['sang nam', 'qua nam', 'nam toi'])
  if (nextYear !== null) return { ...monthsAt(today.year + 1, 1, 12), next: nextYear }
  for (const word of ['tuan', 'thang', 'quy', 'nam'] as const) {
    if (!isWord(tokens, at, word)) continue
    const shift = readShift(tokens, at + 1)
    if (shift) return { ...shifted(word, shift.by, today), next: shift.next }
  }
  return null
}

/** "trong 30 ngày tới", "2 tuần nữa", "3 tháng tới": from today on. */
function readAhead(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  const count = readNumber(tokens, at)
  if (!count || count.value < 1 || count.value > 400) return null
  const next = skipAny(tokens, count.next + 1, ['toi', 'nua', 'sap toi', 'tiep theo'])
  if (next === null) return null
  const steps = { ngay: 'days', tuan: 'weeks', thang: 'months' } as const
  const word = tokens[count.next]?.text ?? ''
  const unit = word === 'ngay' || word === 'tuan' || word === 'thang' ? steps[word] : null
  if (!unit) return null
  const to = today.add({ [unit]: count.value })
  return { ...span(today, to, 'span', `từ nay đến ${dayMonthYear(to)}`), next }
}

/** "từ nay đến tháng 3", "từ giờ tới 30/6 sang năm": today is the one end, what is named the other. */
function readFromNow(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  const start = skipAny(tokens, at, ['tu nay', 'tu gio', 'tu bay gio', 'tu hom nay', 'ke tu nay', 'tinh tu nay'])
  const to = start === null ? null : skipAny(tokens, start, ['den het', 'toi het', 'cho den', 'den', 'toi'])
  if (to === null) return null
  const end = readRelative(tokens, to, today) ?? readNamed(tokens, to, today) ?? readDayOnly(tokens, to, today)
  if (!end || end.to < today.toString()) return null
  const last = Temporal.PlainDate.from(end.to)
  return { ...span(today, last, 'span', `từ nay đến ${dayMonthYear(last)}`), next: end.next }
}

/** "từ nay đến cuối năm", "đến hết quý này", "cuối tháng", "đầu năm sau". */
function readEdge(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  const until = skipAny(tokens, at, [
    'tu nay den cuoi',
    'tu nay toi cuoi',
    'tu gio den cuoi',
    'tu nay den het',
    'den het',
    'het',
  ])
  const edge = until ?? skipAny(tokens, at, ['cuoi', 'dau'])
  const word = (['thang', 'quy', 'nam'] as const).find((each) => edge !== null && isWord(tokens, edge, each))
  if (edge === null || !word) return null
  const named = readPiece(tokens, edge)
  if (tokens[edge + 1]?.kind === 'number' || (named && (named.unit !== 'year' || named.year !== null))) return null
  const shift = readShift(tokens, edge + 1) ?? { by: 0, next: edge + 1 }
  const whole = shifted(word, shift.by, today)
  const end = Temporal.PlainDate.from(whole.to)
  if (until !== null && whole.to >= today.toString())
    return { ...span(today, end, 'span', `từ nay đến ${dayMonthYear(end)}`), next: shift.next }
  return { ...edgeOf(whole, word, tokens[at]?.text === 'dau'), next: shift.next }
}

/** The first or last part of a year (a quarter of it), of a quarter (a month) or of a month (ten days). */
function edgeOf(whole: QuestionTime, word: 'thang' | 'quy' | 'nam', first: boolean): QuestionTime {
  const [start, end] = [Temporal.PlainDate.from(whole.from), Temporal.PlainDate.from(whole.to)]
  if (word === 'nam') return first ? monthsAt(end.year, 1, 3) : monthsAt(end.year, 10, 12)
  if (word === 'quy') return monthsAt(end.year, first ? start.month : end.month, first ? start.month : end.month)
  const from = first ? start : end.with({ day: 21 })
  return span(from, first ? start.with({ day: 10 }) : end, 'span', `${first ? 'đầu' : 'cuối'} ${whole.label}`)
}

/** The year a yearless month or quarter is asked about: the coming one, unless the words say it is past. */
function yearOf(end: { month: number; day: number }, today: Temporal.PlainDate, past: boolean): number {
  const thisYear = Temporal.PlainDate.from({ year: today.year, month: end.month, day: Math.min(end.day, 28) })
  const over = Temporal.PlainDate.compare(thisYear.with({ day: end.day }, { overflow: 'constrain' }), today) < 0
  if (past) return over ? today.year : today.year - 1
  return over ? today.year + 1 : today.year
}

function labelOf(found: Span, from: string, to: string): QuestionTime {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  if (from === to) return dayAt(start)
  const whole = start.year === end.year && start.day === 1 && end.day === end.daysInMonth
  if (whole && found.joiner === 'one') return monthsAt(start.year, start.month, end.month)
  return span(start, end, 'span', `từ ${dayMonthYear(start)} đến ${dayMonthYear(end)}`)
}

/** Words after a yearless stretch that give its year: "quý III năm nay", "tháng 6 năm ngoái", "tháng 9 vừa rồi". */
function readYearWords(
  tokens: readonly Token[],
  at: number,
  today: Temporal.PlainDate,
): { year: number | null; past: boolean; next: number } {
  if (isWord(tokens, at, 'nam')) {
    const shift = readShift(tokens, at + 1)
    if (shift) return { year: today.year + shift.by, past: false, next: shift.next }
  }
  const sang = skipAny(tokens, at, ['sang nam'])
  if (sang !== null) return { year: today.year + 1, past: false, next: sang }
  const past = skipAny(tokens, at, PAST)
  if (past !== null) return { year: null, past: true, next: past }
  const next = skipAny(tokens, at, ['nay', 'toi'])
  return { year: null, past: false, next: next ?? at }
}

function readNamed(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  const found = readSpan(tokens, at, true)
  if (!found || found.parts.some((part) => part.nextYear)) return found && nextYearDay(found, today)
  const last = found.parts.at(-1)
  const first = found.parts[0]
  if (!first || !last) return null
  const words = readYearWords(tokens, found.next, today)
  const end = { month: last.lastMonth, day: last.day ?? 31 }
  const year = last.year ?? words.year ?? yearOf(end, today, words.past)
  const dated: Span = { ...found, parts: found.parts.map((part) => ({ ...part, year: part.year ?? year })) }
  const bounds = boundsOf({ ...dated, edge: null }, null)
  const from =
    bounds.start ??
    (found.qualifier === 'by' || found.qualifier === 'before' ? earliest(today, dated) : firstDay(first, year))
  const to = bounds.end ?? lastDay(last, year)
  return { ...labelOf(found, [from, to].sort()[0] ?? to, to), next: last.year === null ? words.next : found.next }
}

/** "trước 30/9" and "đến hết quý III" ask about everything from today up to then. */
function earliest(today: Temporal.PlainDate, found: Span): string {
  const now = today.toString()
  const first = found.parts[0]
  return [now, first ? firstDay(first, today.year) : now].sort()[0] ?? now
}

function nextYearDay(found: Span, today: Temporal.PlainDate): Found | null {
  const bounds = boundsOf(found, today.toString())
  const to = bounds.end
  return to ? { ...labelOf(found, bounds.start ?? to, to), next: found.next } : null
}

/** "ngày 20" alone: of this month, or of the next when it is over. */
function readDayOnly(tokens: readonly Token[], at: number, today: Temporal.PlainDate): Found | null {
  if (!isWord(tokens, at, 'ngay') || tokens[at + 1]?.kind !== 'number') return null
  const day = Number(tokens[at + 1]?.text)
  if (day < 1 || day > 31 || isWord(tokens, at + 2, 'thang') || tokens[at + 2]?.text === '/') return null
  const month = today.with({ day: 1 })
  const start = day < today.day ? month.add({ months: 1 }) : month
  return { ...dayAt(start.with({ day }, { overflow: 'constrain' })), next: at + 2 }
}

/**
 * The time a question asks about, or null when it names none. A month or quarter without a year is the coming one,
 * counting the one that is running; "vừa rồi" turns it back.
 */
export function readQuestionTime(question: string, today: string): QuestionTime | null {
  const tokens = tokenizeTime(question)
  const now = Temporal.PlainDate.from(today)
  let first: Found | null = null
  for (let at = 0; at < tokens.length; at += 1) {
    const found =
      readEdge(tokens, at, now) ??
      readFromNow(tokens, at, now) ??
      readAhead(tokens, at, now) ??
      readRelative(tokens, at, now) ??
      readNamed(tokens, at, now) ??
      readDayOnly(tokens, at, now)
    if (!found) continue
    first = found
    break
  }
  if (!first) return null
  const { from, to, label, unit } = first
  return { from, to, label, unit }
}
