/** How often: "hằng quý", "định kỳ 06 tháng", "01 lần/năm", and the day of the period: "ngày 20 tháng cuối quý". */

import { NEXT_WORDS } from './time-pieces.ts'
import { type Qualifier, readQualifier } from './time-spans.ts'
import { isWord, readNumber, readQuarterNumber, skipAny, skipMaybe, type Token } from './time-tokens.ts'

/** One period: `count` days, weeks or months. A quarter is 3 months, a year 12. */
export type Every = { unit: 'day' | 'week' | 'month'; count: number }

export type CadenceAtom = {
  kind: 'cadence'
  /** Null for "định kỳ" that does not say how often. */
  every: Every | null
  next: number
}

export type DayOfPeriod = {
  kind: 'day-of-period'
  /** Days of the month; -1 is the last. */
  days: number[]
  /** The period the day belongs to as the words name it; null where they do not. */
  of: 'month' | 'quarter' | 'half' | 'year' | 'period' | null
  /** Which month of that period. */
  month: 'first' | 'last' | null
  /** "tháng sau", "quý sau": due after the period it reports on. */
  following: boolean
  /** "ngày làm việc cuối cùng của tháng". */
  workingDay?: boolean
  qualifier: Qualifier | null
  next: number
}

export type WeekdayAtom = {
  kind: 'weekday' /** 1 Monday … 7 Sunday */
  day: number
  qualifier: Qualifier | null
  next: number
}

const QUARTER_MARKED = new Set(['quý', 'quí', 'qúy', 'qúi'])
/** "theo quy định", "mỗi quy trình": what follows "quy" when it is no quarter and the marks are lost. */
const AFTER_REGULATION = new Set('dinh che trinh hoach mo luat uoc tac chuan pham doi ra ve dong'.split(' '))

/** True when the word at `at` is a quarter, not "quy định" without its marks. */
function isQuarterWord(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  if (QUARTER_MARKED.has(token.raw)) return true
  return (token.raw === 'quy' || token.raw === 'qui') && !AFTER_REGULATION.has(tokens[at + 1]?.text ?? '')
}

/** "quý", "06 tháng", "năm", "tuần" as a period: not when a number after it makes it a date ("tháng 9", "năm 2026"). */
export function readEvery(tokens: readonly Token[], at: number): { every: Every; next: number } | null {
  const counted = readNumber(tokens, at)
  const count = counted?.value ?? 1
  const unit = counted?.next ?? at
  if (count < 1 || count > 60) return null
  const next = unit + 1
  if (isQuarterWord(tokens, unit)) {
    // "quý một lần" is once a quarter, "quý một" the first one.
    const numbered = readQuarterNumber(tokens, next)
    return numbered && !isWord(tokens, numbered.next, 'lan')
      ? null
      : { every: { unit: 'month', count: 3 * count }, next }
  }
  if (tokens[next]?.kind === 'number' && tokens[next + 1]?.text !== 'lan') return null
  if (isWord(tokens, unit, 'tuan')) return { every: { unit: 'week', count }, next }
  if (isWord(tokens, unit, 'thang')) return { every: { unit: 'month', count }, next }
  if (isWord(tokens, unit, 'nam')) return { every: { unit: 'month', count: 12 * count }, next }
  if (isWord(tokens, unit, 'ngay') && !counted) return { every: { unit: 'day', count: 1 }, next }
  return null
}

/** "02 lần/năm", "6 tháng/lần", "01 năm một lần". */
function readTimesPer(tokens: readonly Token[], at: number): CadenceAtom | null {
  const times = readNumber(tokens, at)
  if (times && isWord(tokens, times.next, 'lan')) {
    const per = skipAny(tokens, times.next + 1, ['/', 'moi', 'mot', 'trong moi', 'trong', 'hang', 'tren'])
    const period = per === null ? null : readEvery(tokens, per)
    if (period) return { kind: 'cadence', ...period }
  }
  const period = readEvery(tokens, at)
  if (!period) return null
  const slash = skipMaybe(tokens, period.next, ['/'])
  const once = readNumber(tokens, slash)
  const word = once ? once.next : slash
  if (!isWord(tokens, word, 'lan') || (!once && slash === period.next)) return null
  return { kind: 'cadence', every: period.every, next: word + 1 }
}

const EVERY_WORDS = ['hang', 'moi', 'tung', 'thuong ky hang', 'thuong ky']
/** "các năm tiếp theo", "các năm qua" are stretches, "các năm" alone is every year. */
const AFTER_YEARS = [...NEXT_WORDS, 'qua', 'truoc', 'con', 'hoc']
const PERIODIC = ['dinh ky', 'dinh ki']

/** The cadence that begins at `at`. "định kỳ" alone gives one without a period. */
export function readCadence(tokens: readonly Token[], at: number): CadenceAtom | null {
  const yearly = skipAny(tokens, at, ['thuong nien'])
  if (yearly !== null) return { kind: 'cadence', every: { unit: 'month', count: 12 }, next: yearly }
  const periodic = skipAny(tokens, at, PERIODIC)
  if (periodic !== null) {
    const lead = skipMaybe(tokens, periodic, [': hang', '( hang', ':', '(', 'vao hang', 'theo', 'hang', 'moi', 'tung'])
    const times = readTimesPer(tokens, lead)
    if (times) return times
    const period = readEvery(tokens, lead)
    return period ? { kind: 'cadence', ...period } : { kind: 'cadence', every: null, next: periodic }
  }
  const years = skipAny(tokens, at, ['cac nam'])
  const followed = years !== null && (tokens[years]?.kind === 'number' || skipAny(tokens, years, AFTER_YEARS) !== null)
  if (years !== null && !followed) return { kind: 'cadence', every: { unit: 'month', count: 12 }, next: years }
  const every = skipAny(tokens, at, [...EVERY_WORDS, 'theo'])
  const period = every === null ? null : (readEvery(tokens, every) ?? readCounted(tokens, every))
  if (period) return { kind: 'cadence', every: period.every, next: skipTimes(tokens, period.next) }
  return readTimesPer(tokens, at) ?? readDonePer(tokens, at)
}

const PERIODS: Readonly<Record<string, Every>> = {
  tuan: { unit: 'week', count: 1 },
  thang: { unit: 'month', count: 1 },
  nam: { unit: 'month', count: 12 },
}

function readPeriod(tokens: readonly Token[], at: number): { every: Every; next: number } | null {
  const every = isQuarterWord(tokens, at) ? { unit: 'month' as const, count: 3 } : PERIODS[tokens[at]?.text ?? '']
  return every ? { every, next: at + 1 } : null
}

/** "mỗi tháng 02 buổi", "mỗi năm 02 lớp": the number counts what is done, where a small one stands before a noun. */
function readCounted(tokens: readonly Token[], at: number): { every: Every; next: number } | null {
  const period = readPeriod(tokens, at)
  const [count, noun] = period ? [tokens[period.next], tokens[period.next + 1]] : []
  const isCount = count?.kind === 'number' && Number(count.text) < 100 && DONE.has(noun?.text ?? '')
  return period && isCount ? period : null
}

/** What is done so many times a period. */
const DONE = new Set('lop cuoc buoi dot lan luot bai tin phien chuyen hoi ky khoa'.split(' '))

/** "02 tin, bài/tháng", "01 buổi/quý". */
function readDonePer(tokens: readonly Token[], at: number): CadenceAtom | null {
  if (!DONE.has(tokens[at]?.text ?? '') || tokens[at + 1]?.text !== '/') return null
  const period = readPeriod(tokens, at + 2)
  return period && tokens[period.next]?.kind !== 'number' ? { kind: 'cadence', ...period } : null
}

/** Index after "một lần", "02 lần" in "mỗi quý một lần": how many times within the period is no date. */
function skipTimes(tokens: readonly Token[], at: number): number {
  const times = readNumber(tokens, at)
  return times && isWord(tokens, times.next, 'lan') ? times.next + 1 : at
}

/** Further periods in the same breath: "hằng quý, 6 tháng và năm". Empty where the list does not go on. */
export function readMoreCadences(tokens: readonly Token[], from: number): CadenceAtom[] {
  const found: CadenceAtom[] = []
  let at = from
  for (;;) {
    const joined = skipAny(tokens, at, [', va', ', hoac', ',', ';', 'va', 'hoac', '/'])
    if (joined === null) return found
    const more = readCadence(tokens, joined)
    const bare = more?.every ? more : readEvery(tokens, joined)
    if (!bare || isWord(tokens, bare.next, 'dau') || isWord(tokens, bare.next, 'cuoi')) return found
    found.push({ kind: 'cadence', every: bare.every, next: bare.next })
    at = bare.next
  }
}

type Place = Pick<DayOfPeriod, 'of' | 'month' | 'following' | 'next'>

/** "quý", "kỳ báo cáo", "năm" after "tháng cuối (của)". */
function readPeriodNoun(tokens: readonly Token[], at: number): { of: DayOfPeriod['of']; next: number } | null {
  const noun = skipMaybe(tokens, at, ['cung', 'tien'])
  const start = skipMaybe(tokens, noun, ['cua moi', 'cua hang', 'cua tung', 'cua', 'moi', 'hang', 'tung', 'trong'])
  const counted = readNumber(tokens, start)
  if (counted && isWord(tokens, counted.next, 'thang')) {
    return { of: counted.value === 3 ? 'quarter' : counted.value === 6 ? 'half' : 'period', next: counted.next + 1 }
  }
  if (isQuarterWord(tokens, start)) return { of: 'quarter', next: start + 1 }
  if (isWord(tokens, start, 'ky')) return { of: 'period', next: start + 1 }
  if (isWord(tokens, start, 'nam')) return { of: 'year', next: start + 1 }
  return null
}

function skipFollowing(tokens: readonly Token[], at: number): { following: boolean; next: number } {
  const reported = skipMaybe(tokens, at, ['bao cao'])
  const next = skipAny(tokens, reported, NEXT_WORDS)
  return next === null ? { following: false, next: reported } : { following: true, next }
}

/** Where in the period a day falls: "tháng cuối quý", "tháng đầu tiên của quý sau", "tháng sau", "hằng tháng". */
function readPlace(tokens: readonly Token[], at: number): Place {
  const none: Place = { of: null, month: null, following: false, next: at }
  const start = skipMaybe(tokens, at, ['cua', 'trong', 'vao', 'cac', ','])
  const every = skipAny(tokens, start, ['hang thang', 'moi thang', 'tung thang', 'cac thang trong nam'])
  if (every !== null) return { of: 'month', month: null, following: false, next: every }
  const last = skipAny(tokens, start, ['thang cuoi', 'thang cua cuoi', 'thang thu ba', 'thang thu 3', 'cuoi'])
  const first = skipAny(tokens, start, ['thang dau', 'thang thu nhat', 'dau'])
  const noun = last ?? first
  if (noun !== null) {
    const period = readPeriodNoun(tokens, noun)
    if (!period) return none
    return { of: period.of, month: last === null ? 'first' : 'last', ...skipFollowing(tokens, period.next) }
  }
  const month = skipAny(tokens, start, ['thang'])
  return month === null || tokens[month]?.kind === 'number' ? none : readMonthPlace(tokens, month)
}

/** After "ngày 5 của tháng": "sau", "liền kề sau quý báo cáo", or nothing. */
function readMonthPlace(tokens: readonly Token[], at: number): Place {
  const { following, next } = skipFollowing(tokens, at)
  const quarter = skipMaybe(tokens, next, ['sau', 'cua'])
  if (following && isQuarterWord(tokens, quarter)) {
    return { of: 'quarter', month: 'first', following: true, next: skipMaybe(tokens, quarter + 1, ['bao cao']) }
  }
  return { of: 'month', month: null, following, next }
}

/** Longer lists are no dates; the limit keeps reading linear. */
const MAX_LISTED = 12

function readDays(tokens: readonly Token[], at: number): { days: number[]; next: number; workingDay?: boolean } | null {
  const working = skipAny(tokens, at, ['lam viec cuoi cung', 'lam viec cuoi'])
  if (working !== null) return { days: [-1], next: working, workingDay: true }
  const last = skipAny(tokens, at, ['cuoi cung', 'cuoi'])
  if (last !== null) return { days: [-1], next: last }
  const days: number[] = []
  let next = skipMaybe(tokens, at, ['mung', 'mong'])
  for (;;) {
    const token = tokens[next]
    const day = token?.kind === 'number' ? Number(token.text) : 0
    if (day < 1 || day > 31) return days.length > 0 ? { days, next: next - 1 } : null
    days.push(day)
    const joined = skipAny(tokens, next + 1, [', ngay', 'va ngay', ',', 'va'])
    const more = joined === null ? undefined : tokens[joined]
    if (joined === null || more?.kind !== 'number' || days.length === MAX_LISTED) return { days, next: next + 1 }
    next = joined
  }
}

/** "20/6", "20.6", "20 %": the number is the beginning of something else; a stop alone ends the sentence. */
function isCutShort(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at]?.text ?? ''
  return ['/', '-', '%'].includes(mark) || (mark === '.' && tokens[at + 1]?.kind === 'number')
}

/** "trước ngày 20 tháng cuối quý", "ngày 25 hằng tháng", "chậm nhất ngày 05 tháng sau", "ngày cuối cùng của tháng". */
export function readDayOfPeriod(tokens: readonly Token[], at: number): DayOfPeriod | null {
  const range = readRangeOfDays(tokens, at)
  if (range) return range
  const { qualifier, next } = readQualifier(tokens, at)
  const named = skipAny(tokens, skipMaybe(tokens, next, ['vao', 'la']), ['cac ngay', 'ngay'])
  const bare = named === null && qualifier !== null && tokens[next]?.kind === 'number'
  if (named === null && !bare) return readEndOfPeriod(tokens, at)
  const days = readDays(tokens, named ?? next)
  if (!days || isCutShort(tokens, days.next)) return null
  const place = readPlace(tokens, days.next)
  if ((qualifier === null || bare) && place.of === null) return null
  if (
    bare &&
    skipAny(tokens, days.next, ['cua', 'hang', 'moi', 'tung', 'thang cuoi', 'thang dau', 'thang sau']) === null
  )
    return null
  if (days.days[0] === -1 && place.of === null) return null
  const { workingDay } = days
  return { kind: 'day-of-period', days: days.days, qualifier, ...place, ...(workingDay ? { workingDay } : {}) }
}

/** "từ ngày 05 đến ngày 10 hằng tháng": in time until its last day. */
function readRangeOfDays(tokens: readonly Token[], at: number): DayOfPeriod | null {
  const from = skipAny(tokens, at, ['tu ngay', 'tu mung', 'tu mong', 'tu'])
  const first = from === null ? null : readDays(tokens, from)
  const until = first && skipAny(tokens, first.next, ['den het ngay', 'den ngay', 'den', '- ngay', '-'])
  const last = typeof until === 'number' ? readDays(tokens, until) : null
  if (first?.days.length !== 1 || last?.days.length !== 1) return null
  const place = readPlace(tokens, last.next)
  return place.of === null ? null : { kind: 'day-of-period', days: last.days, qualifier: 'by', ...place }
}

/** "vào cuối mỗi quý", "cuối tháng": the last day of the period. */
function readEndOfPeriod(tokens: readonly Token[], at: number): DayOfPeriod | null {
  const end = skipAny(tokens, at, ['vao cuoi', 'cuoi'])
  // "tháng cuối quý" is a month, not a day.
  if (end === null || isWord(tokens, at - 1, 'thang')) return null
  const start = skipMaybe(tokens, end, ['moi', 'hang', 'tung'])
  const of = isQuarterWord(tokens, start) ? 'quarter' : isWord(tokens, start, 'thang') ? 'month' : null
  if (of === null || readQuarterNumber(tokens, start + 1) || tokens[start + 1]?.kind === 'number') return null
  const month = of === 'quarter' ? 'last' : null
  return { kind: 'day-of-period', days: [-1], of, month, following: false, qualifier: 'by', next: start + 1 }
}

const WEEKDAYS: Readonly<Record<string, number>> = { hai: 1, ba: 2, tu: 3, nam: 4, sau: 5, bay: 6, nhat: 7 }

/** "thứ Sáu", "chiều thứ 6", "chủ nhật"; an ordinal after "lần", "kỳ họp" is no weekday. */
export function readWeekday(tokens: readonly Token[], at: number): WeekdayAtom | null {
  const { qualifier, next } = readQualifier(tokens, at)
  const start = skipMaybe(tokens, next, ['vao', 'chieu', 'sang', 'cac', 'ngay'])
  const sunday = skipAny(tokens, start, ['chu nhat'])
  if (sunday !== null) return { kind: 'weekday', day: 7, qualifier, next: sunday }
  if (tokens[start]?.text !== 'thu' || ['thử', 'thủ', 'thư', 'thu'].includes(tokens[start]?.raw ?? '')) return null
  if (['lan', 'hop', 'khoa', 'cap'].includes(tokens[start - 1]?.text ?? '')) return null
  const token = tokens[start + 1]
  const numbered = token?.kind === 'number' ? Number(token.text) - 1 : WEEKDAYS[token?.text ?? '']
  if (numbered === undefined || numbered < 1 || numbered > 6) return null
  return { kind: 'weekday', day: numbered, qualifier, next: start + 2 }
}
