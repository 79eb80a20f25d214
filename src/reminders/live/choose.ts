/** Which of the planned steps are told now, which wait, and which were missed. Pure. */
import type { WorkCalendar } from '../../calendar/index.ts'
import { isWorkingDay } from '../../calendar/index.ts'
import type { Policy } from '../policy.ts'
import { windowAt } from '../sending-times.ts'
import { DIGEST, type Step, type StepMoment, weekOf } from '../step.ts'
import { askedMoment } from './answered-steps.ts'

/** A step with the name under which it is told once. */
export type Named = Step & { key: string; rowId: number }

export type Instant = { day: string; time: string }

export type Chosen = {
  /** To be told now. */
  tell: Named[]
  /** Can be of no use any more, and nothing of that duty was told that person since. */
  missed: Named[]
  /** Something later of the same duty was told that person already. */
  leftOut: Named[]
}

export type Told = {
  has(key: string): boolean
  /** The same step was told to anybody, whoever held the post then. */
  hasAnybody(key: string): boolean
  /** The latest day on which anything of a duty was told to a person; undefined for never. */
  lastDay(rowId: number, person: string): string | undefined
}

/** The open window of a working day, or null: nothing is sent outside. */
export function openWindow({ day, time }: Instant, calendar: WorkCalendar, windows: Policy['windows']): number | null {
  const window = windowAt(time, windows)
  return window >= 0 && isWorkingDay(calendar, day) ? window : null
}

/**
 * A step is told in its own window together with whatever else of that window its person is owed; what no window told in
 * its time is told in the next while it is of use, once, however many were missed.
 */
export function chooseSteps(
  steps: readonly Named[],
  { now, windows, told }: { now: Instant; windows: Policy['windows']; told: Told },
): Chosen {
  const untold = steps.filter((step) => !told.has(step.key) && step.day <= now.day)
  const places = Map.groupBy(untold, (step) => placeOf(step, { now, windows, told }))
  const inTime = places.get('now') ?? []
  const anew = (places.get('still_of_use') ?? []).map((step) => ({ ...step, day: now.day, time: now.time }))
  const people = new Set([...inTime, ...anew].map(({ post }) => post.person))
  const laterInWindow = (places.get('later_in_window') ?? []).filter(
    (step) => people.has(step.post.person) && askedMoment(step) === null,
  )
  return {
    tell: [...inTime, ...anew, ...laterInWindow],
    missed: places.get('missed') ?? [],
    leftOut: places.get('left_out') ?? [],
  }
}

type Place = 'now' | 'later_in_window' | 'later_today' | 'still_of_use' | 'missed' | 'left_out'

function placeOf(step: Named, { now, windows, told }: { now: Instant; windows: Policy['windows']; told: Told }): Place {
  if (step.day === now.day) {
    const isThisWindow = windowAt(step.time, windows) === windowAt(now.time, windows)
    if (isThisWindow) return step.time > now.time ? 'later_in_window' : 'now'
    if (step.time > now.time) return 'later_today'
  }
  if ((told.lastDay(step.rowId, step.post.person) ?? '') > step.day) return 'left_out'
  if (isOfUse(step, now.day)) return 'still_of_use'
  // Somebody was told in time: who came into the post since has missed nothing.
  return told.hasAnybody(step.key) ? 'left_out' : 'missed'
}

const UNTIL_LAST_SAFE: ReadonlySet<StepMoment> = new Set(['ahead', 'due', 'coordination', 'progress', 'unconfirmed'])

function isOfUse({ moment, occurrence, day }: Step, today: string): boolean {
  if (UNTIL_LAST_SAFE.has(moment)) return today <= occurrence.lastSafe
  if (DIGEST.has(moment)) return weekOf(day) === weekOf(today)
  return moment === 'due_again' ? day === today : true
}

const OPTIONAL: Partial<Record<StepMoment, string>> = {
  ahead: 'ahead',
  coordination: 'coordination',
  soon: 'digest',
  soon_unconfirmed: 'digest',
  overdue: 'digest',
}

export type Wishes = { without: readonly string[]; quiet: { from: string; to: string } | null }

/** Steps a person asked to be spared. */
export function isUnwanted({ moment, post, occurrence }: Step, { without }: Wishes): boolean {
  const name = OPTIONAL[moment]
  // Who passes reminders on to others cannot do without them.
  return name !== undefined && without.includes(name) && post.role !== 'coordinator' && occurrence.units.length > 0
}

/** True while a person does not want to be written to and something can still be said later today in time. */
export function isQuiet(
  { quiet }: Wishes,
  { now, windows, isLastDay }: { now: Instant; windows: Policy['windows']; isLastDay: boolean },
): boolean {
  if (!quiet) return false
  const inside = (time: string): boolean =>
    quiet.from <= quiet.to ? time >= quiet.from && time < quiet.to : time >= quiet.from || time < quiet.to
  if (!inside(now.time)) return false
  const canWait = windows.some(({ from, to }) => to > quiet.to && quiet.to > now.time && from < to && !inside(to))
  return canWait || !isLastDay
}
