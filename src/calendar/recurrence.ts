/** Recurrence rules (RFC 5545) as days in Asia/Ho_Chi_Minh. */

import { RRuleTemporal } from 'rrule-temporal'

const TIME_ZONE = 'Asia/Ho_Chi_Minh'

export type RecurrenceSpan = {
  /** "RRULE:FREQ=…" as the reading made it, after a line "DTSTART;VALUE=DATE:20270101" where nothing recurs before that day. */
  recurrence: string
  /** ISO days, both included. */
  from: string
  to: string
}

/** Counting begins here: a Monday, at the head of a year, quarter and half. */
const ANCHOR_YEAR = 2001

/** A rule that names no day falls on the last day of its period: a yearly one on 31/12, a weekly one on Friday. */
function withDay(rule: string): { rule: string; anchor: string } {
  const january = `${ANCHOR_YEAR}-01-01`
  const named = /;BY(?:MONTHDAY|DAY|YEARDAY|MONTH)=/.test(rule)
  if (named)
    return {
      rule: /;BYMONTH=/.test(rule) && !/;BY(?:MONTH|YEAR)?DAY=/.test(rule) ? `${rule};BYMONTHDAY=-1` : rule,
      anchor: january,
    }
  if (rule.includes('FREQ=WEEKLY')) return { rule: `${rule};BYDAY=FR`, anchor: january }
  if (rule.includes('FREQ=YEARLY')) return { rule: `${rule};BYMONTH=12;BYMONTHDAY=-1`, anchor: january }
  if (!rule.includes('FREQ=MONTHLY')) return { rule, anchor: january }
  const months = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1)
  const anchor = Temporal.PlainDate.from(january).add({ months: months - 1 })
  return { rule: `${rule};BYMONTHDAY=-1`, anchor: anchor.with({ day: anchor.daysInMonth }).toString() }
}

const cache = new Map<string, string[]>()
const CACHE_LIMIT = 2_000

/**
 * The ISO days of a recurrence from `from` to `to`, both included, in order. A rule with UNTIL ends there, one with DTSTART
 * begins there.
 * Throws a RangeError for a rule that is not one.
 */
export function occurrences(span: RecurrenceSpan): string[] {
  const key = `${span.recurrence}|${span.from}|${span.to}`
  const known = cache.get(key)
  if (known) return [...known]
  const days = expand(span)
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(key, days)
  return [...days]
}

function expand({ recurrence, from: asked, to }: RecurrenceSpan): string[] {
  const begins = /^DTSTART;VALUE=DATE:(\d{4})(\d{2})(\d{2})\n/.exec(recurrence)
  const first = begins ? `${begins[1]}-${begins[2]}-${begins[3]}` : asked
  const from = first > asked ? first : asked
  if (to < from) return []
  const stated = recurrence.slice(begins?.[0].length ?? 0).replace(/^RRULE:/, '')
  if (!/^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/.test(stated)) {
    throw new RangeError(`Not a recurrence by day, week, month or year: ${recurrence}`)
  }
  const until = /;UNTIL=(\d{4})(\d{2})(\d{2})[T\d]*Z?/.exec(stated)
  const last = until ? `${until[1]}-${until[2]}-${until[3]}` : to
  const { rule, anchor } = withDay(stated.replace(/;UNTIL=[^;]*/, ''))
  const end = last < to ? last : to
  if (end < from) return []
  const series = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: midnight(anchor) })
  const days = series.between(midnight(from), midnight(end), true).map((day) => day.toPlainDate().toString())
  return days.filter((day) => day >= from && day <= end)
}

function midnight(date: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime(TIME_ZONE)
}
