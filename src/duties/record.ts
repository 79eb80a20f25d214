import type { Prisma, Store } from '../store/index.ts'
import { type DutyEvent, type DutyEventDetail, type DutyEventKind, stateOf } from './state.ts'

/** Who speaks: a person in a post; nobody where something follows by itself. */
export type Speaker = { personId: number | null; title: string }

export const BY_ITSELF: Speaker = { personId: null, title: 'trợ lý' }

export type Saying = {
  occurrenceId: number
  kind: Exclude<DutyEventKind, 'undone'>
  by: Speaker
  /** The message it was said in: said again in the same message, it is one entry. */
  messageId?: number
  detail?: DutyEventDetail
}

type EventRow = Omit<DutyEvent, 'at'> & { at: Date | string; occurrenceId: number }

const SELECT_EVENTS = `
  SELECT id, occurrence_id AS "occurrenceId", kind, at, "by", person_id AS "personId", detail, undoes FROM occurrence_event`

/**
 * Adds an entry and brings the occurrence to what all entries now say. Two at once wait for one another. False when the
 * entry stood already, or there is no such occurrence.
 */
export function record(store: Store, { occurrenceId, kind, by, messageId, detail = {} }: Saying): Promise<boolean> {
  return change(store, occurrenceId, async (tx) => {
    const added = await tx.$queryRawUnsafe<{ id: number }[]>(
      `INSERT INTO occurrence_event (occurrence_id, kind, person_id, "by", message_id, detail)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb) ON CONFLICT DO NOTHING RETURNING id`,
      ...[occurrenceId, kind, by.personId, by.title, messageId ?? null, JSON.stringify(detail)],
    )
    return added.length > 0
  })
}

/**
 * Takes back the last entry of that speaker of the occurrence that still stands, as an entry of its own. The kind taken
 * back; null where there is none.
 */
export async function undoLast(
  store: Store,
  { occurrenceId, by, messageId }: Pick<Saying, 'occurrenceId' | 'by' | 'messageId'>,
): Promise<DutyEventKind | null> {
  let undone: DutyEventKind | null = null
  await change(store, occurrenceId, async (tx) => {
    const rows = await tx.$queryRawUnsafe<{ kind: DutyEventKind }[]>(
      `WITH last AS (
         SELECT id, kind FROM occurrence_event AS said
          WHERE occurrence_id = $1 AND person_id = $2 AND kind <> 'undone'
            AND NOT EXISTS (SELECT 1 FROM occurrence_event AS taken WHERE taken.undoes = said.id)
            AND NOT EXISTS (SELECT 1 FROM occurrence_event AS same
                             WHERE same.occurrence_id = $1 AND same.kind = 'undone' AND same.message_id = $4)
          ORDER BY id DESC LIMIT 1),
       added AS (
         INSERT INTO occurrence_event (occurrence_id, kind, person_id, "by", message_id, undoes)
         SELECT $1, 'undone', $2, $3, $4, id FROM last ON CONFLICT DO NOTHING RETURNING undoes)
       SELECT kind FROM last JOIN added ON added.undoes = last.id`,
      ...[occurrenceId, by.personId, by.title, messageId ?? null],
    )
    undone = rows[0]?.kind ?? null
    return rows.length > 0
  })
  return undone
}

async function change(
  store: Store,
  occurrenceId: number,
  add: (tx: Prisma.TransactionClient) => Promise<boolean>,
): Promise<boolean> {
  return store.db.$transaction(async (tx) => {
    const held = await tx.$queryRawUnsafe<object[]>('SELECT id FROM occurrence WHERE id = $1 FOR UPDATE', occurrenceId)
    if (held.length === 0 || !(await add(tx))) return false
    const rows = await tx.$queryRawUnsafe<EventRow[]>(
      `${SELECT_EVENTS} WHERE occurrence_id = $1 ORDER BY id`,
      occurrenceId,
    )
    const { status, percent, filedOn, filedNumber, extendedTo } = stateOf(rows.map(eventOf))
    await tx.$executeRawUnsafe(
      `UPDATE occurrence SET status = $2, percent = $3, filed_on = $4, filed_number = $5, extended_to = $6,
              changed_at = now() WHERE id = $1`,
      ...[occurrenceId, status, percent, filedOn, filedNumber, extendedTo],
    )
    return true
  })
}

/** Every entry of these occurrences, the oldest first. */
export async function eventsOf(
  { query }: Pick<Store, 'query'>,
  occurrenceIds: readonly number[],
): Promise<Map<number, DutyEvent[]>> {
  if (occurrenceIds.length === 0) return new Map()
  const rows = await query<EventRow>(`${SELECT_EVENTS} WHERE occurrence_id = ANY($1) ORDER BY id`, [occurrenceIds])
  const grouped = Map.groupBy(rows, ({ occurrenceId }) => occurrenceId)
  return new Map([...grouped].map(([id, each]) => [id, each.map(eventOf)]))
}

function eventOf({ occurrenceId: _, at, ...event }: EventRow): DutyEvent {
  return { ...event, at: new Date(at) }
}
