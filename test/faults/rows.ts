/** The rows of a fault run, asked beside the program. */
import { Client } from 'pg'
import { openStore } from '../../src/store/index.ts'

export type Ask = <Row extends object>(sql: string) => Promise<Row[]>

/** What stands between a run and its end: a message without an answer, one on its way, or a reminder whose moment comes. */
export const OWED = `SELECT EXISTS (SELECT 1 FROM message WHERE status IN ('received', 'due', 'sending'))
                         OR EXISTS (SELECT 1 FROM inbox WHERE status = 'received')
                         OR EXISTS (SELECT 1 FROM own_reminder WHERE status = 'waiting') AS owed`

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

/** Once nobody else holds it. */
export async function askEmbedded<Row extends object>(folder: string, sql: string): Promise<Row[]> {
  const store = await openStore({ folder })
  try {
    return await store.query<Row>(sql)
  } finally {
    await store.close()
  }
}
