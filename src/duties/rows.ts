import { firstLateDay } from '../calendar/index.ts'
import type { Store } from '../store/index.ts'
import type { DutyStatus } from './state.ts'

/** One occurrence of one body as it is kept. Days are ISO, in Asia/Ho_Chi_Minh. */
export type OccurrenceRow = {
  id: number
  communeId: number
  documentId: number
  kind: 'report' | 'task'
  ruleKey: string
  slot: string
  bodyKey: string
  bodyName: string
  sourceId: number
  section: string
  title: string
  cadence: string
  dueText: string | null
  isOfficeDate: boolean
  due: string
  lastSafe: string
  lateFrom: string
  startsOn: string | null
  periodStart: string | null
  periodEnd: string | null
  units: string[]
  coordinating: string[]
  recipient: string | null
  via: string | null
  countTarget: number | null
  countUnit: string | null
  isConfirmed: boolean
  knownOn: string
  inForce: boolean
  status: DutyStatus
  percent: number | null
  filedOn: string | null
  filedNumber: string | null
  extendedTo: string | null
}

export const OCCURRENCE_COLUMNS = `
  occurrence.id, occurrence.commune_id AS "communeId", occurrence.document_id AS "documentId", occurrence.kind,
  rule_key AS "ruleKey", slot, body_key AS "bodyKey", body_name AS "bodyName", source_id AS "sourceId", section, title,
  cadence, due_text AS "dueText", is_office_date AS "isOfficeDate", due, last_safe AS "lastSafe", late_from AS "lateFrom",
  starts_on AS "startsOn", period_start AS "periodStart", period_end AS "periodEnd", units, coordinating, recipient, via,
  count_target AS "countTarget", count_unit AS "countUnit", is_confirmed AS "isConfirmed", known_on AS "knownOn",
  in_force AS "inForce", occurrence.status, percent, filed_on AS "filedOn", filed_number AS "filedNumber",
  extended_to AS "extendedTo"`

export type OccurrenceQuery = {
  communeId: number
  /** Last safe days, or the days they were extended to; both included. */
  from: string
  to: string
  /** Left out: also those whose rule no longer stands. */
  inForceOnly?: boolean
}

/** Occurrences of a commune by day. */
export function loadOccurrences(
  { query }: Pick<Store, 'query'>,
  { communeId, from, to, inForceOnly = false }: OccurrenceQuery,
): Promise<OccurrenceRow[]> {
  return query<OccurrenceRow>(
    `SELECT ${OCCURRENCE_COLUMNS} FROM occurrence
      WHERE commune_id = $1 AND (${IN_SPAN}) AND (in_force OR NOT $4)
      ORDER BY last_safe, id`,
    [communeId, from, to, inForceOnly],
  )
}

/** The day it was due by the document counts as well: beside the other units of its time it is still the same report. */
const IN_SPAN = 'last_safe BETWEEN $2 AND $3 OR extended_to BETWEEN $2 AND $3'

/**
 * What may still have something to tell on a day, all in force: what falls due within the span, tasks whose time has begun
 * though it ends later, and whatever was returned or handed back since the span began.
 */
export function loadLive(
  { query }: Pick<Store, 'query'>,
  { communeId, from, to, today }: Omit<OccurrenceQuery, 'inForceOnly'> & { today: string },
): Promise<OccurrenceRow[]> {
  return query<OccurrenceRow>(
    `SELECT ${OCCURRENCE_COLUMNS} FROM occurrence
      WHERE commune_id = $1 AND in_force
        AND (${IN_SPAN} OR (kind = 'task' AND starts_on <= $4 AND coalesce(extended_to, last_safe) > $3)
          OR EXISTS (SELECT 1 FROM occurrence_event WHERE occurrence_id = occurrence.id
                        AND occurrence_event.kind IN ('returned', 'handed_back') AND at >= $2::date))
      ORDER BY last_safe, id`,
    [communeId, from, to, today],
  )
}

/** By their numbers, in the order of the numbers given. */
export async function findOccurrences(
  { query }: Pick<Store, 'query'>,
  ids: readonly number[],
): Promise<OccurrenceRow[]> {
  const rows = await query<OccurrenceRow>(`SELECT ${OCCURRENCE_COLUMNS} FROM occurrence WHERE id = ANY($1)`, [ids])
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Late on a day: nothing was told as filed, and the limit had not passed before anybody could be held to it. */
export function isLateOn(row: OccurrenceRow, day: string): boolean {
  const { status, knownOn } = row
  const lateFrom = lateFromOf(row)
  const isOpen = status === 'not_started' || status === 'in_progress' || status === 'handed_back'
  return isOpen && lateFrom <= day && lateFrom > knownOn
}

/** The first day on which it is late, an extension counted. */
export function lateFromOf({ extendedTo, lateFrom }: OccurrenceRow): string {
  return extendedTo ? firstLateDay({ due: extendedTo, qualifier: null }) : lateFrom
}
