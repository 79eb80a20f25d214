/**
 * The rows of the outbox and their states: due → sending → sent, failed, given up or unknown. Each change is one statement
 * whose condition names the state it leaves; what is due is decided by the database's clock.
 */
import type { ChannelAddress, OutboundDocument, OutboundMessage, OutboundTemplate } from '../channels/index.ts'
import type { Store } from '../store/index.ts'
import { type MessageClass, RESENT_ONCE } from './message-class.ts'

/** A chat held longer than this was held by a process that died: longer than a sending may take. */
const HOLD_SECONDS = 60
/** After so many attempts a message no longer holds up those after it in its chat. */
const HOLDS_UP_ATTEMPTS = 6

/** One chat held for one sending. */
export type Chat = ChannelAddress & {
  conversationId: number
  accountId: number
  isUnreachable: boolean
  /** Whoever held it before died while sending. */
  hasAbandoned: boolean
}

/**
 * Takes the chat of a message that is still owed, so that nobody else sends to it meanwhile. Null when somebody does, when
 * it was sent to too short a time ago, or when nothing is owed.
 */
export async function holdChat(store: Store, messageId: number, holder: string): Promise<Chat | null> {
  const [chat] = await store.query<Chat>(
    `UPDATE conversation SET send_holder = $2, send_until = now() + make_interval(secs => $3)
       FROM channel_account AS account, message AS owed
      WHERE owed.id = $1 AND owed.direction = 'out' AND owed.status IN ('due', 'sending')
        AND conversation.id = owed.conversation_id AND account.id = conversation.account_id
        AND (send_until IS NULL OR send_until <= now())
  RETURNING conversation.id AS "conversationId", account.id AS "accountId", channel, endpoint,
            external_id AS "externalUserId", unreachable_at IS NOT NULL AS "isUnreachable",
            EXISTS (SELECT 1 FROM message AS sending WHERE sending.conversation_id = conversation.id
                       AND sending.direction = 'out' AND sending.status = 'sending') AS "hasAbandoned"`,
    [messageId, holder, HOLD_SECONDS],
  )
  return chat ?? null
}

/** Lets go of a chat; nothing is sent to it for `spacingMs`. */
export async function releaseChat(store: Store, { conversationId }: Chat, held: { holder: string; spacingMs: number }) {
  await store.query(
    `UPDATE conversation SET send_holder = NULL, send_until = now() + make_interval(secs => $3::float8 / 1000)
      WHERE id = $1 AND send_holder = $2`,
    [conversationId, held.holder, held.spacingMs],
  )
}

/**
 * Lets go of chats that an earlier process died with; `livePrefix` begins the name of every living holder. Only where this
 * process is the only one: elsewhere a hold runs out by itself.
 */
export async function releaseDeadChats(store: Store, livePrefix: string): Promise<void> {
  await store.query(
    'UPDATE conversation SET send_holder = NULL, send_until = NULL WHERE NOT starts_with(send_holder, $1)',
    [livePrefix],
  )
}

export type Claimed = Pick<OutboundMessage, 'links' | 'document' | 'template'> & {
  id: number
  class: MessageClass
  attempts: number
  partsSent: number
  resends: number
  text: string
  choices: string[]
  /** The provider's id of the draft it replaces. */
  draftReceipt: string | null
}

/** Its words are not true any longer. What was half said is said to its end. */
const IS_STALE = 'coalesce(not_after <= now(), false) AND parts_sent = 0'

/** Ends what waits in a chat and is not true any longer, unsent; `unknown` where an earlier sending may have arrived. How many messages. */
export async function endStale(store: Store, conversationId: number): Promise<number> {
  const ended = await store.query(
    `UPDATE message SET status = CASE WHEN resends > 0 THEN 'unknown' ELSE 'given_up' END, failure = 'too_late',
            finished_at = now()
      WHERE conversation_id = $1 AND direction = 'out' AND status = 'due' AND ${IS_STALE} RETURNING id`,
    [conversationId],
  )
  return ended.length
}

/** What stands first in a chat: due, or tried before and waiting for its next attempt. */
const firstOfChat = (column: 'id' | 'due_at'): string => `
  SELECT ${column} FROM message
   WHERE direction = 'out' AND status = 'due'
     AND (due_at <= now() OR (claimed_at IS NOT NULL AND attempts < ${HOLDS_UP_ATTEMPTS}))`

/** Takes the first due message of a held chat for sending; null when none is, or the first is not yet. */
export async function claimNext(store: Store, conversationId: number): Promise<Claimed | null> {
  const [row] = await store.query<
    Claimed & {
      links: OutboundMessage['links'] | null
      document: OutboundDocument | null
      template: OutboundTemplate | null
    }
  >(
    `UPDATE message SET status = 'sending', attempts = attempts + 1, claimed_at = now()
      WHERE id = (${firstOfChat('id')} AND conversation_id = $1 ORDER BY id LIMIT 1)
        AND status = 'due' AND due_at <= now() AND NOT (${IS_STALE})
  RETURNING id, class, attempts, parts_sent AS "partsSent", resends, text, choices, links, document, template,
            draft_receipt AS "draftReceipt"`,
    [conversationId],
  )
  return row ?? null
}

/** Settles what a dead sender left of a chat half sent: once more where its class says so, else `unknown`. */
export async function settleAbandoned(store: Store, conversationId: number): Promise<number> {
  const settled = await store.query(`${SETTLE} AND conversation_id = $2 RETURNING id`, [RESENT_ONCE, conversationId])
  return settled.length
}

/** The same for every chat whose hold has run out. */
export async function settleAllAbandoned(store: Store): Promise<number> {
  const settled = await store.query(
    `${SETTLE} AND EXISTS (SELECT 1 FROM conversation WHERE conversation.id = message.conversation_id
                              AND (send_holder IS NULL OR send_until <= now())) RETURNING id`,
    [RESENT_ONCE],
  )
  return settled.length
}

const RESENDS = `class = ANY($1) AND resends = 0`
const SETTLE = `
  UPDATE message SET status = CASE WHEN ${RESENDS} THEN 'due' ELSE 'unknown' END,
         resends = CASE WHEN ${RESENDS} THEN 1 ELSE resends END,
         finished_at = CASE WHEN ${RESENDS} THEN NULL ELSE now() END
   WHERE direction = 'out' AND status = 'sending'`

export type Ended =
  | { status: 'sent'; receipt: string | null }
  | { status: 'failed' | 'given_up' | 'unknown'; failure: string }

export async function note(store: Store, messageId: number, ended: Ended): Promise<void> {
  const { receipt, failure } = { receipt: null, failure: null, ...ended }
  await store.query(
    `UPDATE message SET status = $2, finished_at = now(), receipt = $3, failure = $4, parts_sent = parts_sent + $5
      WHERE id = $1 AND status = 'sending'`,
    [messageId, ended.status, receipt, failure, ended.status === 'sent' ? 1 : 0],
  )
}

/** One part of several arrived: the next is due at once. */
export async function notePart(store: Store, messageId: number): Promise<void> {
  await store.query(
    `UPDATE message SET status = 'due', parts_sent = parts_sent + 1, attempts = 0, resends = 0
      WHERE id = $1 AND status = 'sending'`,
    [messageId],
  )
}

type PutBack = { delayMs: number; failure: string; counts: 'attempt' | 'resend' | 'nothing' }

/** Puts a claimed message back, to be sent no sooner than `delayMs` from now. */
export async function putBack(store: Store, messageId: number, { delayMs, failure, counts }: PutBack): Promise<void> {
  await store.query(
    `UPDATE message SET status = 'due', due_at = now() + make_interval(secs => $2::float8 / 1000), failure = $3,
            attempts = attempts - $4, resends = resends + $5
      WHERE id = $1 AND status = 'sending'`,
    [messageId, delayMs, failure, counts === 'nothing' ? 1 : 0, counts === 'resend' ? 1 : 0],
  )
}

/** Nothing reaches this person here any more: said once of the account, and of all that is owed to it. */
export async function markUnreachable(store: Store, { accountId, conversationId }: Chat): Promise<void> {
  await store.query('UPDATE channel_account SET unreachable_at = coalesce(unreachable_at, now()) WHERE id = $1', [
    accountId,
  ])
  await failUnreachable(store, conversationId)
}

/** Ends what is due in a chat that nothing reaches, unsent. */
export async function failUnreachable(store: Store, conversationId: number): Promise<void> {
  await store.query(
    `UPDATE message SET status = 'failed', failure = 'unreachable', finished_at = now()
      WHERE conversation_id = $1 AND direction = 'out' AND status = 'due' AND due_at <= now()`,
    [conversationId],
  )
}

/** A message shown by its page: sent by being there. */
export async function notePageShown(store: Store, messageId: number): Promise<void> {
  await store.query(
    `UPDATE message SET status = 'sent', attempts = attempts + 1, claimed_at = now(), finished_at = now()
      WHERE id = $1 AND direction = 'out' AND status = 'due' AND due_at <= now()`,
    [messageId],
  )
}

/** No wait that counts from the last attempt, or from being written to be sent at once, is longer. */
const SOON_MINUTES = 15
/** Of one clock, no row is from later than now. */
const FUTURE_MINUTES = 2

/**
 * After the database's clock was ahead and is put back: chats that may be sent to, and messages that were to go soon, would
 * wait for as long as it was ahead. What somebody wrote for a later day keeps its day. How many messages there were.
 */
export async function bringBackPutOff(store: Store): Promise<number> {
  // A living holder keeps the whole time of a sending.
  await store.query(
    `UPDATE conversation
        SET send_until = now() + make_interval(secs => CASE WHEN send_holder IS NULL THEN 0 ELSE $1 END)
      WHERE send_until > now() + make_interval(secs => $1 * 2)`,
    [HOLD_SECONDS],
  )
  const brought = await store.query(
    `UPDATE message SET due_at = now()
      WHERE direction = 'out' AND status = 'due' AND due_at > now()
        AND greatest(created_at, claimed_at) > now() + make_interval(mins => $1)
        AND due_at <= greatest(created_at, claimed_at) + make_interval(mins => $2) RETURNING id`,
    [FUTURE_MINUTES, SOON_MINUTES],
  )
  return brought.length
}

/** How often a chat that somebody else sends to is looked at again. */
const HELD_POLL_MS = 500

/**
 * How long until it is worth looking at a message again; null when it is owed no more. What waits: its own time, the
 * message before it in the chat, whoever sends to the chat, the space between two sendings.
 */
export async function waitFor(store: Store, messageId: number): Promise<number | null> {
  const [row] = await store.query<{ waitMs: number; isHeld: boolean }>(
    `SELECT greatest(0, ceil(extract(epoch FROM greatest(send_until, first.due_at) - now()) * 1000))::int AS "waitMs",
            send_holder IS NOT NULL AS "isHeld"
       FROM message AS owed JOIN conversation ON conversation.id = conversation_id
       LEFT JOIN LATERAL (
         SELECT coalesce((${firstOfChat('due_at')} AND conversation_id = conversation.id ORDER BY id LIMIT 1), owed.due_at) AS due_at
       ) AS first ON owed.status = 'due'
      WHERE owed.id = $1 AND owed.direction = 'out' AND owed.status IN ('due', 'sending')`,
    [messageId],
  )
  if (!row) return null
  return row.isHeld ? Math.min(row.waitMs, HELD_POLL_MS) : row.waitMs
}

export type Due = { id: number; class: MessageClass; channel: string; endpoint: string; delayMs: number }

/** What should be on its way or will be within the minute, oldest first: jobs are made again from it. */
export async function listDue(store: Store): Promise<Due[]> {
  return store.query<Due>(
    `SELECT message.id, class, channel, endpoint,
            greatest(0, ceil(extract(epoch FROM due_at - now()) * 1000))::int AS "delayMs"
       FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account ON channel_account.id = account_id
      WHERE direction = 'out' AND status = 'due' AND due_at <= now() + interval '1 minute'
      ORDER BY message.id LIMIT 2000`,
  )
}
