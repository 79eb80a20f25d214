import type { Store } from '../store/index.ts'
import type { Session, SessionContent } from './session.ts'

const SELECT = `
  SELECT id, commune_id AS "communeId", title, opens_at AS "opensAt", place, agenda, document_ids AS "documentIds",
         broadcast_id AS "broadcastId", cancelled_at AS "cancelledAt", revision
    FROM council_session`

export async function findSession({ query }: Store, id: number): Promise<Session | null> {
  return (await query<Session>(`${SELECT} WHERE id = $1`, [id]))[0] ?? null
}

/** The latest first. */
export function listSessions({ query }: Store, communeIds: readonly number[]): Promise<Session[]> {
  return query<Session>(`${SELECT} WHERE commune_id = ANY($1::int[]) ORDER BY opens_at DESC, id DESC LIMIT 100`, [
    communeIds,
  ])
}

/** Sessions whose invitation went out before today and which open in the coming days. */
export function listInvited({ query }: Store, day: string): Promise<Session[]> {
  return query<Session>(
    `${SELECT} WHERE cancelled_at IS NULL AND opens_at > now() - interval '1 day'
       AND broadcast_id IN (SELECT id FROM broadcast WHERE state = 'approved'
                             AND (decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $1::date)`,
    [day],
  )
}

/** The session a member means now: the next with papers, else the last of the past month. */
export async function currentSession({ query }: Store, communeId: number, now: Date): Promise<Session | null> {
  const [session] = await query<Session>(
    `${SELECT} WHERE commune_id = $1 AND cancelled_at IS NULL AND cardinality(document_ids) > 0
       AND broadcast_id IN (SELECT id FROM broadcast WHERE state = 'approved')
       AND opens_at > $2::timestamptz - interval '30 days'
     ORDER BY opens_at < $2::timestamptz - interval '1 day', abs(extract(epoch FROM opens_at - $2::timestamptz)) LIMIT 1`,
    [communeId, now],
  )
  return session ?? null
}

function values({ title, opensAt, place, agenda, documentIds }: SessionContent): unknown[] {
  return [title, opensAt, place, agenda, documentIds]
}

export async function insertSession(
  { query }: Store,
  communeId: number,
  { content, by }: { content: SessionContent; by: number },
): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO council_session (title, opens_at, place, agenda, document_ids, commune_id, written_by)
     VALUES ($1, $2, $3, $4, $5::int[], $6, $7) RETURNING id`,
    [...values(content), communeId, by],
  )
  if (!row) throw new Error('the session was not kept')
  return row.id
}

/** False when somebody changed it meanwhile, or it was cancelled. Its old invitation says something else now. */
export async function updateSession(
  { query }: Store,
  { id, revision }: Pick<Session, 'id' | 'revision'>,
  content: SessionContent,
): Promise<boolean> {
  const changed = await query(
    `UPDATE council_session SET title = $1, opens_at = $2, place = $3, agenda = $4, document_ids = $5::int[],
            revision = revision + 1, broadcast_id = NULL
      WHERE id = $6 AND revision = $7 AND cancelled_at IS NULL RETURNING id`,
    [...values(content), id, revision],
  )
  return changed.length > 0
}

export async function noteInvitation({ query }: Store, id: number, broadcastId: number): Promise<void> {
  await query('UPDATE council_session SET broadcast_id = $2 WHERE id = $1', [id, broadcastId])
}

export async function cancelSession({ query }: Store, id: number): Promise<boolean> {
  const changed = await query(
    'UPDATE council_session SET cancelled_at = now() WHERE id = $1 AND cancelled_at IS NULL RETURNING id',
    [id],
  )
  return changed.length > 0
}

/** Nobody means a session for longer without a word. */
const ASKING_HOURS = 12

export async function beginAsking({ query }: Store, accountId: number, sessionId: number): Promise<void> {
  await query(
    `INSERT INTO council_asking (account_id, session_id) VALUES ($1, $2)
     ON CONFLICT (account_id) DO UPDATE SET session_id = excluded.session_id, asked_at = now()`,
    [accountId, sessionId],
  )
}

export async function endAsking({ query }: Store, accountId: number): Promise<boolean> {
  const ended = await query('DELETE FROM council_asking WHERE account_id = $1 RETURNING account_id', [accountId])
  return ended.length > 0
}

/** The session this chat asks of, kept for as long as it goes on asking. */
export async function askedSession(store: Store, accountId: number): Promise<Session | null> {
  const [asking] = await store.query<{ id: number }>(
    `UPDATE council_asking SET asked_at = now() WHERE account_id = $1 AND asked_at > now() - make_interval(hours => $2)
      RETURNING session_id AS id`,
    [accountId, ASKING_HOURS],
  )
  return asking ? findSession(store, asking.id) : null
}
