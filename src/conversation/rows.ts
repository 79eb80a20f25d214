import type { Citation, Said, Trace } from '../answering/index.ts'
import type { InboundAttachment, InboundKind, OutboundDocument, OutboundMessage, Pressed } from '../channels/index.ts'
import { jsonOrNull, type MessageClass, storable } from '../delivery/index.ts'
import type { Store } from '../store/index.ts'

/** Every date these rows carry is the database's own, so that what came first does not hang on a process's clock. */

/** Turns remembered: enough for "còn quý sau?", not a biography. */
const HISTORY_MESSAGES = 10
const HISTORY_HOURS = 6
/**
 * A turn that has not ended by then belongs to a dead process: longer than the longest answer is waited for. One that ends
 * later than that was taken by a clock that was ahead.
 */
const TURN_SECONDS = 75

/** The outbound message that carries the notice of first contact. */
const NOTICE_KEY = 'first-contact'

/** A message of a person as it waits for its answer. */
export type Question = {
  id: number
  conversationId: number
  accountId: number
  text: string
  kind: InboundKind
  pressed: Pressed | null
  /** Only those somebody may want; empty otherwise. */
  attachments: InboundAttachment[]
  /** What a deep link carried. */
  startPayload: string | null
  /** Several people read this chat. */
  isGroup: boolean
  /** The notice of first contact was written. */
  isGreeted: boolean
  receivedAt: Date
}

/** The one conversation of an account, made when there is none; two first messages at once make one. */
export async function conversationOf(store: Store, accountId: number): Promise<number> {
  const find = async (): Promise<number | undefined> =>
    (await store.query<{ id: number }>('SELECT id FROM conversation WHERE account_id = $1', [accountId]))[0]?.id
  const found = await find()
  if (found !== undefined) return found
  await store.query('INSERT INTO conversation (account_id) VALUES ($1) ON CONFLICT DO NOTHING', [accountId])
  const made = await find()
  if (made === undefined) throw new Error('the conversation was erased while it was made')
  return made
}

type Arrival = { conversationId: number; externalKey: string; text: string; kind: InboundKind }

/** Stores an inbound message once; a second delivery of its key finds the first. */
export async function storeInbound(store: Store, arrival: Arrival): Promise<{ messageId: number; isNew: boolean }> {
  const { conversationId, externalKey, text, kind } = arrival
  const [row] = await store.query<{ id: number }>(
    `INSERT INTO message (conversation_id, direction, external_key, text, kind, status)
     VALUES ($1, 'in', $2, $3, $4, 'received') ON CONFLICT DO NOTHING RETURNING id`,
    [conversationId, externalKey, text, kind],
  )
  if (row) return { messageId: row.id, isNew: true }
  const first = await store.db.message.findFirstOrThrow({
    where: { conversationId, direction: 'in', externalKey },
    select: { id: true },
  })
  return { messageId: first.id, isNew: false }
}

/**
 * Takes the conversation of an unanswered message for one turn; null when the message is answered or gone, or while
 * somebody else has the conversation.
 */
export async function claimTurn(store: Store, messageId: number, holder: string): Promise<number | null> {
  const [claimed] = await store.query<{ id: number }>(
    `UPDATE conversation SET turn_holder = $2, turn_until = now() + make_interval(secs => $3)
      WHERE id = (SELECT conversation_id FROM message WHERE id = $1 AND direction = 'in' AND status = 'received')
        AND (turn_holder IS NULL OR turn_until NOT BETWEEN now() AND now() + make_interval(secs => $3)) RETURNING id`,
    [messageId, holder, TURN_SECONDS],
  )
  return claimed?.id ?? null
}

export async function releaseTurn(store: Store, conversationId: number, holder: string): Promise<void> {
  await store.query(
    'UPDATE conversation SET turn_holder = NULL, turn_until = NULL WHERE id = $1 AND turn_holder = $2',
    [conversationId, holder],
  )
}

/**
 * Lets go of turns that an earlier process died with; `livePrefix` begins the name of every living holder. Only where
 * this process is the only one: elsewhere a claim runs out by itself.
 */
export async function releaseDeadTurns(store: Store, livePrefix: string): Promise<void> {
  await store.query(
    'UPDATE conversation SET turn_holder = NULL, turn_until = NULL WHERE NOT starts_with(turn_holder, $1)',
    [livePrefix],
  )
}

const SELECT_QUESTION = `
  SELECT message.id, conversation_id AS "conversationId", account_id AS "accountId", text, kind, pressed,
         coalesce(attachments, '[]') AS attachments, start_payload AS "startPayload", is_group AS "isGroup",
         created_at AS "receivedAt",
         EXISTS (SELECT 1 FROM message AS notice WHERE notice.conversation_id = conversation.id
                    AND notice.direction = 'out' AND notice.external_key = '${NOTICE_KEY}') AS "isGreeted"
    FROM message JOIN conversation ON conversation.id = message.conversation_id
   WHERE direction = 'in' AND status = 'received'`

/** What the provider counts as earlier is answered earlier, whichever was stored first. */
const BY_ARRIVAL = 'sort_order NULLS FIRST, message.id'

export async function oldestUnanswered(store: Store, conversationId: number): Promise<Question | null> {
  const sql = `${SELECT_QUESTION} AND conversation_id = $1 ORDER BY ${BY_ARRIVAL} LIMIT 1`
  return (await store.query<Question>(sql, [conversationId]))[0] ?? null
}

/** The message whose job answers all that waits in a conversation; null when nothing does. */
export async function newestUnanswered(store: Store, conversationId: number): Promise<number | null> {
  const sql = `SELECT max(id) AS id FROM message WHERE direction = 'in' AND status = 'received' AND conversation_id = $1`
  return (await store.query<{ id: number | null }>(sql, [conversationId]))[0]?.id ?? null
}

/** One message of every conversation in which something waits: its job answers all of it. */
export async function listUnanswered(store: Store): Promise<number[]> {
  const sql = `SELECT max(id) AS id FROM message WHERE direction = 'in' AND status = 'received'
                GROUP BY conversation_id ORDER BY 1 LIMIT 2000`
  return (await store.query<{ id: number }>(sql)).map(({ id }) => id)
}

/**
 * What was said before a message is answered, oldest first, as it came to be said: of messages that came together, the
 * provider's order is not that of the rows. Nothing from before the reset word, no faults, no notice.
 */
export async function historyBefore(store: Store, { id, conversationId }: Question): Promise<Said[]> {
  const rows = await store.query<{ direction: string; text: string }>(
    `SELECT direction, text FROM (
       SELECT message.*, CASE direction WHEN 'in' THEN finished_at ELSE created_at END AS said_at FROM message
     ) AS said JOIN conversation ON conversation.id = said.conversation_id
      WHERE conversation_id = $1 AND status <> 'received' AND due_at <= now()
        AND said_at < coalesce((SELECT finished_at FROM message WHERE id = $2), 'infinity')
        AND external_key <> '${NOTICE_KEY}' AND coalesce(outcome, '') <> 'error' AND text <> ''
        AND created_at > greatest(now() - make_interval(hours => $3), coalesce(reset_at, '-infinity'))
      ORDER BY said_at DESC, direction DESC, said.id DESC LIMIT $4`,
    [conversationId, id, HISTORY_HOURS, HISTORY_MESSAGES],
  )
  return rows
    .reverse()
    .map(({ direction, text }) => ({ role: direction === 'in' ? 'user' : 'assistant', content: text }))
}

export type LastReply = { outcome: string | null; answered: Pick<Question, 'id' | 'text'> | null }

/** The last answer a person can have read before they wrote; null at the start or after a reset. */
export async function lastReplyBefore(store: Store, question: Question): Promise<LastReply | null> {
  const [row] = await store.query<{ outcome: string | null; id: number | null; text: string }>(
    `SELECT reply.outcome, asked.id, asked.text
       FROM message AS reply JOIN conversation ON conversation.id = reply.conversation_id
       LEFT JOIN message AS asked ON asked.id = reply.answers_id
      WHERE reply.conversation_id = $1 AND reply.direction = 'out' AND reply.class = 'answer'
        AND reply.created_at <= $2 AND reply.created_at > coalesce(reset_at, '-infinity')
      ORDER BY reply.id DESC LIMIT 1`,
    [question.conversationId, question.receivedAt],
  )
  if (!row) return null
  return { outcome: row.outcome, answered: row.id === null ? null : { id: row.id, text: row.text } }
}

/** What the assistant says to one message. */
export type Reply = Pick<OutboundMessage, 'links'> & {
  text: string
  outcome: string
  citations: Citation[]
  choices: string[]
  latencyMs: number
  /** Forget the turns before this reply. */
  forgets: boolean
  /** What its choices are about: comes back with the one that is pressed or typed. */
  subject?: unknown
  document?: OutboundDocument
  /** Why it was given. */
  trace?: Trace
  /** `answer` where left out. */
  class?: MessageClass
}

/**
 * Writes the one answer of a message and marks the message answered, both or neither. Null when it was answered
 * before, or erased meanwhile.
 */
export async function writeAnswer(
  store: Store,
  messageId: number,
  reply: Reply,
  draftReceipt: string | null = null,
): Promise<number | null> {
  const [row] = await store.query<{ id: number }>(
    `WITH asked AS (
       UPDATE message SET status = 'answered', finished_at = now(), start_payload = NULL
        WHERE id = $1 AND direction = 'in' AND status = 'received' RETURNING id, conversation_id),
     touched AS (
       UPDATE conversation SET last_at = now(), reset_at = CASE WHEN $2 THEN now() ELSE reset_at END
        WHERE id IN (SELECT conversation_id FROM asked))
     INSERT INTO message
       (conversation_id, direction, external_key, text, status, outcome, citations, choices, answers_id, latency_ms,
        class, subject, links, document, draft_receipt, trace)
     SELECT conversation_id, 'out', 'answer-' || id, $3, 'due', $4, $5::jsonb, $6::text[], id, $7, $8, $9::jsonb,
            $10::jsonb, $11::jsonb, $12, $13::jsonb FROM asked
     RETURNING id`,
    [
      messageId,
      reply.forgets,
      storable(reply.text),
      reply.outcome,
      jsonOrNull(reply.citations),
      reply.choices.map(storable),
      Math.round(reply.latencyMs),
      reply.class ?? 'answer',
      jsonOrNull(reply.subject),
      jsonOrNull(reply.links),
      jsonOrNull(reply.document),
      draftReceipt,
      jsonOrNull(reply.trace),
    ],
  )
  return row?.id ?? null
}

/** Writes the notice of first contact; null when this conversation has had it. */
export async function writeNotice(store: Store, conversationId: number, text: string): Promise<number | null> {
  const [row] = await store.query<{ id: number }>(
    `INSERT INTO message (conversation_id, direction, external_key, class, text, status)
     VALUES ($1, 'out', '${NOTICE_KEY}', 'notice', $2, 'due') ON CONFLICT DO NOTHING RETURNING id`,
    [conversationId, text],
  )
  return row?.id ?? null
}
