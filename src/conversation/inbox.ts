/** The rows of the inbox: what providers delivered, stored before it is acknowledged, and taken once. */
import { createHash } from 'node:crypto'
import type { ChannelName, Inbound } from '../channels/index.ts'
import { jsonOrNull } from '../delivery/index.ts'
import type { Address } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { identifier, type KeptMessage, type KeptUpdate, readKept } from './update.ts'

type Arrival = { update: Inbound; kept: KeptUpdate | null }

/** Stores updates, each once a key, all or none. The rows that wait to be taken, old and new. */
export async function storeUpdates(store: Store, arrivals: readonly Arrival[]): Promise<number[]> {
  const rows = arrivals.map(rowOf)
  const values = jsonOrNull(rows)
  const stored = await store.query<{ id: number; status: string }>(
    `INSERT INTO inbox
       (channel, endpoint, external_key, external_user_id, provider_kind, sort_order, update, status, finished_at)
     SELECT channel, endpoint, key, "userId", "providerKind", "order", update, status,
            CASE status WHEN 'ignored' THEN now() END FROM ${ROWS}
     ON CONFLICT DO NOTHING RETURNING id, status`,
    [values],
  )
  // Delivered before: its first delivery may have died between storing and enqueueing.
  if (stored.length < rows.length) {
    const known = await store.query<{ id: number; status: string }>(
      `SELECT DISTINCT inbox.id, inbox.status FROM ${ROWS} JOIN inbox
           ON inbox.channel = given.channel AND inbox.endpoint = given.endpoint AND external_key = key`,
      [values],
    )
    return waiting(known)
  }
  return waiting(stored)
}

const ROWS = `
  jsonb_to_recordset($1::jsonb) AS given (channel text, endpoint text, key text, "userId" text, "providerKind" text,
                                          "order" bigint, update jsonb, status text)`

function waiting(rows: readonly { id: number; status: string }[]): number[] {
  return rows.filter(({ status }) => status === 'received').map(({ id }) => id)
}

function rowOf({ update, kept }: Arrival): Record<string, unknown> {
  return {
    channel: update.channel,
    endpoint: identifier(update.endpoint),
    // Some providers' ids hold a person's; a digest recognises a second delivery as well.
    key: createHash('sha256').update(update.externalKey).digest('base64url'),
    // Of what nobody takes up, nobody needs to know whose it was.
    userId: kept && update.externalUserId !== null ? identifier(update.externalUserId) : null,
    providerKind: identifier(update.is === 'message' ? update.kind : update.providerKind),
    order: update.is === 'message' && Number.isSafeInteger(update.order) ? update.order : null,
    update: kept,
    status: kept ? 'received' : 'ignored',
  }
}

/** One row that waits to be taken. `update` is null when it cannot be read. */
export type Waiting = {
  id: number
  channel: ChannelName
  endpoint: string
  externalUserId: string | null
  update: KeptUpdate | null
  ageSeconds: number
}

const SELECT_WAITING = `
  SELECT id, channel, endpoint, external_user_id AS "externalUserId", update,
         extract(epoch FROM now() - received_at)::float8 AS "ageSeconds"
    FROM inbox WHERE status = 'received'`

/** What stands in order: receipts of our own messages take no part in a person's turn. */
const IN_ORDER = `update ->> 'is' IS DISTINCT FROM 'receipts'`

export async function findWaiting(store: Store, inboxId: number): Promise<Waiting | null> {
  return first(await store.query<Waiting>(`${SELECT_WAITING} AND id = $1`, [inboxId]))
}

/** What of a person's is to be taken next, in the provider's order. */
export async function firstWaiting(store: Store, address: Required<Address>): Promise<Waiting | null> {
  return first(
    await store.query<Waiting>(
      `${SELECT_WAITING} AND channel = $1 AND endpoint = $2 AND external_user_id = $3 AND ${IN_ORDER}
        ORDER BY sort_order NULLS FIRST, id LIMIT 1`,
      [address.channel, address.endpoint, address.externalId],
    ),
  )
}

function first([row]: Waiting[]): Waiting | null {
  return row ? { ...row, update: readKept(row.update) } : null
}

export async function listWaiting(store: Store): Promise<number[]> {
  const sql = `SELECT id FROM inbox WHERE status = 'received' ORDER BY id LIMIT 2000`
  return (await store.query<{ id: number }>(sql)).map(({ id }) => id)
}

/** Ends a row: its content and whose it was are gone with it, its key stays to know a second delivery by. */
export async function finish(store: Store, inboxId: number, status: 'taken' | 'ignored' | 'failed'): Promise<void> {
  await store.query(
    `UPDATE inbox SET status = $2, update = NULL, external_user_id = NULL, finished_at = now()
      WHERE id = $1 AND status = 'received'`,
    [inboxId, status],
  )
}

/**
 * Turns a waiting row into a message of its conversation, and notes that its person was heard: all or nothing. Null when
 * the message is there already, or the row was taken before.
 */
export async function takeMessage(
  store: Store,
  inboxId: number,
  { conversationId, message }: { conversationId: number; message: KeptMessage },
): Promise<number | null> {
  const [row] = await store.query<{ id: number }>(
    `WITH taken AS (
       UPDATE inbox SET status = 'taken', update = NULL, external_user_id = NULL, finished_at = now()
        WHERE id = $1 AND status = 'received' RETURNING sort_order, received_at),
     heard AS (
       UPDATE channel_account SET last_inbound_at = now(), unreachable_at = NULL
        WHERE id = (SELECT account_id FROM conversation WHERE id = $2) AND EXISTS (SELECT 1 FROM taken))
     INSERT INTO message (conversation_id, direction, external_key, text, kind, status, pressed, attachments,
                          start_payload, is_group, sort_order, created_at)
     SELECT $2, 'in', $3, $4, $5, 'received', $6::jsonb, $7::jsonb, $8, $9, sort_order, received_at FROM taken
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      inboxId,
      conversationId,
      message.key,
      message.text,
      message.kind,
      jsonOrNull(message.pressed),
      message.attachments.length > 0 ? jsonOrNull(message.attachments) : null,
      message.startPayload,
      message.isGroup,
    ],
  )
  return row?.id ?? null
}

/** No provider delivers again after so long. */
const KEPT_DAYS = 7

export async function forgetOldUpdates(store: Store): Promise<void> {
  await store.query('DELETE FROM inbox WHERE finished_at < now() - make_interval(days => $1)', [KEPT_DAYS])
}
