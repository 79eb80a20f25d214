import type { Store } from '../store/index.ts'
import type { Line, Officer, Ticket, Turn } from './ticket.ts'

const SELECT = `
  SELECT ticket.id, ticket.commune_id AS "communeId", account_id AS "accountId", ticket.unit_name AS unit, topic, turns, state,
         round, taker_account_id AS "takerAccountId", post_id AS "postId", title AS "postTitle", opened_at AS "openedAt",
         remind_at AS "remindAt", taken_at AS "takenAt", answered_at AS "answeredAt", closed_at AS "closedAt",
         closed_by AS "closedBy", rating
    FROM ticket LEFT JOIN post ON post.id = post_id`

export async function findTicket({ query }: Store, id: number): Promise<Ticket | null> {
  return (await query<Ticket>(`${SELECT} WHERE ticket.id = $1`, [id]))[0] ?? null
}

export async function liveTicketOf({ query }: Store, accountId: number): Promise<Ticket | null> {
  return (await query<Ticket>(`${SELECT} WHERE account_id = $1 AND state <> 'closed'`, [accountId]))[0] ?? null
}

export async function ticketAskedBy({ query }: Store, messageId: number): Promise<Ticket | null> {
  return (await query<Ticket>(`${SELECT} WHERE asked_message_id = $1`, [messageId]))[0] ?? null
}

export async function listTickets({ query }: Store, communeId: number, state: string | null): Promise<Ticket[]> {
  return query<Ticket>(
    `${SELECT} WHERE ticket.commune_id = $1 AND ($2::text IS NULL OR state = $2) ORDER BY ticket.id DESC`,
    [communeId, state],
  )
}

export async function linesOf({ query }: Store, ticketId: number): Promise<Line[]> {
  return query<Line>(
    `SELECT side, title AS "postTitle", text, at FROM ticket_line LEFT JOIN post ON post.id = post_id
      WHERE ticket_id = $1 ORDER BY ticket_line.id`,
    [ticketId],
  )
}

export type NewTicket = {
  communeId: number
  accountId: number
  messageId: number
  unit: string | null
  topic: string
  turns: Turn[]
  remindAt: Date
}

/** Opens a ticket; null when the chat has one already. */
export async function insertTicket({ query }: Store, ticket: NewTicket): Promise<number | null> {
  const { communeId, accountId, messageId, unit, topic, turns, remindAt } = ticket
  const [row] = await query<{ id: number }>(
    `INSERT INTO ticket (commune_id, account_id, asked_message_id, unit_name, topic, turns, remind_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) ON CONFLICT DO NOTHING RETURNING id`,
    [communeId, accountId, messageId, unit, topic, JSON.stringify(turns), remindAt],
  )
  return row?.id ?? null
}

/** Of many takers exactly one succeeds: the condition names the state it changes. */
export async function take({ query }: Store, ticketId: number, { postId, accountId }: Officer): Promise<boolean> {
  const taken = await query(
    `UPDATE ticket SET state = 'taken', taken_at = now(), last_at = now(), taken_from = $4, taker_account_id = $3, post_id = $2
      WHERE id = $1 AND state = 'open' RETURNING id`,
    [ticketId, postId, accountId, accountId === null ? 'console' : 'chat'],
  )
  return taken.length > 0
}

/** Passes a ticket on: it is open again for another desk, and nobody talks for the office in it. False when it is closed. */
export async function passOn(
  { query }: Store,
  { id, round, unit, remindAt }: { id: number; round: number; unit: string | null; remindAt: Date },
): Promise<boolean> {
  const passed = await query(
    `UPDATE ticket SET state = 'open', unit_name = $3, round = round + 1, taken_from = NULL, taker_account_id = NULL,
            post_id = NULL, taken_at = NULL, last_at = now(), remind_at = $4
      WHERE id = $1 AND round = $2 AND state <> 'closed' RETURNING id`,
    [id, round, unit, remindAt],
  )
  if (passed.length > 0) await query(`DELETE FROM ticket_talk WHERE ticket_id = $1 AND side = 'office'`, [id])
  return passed.length > 0
}

/** False when it was closed before. Ends every talk in it. */
export async function close({ query }: Store, ticketId: number, by: Ticket['closedBy']): Promise<boolean> {
  const closed = await query(
    `UPDATE ticket SET state = 'closed', closed_at = now(), closed_by = $2 WHERE id = $1 AND state <> 'closed' RETURNING id`,
    [ticketId, by],
  )
  await query('DELETE FROM ticket_talk WHERE ticket_id = $1', [ticketId])
  return closed.length > 0
}

export type NewLine = {
  ticketId: number
  side: Line['side']
  postId: number | null
  /** Which message it was. */
  key: string
  text: string
}

/** Writes one line once; whether it is the office's first answer. */
export async function writeLine({ query }: Store, line: NewLine): Promise<{ isFirstAnswer: boolean }> {
  await query(
    `INSERT INTO ticket_line (ticket_id, side, post_id, key, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [line.ticketId, line.side, line.postId, line.key, line.text],
  )
  const answered =
    line.side === 'citizen'
      ? []
      : await query('UPDATE ticket SET answered_at = now() WHERE id = $1 AND answered_at IS NULL RETURNING id', [
          line.ticketId,
        ])
  await query('UPDATE ticket SET last_at = now() WHERE id = $1', [line.ticketId])
  return { isFirstAnswer: answered.length > 0 }
}

/** False when the ticket is not this citizen's. */
export async function rate({ query }: Store, ticketId: number, rating: 1 | -1, accountId: number): Promise<boolean> {
  const rated = await query('UPDATE ticket SET rating = $2 WHERE id = $1 AND account_id = $3 RETURNING id', [
    ticketId,
    rating,
    accountId,
  ])
  return rated.length > 0
}

export type Talk = { side: 'topic' | 'citizen' | 'office'; ticketId: number | null }

export async function talkOf({ query }: Store, accountId: number): Promise<Talk | null> {
  const [talk] = await query<Talk>(
    'UPDATE ticket_talk SET last_at = now() WHERE account_id = $1 RETURNING side, ticket_id AS "ticketId"',
    [accountId],
  )
  return talk ?? null
}

/** Only while the ticket lives: a talk that begins as the ticket is closed does not begin. */
export async function beginTalk({ query }: Store, accountId: number, { side, ticketId }: Talk): Promise<void> {
  await query(
    `INSERT INTO ticket_talk (account_id, ticket_id, side)
     SELECT id, $2::int, $3 FROM channel_account
      WHERE id = $1 AND ($2::int IS NULL OR EXISTS (SELECT 1 FROM ticket WHERE id = $2 AND state <> 'closed'))
     ON CONFLICT (account_id) DO UPDATE SET ticket_id = excluded.ticket_id, side = excluded.side, last_at = now()`,
    [accountId, ticketId, side],
  )
}

export async function endTalk({ query }: Store, accountId: number): Promise<void> {
  await query('DELETE FROM ticket_talk WHERE account_id = $1', [accountId])
}

/**
 * What this chat asked and was answered lately, oldest first, before a message; nothing from before a fresh start, no
 * greetings and commands.
 */
export async function lastTurns(
  { query }: Store,
  accountId: number,
  beforeMessageId: number,
): Promise<(Turn & { citations: unknown })[]> {
  const rows = await query<Turn & { citations: unknown }>(
    `SELECT CASE direction WHEN 'in' THEN 'person' ELSE 'assistant' END AS "from", text, citations
       FROM message JOIN conversation ON conversation.id = conversation_id
      WHERE account_id = $1 AND message.id < $2 AND text <> '' AND class = 'answer' AND external_key <> 'first-contact'
        AND coalesce(outcome, '') <> 'chat'
        AND NOT EXISTS (SELECT 1 FROM message AS reply WHERE reply.answers_id = message.id AND reply.outcome = 'chat')
        AND created_at > greatest(now() - interval '6 hours', coalesce(reset_at, '-infinity'))
      ORDER BY message.id DESC LIMIT 6`,
    [accountId, beforeMessageId],
  )
  return rows.reverse()
}

/** What was typed, as stored (empty for a file), and whether it was a button's press, which some channels give words. */
export async function typedIn({ query }: Store, messageId: number): Promise<{ text: string; isPress: boolean } | null> {
  const [row] = await query<{ text: string; isPress: boolean }>(
    `SELECT text, coalesce(jsonb_typeof(pressed) = 'object', false) AS "isPress" FROM message WHERE id = $1`,
    [messageId],
  )
  return row ?? null
}
