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

/** Different texts that a connection keeps planned; what comes after them is planned each time. */
const MOST_PREPARED = 400
/** One text for every commune: too many to keep, and each is planned for the rows of its own table. */
const OF_ONE_COMMUNE = /\bpassage_\d/

/**
 * Names for the texts that come again and again, so that a connection parses and plans them once: two thirds of what a
 * message cost the server was planning. A pooler between must keep prepared statements (PgBouncer: `max_prepared_statements`).
 */
function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= MOST_PREPARED || OF_ONE_COMMUNE.test(text)) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

function databaseOf(pool: Pool): Database {
  const nameOf = createStatementNames()
  const query: Query = async (text, params = []) => {
    const name = params.length > 0 ? nameOf(text) : undefined
    return (await pool.query({ text, values: params, ...(name && { name }) })).rows
  }
  const withSession: Database['withSession'] = async (work) => {
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
  }
  return {
    query,
    withSession,
    withTransaction: (work) =>
      withSession(async (session) => {
        await session.exec('BEGIN')
        try {
          const done = await work(session)
          await session.exec('COMMIT')
          return done
        } catch (error) {
          // A connection that broke has ended it already.
          await session.exec('ROLLBACK').catch(() => {})
          throw error
        }
      }),
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
