import type { Store } from '../store/index.ts'
import type { Broadcast, Content } from './broadcast.ts'

const SELECT = `
  SELECT id, commune_id AS "communeId", kind, sender, title, text, meeting_at AS "meetingAt", place, post_ids AS "postIds",
         document_ids AS "documentIds", state, revision, writers, created_at AS "createdAt", submitted_at AS "submittedAt",
         decided_at AS "decidedAt", decided_by AS "decidedBy", reason
    FROM broadcast`

export async function findBroadcast({ query }: Store, id: number): Promise<Broadcast | null> {
  return (await query<Broadcast>(`${SELECT} WHERE id = $1`, [id]))[0] ?? null
}

/** Those of these communes, the newest first. */
export function listBroadcasts({ query }: Store, communeIds: readonly number[], limit: number): Promise<Broadcast[]> {
  return query<Broadcast>(`${SELECT} WHERE commune_id = ANY($1::int[]) ORDER BY id DESC LIMIT $2`, [communeIds, limit])
}

function values({ kind, sender, title, text, meetingAt, place, postIds, documentIds }: Content): unknown[] {
  return [kind, sender, title, text, meetingAt, place, postIds, documentIds]
}

export async function insertBroadcast(
  { query }: Store,
  communeId: number,
  { content, by }: { content: Content; by: number },
): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO broadcast (kind, sender, title, text, meeting_at, place, post_ids, document_ids, commune_id, writers)
     VALUES ($1, $2, $3, $4, $5, $6, $7::int[], $8::int[], $9, ARRAY[$10::int]) RETURNING id`,
    [...values(content), communeId, by],
  )
  if (!row) throw new Error('the notice was not kept')
  return row.id
}

/** Whoever changes the words is a writer of them, and what waited for approval waits no more. False when overtaken. */
export async function updateBroadcast(
  { query }: Store,
  { id, revision }: Pick<Broadcast, 'id' | 'revision'>,
  { content, by }: { content: Content; by: number },
): Promise<boolean> {
  const changed = await query(
    `UPDATE broadcast SET kind = $1, sender = $2, title = $3, text = $4, meeting_at = $5, place = $6, post_ids = $7::int[],
            document_ids = $8::int[], revision = revision + 1, state = 'draft', submitted_at = NULL,
            writers = CASE WHEN $11::int = ANY(writers) THEN writers ELSE writers || $11::int END
      WHERE id = $9 AND revision = $10 AND state IN ('draft', 'waiting') RETURNING id`,
    [...values(content), id, revision, by],
  )
  return changed.length > 0
}

export async function submitRow(
  { query }: Store,
  { id, revision }: Pick<Broadcast, 'id' | 'revision'>,
): Promise<boolean> {
  const changed = await query(
    `UPDATE broadcast SET state = 'waiting', submitted_at = now(), reason = NULL
      WHERE id = $1 AND revision = $2 AND state = 'draft' RETURNING id`,
    [id, revision],
  )
  return changed.length > 0
}

/** One row for each recipient, and the approval: both or neither. The writers' numbers are looked at once more here. */
export async function approveRow(
  { query }: Store,
  { id, revision, by, recipients }: { id: number; revision: number; by: number; recipients: readonly Recipient[] },
): Promise<boolean> {
  const changed = await query(
    `WITH approved AS (
       UPDATE broadcast SET state = 'approved', decided_at = now(), decided_by = $3, reason = NULL
        WHERE id = $1 AND revision = $2 AND state = 'waiting' AND NOT $3::int = ANY(writers) RETURNING id),
     written AS (
       INSERT INTO broadcast_recipient (broadcast_id, account_id, post_id)
       SELECT approved.id, account.id, given."postId" FROM approved,
              jsonb_to_recordset($4::jsonb) AS given ("accountId" int, "postId" int)
         JOIN channel_account AS account ON account.id = given."accountId"
       ON CONFLICT DO NOTHING)
     SELECT id FROM approved`,
    [id, revision, by, JSON.stringify(recipients)],
  )
  return changed.length > 0
}

export type Recipient = { accountId: number; postId: number | null }

/** Back to its writers, or away for good, with a reason. What is approved stays so. */
export async function decideRow(
  { query }: Store,
  { id, by, reason, state }: { id: number; by: number; reason: string; state: 'draft' | 'cancelled' },
): Promise<boolean> {
  const changed = await query(
    `UPDATE broadcast SET state = $4, decided_at = now(), decided_by = $2, reason = $3, submitted_at = NULL
      WHERE id = $1 AND state IN ('draft', 'waiting') AND ($4 = 'cancelled' OR state = 'waiting') RETURNING id`,
    [id, by, reason, state],
  )
  return changed.length > 0
}

/** Recipients of approved notices that are not owed theirs yet, the oldest notice first; an emergency before all. */
export function listUnowed({ query }: Store, limit: number): Promise<(Recipient & { broadcastId: number })[]> {
  return query(
    `SELECT broadcast_id AS "broadcastId", account_id AS "accountId", post_id AS "postId"
       FROM broadcast_recipient JOIN broadcast ON broadcast.id = broadcast_id
      WHERE owed_at IS NULL AND state = 'approved'
      ORDER BY kind <> 'emergency', broadcast_id, post_id IS NULL, account_id LIMIT $1`,
    [limit],
  )
}

export async function noteOwed({ query }: Store, broadcastId: number, accountId: number): Promise<void> {
  await query(
    'UPDATE broadcast_recipient SET owed_at = now() WHERE broadcast_id = $1 AND account_id = $2 AND owed_at IS NULL',
    [broadcastId, accountId],
  )
}

/** Whoever does not want it any more gets nothing of it. */
export async function dropRecipient({ query }: Store, broadcastId: number, accountId: number): Promise<void> {
  await query('DELETE FROM broadcast_recipient WHERE broadcast_id = $1 AND account_id = $2 AND owed_at IS NULL', [
    broadcastId,
    accountId,
  ])
}

/** Notes that somebody got a notice; the newest of theirs that waits for it where none is named. Its number, if any. */
export async function acknowledge(
  { query }: Store,
  accountId: number,
  broadcastId: number | null,
): Promise<Broadcast['id'] | null> {
  const [row] = await query<{ id: number }>(
    `UPDATE broadcast_recipient SET acknowledged_at = coalesce(acknowledged_at, now())
      WHERE account_id = $1 AND broadcast_id = (
        SELECT broadcast_id FROM broadcast_recipient
         WHERE account_id = $1 AND owed_at IS NOT NULL AND post_id IS NOT NULL
           AND ($2::int = broadcast_id OR ($2 IS NULL AND acknowledged_at IS NULL AND owed_at > now() - interval '14 days'))
         ORDER BY broadcast_id DESC LIMIT 1)
      RETURNING broadcast_id AS id`,
    [accountId, broadcastId],
  )
  return row?.id ?? null
}

/** Those who did not say that they got it and were not asked again today. */
export function claimSilent({ query }: Store, broadcastId: number): Promise<Recipient[]> {
  return query<Recipient>(
    `UPDATE broadcast_recipient SET asked_again_at = now()
      WHERE broadcast_id = $1 AND post_id IS NOT NULL AND owed_at IS NOT NULL AND acknowledged_at IS NULL
        AND coalesce(asked_again_at, owed_at) < now() - interval '4 hours'
      RETURNING account_id AS "accountId", post_id AS "postId"`,
    [broadcastId],
  )
}
