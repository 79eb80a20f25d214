import { squeeze } from '../../language/text.ts'
import { type FoundTime, findTimes, readTime } from '../../language/time.ts'
import type { Task } from '../administrative-document.ts'

export type TaskTime = Pick<Task, 'timeText' | 'start' | 'end' | 'recurrence' | 'ongoing'>

/** What gives a year to times without one: the day of issue as far as known, and the one year that is planned. */
export type PaperDays = { issued: string | null; planned: number | null }

const A_YEAR = /^năm\s+(20\d{2})$/iu

/** The one year of the paper's period; none where it was over before the paper was issued. */
export function plannedYear(period: string | null, issued: string | null): number | null {
  const year = Number(A_YEAR.exec(period ?? '')?.[1] ?? 0)
  return year > 0 && year >= Number(issued?.slice(0, 4) ?? year) ? year : null
}

const NONE: TaskTime = { timeText: null, start: null, end: null, recurrence: null, ongoing: false }
const STANDING = /(?<!\p{L})(thường xuyên|liên tục|duy trì|định kỳ)(?!\p{L})/iu
const LIMITING =
  /(?:^|[\s,(])(?:trong|trước|đến|từ|chậm nhất|muộn nhất|xong|hoàn thành|ngay|vào|hết|thời gian|thời hạn)\s*(?:ngày\s*)?$/iu

/** Time of a table's cell, its words always kept. */
export function readCellTime(text: string, days: PaperDays): TaskTime {
  const words = squeeze(text)
  if (!words || !/[\p{L}\d]/u.test(words)) return NONE
  const time = readTime(words, { ...days, deadline: true })
  if (!time) return { ...NONE, timeText: words }
  return { timeText: words, start: time.start, end: time.end, recurrence: time.recurrence, ongoing: time.ongoing }
}

/** Time by which or in which a sentence's duty falls; years in names of other papers are none. */
export function readTaskTime(sentence: string, days: PaperDays): TaskTime {
  const times = findTimes(sentence, days).filter((time) => limitsDuty(sentence, time) && !isPast(time, days.issued))
  const time =
    times.find((candidate) => candidate.recurrence?.includes('BYMONTHDAY')) ??
    times.find((candidate) => candidate.recurrence) ??
    times.find((candidate) => candidate.end) ??
    times[0]
  if (!time) return { ...NONE, ongoing: STANDING.test(sentence) }
  const rounds = roundsOf(sentence, times)
  if (rounds) return rounds
  const standing = time.recurrence !== null || time.ongoing
  return {
    timeText: time.text,
    start: standing ? null : time.start,
    end: standing ? null : time.end,
    recurrence: time.recurrence,
    ongoing: standing,
  }
}

/** "dữ liệu giai đoạn trước năm 2007": what was over before the paper was issued is nothing to be done by then. */
function isPast({ end, recurrence }: FoundTime, issued: string | null): boolean {
  return recurrence === null && end !== null && issued !== null && end.slice(0, issued.length) < issued
}

/** "đợt 1 trong tháng 5/2027, đợt 2 trong tháng 8/2027": from the first round to the last. */
function roundsOf(sentence: string, times: readonly FoundTime[]): TaskTime | null {
  const inRounds = times.filter(({ index }) =>
    /(?<!\p{L})(?:đợt|lần|kỳ)\s+\d\s*(?::\s*)?$/iu.test(before(sentence, index, NEAR_CHARS)),
  )
  const [first, last] = [inRounds[0], inRounds.at(-1)]
  if (!first || !last || first === last) return null
  const timeText = squeeze(sentence.slice(first.index, last.index + last.length))
  return { timeText, start: first.start, end: last.end, recurrence: null, ongoing: false }
}

function limitsDuty(sentence: string, time: FoundTime): boolean {
  if (time.cited || insideQuotes(sentence, time.index) || inCitedTitle(sentence, time)) return false
  if (time.recurrence || time.qualifier) return true
  return (
    time.ongoing ||
    LIMITING.test(before(sentence, time.index, NEAR_CHARS)) ||
    /^(trong|trước|từ|đến|quý|tháng|ngày|vào)(?!\p{L})/iu.test(time.text)
  )
}

/** "Quyết định số … ban hành Kế hoạch … định hướng đến năm 2030": the year belongs to the name of the paper cited. */
function inCitedTitle(sentence: string, time: FoundTime): boolean {
  if (!/^(đến năm|giai đoạn|năm)/iu.test(time.text)) return false
  const clause =
    before(sentence, time.index, MAX_TITLE_CHARS)
      .split(/[;:]|\.\s/u)
      .at(-1) ?? ''
  return /(?<!\p{L})số\s+\d+\S*[/-]\S+/iu.test(clause)
}

function insideQuotes(sentence: string, at: number): boolean {
  const words = before(sentence, at, MAX_TITLE_CHARS)
  return words.lastIndexOf('“') > words.lastIndexOf('”')
}

/** How far before a time, in characters, the words that bound it stand, and the beginning of a cited title. */
const NEAR_CHARS = 200
const MAX_TITLE_CHARS = 2_000

function before(sentence: string, at: number, mostChars: number): string {
  return sentence.slice(Math.max(0, at - mostChars), at)
}
