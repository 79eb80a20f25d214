/** What one step is, and what planning needs to know to make them. */
import type { WorkCalendar } from '../calendar/index.ts'
import type { Occurrence } from '../duties/index.ts'
import type { Acknowledgement } from './acknowledgements.ts'
import { type Body, bodyOf } from './bodies.ts'
import type { Policy } from './policy.ts'
import type { Directory, Post } from './posts.ts'
import type { Moment } from './sending-times.ts'

/**
 * `soon`, `soon_unconfirmed` and `overdue` are lines of the weekly digest; `unconfirmed` asks the coordinator to confirm what
 * the machine read; `to_accept` asks whoever receives a report whether what was told as filed has come; `returned` recalls what
 * came back and was not filed again; `resumed` ends the rest of what a unit handed back and nobody answered.
 */
export type StepMoment =
  | 'ahead'
  | 'due'
  | 'due_again'
  | 'late'
  | 'escalation'
  | 'coordination'
  | 'progress'
  | 'soon'
  | 'soon_unconfirmed'
  | 'overdue'
  | 'unconfirmed'
  | 'to_accept'
  | 'returned'
  | 'resumed'

/** Lines of the weekly digest. */
export const DIGEST: ReadonlySet<StepMoment> = new Set(['soon', 'soon_unconfirmed', 'overdue'])

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

/** `planned`: under which time it is told once, whatever people's wishes move it to; its day where left out. */
export type Step = Moment & { moment: StepMoment; post: Post; body: Body; occurrence: Occurrence; planned?: string }

/** From when a document's duties may be reminded of, and until which day a missed limit is nobody's fault. */
export type Known = { remindFrom: string; neverLateUntil: string }

export type Planning = {
  occurrences: readonly Occurrence[]
  policy: Policy
  calendar: WorkCalendar
  directory: Directory
  /** Days of sending, both included. */
  span: { from: string; to: string }
  known: (occurrence: Occurrence) => Known
  /** Names that the register of units knows for groups. */
  isGroup: (name: string) => boolean
  /** False for what only the machine read: nothing of it goes to a unit. */
  isConfirmed: (occurrence: Occurrence) => boolean
  acknowledgements: readonly Acknowledgement[]
}

export type Context = Planning & { addDays: (day: string, count: number) => string }

/**
 * The bodies that must act: one without a name where the document names nobody; none above the commune. Nobody files to
 * itself: the unit that collects a report is left out of those that file it. Where it alone is named, the coordinator
 * sees to it, so that no confirmed day falls silent.
 */
export function responsible({ units, to }: Occurrence, { isGroup }: Pick<Context, 'isGroup'>): Body[] {
  const names = units.length > 0 ? units : ['']
  const bodies = names.map((name) => bodyOf(name, isGroup(name))).filter(({ kind }) => kind !== 'above')
  const collector = to === null ? null : bodyOf(to, isGroup(to))
  const filing = bodies.filter((body) => !hasDesk(body) || body.key !== collector?.key)
  const acting = filing.length === 0 && bodies.length > 0 ? [bodyOf('')] : filing
  return acting.filter((body, index) => acting.findIndex(({ key }) => key === body.key) === index)
}

/** The coordinator alone, or nobody. */
export function coordinatorOf({ directory }: Context): Post[] {
  return directory.coordinator ? [directory.coordinator] : []
}

/** A group, the commune itself or nobody at all has no desk of its own: the coordinator passes it on. */
export function hasDesk({ isGroup, kind, key }: Body): boolean {
  return !isGroup && kind !== 'commune' && key !== ''
}
