/**
 * What a year of reminders must be, worked out anew from the rules' own words and the law's days off: no line of the
 * planner's is used. Its counts are the figures of `npm run bench -- reminders`.
 */
import { isDayOff, workedBefore, workedOnOrBefore } from './days-off.ts'

/** A rule with named days, for so many bodies. */
export type Owing = {
  kind: 'report' | 'task'
  units: string[]
  dueText: string
  /** Null where the words name one day. */
  recurrence: string | null
  /** The one day, for a rule that does not recur. */
  day: string | null
  /** Working days before the last safe day on which it must be told. */
  ladder: number[]
  /** Nothing may be told of it before. */
  from: string
}

export type Told = {
  at: string
  commune: string
  unit: string
  post: string
  role: string
  about: { kind: string; dueText: string | null; dueDate: string; lastSafeDay: string }[]
  step: string
  text: string
}

export type Checked = {
  rules: number
  periods: number
  steps: number
  /** Steps told by a message of their own or a line of another, and those told by none. */
  told: number
  missing: string[]
  onDayOff: number
  afterLastSafeDay: number
  duplicates: number
  secondInWindow: number
  /** Wrong last safe days, by the words and the law. */
  wrongLastSafeDay: number
}

/** Late words may follow the last safe day; a digest repeats what is overdue. */
const AFTER: ReadonlySet<string> = new Set(['late', 'escalation', 'digest'])
const NOON = '12:00'

export function checkReminders(reminders: readonly Told[], owing: readonly Owing[], span: Span): Checked {
  const periods = owing.flatMap((rule) => daysOf(rule, span).map((due) => ({ rule, due, last: lastSafe(rule, due) })))
  const expected = periods.flatMap(({ rule, due, last }) =>
    [...rule.ladder, 0].flatMap((count) => {
      const day = workedBefore(last, count)
      return day < rule.from || day < span.from || day > span.to
        ? []
        : rule.units.flatMap((unit) =>
            rolesAt(count, rule).map((role) => ({
              rule,
              due,
              day,
              unit,
              role,
              name: [rule.dueText, due, count, unit, role],
            })),
          )
    }),
  )
  const byDay = Map.groupBy(reminders, ({ at }) => at.slice(0, 10))
  const isTold = ({ rule, due, day, unit, role }: (typeof expected)[number]): boolean =>
    (byDay.get(day) ?? []).some(
      (each) =>
        isFor(each, { unit, role }) &&
        each.about.some(
          ({ kind, dueText, dueDate }) => kind === rule.kind && dueText === rule.dueText && dueDate === due,
        ),
    )
  const missing = expected.filter((step) => !isTold(step)).map(({ name }) => name.join(' | '))
  const abouts = reminders.flatMap((each) => each.about.map((line) => ({ ...line, each })))
  const known = new Map(periods.map(({ rule, due, last }) => [`${rule.kind}|${rule.dueText}|${due}`, last]))
  return {
    rules: owing.length,
    periods: periods.length,
    steps: expected.length,
    told: expected.length - missing.length,
    missing,
    onDayOff: reminders.filter(({ at }) => isDayOff(at.slice(0, 10))).length,
    afterLastSafeDay: abouts.filter(
      ({ lastSafeDay, each }) => each.at.slice(0, 10) > lastSafeDay && !AFTER.has(each.step),
    ).length,
    duplicates: repeated(abouts.map(({ each, ...line }) => [person(each), each.step, each.at.slice(0, 13), line])),
    secondInWindow: repeated(
      reminders.map((each) => [person(each), each.at.slice(0, 10), each.at.slice(11, 16) < NOON]),
    ),
    wrongLastSafeDay: abouts.filter(({ kind, dueText, dueDate, lastSafeDay }) => {
      const last = known.get(`${kind}|${dueText}|${dueDate}`)
      return last !== undefined && last !== lastSafeDay
    }).length,
  }
}

type Span = { from: string; to: string }

/** The focal officer is told at every step, the head at the first, two days before and on the last day. */
function rolesAt(count: number, { ladder }: Owing): ('focal' | 'head')[] {
  return count === 0 || count === 2 || count === Math.max(...ladder) ? ['focal', 'head'] : ['focal']
}

/** In a message to that person of the unit, or by its name in one to the coordinator. */
function isFor({ unit: units, ...told }: Told, { unit, role }: { unit: string; role: 'focal' | 'head' }): boolean {
  const isNamed = units.split('; ').some((name) => plain(name) === plain(unit))
  if (!isNamed) return false
  return (
    told.role === 'coordinator' || (told.role === role && (role === 'head' || plain(told.post).endsWith(plain(unit))))
  )
}

function person({ commune, post }: Told): string {
  return `${commune}|${plain(post)}`
}

/** Two spellings of one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]/gu, '')
}

function repeated(keys: readonly unknown[]): number {
  return keys.length - new Set(keys.map((key) => JSON.stringify(key))).size
}

function lastSafe({ dueText }: Owing, due: string): string {
  const isBefore = /trước/iu.test(dueText)
  return workedOnOrBefore(isBefore ? Temporal.PlainDate.from(due).subtract({ days: 1 }).toString() : due)
}

/** Named days within the span and half a year after it, day by day. */
function daysOf({ recurrence, day }: Owing, { from, to }: Span): string[] {
  const until = Temporal.PlainDate.from(to).add({ days: 180 })
  if (!recurrence) return day && day >= from && day <= until.toString() ? [day] : []
  const days: string[] = []
  let date = Temporal.PlainDate.from(from)
  for (; Temporal.PlainDate.compare(date, until) <= 0; date = date.add({ days: 1 })) {
    if (fallsOn(recurrence, date)) days.push(date.toString())
  }
  return days
}

/** The few forms of RRULE that time limits take: days of months, days of the week, the last of them in a year. */
function fallsOn(recurrence: string, date: Temporal.PlainDate): boolean {
  const part = (name: string): string[] => new RegExp(`${name}=([^;]+)`).exec(recurrence)?.[1]?.split(',') ?? []
  const [until = '9'] = part('UNTIL')
  if (date.toString().replaceAll('-', '') > until.slice(0, 8)) return false
  const isLast = part('BYSETPOS')[0] === '-1'
  const months = part('BYMONTH').map(Number)
  const wanted = isLast && months.length > 1 && recurrence.includes('YEARLY') ? [Math.max(...months)] : months
  if (wanted.length > 0 && !wanted.includes(date.month)) return false
  const weekdays = part('BYDAY')
  if (weekdays.length > 0)
    return weekdays.includes(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][date.dayOfWeek - 1] ?? '')
  const days = part('BYMONTHDAY').map(Number)
  const inMonth = days
    .map((each) => (each < 0 ? date.daysInMonth + 1 + each : each))
    .filter((each) => each <= date.daysInMonth)
  return isLast ? date.day === Math.max(...inMonth) : inMonth.includes(date.day)
}
