import type { Store } from '../store/index.ts'

export type CuratedState = 'waiting' | 'published' | 'returned' | 'withdrawn'

/** An answer the office wrote. People by number and name as the office wrote it; null once they were erased. */
export type Curated = {
  id: number
  communeId: number
  questions: string[]
  answer: string
  source: string
  unit: string | null
  /** ISO day. */
  validUntil: string | null
  state: CuratedState
  revision: number
  writtenBy: number | null
  writerName: string | null
  writtenAt: Date
  approverName: string | null
  approvedAt: Date | null
  returnedWhy: string | null
  /** Questions it was written for, and how many who asked them agreed to be told and were. */
  askings: number
  told: number
}

export type CuratedDraft = Pick<Curated, 'communeId' | 'questions' | 'answer' | 'source' | 'unit' | 'validUntil'>

/** `own`: nobody approves what they wrote. `changed`: somebody changed it since it was looked at. */
export type Judged = 'done' | 'own' | 'changed' | 'gone'

const SELECT = `
  SELECT curated.id, commune_id AS "communeId", questions, answer, source, unit_name AS unit, valid_until AS "validUntil",
         state, revision, written_by AS "writtenBy", writer.name AS "writerName", written_at AS "writtenAt",
         approver.name AS "approverName", approved_at AS "approvedAt", returned_why AS "returnedWhy",
         (SELECT count(*)::int FROM curated_asking WHERE curated_id = curated.id) AS askings,
         (SELECT count(told_at)::int FROM curated_asking WHERE curated_id = curated.id) AS told
    FROM curated_answer AS curated
    LEFT JOIN person AS writer ON writer.id = written_by LEFT JOIN person AS approver ON approver.id = approved_by`

/** What waits for approval first, then the newest. */
export function listCurated({ query }: Store, communeIds: readonly number[]): Promise<Curated[]> {
  return query<Curated>(
    `${SELECT} WHERE commune_id = ANY($1::int[])
      ORDER BY array_position(ARRAY['waiting', 'returned', 'published', 'withdrawn'], state), curated.id DESC LIMIT 500`,
    [communeIds],
  )
}

export async function findCurated(
  { query }: Store,
  id: number,
  communeIds: readonly number[],
): Promise<Curated | null> {
  const sql = `${SELECT} WHERE curated.id = $1 AND commune_id = ANY($2::int[])`
  return (await query<Curated>(sql, [id, communeIds]))[0] ?? null
}

/** Writes it with the questions it is for, of this commune alone. Its number. */
export async function insertCurated(
  { query }: Store,
  { communeId, questions, answer, source, unit, validUntil }: CuratedDraft,
  { by, messageIds }: { by: number; messageIds: readonly number[] },
): Promise<number> {
  const [row] = await query<{ id: number }>(
    `WITH written AS (
       INSERT INTO curated_answer (commune_id, questions, answer, source, unit_name, valid_until, written_by)
       VALUES ($1, $2::text[], $3, $4, $5, $6, $7) RETURNING id),
     asked AS (
       INSERT INTO curated_asking (curated_id, message_id)
       SELECT written.id, message.id FROM written, message JOIN conversation ON conversation.id = conversation_id
         JOIN channel_account AS account ON account.id = account_id
        WHERE message.id = ANY($8::int[]) AND direction = 'in' AND account.commune_id = $1)
     SELECT id FROM written`,
    [communeId, questions, answer, source, unit, validUntil, by, messageIds],
  )
  if (!row) throw new Error('the answer was not written')
  return row.id
}

type Change = { id: number; revision: number; by: number }

/** Another wording waits for approval again; false when it was changed meanwhile. */
export async function reviseCurated(
  { query }: Store,
  { id, revision, by }: Change,
  { questions, answer, source, unit, validUntil }: Omit<CuratedDraft, 'communeId'>,
): Promise<boolean> {
  const revised = await query(
    `UPDATE curated_answer SET questions = $3::text[], answer = $4, source = $5, unit_name = $6, valid_until = $7,
            state = 'waiting', written_by = $8, written_at = now(), approved_by = NULL, approved_at = NULL,
            returned_why = NULL, revision = revision + 1, changed_at = now()
      WHERE id = $1 AND revision = $2 RETURNING id`,
    [id, revision, questions, answer, source, unit, validUntil, by],
  )
  return revised.length > 0
}

/** One statement: of two who press at once one approves, and never its writer. */
export async function approveCurated({ query }: Store, { id, revision, by }: Change): Promise<boolean> {
  const approved = await query(
    `UPDATE curated_answer SET state = 'published', approved_by = $3, approved_at = now(), revision = revision + 1,
            changed_at = now()
      WHERE id = $1 AND revision = $2 AND state = 'waiting' AND written_by IS DISTINCT FROM $3 RETURNING id`,
    [id, revision, by],
  )
  return approved.length > 0
}

/** Sent back to its writer, or taken out of use. */
export async function endCurated(
  { query }: Store,
  { id, revision }: Omit<Change, 'by'>,
  { to, why }: { to: 'returned' | 'withdrawn'; why: string },
): Promise<boolean> {
  const from = to === 'returned' ? `state = 'waiting'` : `state IN ('waiting', 'published')`
  const ended = await query(
    `UPDATE curated_answer SET state = $3, returned_why = $4, revision = revision + 1, changed_at = now()
      WHERE id = $1 AND revision = $2 AND ${from} RETURNING id`,
    [id, revision, to, why],
  )
  return ended.length > 0
}

export type Published = {
  id: number
  questions: string[]
  text: string
  source: string
  unit: string | null
  approvedOn: string
}

/** What is told to people of a commune on this day, the newest approved first. */
export function publishedOf({ query }: Store, slug: string, today: string): Promise<Published[]> {
  return query<Published>(
    `SELECT curated.id, questions, answer AS text, source, unit_name AS unit,
            to_char(approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS "approvedOn"
       FROM curated_answer AS curated JOIN commune ON commune.id = commune_id
      WHERE slug = $1 AND state = 'published' AND (valid_until IS NULL OR valid_until >= $2)
      ORDER BY approved_at DESC`,
    [slug, today],
  )
}

export type Untold = Published & { accountId: number; messageId: number; asked: string; askedOn: string }

/** Whoever asked, agreed to be told, and was not yet. */
export function listUntold({ query }: Store, today: string): Promise<Untold[]> {
  return query<Untold>(
    `SELECT curated.id, questions, answer AS text, source, curated.unit_name AS unit,
            to_char(approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS "approvedOn",
            account.id AS "accountId", message.id AS "messageId", message.text AS asked,
            to_char(message.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS "askedOn"
       FROM curated_asking JOIN curated_answer AS curated ON curated.id = curated_id
       JOIN message ON message.id = message_id JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account AS account ON account.id = account_id
      WHERE told_at IS NULL AND state = 'published' AND (valid_until IS NULL OR valid_until >= $1)
        AND EXISTS (SELECT 1 FROM consent WHERE consent.person_id = account.person_id AND purpose = 'answers_later'
                       AND withdrawn_at IS NULL)
      ORDER BY message.id LIMIT 500`,
    [today],
  )
}

export async function noteTold({ query }: Store, curatedId: number, messageId: number): Promise<void> {
  await query('UPDATE curated_asking SET told_at = now() WHERE curated_id = $1 AND message_id = $2', [
    curatedId,
    messageId,
  ])
}
