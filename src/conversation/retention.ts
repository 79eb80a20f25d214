import type { Store } from '../store/index.ts'

/**
 * Deletes messages older than the days told to people, then citizens of whom nothing is left: an account without words
 * is a trace without a use. Officials' accounts stay, their posts are the office's. How many messages there were.
 */
export async function forgetOldMessages(store: Store, retentionDays: number): Promise<number> {
  const [row] = await store.query<{ messages: number }>(
    `WITH old AS (DELETE FROM message WHERE created_at < now() - make_interval(days => $1) RETURNING id)
     SELECT count(*)::int AS messages FROM old`,
    [retentionDays],
  )
  await store.query(
    `DELETE FROM person
      WHERE created_at < now() - make_interval(days => $1)
        AND NOT EXISTS (
          SELECT 1 FROM channel_account AS account
            LEFT JOIN conversation ON conversation.account_id = account.id
            LEFT JOIN message ON message.conversation_id = conversation.id
           WHERE account.person_id = person.id AND (message.id IS NOT NULL OR (account.role <> 'citizen' AND NOT account.demo)))`,
    [retentionDays],
  )
  return row?.messages ?? 0
}
