/** A sentence as a row of the times it names, in order: stretches, days of a period, cadences, standing words. */

import {
  type CadenceAtom,
  type DayOfPeriod,
  readCadence,
  readDayOfPeriod,
  readEvery,
  readMoreCadences,
  readWeekday,
  type WeekdayAtom,
} from './time-cadence.ts'
import { readSpan, type Span } from './time-spans.ts'
import { isWord, readNumber, skipAny, skipMaybe, type Token, tokenizeTime } from './time-tokens.ts'

/** "thường xuyên", "theo yêu cầu": stands without dates. */
export type StandingAtom = { kind: 'standing'; onRequest: boolean; next: number }

/** "sau khi …", "05 ngày làm việc": bound to something that is not on the calendar. */
export type EventAtom = { kind: 'event'; next: number }

export type Atom = Span | CadenceAtom | DayOfPeriod | WeekdayAtom | StandingAtom | EventAtom

/** An atom with its place: token range `from`..`next` and offsets into the text. */
export type PlacedAtom = Atom & { from: number; index: number; end: number }

const ON_REQUEST = [
  ...[
    'khi co yeu cau',
    'khi duoc yeu cau',
    'theo yeu cau',
    'khi yeu cau',
    'dot xuat',
    'khi phat sinh',
    'khi can thiet',
  ],
  ...['khi co chi dao', 'theo chi dao', 'theo de nghi'],
]
const STANDING = ['thuong xuyen', 'lien tuc', 'lau dai', 'thuong ky']
const EVENTS = ['ngay sau khi', 'sau khi', 'ngay khi', 'sau sap nhap', 'sau hop nhat', 'truoc khi']

function readStanding(tokens: readonly Token[], at: number): StandingAtom | EventAtom | null {
  const request = skipAny(tokens, at, ON_REQUEST)
  if (request !== null) return { kind: 'standing', onRequest: true, next: request }
  const standing = skipAny(tokens, at, STANDING)
  if (standing !== null) return { kind: 'standing', onRequest: false, next: standing }
  const event = skipAny(tokens, at, EVENTS) ?? readWorkingDays(tokens, at)
  return event === null ? null : { kind: 'event', next: event }
}

/** "05 ngày làm việc", "10 ngày kể từ": a term, not a date. */
function readWorkingDays(tokens: readonly Token[], at: number): number | null {
  const count = readNumber(tokens, at)
  return count && skipAny(tokens, count.next, ['ngay lam viec', 'ngay ke tu', 'ngay sau'])
}

/** First words of everything the grammar reads; numbers begin dates and counts. Most words of a sentence are not here. */
const FIRST_WORDS = new Set(
  (
    'truoc cham muon den xong tre khong han thoi cho toi het trong bat ke tinh tu sau giai nhiem khoang vao la dau cuoi giua ' +
    'ngay cac hom mung mong quy q qi qii qiii qiv quyi quyii quyiii quyiv t thang nua nam hang moi tung theo thuong dinh ' +
    'lien lau khi dot chieu sang chu thu tuan mot hai ba bon bay tam chin muoi lop cuoc buoi lan luot bai tin phien chuyen hoi ky khoa'
  ).split(' '),
)

function mayBegin(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || FIRST_WORDS.has(token.text))
}

function readAtom(tokens: readonly Token[], at: number, bareDays: boolean): Atom | null {
  if (!mayBegin(tokens[at])) return null
  return (
    readSpan(tokens, at, bareDays) ??
    readDayOfPeriod(tokens, at) ??
    readCadence(tokens, at) ??
    readStanding(tokens, at) ??
    readWeekday(tokens, at)
  )
}

export type AtomReading = { tokens: Token[]; atoms: PlacedAtom[] }

type ReadOptions = {
  /** Also "quý", "6 tháng", "năm" alone as cadences, where a sentence about reports lists them. */
  bareCadences?: boolean
  /** Also "15/6" with no word around it. */
  bareDays?: boolean
}

/** After these a bare "quý", "06 tháng" or "năm" says how often. */
const BEFORE_BARE = new Set(['cao', 'ky', 'ket', 'ca', 'va', 'hoac', ',', ';', '(', '/', '-', ':', '+'])

function readBareCadence(tokens: readonly Token[], at: number): CadenceAtom | null {
  const bare = readEvery(tokens, at)
  if (!bare || bare.every.unit === 'day') return null
  const due = skipMaybe(tokens, bare.next, ['(', ':', ','])
  const bounded = (readSpan(tokens, due) ?? readDayOfPeriod(tokens, due))?.qualifier
  if (at > 0 && !bounded && !BEFORE_BARE.has(tokens[at - 1]?.text ?? '')) return null
  if (!bounded && skipAny(tokens, bare.next, ['dau', 'cuoi', 'sau', 'truoc', 'qua', 'nay']) !== null) return null
  return { kind: 'cadence', every: bare.every, next: bare.next }
}

/** Every time the text names, left to right, never overlapping. Linear in the text. */
export function readAtoms(text: string, options: ReadOptions = {}): AtomReading {
  const tokens = tokenizeTime(text)
  const atoms: PlacedAtom[] = []
  const place = (atom: Atom, from: number): void => {
    const index = tokens[from]?.index ?? 0
    atoms.push({ ...atom, from, index, end: tokens[atom.next - 1]?.end ?? index })
  }
  for (let at = 0; at < tokens.length; ) {
    const atom =
      readAtom(tokens, at, options.bareDays ?? false) ?? (options.bareCadences ? readBareCadence(tokens, at) : null)
    if (!atom) {
      at = skipDuration(tokens, at)
      continue
    }
    place(atom, at)
    at = atom.next
    if (atom.kind !== 'cadence') continue
    for (const more of readMoreCadences(tokens, at)) {
      place(more, at)
      at = more.next
    }
  }
  return { tokens, atoms }
}

/** A length of time ("trong 15 tháng") names no month: step over both words. */
function skipDuration(tokens: readonly Token[], at: number): number {
  if (tokens[at + 1]?.text !== 'thang' && tokens[at + 2]?.text !== 'thang') return at + 1
  const count = readNumber(tokens, at)
  return count && isWord(tokens, count.next, 'thang') ? count.next + 1 : at + 1
}
