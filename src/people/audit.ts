import type { Store } from '../store/index.ts'

/** Who did it: "cli", "system", "person 12". Numbers, never names: the trail outlives an erasure. */
export type Actor = string

export type AuditAction =
  | 'post_added'
  | 'post_changed'
  | 'post_closed'
  | 'holder_appointed'
  | 'holder_corrected'
  | 'handed_over'
  | 'code_made'
  | 'chat_linked'
  | 'chat_unlinked'
  | 'codes_guessed'
  | 'consent_given'
  | 'consent_withdrawn'
  | 'person_erased'
  | 'person_exported'
  | 'login_made'
  | 'signed_in'
  | 'sign_in_refused'
  | 'sign_ins_ended'
  | 'password_changed'
  | 'factor_set'
  | 'factor_dropped'
  | 'stopped'
  | 'resumed'
  | 'setting_changed'
  | 'data_saved'
  | 'data_restored'
  | 'data_exported'
  | 'data_imported'
  | 'answer_marked'
  | 'answer_written'
  | 'answer_approved'
  | 'answer_returned'
  | 'answer_withdrawn'
  | 'notice_written'
  | 'notice_changed'
  | 'notice_submitted'
  | 'notice_approved'
  | 'notice_returned'
  | 'notice_cancelled'
  | 'case_assigned'
  | 'case_answered'
  | 'session_written'
  | 'session_changed'
  | 'session_cancelled'

export type AuditEntry = {
  actor: Actor
  action: AuditAction
  communeId?: number | null
  /** Numbers of rows. */
  subject?: Readonly<Record<string, number | string | null>>
  reason?: string | null
}

export type WrittenEntry = Required<AuditEntry> & { id: number; at: Date }

/** Anything with a way to run one statement: the store, or a transaction of it. */
export type Runs = { query: Store['query'] }

export async function writeAudit(
  { query }: Runs,
  { actor, action, communeId = null, subject = {}, reason = null }: AuditEntry,
): Promise<void> {
  await query(
    'INSERT INTO audit_entry (actor, action, commune_id, subject, reason) VALUES ($1, $2, $3, $4::jsonb, $5)',
    [actor, action, communeId, JSON.stringify(subject), reason],
  )
}

/** The newest entries first. */
export async function readAudit({ query }: Runs, communeId: number | null, limit: number): Promise<WrittenEntry[]> {
  return query<WrittenEntry>(
    `SELECT id, at, actor, action, commune_id AS "communeId", subject, reason FROM audit_entry
      WHERE $1::int IS NULL OR commune_id = $1 ORDER BY id DESC LIMIT $2`,
    [communeId, limit],
  )
}
