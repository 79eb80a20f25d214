/** The rows of subscriptions and progress. Every statement stands alone: running one twice changes nothing more. */
import type { Store } from '../store/index.ts'

export type Status = 'offered' | 'active' | 'stopped' | 'finished'

type Done = { lesson: string; choice: number | null; isRight: boolean | null }

export async function statusOf(store: Store, accountId: number): Promise<Status | null> {
  const sql = 'SELECT status FROM lesson_subscription WHERE account_id = $1'
  const [row] = await store.query<{ status: Status }>(sql, [accountId])
  return row?.status ?? null
}

export async function setStatus(store: Store, accountId: number, status: Status): Promise<void> {
  await store.query(
    `INSERT INTO lesson_subscription (account_id, status) VALUES ($1, $2)
     ON CONFLICT (account_id) DO UPDATE SET status = $2, changed_at = now()`,
    [accountId, status],
  )
}

/** Accounts that were told no lesson on `today` (ISO), the longest waiting first. */
export async function waiting(store: Store, today: string, limit: number): Promise<number[]> {
  const rows = await store.query<{ id: number }>(
    `SELECT account_id AS id FROM lesson_subscription
      WHERE status = 'active' AND (last_told_on IS NULL OR last_told_on < $1::date)
      ORDER BY last_told_on NULLS FIRST, account_id LIMIT $2`,
    [today, limit],
  )
  return rows.map(({ id }) => id)
}

/** What was told, the oldest first. */
export function doneBy(store: Store, accountId: number): Promise<Done[]> {
  return store.query<Done>(
    `SELECT lesson, choice, is_right AS "isRight" FROM lesson_progress
      WHERE account_id = $1 ORDER BY told_at, lesson`,
    [accountId],
  )
}

/** `day` is the ISO day in Vietnam of `at`. */
export async function keepTold(
  store: Store,
  { accountId, lesson, at, day }: { accountId: number; lesson: string; at: Date; day: string },
): Promise<void> {
  await store.query(
    `WITH told AS (
       INSERT INTO lesson_progress (account_id, lesson, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)
     UPDATE lesson_subscription SET last_told_on = $4::date WHERE account_id = $1`,
    [accountId, lesson, at, day],
  )
}

export async function keepAnswer(
  store: Store,
  { accountId, lesson, choice, isRight }: { accountId: number; lesson: string; choice: number; isRight: boolean },
): Promise<void> {
  await store.query(
    `UPDATE lesson_progress SET choice = $3, is_right = $4, answered_at = now()
      WHERE account_id = $1 AND lesson = $2 AND choice IS NULL`,
    [accountId, lesson, choice, isRight],
  )
}
