import type { ChannelName } from '../channels/index.ts'
import type { Store } from '../store/index.ts'

/** A claim older than this belongs to a process that died between sending and noting. */
const CLAIM_SECONDS = 120
/** An answer is resent once when nobody knows whether it arrived; after that a person may look. */
const RESENDS_OF_UNKNOWN = 1

export type Claimed = {
  id: number
  attempts: number
  text: string
  choices: string[]
  channel: ChannelName
  endpoint: string
  externalUserId: string
}

/**
 * Takes one due message for sending; null when it is not due by the database's clock, already taken, or gone.
 * Of two takers exactly one succeeds: the condition names the status it changes.
 */
export async function claim(store: Store, messageId: number): Promise<Claimed | null> {
  const [row] = await store.query<Claimed>(
    `UPDATE message SET status = 'sending', attempts = attempts + 1, claimed_at = now()
       FROM conversation JOIN channel_account ON channel_account.id = conversation.account_id
      WHERE message.id = $1 AND direction = 'out' AND status = 'due' AND due_at <= now()
        AND conversation.id = message.conversation_id
  RETURNING message.id, attempts, text, choices, channel, endpoint, external_id AS "externalUserId"`,
    [messageId],
  )
  return row ?? null
}

export type Ended = 'sent' | 'failed' | 'given_up'

export async function note(store: Store, messageId: number, ended: Ended): Promise<void> {
  await store.query(`UPDATE message SET status = $2, finished_at = now() WHERE id = $1 AND status = 'sending'`, [
    messageId,
    ended,
  ])
}

/** Puts a claimed message back, to be sent no sooner than `delayMs` from now. */
export async function putBack(store: Store, messageId: number, delayMs: number): Promise<void> {
  await store.query(
    `UPDATE message SET status = 'due', due_at = now() + make_interval(secs => $2::float8 / 1000)
      WHERE id = $1 AND status = 'sending'`,
    [messageId, delayMs],
  )
}

export type Due = { id: number; attempts: number; delayMs: number }

/** How long until one message is due; null when it is not waiting to be sent. */
export async function findDue(store: Store, messageId: number): Promise<Due | null> {
  const [row] = await store.query<Due>(`${SELECT_DUE} AND id = $1`, [messageId])
  return row ?? null
}

export async function listDue(store: Store): Promise<Due[]> {
  return store.query<Due>(`${SELECT_DUE} ORDER BY id`)
}

const SELECT_DUE = `
  SELECT id, attempts, greatest(0, ceil(extract(epoch FROM due_at - now()) * 1000))::int AS "delayMs"
    FROM message WHERE direction = 'out' AND status = 'due'`

/** Settles what a dead process left half sent: once more, or `unknown`. */
export async function settleAbandoned(store: Store): Promise<void> {
  await store.query(
    `UPDATE message SET status = CASE WHEN attempts <= $1 THEN 'due' ELSE 'unknown' END
      WHERE direction = 'out' AND status = 'sending' AND claimed_at < now() - make_interval(secs => $2)`,
    [RESENDS_OF_UNKNOWN, CLAIM_SECONDS],
  )
}
