import type { PGlite } from '@electric-sql/pglite'
import { type PgNotification, type PgPool, type PgPoolClient, type PgQueryResult, runMigrations } from 'bullmq'

/** BullMQ's own default: its Postgres backend takes no other schema from a ready-made pool. */
const SCHEMA = 'bullmq'

/** BullMQ opens its own transaction around its migrations; ours already holds the only session. */
const TRANSACTION_WORDS = new Set(['BEGIN', 'COMMIT', 'ROLLBACK'])

/**
 * The embedded database as the pool BullMQ expects: every "connection" is the one session there is. Makes BullMQ's
 * tables in a schema of their own. Ours stay first on the search path, so a bare CREATE TABLE still lands beside ours.
 */
export async function openEmbeddedPool(pglite: PGlite): Promise<PgPool> {
  await pglite.transaction(async (session) => {
    const query = queryOn(session)
    const inOurTransaction: PgPool['query'] = async (text, params) =>
      TRANSACTION_WORDS.has(text) ? { rows: [] } : await query(text, params)
    await runMigrations({ query: inOurTransaction }, SCHEMA)
  })
  await pglite.exec(`SET search_path TO public, ${SCHEMA}`)
  return poolOver(pglite)
}

/** As `pg` does it: a text without parameters may be a script of several statements. */
function queryOn(session: Pick<PGlite, 'query' | 'exec'>): PgPool['query'] {
  return async <Row>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<Row>> => {
    if (params.length > 0) return await session.query<Row>(text, [...params])
    return { rows: ((await session.exec(text)).at(-1)?.rows ?? []) as Row[] }
  }
}

function poolOver(pglite: PGlite): PgPool {
  const query = queryOn(pglite)
  const pool: PgPool = {
    query,
    connect: async () => clientOver(pglite, query),
    // The store owns the database and closes it.
    end: async () => {},
    // Nothing connects and nothing drops inside one process: these events never come.
    on: () => pool,
    removeAllListeners: () => pool,
  }
  return pool
}

type NotificationListener = (message: PgNotification) => void

function clientOver(pglite: PGlite, query: PgPool['query']): PgPoolClient {
  const listeners = new Map<NotificationListener, () => void>()
  const unsubscribe = (listener: NotificationListener): void => {
    listeners.get(listener)?.()
    listeners.delete(listener)
  }
  const unsubscribeAll = (): void => {
    for (const listener of [...listeners.keys()]) unsubscribe(listener)
  }
  const client: PgPoolClient = {
    query,
    release: unsubscribeAll,
    on: (event: string, listener: unknown) => {
      if (event === 'notification') {
        const notify = listener as NotificationListener
        listeners.set(
          notify,
          pglite.onNotification((channel, payload) => notify({ channel, payload })),
        )
      }
      return client
    },
    removeListener: (_event, listener) => {
      unsubscribe(listener)
      return client
    },
    removeAllListeners: () => {
      unsubscribeAll()
      return client
    },
  }
  return client
}
