/** From steps to messages: whatever goes to one person in one window is one message, each duty named in it once. */
import type { Occurrence } from '../duties/index.ts'
import type { Body } from './bodies.ts'
import type { Policy } from './policy.ts'
import type { Post } from './posts.ts'
import { type Moment, windowAt } from './sending-times.ts'
import type { Step, StepMoment } from './step.ts'

/** One duty as a message tells it: what, and whose, all of the same urgency. */
export type Entry = { moment: StepMoment; occurrence: Occurrence; bodies: Body[] }

/**
 * Something to tell a person beside duties, e.g. what the office must decide. `once`: the names under which it is said only
 * once. `choice`: the button that takes it up.
 */
export type Note = Moment & { post: Post; text: string; once?: string | readonly string[]; choice?: string }

/** The names under which a note is said once; none for one that may be said again. */
export function onceNames({ once = [] }: Pick<Note, 'once'>): readonly string[] {
  return typeof once === 'string' ? [once] : once
}

export type MergedMessage<S extends Step = Step> = Moment & { post: Post; entries: Entry[]; notes: Note[]; steps: S[] }

/** Most urgent first; of one duty in one message the first of these stands. */
const URGENCY: readonly StepMoment[] = [
  'due',
  'due_again',
  'returned',
  'resumed',
  'late',
  'escalation',
  'ahead',
  'unconfirmed',
  'to_accept',
  'coordination',
  'progress',
  'soon',
  'soon_unconfirmed',
  'overdue',
]

/** Messages in order of time. */
export function mergeSteps<S extends Step>(
  steps: readonly S[],
  notes: readonly Note[],
  { windows }: Pick<Policy, 'windows'>,
): MergedMessage<S>[] {
  const keyOf = ({ day, time, post }: Step | Note): string => `${post.person}|${day}|${windowAt(time, windows)}`
  const stepsBy = Map.groupBy(steps, keyOf)
  const notesBy = Map.groupBy(notes, keyOf)
  const keys = [...new Set([...stepsBy.keys(), ...notesBy.keys()])]
  const messages = keys.flatMap((key) => merge(stepsBy.get(key) ?? [], notesBy.get(key) ?? []) ?? [])
  return messages.sort((a, b) => `${a.day}${a.time}`.localeCompare(`${b.day}${b.time}`))
}

function merge<S extends Step>(steps: readonly S[], notes: readonly Note[]): MergedMessage<S> | null {
  const sorted = [...steps].sort((a, b) => rank(a) - rank(b))
  const first = sorted[0] ?? notes[0]
  if (!first) return null
  const times = [...steps, ...notes].map(({ time }) => time).sort()
  return {
    day: first.day,
    time: times[0] ?? first.time,
    post: [...steps, ...notes].find(({ post }) => post.role !== 'other')?.post ?? first.post,
    entries: entriesOf(sorted),
    notes: [...new Map(notes.map((note) => [note.text, note])).values()],
    steps: sorted,
  }
}

function rank({ moment }: Step): number {
  return URGENCY.indexOf(moment)
}

function entriesOf(sorted: readonly Step[]): Entry[] {
  const told = new Set<string>()
  const entries = new Map<string, Entry>()
  for (const { moment, occurrence, body } of sorted) {
    const duty = `${occurrence.key}|${body.key}`
    if (told.has(duty)) continue
    told.add(duty)
    const shared = moment === 'soon' ? ['due', 'ahead', 'soon'] : [moment]
    const known = shared.flatMap((urgency) => entries.get(`${urgency}|${occurrence.key}`) ?? [])[0]
    if (known) known.bodies.push(body)
    else entries.set(`${moment}|${occurrence.key}`, { moment, occurrence, bodies: [body] })
  }
  return [...entries.values()].sort(
    (a, b) => URGENCY.indexOf(a.moment) - URGENCY.indexOf(b.moment) || a.occurrence.due.localeCompare(b.occurrence.due),
  )
}

/**
 * The contract's word for a message. Whatever is late names it, so that nothing late is told under another word; then what
 * is due today, then the week's digest, then the most urgent of the rest.
 */
export type MessageStep = 'ahead' | 'due' | 'late' | 'escalation' | 'digest' | 'coordination' | 'progress'

const STEP_WORDS: Readonly<Record<StepMoment, MessageStep>> = {
  due: 'due',
  due_again: 'due',
  late: 'late',
  escalation: 'escalation',
  ahead: 'ahead',
  unconfirmed: 'coordination',
  to_accept: 'coordination',
  returned: 'late',
  resumed: 'ahead',
  coordination: 'coordination',
  progress: 'progress',
  soon: 'digest',
  soon_unconfirmed: 'digest',
  overdue: 'digest',
}

export function stepOf({ entries }: Pick<MergedMessage, 'entries'>): MessageStep {
  const has = (...moments: StepMoment[]): boolean => entries.some(({ moment }) => moments.includes(moment))
  if (has('late')) return 'late'
  if (has('escalation')) return 'escalation'
  if (has('overdue')) return 'digest'
  if (has('due', 'due_again')) return 'due'
  if (has('soon', 'soon_unconfirmed')) return 'digest'
  return entries[0] ? STEP_WORDS[entries[0].moment] : 'coordination'
}
