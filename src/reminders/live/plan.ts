/** From the rows of a commune to what planning needs: occurrences as they stand, and what people answered. Pure. */
import { firstLateDay, lastSafeDay, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/index.ts'
import {
  type DutyEvent,
  isSettled,
  localDay,
  type Occurrence,
  type OccurrenceRow,
  standingEvents,
} from '../../duties/index.ts'
import type { Acknowledgement } from '../acknowledgements.ts'
import { bodyOf } from '../bodies.ts'
import { planSteps } from '../plan-steps.ts'
import type { Policy } from '../policy.ts'
import type { Directory, Post } from '../posts.ts'
import type { Moment } from '../sending-times.ts'
import type { Planning, Step } from '../step.ts'

export type LivePlan = {
  rows: readonly OccurrenceRow[]
  events: ReadonlyMap<number, DutyEvent[]>
  policy: Policy
  calendar: WorkCalendar
  directory: Directory
  span: { from: string; to: string }
  isGroup: (name: string) => boolean
  /** Since when a document binds anybody: that of its signing; null where it does not say. */
  remindFrom: (documentId: number) => string | null
}

/** The row behind a duty of a body. */
export type RowOf = (occurrence: Occurrence, bodyKey: string) => OccurrenceRow | undefined

/** Every step of the span, with the rows behind them. */
export function planLive(plan: LivePlan): { steps: Step[]; rowOf: RowOf } {
  const { groups, rowOf } = occurrencesOfRows(plan)
  const first = new Map(groups.map(({ occurrence, rows }) => [occurrence.key, rows[0]]))
  const planning: Planning = {
    occurrences: groups.map(({ occurrence }) => occurrence),
    policy: plan.policy,
    calendar: plan.calendar,
    directory: plan.directory,
    span: plan.span,
    isGroup: plan.isGroup,
    known: ({ documentId, key }) => {
      const knownOn = first.get(key)?.knownOn ?? plan.span.from
      const remindFrom = [knownOn, plan.remindFrom(documentId) ?? knownOn].sort().at(-1) ?? knownOn
      return { remindFrom, neverLateUntil: knownOn }
    },
    isConfirmed: ({ key }) => first.get(key)?.isConfirmed ?? false,
    acknowledgements: groups.flatMap(({ occurrence, rows }) =>
      rows.flatMap((row) => answersOf(row, occurrence, plan.events.get(row.id) ?? [])),
    ),
  }
  const steps = planSteps(planning).map((step) => ({ ...step, planned: step.day }))
  return { steps: [...steps, ...snoozeSteps(plan, groups), ...acceptSteps(plan, groups)], rowOf }
}

type Group = { occurrence: Occurrence; rows: OccurrenceRow[] }

/** Bodies bound to one day by one rule are one occurrence again; an extension for one of them sets it apart. */
function occurrencesOfRows({ rows, calendar }: LivePlan): { groups: Group[]; rowOf: RowOf } {
  const grouped = Map.groupBy(rows, (row) =>
    [row.documentId, row.kind, row.ruleKey, row.slot, row.due, row.extendedTo ?? '', row.knownOn, row.isConfirmed].join(
      '|',
    ),
  )
  const groups = [...grouped].map(([key, each]) => ({ occurrence: occurrenceOf(key, each, calendar), rows: each }))
  const byBody = new Map(
    groups.flatMap(({ occurrence, rows: each }) =>
      each.map((row) => [`${occurrence.key}|${row.bodyKey}`, row] as const),
    ),
  )
  return { groups, rowOf: ({ key }, bodyKey) => byBody.get(`${key}|${bodyKey}`) }
}

/** The rows of bodies bound to one day by one rule as the occurrence they were made from. */
export function occurrenceOf(key: string, rows: OccurrenceRow[], calendar: WorkCalendar): Occurrence {
  const [row] = rows
  if (!row) throw new Error('an occurrence without rows')
  const { extendedTo } = row
  const days = extendedTo
    ? {
        due: extendedTo,
        lastSafe: lastSafeDay({ due: extendedTo, qualifier: null, calendar }),
        lateFrom: firstLateDay({ due: extendedTo, qualifier: null }),
      }
    : { due: row.due, lastSafe: row.lastSafe, lateFrom: row.lateFrom }
  const { kind, sourceId, documentId, ruleKey, slot, section, title, cadence, dueText, isOfficeDate } = row
  return {
    ...{ key, kind, sourceId, documentId, ruleKey, slot, section, title, cadence, dueText, isOfficeDate, extendedTo },
    ...days,
    period: row.periodStart && row.periodEnd ? { start: row.periodStart, end: row.periodEnd } : null,
    start: row.startsOn,
    units: rows.map(({ bodyName }) => bodyName).filter(Boolean),
    coordinating: row.coordinating,
    to: row.recipient,
    via: row.via,
  }
}

/** Settled or handed back: nothing more is told of it, not even what an idle hour left untold. */
function answersOf(row: OccurrenceRow, { key }: Occurrence, events: readonly DutyEvent[]): Acknowledgement[] {
  const same = { occurrence: key, body: row.bodyKey }
  if (isSettled(row.status) || row.status === 'handed_back') return [{ ...same, at: '', kind: 'filed' }]
  return standingEvents(events).flatMap(({ kind, at, detail }): Acknowledgement[] => {
    const when = localMinute(at)
    if (kind === 'in_progress') return [{ ...same, at: when, kind }]
    return kind === 'snoozed' && detail.until ? [{ ...same, at: when, kind, until: detail.until.slice(0, 10) }] : []
  })
}

/** Whoever asked to be reminded again is, on that day, though nothing else would fall on it. */
function snoozeSteps({ events, directory, policy }: LivePlan, groups: readonly Group[]): Step[] {
  return groups.flatMap(({ occurrence, rows }) =>
    rows
      .filter(({ status }) => status === 'not_started' || status === 'in_progress')
      .flatMap((row) => {
        const body = bodyOf(row.bodyName)
        const last = standingEvents(events.get(row.id) ?? []).findLast(({ kind }) => kind === 'snoozed')
        const post = last && postOf(last, directory, body)
        if (!last?.detail.until || !post) return []
        const [day = '', time = policy.sendAt] = last.detail.until.split('T')
        return day <= occurrence.lastSafe
          ? [{ day, time, planned: plannedAgain(last.detail.until), moment: 'ahead' as const, post, body, occurrence }]
          : []
      }),
  )
}

/** With a time of its own it is what the person asked for, beside the messages of the day. */
function plannedAgain(until: string): string {
  return until.includes('T') ? `${ASKED}${until}` : `${until} again`
}

/** Begins the planned time of a step a person asked for at an hour of their own. */
export const ASKED = 'asked '

function postOf({ personId }: DutyEvent, directory: Directory, body: ReturnType<typeof bodyOf>): Post | null {
  const posts = [directory.focal(body), directory.head(body), directory.coordinator].filter((post) => post !== null)
  return posts.find(({ person }) => person === String(personId)) ?? posts[0] ?? null
}

/** What was told as filed is put to whoever receives it, on the next working day's first window at the latest. */
function acceptSteps({ events, directory, calendar, policy, isGroup }: LivePlan, groups: readonly Group[]): Step[] {
  return groups.flatMap(({ occurrence, rows }) =>
    rows
      .filter(({ status, kind }) => status === 'filed' && kind === 'report')
      .flatMap((row) => {
        const filed = standingEvents(events.get(row.id) ?? []).findLast(({ kind }) => kind === 'filed')
        const post = receiverOf(row, directory, isGroup)
        if (!filed || !post || post.person === String(filed.personId)) return []
        const { day, time } = nextWindow(filed.at, { calendar, windows: policy.windows })
        const planned = `${day} ${filed.id}`
        return [{ day, time, planned, moment: 'to_accept' as const, post, body: bodyOf(row.bodyName), occurrence }]
      }),
  )
}

/** The desk a report goes to; the coordinator where it names none, or nobody there is linked. */
export function receiverOf(
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

/** "2026-12-07T10:05" in Asia/Ho_Chi_Minh. */
export function localMinute(at: Date): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Ho_Chi_Minh')
  return `${localDay(at)}T${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
