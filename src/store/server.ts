import { Pool } from 'pg'
import { type Database, LOCKS, type Query } from './database.ts'
import { StoreError } from './errors.ts'

const CONNECT_TIMEOUT_MS = 10_000
const POOL_SIZE = 10

/** A PostgreSQL server by its URL. Throws `unreachable` at once when it does not answer. */
export async function openServer(url: string): Promise<{ database: Database; pool: Pool }> {
  const pool = new Pool({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  // A connection lost while idle is replaced on next use; unheard, the event would end the process.
  pool.on('error', () => {})
  try {
    await pool.query('SELECT 1')
  } catch (cause) {
    await pool.end()
    throw new StoreError('unreachable', withoutCredentials(url), cause)
  }
  return { pool, database: databaseOf(pool) }
}

function databaseOf(pool: Pool): Database {
  const query: Query = async (text, params = []) => (await pool.query(text, params)).rows
  return {
    query,
    withSession: async (work) => {
      const client = await pool.connect()
      try {
        return await work({
          query: async (text, params = []) => (await client.query(text, params)).rows,
          exec: async (script) => {
            await client.query(script)
          },
        })
      } finally {
        client.release()
      }
    },
    withLock: async (name, work) => {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [LOCKS[name]])
        return await work()
      } finally {
        // Also when the connection broke: the server frees the locks of a session that is gone.
        await client.query('SELECT pg_advisory_unlock($1)', [LOCKS[name]]).catch(() => {})
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

function withoutCredentials(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port ? `:${port}` : ''}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
