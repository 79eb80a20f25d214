import type { Store } from '../store/index.ts'

/**
 * Deletes messages older than the days told to people, what they said in tickets that long silent, and reminders of their own
 * that are over; then citizens of whom nothing is left: an account without words is a trace without a use. Who holds or held a
 * post stays, who agreed to be told something, and who waits for an answer to what they reported. How many messages there were.
 */
export async function forgetOldMessages(store: Store, retentionDays: number): Promise<number> {
  const [row] = await store.query<{ messages: number }>(
    `WITH old AS (DELETE FROM message WHERE created_at < now() - make_interval(days => $1) RETURNING id)
     SELECT count(*)::int AS messages FROM old`,
    [retentionDays],
  )
  await store.query('DELETE FROM ticket WHERE last_at < now() - make_interval(days => $1)', [retentionDays])
  await store.query(
    `DELETE FROM own_reminder WHERE status <> 'waiting' AND due_at < now() - make_interval(days => $1)`,
    [retentionDays],
  )
  await store.query(
    `DELETE FROM person
      WHERE created_at < now() - make_interval(days => $1)
        AND NOT EXISTS (
          SELECT 1 FROM channel_account AS account
            LEFT JOIN conversation ON conversation.account_id = account.id
            LEFT JOIN message ON message.conversation_id = conversation.id
           WHERE account.person_id = person.id AND message.id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM holding WHERE person_id = person.id)
        AND NOT EXISTS (SELECT 1 FROM consent WHERE person_id = person.id AND withdrawn_at IS NULL)
        AND NOT EXISTS (
          SELECT 1 FROM feedback JOIN channel_account AS account ON account.id = account_id
           WHERE account.person_id = person.id
             AND coalesce(finished_at, now()) > now() - make_interval(days => $1))`,
    [retentionDays],
  )
  await store.query('DELETE FROM link_code WHERE expires_at < now() - make_interval(days => $1)', [retentionDays])
  await store.query('DELETE FROM link_attempt WHERE expire < extract(epoch FROM now()) * 1000')
  return row?.messages ?? 0
}
