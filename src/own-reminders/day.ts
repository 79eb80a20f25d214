/** The day a wish names, read from folded words; days of the calendar are read by the language's own reader of time. */
import { readQuestionTime } from '../language/time-question.ts'

export type Day = { date: Temporal.PlainDate; index: number; length: number }

const WEEKDAYS: Record<string, number> = {
  hai: 1,
  '2': 1,
  ba: 2,
  '3': 2,
  tu: 3,
  '4': 3,
  nam: 4,
  '5': 4,
  sau: 5,
  '6': 5,
  bay: 6,
  '7': 6,
}
const WEEKDAY =
  /(?:vao )?(?<![a-z])(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))(?: (tuan (?:nay|sau|toi)|nay|sau|toi))?(?![a-z\d])/
const RELATIVE: [RegExp, number][] = [
  [/(?<![a-z])(?:(?:ngay )?hom nay|nay|bua nay)(?![a-z])/, 0],
  [/(?<![a-z])(?:ngay mai|bua mai|mai)(?![a-z])/, 1],
  [/(?<![a-z])(?:ngay kia|ngay mot|bua kia|hom kia|mot)(?= |$)/, 2],
]
const AHEAD = /(?<![\d/])(\d{1,3}) (ngay|tuan|thang) (?:nua|toi)(?![a-z])/
const NEXT_SPAN = /(?<![a-z])(?:dau )?(tuan|thang) (?:sau|toi)(?![a-z])/
const CALENDAR =
  /(?:vao |truoc |den )?(?:ngay |mung |mong )?(?<![\d:])(\d{1,2}) ?(?:[/-] ?\d{1,2}(?: ?[/-] ?\d{4})?|thang \d{1,2}(?: nam \d{4})?)(?![\d:])|(?:vao )?(?<![a-z])ngay \d{1,2}(?: (?:tay|toi|nay))?(?![\d/:])/

/** Null when no day is named. */
export function readDay(words: string, today: Temporal.PlainDate): Day | null {
  return (
    readWeekday(words, today) ?? readCalendar(words, today) ?? readAhead(words, today) ?? readRelative(words, today)
  )
}

const DAYS_A_WEEK = 7

function readWeekday(words: string, today: Temporal.PlainDate): Day | null {
  const found = WEEKDAY.exec(words)
  if (!found) return null
  const weekday = found[2] ? DAYS_A_WEEK : (WEEKDAYS[found[1] ?? ''] ?? 0)
  const isNextWeek = /sau|toi/.test(found[3] ?? '')
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const thisWeek = monday.add({ days: weekday - 1 })
  const isOver = Temporal.PlainDate.compare(thisWeek, today) < 0
  const date = isNextWeek || isOver ? thisWeek.add({ days: DAYS_A_WEEK }) : thisWeek
  return { date, index: found.index, length: found[0].length }
}

function readCalendar(words: string, today: Temporal.PlainDate): Day | null {
  const found = CALENDAR.exec(words)
  if (!found) return null
  const named = found[0]
    .replace(/^(?:vao |truoc |den )/, '')
    .replace(/^(?:mung|mong) /, 'ngay ')
    .replace(/ (?:tay|toi|nay)$/, '')
  const time = readQuestionTime(named.startsWith('ngay') ? named : `ngay ${named}`, today.toString())
  return time?.unit === 'day'
    ? { date: Temporal.PlainDate.from(time.to), index: found.index, length: found[0].length }
    : null
}

function readAhead(words: string, today: Temporal.PlainDate): Day | null {
  const ahead = AHEAD.exec(words)
  if (ahead) {
    const count = Number(ahead[1])
    const step = { ngay: { days: count }, tuan: { weeks: count }, thang: { months: count } }[ahead[2] as 'ngay']
    return { date: today.add(step), index: ahead.index, length: ahead[0].length }
  }
  const span = NEXT_SPAN.exec(words)
  if (!span) return null
  const date =
    span[1] === 'tuan'
      ? today.add({ days: DAYS_A_WEEK + 1 - today.dayOfWeek })
      : today.with({ day: 1 }).add({ months: 1 })
  return { date, index: span.index, length: span[0].length }
}

function readRelative(words: string, today: Temporal.PlainDate): Day | null {
  for (const [pattern, days] of RELATIVE) {
    const found = pattern.exec(words)
    if (found) return { date: today.add({ days }), index: found.index, length: found[0].length }
  }
  return null
}
