/**
 * Steps that follow from what people answered, not from a day of the plan. As every step: only those of the span, and under
 * a name made of what was said alone, so that neither the hour of looking nor a changed policy tells one twice. Pure.
 */
import { addWorkingDays, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/index.ts'
import { type DutyEvent, localDay, type Occurrence, type OccurrenceRow, standingEvents } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { Policy } from '../policy.ts'
import type { Directory, Post } from '../posts.ts'
import { type Moment, placeOnDay } from '../sending-times.ts'
import { hasDesk, type Step } from '../step.ts'
import { restOf } from './handed-back.ts'
import { localMinute } from './local-minute.ts'

/** The rows of one rule's one time that share their days. */
export type Group = { occurrence: Occurrence; rows: readonly OccurrenceRow[] }

export type Answering = {
  events: ReadonlyMap<number, DutyEvent[]>
  directory: Directory
  policy: Policy
  calendar: WorkCalendar
  isGroup: (name: string) => boolean
  /** Days of sending, both included. */
  span: { from: string; to: string }
}

/** One duty of one body with what still stands of what was said of it. */
type Answered = { occurrence: Occurrence; row: OccurrenceRow; said: DutyEvent[] }

/** What was asked for again, waits for a receiver's word, was returned or rested unanswered, within the span. */
export function answeredSteps(answering: Answering, groups: readonly Group[]): Step[] {
  const { events, span } = answering
  return groups
    .flatMap(({ occurrence, rows }) =>
      rows.map((row) => ({ occurrence, row, said: standingEvents(events.get(row.id) ?? []) })),
    )
    .flatMap((answered) => [
      ...snoozeSteps(answered, answering),
      ...acceptSteps(answered, answering),
      ...returnSteps(answered, answering),
      ...resumeSteps(answered, answering),
    ])
    .filter(({ day }) => day >= span.from && day <= span.to)
}

/** Begins the planned time of a step a person asked for at an hour of their own. */
const ASKED = 'asked '

/** The moment a person chose, "2026-12-11T10:30"; null for a step that falls on a day alone. */
export function askedMoment({ planned }: Pick<Step, 'planned'>): string | null {
  return planned?.startsWith(ASKED) ? planned.slice(ASKED.length) : null
}

/** Whoever asked to be reminded again is, on that day, though nothing else would fall on it. */
function snoozeSteps({ occurrence, row, said }: Answered, { directory, policy }: Answering): Step[] {
  if (row.status !== 'not_started' && row.status !== 'in_progress') return []
  const body = bodyOf(row.bodyName)
  const last = said.findLast(({ kind }) => kind === 'snoozed')
  const post = last && postOf(last, directory, body)
  if (!last?.detail.until || !post) return []
  const { until } = last.detail
  const [day = '', time = policy.sendAt] = until.split('T')
  const planned = until.includes('T') ? `${ASKED}${until}` : `${until} again`
  return day <= occurrence.lastSafe ? [{ day, time, planned, moment: 'ahead', post, body, occurrence }] : []
}

function postOf({ personId }: DutyEvent, directory: Directory, body: ReturnType<typeof bodyOf>): Post | null {
  const posts = [directory.focal(body), directory.head(body), directory.coordinator].filter((post) => post !== null)
  return posts.find(({ person }) => person === String(personId)) ?? posts[0] ?? null
}

/**
 * What was told as filed is put to whoever receives it, on the next working day's first window at the latest; a number or a
 * file told afterwards belongs to the same filing.
 */
function acceptSteps({ occurrence, row, said }: Answered, { directory, calendar, policy, isGroup }: Answering): Step[] {
  if (row.status !== 'filed' || row.kind !== 'report') return []
  const filings = said.slice(said.findLastIndex(({ kind }) => kind === 'returned') + 1)
  const filed = filings.find(({ kind }) => kind === 'filed')
  const post = receiverOf(row, directory, isGroup)
  if (!filed || !post || post.person === String(filed.personId)) return []
  const { day, time } = nextWindow(filed.at, { calendar, windows: policy.windows })
  const planned = `${localDay(filed.at)} ${filed.id}`
  return [{ day, time, planned, moment: 'to_accept', post, body: bodyOf(row.bodyName), occurrence }]
}

/** Working days after a return on which its unit is reminded until it files again: four weeks, as of what is late. */
const RETURN_LADDER = [2, 5, 10, 15, 20]

/** The focal officer each time, the head from the second time on. */
function returnSteps({ occurrence, row, said }: Answered, answering: Answering): Step[] {
  const returned = said.findLast(({ kind }) => kind === 'returned')
  if (!returned || (row.status !== 'in_progress' && row.status !== 'not_started')) return []
  const body = bodyOf(row.bodyName, answering.isGroup(row.bodyName))
  return RETURN_LADDER.flatMap((count, index) => {
    const day = addWorkingDays(answering.calendar, localDay(returned.at), count)
    const posts = unitPosts(body, { ...answering, isForHead: index > 0 })
    const named = { planned: `${returned.id} ${count}`, moment: 'returned' as const, body, occurrence }
    return posts.map((post) => ({ ...morningOf(day, answering), ...named, post }))
  })
}

/** Nobody answered: the unit is told that it is counted as its own until somebody does. */
function resumeSteps({ occurrence, row, said }: Answered, answering: Answering): Step[] {
  const rest = restOf(row, said, answering.calendar)
  if (!rest) return []
  const body = bodyOf(row.bodyName, answering.isGroup(row.bodyName))
  const named = { planned: `${rest.eventId}`, moment: 'resumed' as const, body, occurrence }
  return unitPosts(body, { ...answering, isForHead: true }).map((post) => ({
    ...morningOf(rest.until, answering),
    ...named,
    post,
  }))
}

/** Nobody linked: the coordinator. */
function unitPosts(
  body: ReturnType<typeof bodyOf>,
  { directory, isForHead }: Pick<Answering, 'directory'> & { isForHead: boolean },
): Post[] {
  const focal = hasDesk(body) ? directory.focal(body) : null
  const head = hasDesk(body) && (isForHead || !focal) ? directory.head(body) : null
  const own = [focal, head].filter((post) => post !== null)
  return own.length > 0 || !directory.coordinator ? own : [directory.coordinator]
}

function morningOf(day: string, { policy, calendar }: Answering): Moment {
  return placeOnDay({ day, time: policy.sendAt }, { calendar, windows: policy.windows })
}

/** The desk a report goes to; the coordinator where it names none, or nobody there is linked. */
function receiverOf(
  { via, recipient }: Pick<OccurrenceRow, 'via' | 'recipient'>,
  directory: Directory,
  isGroup: (name: string) => boolean,
): Post | null {
  const name = via ?? recipient
  const body = name ? bodyOf(name, isGroup(name)) : null
  const isDesk = body && !body.isGroup && body.kind !== 'above' && body.kind !== 'commune'
  const desk = isDesk ? (directory.focal(body) ?? directory.head(body)) : null
  return desk ?? directory.coordinator
}

function nextWindow(at: Date, { calendar, windows }: { calendar: WorkCalendar; windows: Policy['windows'] }): Moment {
  const [day = '', time = ''] = localMinute(at).split('T')
  const sorted = [...windows].sort((a, b) => a.from.localeCompare(b.from))
  const today = workingDayOnOrAfter(calendar, day)
  const open = today === day ? sorted.find(({ to }) => to > time) : sorted[0]
  if (open) return { day: today, time: today === day && time > open.from ? time : open.from }
  const tomorrow = Temporal.PlainDate.from(day).add({ days: 1 }).toString()
  return { day: workingDayOnOrAfter(calendar, tomorrow), time: sorted[0]?.from ?? time }
}
