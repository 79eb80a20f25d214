import type { Store } from '../../store/index.ts'
import type { Address } from '../account.ts'
import { erasePerson } from '../own-data.ts'
import { type Remembered, readErasures } from './journal.ts'

/** Accounts looked at in one statement. */
const BATCH_ROWS = 5_000
/** What waits to be taken up so long before its person was erased is of a copy put back: nothing waits so long otherwise. */
const WAITING_MINUTES = 10

/**
 * Erases whom the journals beside the data remember and the database holds nevertheless, which is so after a copy was put
 * back. Who came back after their erasure stays. How many people that were.
 */
export async function eraseAgain(store: Store, dataFolder: string): Promise<number> {
  const journals = readErasures(dataFolder)
  if (journals.length === 0) return 0
  await dropWaiting(store, journals)
  let people = 0
  for await (const accountId of remembered(store, journals)) {
    const messages = await erasePerson(store, accountId, { by: 'system', reason: 'erased before' })
    if (messages !== null) people += 1
  }
  return people
}

type Row = Required<Address> & { id: number; createdAt: Date | string }

async function* remembered({ query }: Store, journals: Remembered[]): AsyncGenerator<number> {
  for (let after = 0; ; ) {
    const rows = await query<Row>(
      `SELECT id, channel, endpoint, external_id AS "externalId", created_at AS "createdAt" FROM channel_account
        WHERE id > $1 ORDER BY id LIMIT $2`,
      [after, BATCH_ROWS],
    )
    for (const row of rows) if (new Date(row.createdAt) <= lastErased(journals, row)) yield row.id
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

/** Taken up, an update that the copy still held would make its person anew. */
async function dropWaiting({ query }: Store, journals: Remembered[]): Promise<void> {
  const senders = await query<Required<Address>>(
    `SELECT DISTINCT channel, endpoint, external_user_id AS "externalId" FROM inbox
      WHERE status = 'received' AND external_user_id IS NOT NULL`,
  )
  for (const { channel, endpoint, externalId } of senders) {
    const at = lastErased(journals, { channel, endpoint, externalId })
    await query(
      `UPDATE inbox SET status = 'ignored', update = NULL, external_user_id = NULL, finished_at = now()
        WHERE status = 'received' AND channel = $1 AND endpoint = $2 AND external_user_id = $3
          AND received_at < $4::timestamptz - make_interval(mins => $5)`,
      [channel, endpoint, externalId, at, WAITING_MINUTES],
    )
  }
}

function lastErased(journals: Remembered[], address: Address): Date {
  const moments = journals.map((of) => of(address)?.getTime() ?? 0)
  return new Date(Math.max(0, ...moments))
}
