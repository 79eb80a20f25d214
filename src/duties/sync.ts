import type { WorkCalendar } from '../calendar/index.ts'
import type { Store } from '../store/index.ts'
import { type Occurrence, type OccurrenceSource, occurrencesOf, type ReadDueWords } from './occurrences.ts'
import { OCCURRENCE_COLUMNS, type OccurrenceRow } from './rows.ts'

/** Rows are made this far ahead: a year and the longest ladder before its end; for a task that has begun, whenever it ends. */
const AHEAD_DAYS = 460
/** What fell due this long ago may still be told as filed. */
const BEHIND_DAYS = 62

export type SyncPlan = {
  communeId: number
  source: OccurrenceSource
  /** ISO day in Asia/Ho_Chi_Minh. */
  today: string
  calendar: WorkCalendar
  readDueWords: ReadDueWords
  /** The bodies bound by an occurrence; one without a name where the document names nobody. */
  bodies: (occurrence: Occurrence) => { key: string; name: string }[]
  isConfirmed: (occurrence: Occurrence) => boolean
  /** The day before which a document's limits bind nobody: that of its signing. */
  signedBy: (documentId: number) => string | null
}

export type SyncResult = { made: number; changed: number; withdrawn: number }

/**
 * Makes a commune's rows equal to what its register says now, for a rolling horizon. Run again, or by two at once, it
 * changes nothing more. What people said stays; a changed plan moves only what had not fallen due, and what its plan no
 * longer says is taken out of force, never deleted.
 */
export async function syncOccurrences(store: Pick<Store, 'query'>, plan: SyncPlan): Promise<SyncResult> {
  const { communeId, today } = plan
  const [from, to] = [shift(today, -BEHIND_DAYS), shift(today, AHEAD_DAYS)]
  const stored = await store.query<OccurrenceRow>(
    `SELECT ${OCCURRENCE_COLUMNS} FROM occurrence WHERE commune_id = $1 AND (due >= $2 OR extended_to >= $2)`,
    [communeId, from],
  )
  const earliest = [from, ...stored.map(({ due }) => due)].sort()[0] ?? from
  const wanted = wantedRows(plan, { from: earliest, to })
  const byKey = new Map(stored.map((row) => [rowKey(row), row]))
  const missing = wanted.filter((row) => row.due >= from && !byKey.has(rowKey(row)))
  const changed = wanted.flatMap((row) => {
    const old = byKey.get(rowKey(row))
    return old ? (changesOf(old, row, today) ?? []) : []
  })
  const keys = new Set(wanted.map(rowKey))
  const gone = stored
    .filter((row) => row.inForce && (row.due <= to || row.startsOn !== null) && !keys.has(rowKey(row)))
    .map(({ id }) => id)
  return {
    made: await insert(store, missing),
    changed: await update(store, changed),
    withdrawn: await withdraw(store, gone),
  }
}

type Wanted = Omit<OccurrenceRow, 'id' | 'inForce' | 'status' | 'percent' | 'filedOn' | 'filedNumber' | 'extendedTo'>

function wantedRows(plan: SyncPlan, span: { from: string; to: string }): Wanted[] {
  const { communeId, source, calendar, readDueWords, today } = plan
  const counts = new Map(source.duties.map((duty) => [duty.id, duty.count]))
  const rows = occurrencesOf(source, { ...span, begunBy: today, calendar, readDueWords }).flatMap(
    (occurrence): Wanted[] => {
      const isConfirmed = plan.isConfirmed(occurrence)
      const knownOn = [plan.signedBy(occurrence.documentId) ?? today, today].sort().at(-1) ?? today
      const count = occurrence.kind === 'task' ? (counts.get(occurrence.sourceId) ?? null) : null
      const { key: _, to, start, period, extendedTo: _none, ...same } = occurrence
      return plan.bodies(occurrence).map((body) => ({
        ...same,
        communeId,
        bodyKey: body.key,
        bodyName: body.name,
        recipient: to,
        startsOn: start,
        periodStart: period?.start ?? null,
        periodEnd: period?.end ?? null,
        countTarget: count?.value ?? null,
        countUnit: count?.unit ?? null,
        isConfirmed,
        knownOn,
      }))
    },
  )
  return [...new Map(rows.map((row) => [rowKey(row), row])).values()]
}

type Keyed = Pick<OccurrenceRow, 'documentId' | 'kind' | 'ruleKey' | 'slot' | 'bodyKey'>

function rowKey({ documentId, kind, ruleKey, slot, bodyKey }: Keyed): string {
  return JSON.stringify([documentId, kind, ruleKey, slot, bodyKey])
}

type Change = Wanted & { id: number; wasDue: string; wasInForce: boolean }

const COMPARED = [
  'bodyName',
  'sourceId',
  'section',
  'title',
  'cadence',
  'dueText',
  'isOfficeDate',
  'due',
  'lastSafe',
  'lateFrom',
  'startsOn',
  'recipient',
  'via',
  'countTarget',
  'countUnit',
  'isConfirmed',
] as const satisfies readonly (keyof Wanted)[]

/** Null when nothing differs, or when it lies behind and is history. */
function changesOf(old: OccurrenceRow, wanted: Wanted, today: string): Change | null {
  const lists = [old.units, old.coordinating].join('|') === [wanted.units, wanted.coordinating].join('|')
  const isSame = lists && old.inForce && COMPARED.every((column) => old[column] === wanted[column])
  if (isSame) return null
  const isBehind = old.lateFrom <= today && old.inForce
  // What had fallen due keeps its day; it may still be confirmed, or its words be read anew.
  const days = isBehind ? { due: old.due, lastSafe: old.lastSafe, lateFrom: old.lateFrom, dueText: old.dueText } : {}
  // Nobody can be held to what nobody had confirmed, or to what stood out of force.
  const isNew = (wanted.isConfirmed && !old.isConfirmed) || !old.inForce
  const next = { ...wanted, ...days, knownOn: isNew ? wanted.knownOn : old.knownOn }
  const stays = isBehind && lists && COMPARED.every((column) => old[column] === next[column])
  return stays ? null : { ...next, id: old.id, wasDue: old.due, wasInForce: old.inForce }
}

/** The columns of one row as a record of JSON. */
const RECORD = `
  "communeId" int, "documentId" int, kind text, "ruleKey" text, slot text, "bodyKey" text, "bodyName" text,
  "sourceId" int, section text, title text, cadence text, "dueText" text, "isOfficeDate" bool, due text, "lastSafe" text,
  "lateFrom" text, "startsOn" text, "periodStart" text, "periodEnd" text, units text[], coordinating text[],
  recipient text, via text, "countTarget" float8, "countUnit" text, "isConfirmed" bool, "knownOn" text`

/** A statement's worth of rows: one text of some megabytes at most. */
const BATCH = 1_000

async function insert({ query }: Pick<Store, 'query'>, rows: readonly Wanted[]): Promise<number> {
  let made = 0
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    const added = await query(
      `INSERT INTO occurrence (commune_id, document_id, kind, rule_key, slot, body_key, body_name, source_id, section,
         title, cadence, due_text, is_office_date, due, last_safe, late_from, starts_on, period_start, period_end, units,
         coordinating, recipient, via, count_target, count_unit, is_confirmed, known_on)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (${RECORD}) ON CONFLICT DO NOTHING RETURNING id`,
      [JSON.stringify(batch)],
    )
    made += added.length
  }
  return made
}

/** The day and its history change in one statement; of two runs at once the second finds nothing left to change. */
async function update({ query }: Pick<Store, 'query'>, rows: readonly Change[]): Promise<number> {
  if (rows.length === 0) return 0
  const changed = await query(
    `WITH next AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id int, "wasDue" text, "wasInForce" bool, ${RECORD})),
     updated AS (
       UPDATE occurrence SET body_name = next."bodyName", source_id = next."sourceId", section = next.section,
              title = next.title, cadence = next.cadence, due_text = next."dueText",
              is_office_date = next."isOfficeDate", due = next.due, last_safe = next."lastSafe",
              late_from = next."lateFrom", starts_on = next."startsOn", period_start = next."periodStart",
              period_end = next."periodEnd", units = next.units, coordinating = next.coordinating,
              recipient = next.recipient, via = next.via, count_target = next."countTarget",
              count_unit = next."countUnit", is_confirmed = next."isConfirmed", known_on = next."knownOn",
              in_force = true, changed_at = now()
         FROM next WHERE occurrence.id = next.id AND occurrence.due = next."wasDue"
          AND occurrence.in_force = next."wasInForce"
       RETURNING occurrence.id, next."wasDue", next.due, next."wasInForce"),
     told AS (
       INSERT INTO occurrence_event (occurrence_id, kind, "by", detail)
       SELECT id, CASE WHEN "wasInForce" THEN 'moved' ELSE 'restored' END, 'trợ lý',
              jsonb_build_object('from', "wasDue", 'to', due)
         FROM updated WHERE NOT "wasInForce" OR "wasDue" <> due)
     SELECT id FROM updated`,
    [JSON.stringify(rows)],
  )
  return changed.length
}

async function withdraw({ query }: Pick<Store, 'query'>, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const gone = await query(
    `WITH gone AS (
       UPDATE occurrence SET in_force = false, changed_at = now() WHERE id = ANY($1) AND in_force RETURNING id)
     INSERT INTO occurrence_event (occurrence_id, kind, "by") SELECT id, 'withdrawn', 'trợ lý' FROM gone RETURNING id`,
    [ids],
  )
  return gone.length
}

function shift(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
