/** Days that come round each year, where something else than a rhythm beside them says so. */

import type { Every } from '../../language/time-cadence.ts'
import type { Cadence, ReportingRule } from '../administrative-document.ts'
import type { Item, TimedText } from './due-items.ts'
import { assign } from './match-dues.ts'
import type { Timing } from './timing.ts'

const HALF_YEARLY: Every = { unit: 'month', count: 6 }
const TWICE_A_YEAR =
  /(?<!\p{L})(?:mỗi|hằng|hàng|một)\snăm\s(?:0?2|hai)\s(?:lần|kỳ)|(?<![\d\p{L}])(?:0?2|hai)\s(?:lần|kỳ)(?:\s?\/\s?|\s(?:trong|mỗi|một)\s)năm(?!\p{L})/iu
const FIRST_TERM = /học kỳ\s(?:I|1)(?![\p{L}\d])/iu
const SECOND_TERM = /học kỳ\s(?:II|2)(?![\p{L}\d])/iu

/**
 * The timings of a clause's days where they are as many as the rounds it tells of: "mỗi năm 02 lần: trước ngày 30/9 và
 * trước ngày 20/5", "học kỳ I trước ngày 10/01, học kỳ II trước ngày 05/6"; or the reports right before, which it passes
 * on: "(6 tháng) …, (năm) …. Văn phòng tổng hợp, trình … trước ngày 20/6 và ngày 20/11". Null where none is told of.
 */
export function daysOfRound(
  { text, passedOn = [] }: TimedText & { passedOn?: readonly Every[] },
  items: readonly Item[],
): Timing[] | null {
  const dues = items.flatMap((item) => (item.kind === 'due' ? [item.due] : []))
  const days = dues.flatMap(({ span }) => span?.parts ?? [])
  if (
    days.length < 2 ||
    dues.some(({ span }) => !span?.parts.every(({ year, day }) => year === null && day !== null))
  ) {
    return null
  }
  const [due, ...others] = dues
  if (days.length === 2 && isTwice(text))
    return dues.flatMap((each) => assign([{ every: HALF_YEARLY, stated: true }], each))
  const isPassedOn = passedOn.length === days.length && !items.some(({ kind }) => kind === 'wanted')
  if (!due || others.length > 0 || !isPassedOn) return null
  return assign(
    passedOn.map((every) => ({ every, stated: false })),
    due,
  )
}

function isTwice(text: string): boolean {
  return TWICE_A_YEAR.test(text) || (FIRST_TERM.test(text) && SECOND_TERM.test(text))
}

/** Periods with one day a year: the days passed on are as many. */
const PERIOD_MONTHS: Partial<Record<Cadence, number>> = { 'half-yearly': 6, 'nine-monthly': 9, yearly: 12 }

/** "Văn phòng tổng hợp, trình … trước ngày 20/6 và ngày 20/11": the reports of the sentence before, where it calls them none. */
export function periodsPassedOn(sentence: string, previous: readonly ReportingRule[]): Every[] {
  if (/báo cáo/iu.test(sentence)) return []
  return previous.flatMap(({ cadence, dueText }) => {
    const count = dueText === null ? undefined : PERIOD_MONTHS[cadence]
    return count ? [{ unit: 'month' as const, count }] : []
  })
}
