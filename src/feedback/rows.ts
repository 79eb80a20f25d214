import type { Store } from '../store/index.ts'
import { type Case, type CaseEvent, type FeedbackKind, type FeedbackState, OPEN_STATES } from './case.ts'

const SELECT = `
  SELECT feedback.id, feedback.commune_id AS "communeId", account_id AS "accountId", code, kind, what, place, village, field,
         feedback.unit_name AS unit, by_delegate AS "byDelegate", state, revision, due_on AS "dueOn", received_at AS "receivedAt",
         finished_at AS "finishedAt", finished_on AS "finishedOn", feedback_id IS NOT NULL AS "hasPhoto"
    FROM feedback LEFT JOIN feedback_photo ON feedback_id = feedback.id`

export async function findCase({ query }: Store, id: number): Promise<Case | null> {
  return (await query<Case>(`${SELECT} WHERE feedback.id = $1`, [id]))[0] ?? null
}

export async function caseByCode({ query }: Store, code: string): Promise<Case | null> {
  return (await query<Case>(`${SELECT} WHERE code = $1`, [code]))[0] ?? null
}

export async function caseSentBy({ query }: Store, messageId: number): Promise<Case | null> {
  return (await query<Case>(`${SELECT} WHERE asked_message_id = $1`, [messageId]))[0] ?? null
}

/** The newest of one person's, whatever chat they were sent from. */
export function casesOfPerson({ query }: Store, personId: number, limit: number): Promise<Case[]> {
  return query<Case>(
    `${SELECT} JOIN channel_account AS account ON account.id = account_id
      WHERE person_id = $1 ORDER BY feedback.id DESC LIMIT $2`,
    [personId, limit],
  )
}

export type CaseQuery = { communeId: number; kind: FeedbackKind; isOpen?: boolean; units?: readonly string[] | null }

/** Open ones by their due day, others by when they were finished. `units`: of these desks alone. */
export function listCases(
  { query }: Store,
  { communeId, kind, isOpen = true, units = null }: CaseQuery,
): Promise<Case[]> {
  return query<Case>(
    `${SELECT} WHERE commune_id = $1 AND kind = $2 AND (state = ANY($3)) = $4 AND ($5::text[] IS NULL OR unit_name = ANY($5))
      ORDER BY CASE WHEN $4 THEN due_on END, finished_at DESC NULLS LAST, feedback.id DESC LIMIT 500`,
    [communeId, kind, OPEN_STATES, isOpen, units],
  )
}

export function listOpen({ query }: Store): Promise<(Case & { deskToldRevision: number })[]> {
  return query(
    `${SELECT.replace('FROM feedback', ', desk_told_revision AS "deskToldRevision" FROM feedback')} WHERE state = ANY($1) ORDER BY feedback.id`,
    [OPEN_STATES],
  )
}

export function eventsOf({ query }: Store, id: number): Promise<CaseEvent[]> {
  return query<CaseEvent>(
    'SELECT at, state, unit_name AS unit, reply, note FROM feedback_event WHERE feedback_id = $1 ORDER BY id',
    [id],
  )
}

export async function photoOf({ db }: Store, id: number): Promise<Uint8Array | null> {
  return (await db.feedbackPhoto.findUnique({ where: { feedbackId: id } }))?.bytes ?? null
}

export type NewCase = Pick<
  Case,
  'communeId' | 'kind' | 'place' | 'village' | 'field' | 'unit' | 'byDelegate' | 'dueOn'
> & {
  accountId: number
  messageId: number
  code: string
}

/** What the draft of a chat holds becomes a case, and the draft is gone: both or neither. Null when there is no draft. */
export async function sendDraft({ query }: Store, sent: NewCase): Promise<number | null> {
  const [row] = await query<{ id: number }>(
    `WITH draft AS (DELETE FROM feedback_draft WHERE account_id = $1 AND step = 'confirm' RETURNING what, photo),
     made AS (
       INSERT INTO feedback (account_id, asked_message_id, code, commune_id, kind, what, place, village, field, unit_name,
                             by_delegate, due_on, state)
       SELECT $1, $2, $3, $4, $5, what, $6, $7, $8, $9, $10, $11, CASE WHEN $9::text IS NULL THEN 'received' ELSE 'assigned' END
         FROM draft RETURNING id, state, unit_name),
     told AS (INSERT INTO feedback_event (feedback_id, state, unit_name) SELECT id, state, unit_name FROM made),
     pictured AS (INSERT INTO feedback_photo (feedback_id, bytes)
                  SELECT made.id, photo FROM made, draft WHERE photo IS NOT NULL)
     SELECT id FROM made`,
    [
      ...[sent.accountId, sent.messageId, sent.code, sent.communeId, sent.kind, sent.place, sent.village, sent.field],
      ...[sent.unit, sent.byDelegate, sent.dueOn],
    ],
  )
  return row?.id ?? null
}

export type Change = {
  id: number
  revision: number
  state: FeedbackState
  unit: string | null
  reply: string | null
  note: string | null
  by: number
  /** The ISO day it is. */
  today: string
}

/** False when somebody changed it meanwhile, or it is withdrawn. */
export async function changeCase({ query }: Store, change: Change): Promise<boolean> {
  const changed = await query(
    `WITH changed AS (
       UPDATE feedback SET state = $3, unit_name = $4, revision = revision + 1,
              finished_at = CASE WHEN $3 = ANY($9) THEN NULL ELSE now() END,
              finished_on = CASE WHEN $3 = ANY($9) THEN NULL ELSE $8 END
        WHERE id = $1 AND revision = $2 AND state <> 'withdrawn' RETURNING id),
     told AS (
       INSERT INTO feedback_event (feedback_id, state, unit_name, reply, note, by_person)
       SELECT id, $3, $4, $5, $6, $7 FROM changed)
     SELECT id FROM changed`,
    [
      ...[change.id, change.revision, change.state, change.unit, change.reply, change.note, change.by, change.today],
      OPEN_STATES,
    ],
  )
  return changed.length > 0
}

export async function changeSorting(
  { query }: Store,
  { id, field, village }: { id: number; field: string | null; village: string | null },
): Promise<void> {
  await query('UPDATE feedback SET field = $2, village = $3 WHERE id = $1', [id, field, village])
}

export async function noteDeskTold({ query }: Store, { id, revision }: Pick<Case, 'id' | 'revision'>): Promise<void> {
  await query('UPDATE feedback SET desk_told_revision = $2 WHERE id = $1', [id, revision])
}
