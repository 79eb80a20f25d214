/** The rows of a fault run, asked beside the program. */
import { Client } from 'pg'
import { openStore, type Store } from '../../src/store/index.ts'

export type Ask = <Row extends object>(sql: string) => Promise<Row[]>

/** What stands between a run and its end: a message without an answer, one on its way, or a reminder whose moment comes within the hour. */
export const OWED = `SELECT EXISTS (SELECT 1 FROM message WHERE status IN ('received', 'due', 'sending'))
                         OR EXISTS (SELECT 1 FROM inbox WHERE status = 'received')
                         OR EXISTS (SELECT 1 FROM own_reminder
                                     WHERE status = 'waiting' AND due_at < now() + interval '1 hour') AS owed`

/** Sent once more, or given to a person to look at, since nobody noted how the sending ended. */
export const BROKEN_OFF = `SELECT count(*)::int AS sends FROM message
                            WHERE direction = 'out' AND (resends > 0 OR status = 'unknown')`

/** Without the program's own check of versions: what it may not open is looked at all the same. */
export async function askServer<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** An embedded store that is opened when it is first asked, which costs seconds, and held until it is let go. */
export function heldStore(folder: string): { open(): Promise<Store>; letGo(): Promise<void> } {
  let held: Promise<Store> | null = null
  return {
    open: () => {
      held ??= openStore({ folder })
      // What could not be opened now may be later.
      held.catch(() => {
        held = null
      })
      return held
    },
    letGo: async () => {
      const store = await held?.catch(() => null)
      held = null
      await store?.close()
    },
  }
}
