/** What is known of whether somebody can be reached: their last word, follows, and what the provider tells of our messages. */
import type { Address } from '../people/index.ts'
import type { Store } from '../store/index.ts'

/** Who writes or follows can be reached; windows for free words count from it. */
export async function noteInbound(store: Store, accountId: number): Promise<void> {
  await store.query('UPDATE channel_account SET last_inbound_at = now(), unreachable_at = NULL WHERE id = $1', [
    accountId,
  ])
}

/** Nobody is made known by leaving. */
export async function noteUnfollowed(
  store: Store,
  { channel, endpoint, externalId }: Required<Address>,
): Promise<void> {
  await store.query(
    `UPDATE channel_account SET unreachable_at = coalesce(unreachable_at, now())
      WHERE channel = $1 AND endpoint = $2 AND external_id = $3`,
    [channel, endpoint, externalId],
  )
}

type Receipts = { channel: string; endpoint: string; event: 'delivered' | 'seen'; receipts: string[] }

/** Notes what became of messages of ours; false when none has such a receipt (yet). What was seen was delivered. */
export async function noteReceipts(store: Store, { channel, endpoint, event, receipts }: Receipts): Promise<boolean> {
  const noted = await store.query(
    `UPDATE message SET delivered_at = coalesce(delivered_at, now()),
            seen_at = CASE WHEN $4 THEN coalesce(seen_at, now()) ELSE seen_at END
       FROM conversation JOIN channel_account AS account ON account.id = account_id
      WHERE conversation.id = message.conversation_id AND account.channel = $1 AND account.endpoint = $2
        AND receipt = ANY($3) RETURNING message.id`,
    [channel, endpoint, receipts, event === 'seen'],
  )
  return noted.length > 0
}
