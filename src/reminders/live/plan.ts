/** From the rows of a commune to what planning needs: occurrences as they stand, and what people answered. Pure. */
import { firstLateDay, lastSafeDay, type WorkCalendar } from '../../calendar/index.ts'
import { type DutyEvent, isSettled, type Occurrence, type OccurrenceRow, standingEvents } from '../../duties/index.ts'
import type { Acknowledgement } from '../acknowledgements.ts'
import { planSteps } from '../plan-steps.ts'
import type { Policy } from '../policy.ts'
import type { Directory } from '../posts.ts'
import type { Planning, Step } from '../step.ts'
import { answeredSteps, type Group } from './answered-steps.ts'
import { restOf } from './handed-back.ts'
import { localMinute } from './local-minute.ts'

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
      rows.flatMap((row) =>
        answersOf(row, occurrence, { events: plan.events.get(row.id) ?? [], calendar: plan.calendar }),
      ),
    ),
  }
  return { steps: [...planSteps(planning), ...answeredSteps(plan, groups)], rowOf }
}

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

/** Settled: nothing more is told of it, not even what an idle hour left untold. Handed back: nothing of the days of its rest. */
function answersOf(
  row: OccurrenceRow,
  { key }: Occurrence,
  { events, calendar }: { events: readonly DutyEvent[]; calendar: WorkCalendar },
): Acknowledgement[] {
  const same = { occurrence: key, body: row.bodyKey }
  if (isSettled(row.status)) return [{ ...same, at: '', kind: 'filed' }]
  const rest = restOf(row, events, calendar)
  if (rest) return [{ ...same, at: '', kind: 'handed_back', until: rest.until }]
  return standingEvents(events).flatMap(({ kind, at, detail }): Acknowledgement[] => {
    const when = localMinute(at)
    if (kind === 'in_progress') return [{ ...same, at: when, kind }]
    return kind === 'snoozed' && detail.until ? [{ ...same, at: when, kind, until: detail.until.slice(0, 10) }] : []
  })
}
