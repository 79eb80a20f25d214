import type { Store } from '../store/index.ts'
import type { Draft, FeedbackKind, Step } from './case.ts'

/** What was left in the middle is no answer to a question asked later. */
const DRAFT_MINUTES = 30

const COLUMNS = `account_id AS "accountId", kind, step, what, place, photo IS NOT NULL AS "hasPhoto",
  last_message_id AS "lastMessageId"`

export async function findDraft({ query }: Store, accountId: number): Promise<Draft | null> {
  const [draft] = await query<Draft>(
    `SELECT ${COLUMNS} FROM feedback_draft WHERE account_id = $1 AND updated_at > now() - make_interval(mins => $2)`,
    [accountId, DRAFT_MINUTES],
  )
  return draft ?? null
}

export async function forgetOldDrafts({ query }: Store): Promise<void> {
  await query('DELETE FROM feedback_draft WHERE updated_at < now() - make_interval(mins => $1)', [DRAFT_MINUTES])
}

type Begun = { accountId: number; kind: FeedbackKind; what: string | null; messageId: number }

export async function beginDraft({ query }: Store, { accountId, kind, what, messageId }: Begun): Promise<void> {
  await query(
    `INSERT INTO feedback_draft (account_id, kind, step, what, last_message_id)
     VALUES ($1, $2, CASE WHEN $3::text IS NULL THEN 'what' ELSE 'place' END, $3, $4)
     ON CONFLICT (account_id) DO UPDATE SET kind = excluded.kind, step = excluded.step, what = excluded.what, place = NULL,
       photo = NULL, last_message_id = excluded.last_message_id, updated_at = now()`,
    [accountId, kind, what, messageId],
  )
}

type Moved = { step: Step; what?: string; place?: string; photo?: Uint8Array; messageId: number }

export async function moveDraft(
  { db }: Store,
  accountId: number,
  { messageId, photo, ...moved }: Moved,
): Promise<void> {
  const pictured = photo && { photo: new Uint8Array(photo) }
  const data = { ...moved, ...pictured, lastMessageId: messageId, updatedAt: new Date() }
  await db.feedbackDraft.updateMany({ where: { accountId }, data })
}

export async function dropDraft({ query }: Store, accountId: number): Promise<void> {
  await query('DELETE FROM feedback_draft WHERE account_id = $1', [accountId])
}
