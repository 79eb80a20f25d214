/** What became of an approved notice, counted; names of posts alone, never of subscribers. */
import type { Store } from '../store/index.ts'

export type PostReceipt = {
  title: string
  unit: string | null
  channel: string
  /** due | sending | sent | failed | unknown | given_up; null once the message is no longer kept. */
  status: string | null
  seenAt: Date | null
  acknowledgedAt: Date | null
}

type Counts = { recipients: number; owed: number; sent: number; seen: number; failed: number; acknowledged: number }

export type Receipts = {
  posts: PostReceipt[]
  /** All recipients together. `asked`: those who were asked to say that they got it. */
  all: Counts & { asked: number }
}

const JOINED = `
  broadcast_recipient AS recipient
  JOIN channel_account AS account ON account.id = recipient.account_id
  LEFT JOIN conversation ON conversation.account_id = account.id
  LEFT JOIN message ON message.conversation_id = conversation.id AND direction = 'out'
       AND external_key = 'broadcast-' || recipient.broadcast_id`

export async function receiptsOf({ query }: Store, broadcastId: number): Promise<Receipts> {
  const posts = await query<PostReceipt>(
    `SELECT coalesce(post.title, 'Chức danh đã bỏ') AS title, post.unit_name AS unit, channel, message.status,
            seen_at AS "seenAt", acknowledged_at AS "acknowledgedAt"
       FROM ${JOINED} LEFT JOIN post ON post.id = recipient.post_id
      WHERE recipient.broadcast_id = $1 AND recipient.post_id IS NOT NULL
      ORDER BY acknowledged_at IS NOT NULL, post.unit_name NULLS FIRST, post.title`,
    [broadcastId],
  )
  const [all] = await query<Receipts['all']>(
    `SELECT count(*)::int AS recipients, count(owed_at)::int AS owed,
            count(*) FILTER (WHERE message.status = 'sent')::int AS sent, count(seen_at)::int AS seen,
            count(*) FILTER (WHERE message.status IN ('failed', 'given_up', 'unknown'))::int AS failed,
            count(acknowledged_at)::int AS acknowledged, count(recipient.post_id)::int AS asked
       FROM ${JOINED} WHERE recipient.broadcast_id = $1`,
    [broadcastId],
  )
  const none = { recipients: 0, owed: 0, sent: 0, seen: 0, failed: 0, acknowledged: 0, asked: 0 }
  return { posts, all: all ?? none }
}
