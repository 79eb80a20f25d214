import { DatabaseError, Pool } from 'pg'
import type { Query } from './database.ts'

/** Why the replica is not read from: it does not answer, or it is too far behind. */
export type ReplicaTrouble = 'down' | 'behind'

export type Replica = {
  /** Rows may be some seconds old. Reads from the primary while the replica is in trouble, and whenever it fails. */
  query: Query
  trouble(): Promise<ReplicaTrouble | null>
  close(): Promise<void>
}

export type ReplicaOptions = {
  url: string
  primary: Query
  /** A trouble is believed so long, and so is none. */
  believedMs?: number
  mostBehindSeconds?: number
  queryTimeoutMs?: number
}

/** Somebody waits for the page meanwhile, and the primary can still tell. */
const CONNECT_TIMEOUT_MS = 2_000
const QUERY_TIMEOUT_MS = 15_000
const POOL_SIZE = 5
const BELIEVED_MS = 30_000
const MOST_BEHIND_SECONDS = 120

/** Never fails to open: the program starts without it. */
export function openReplica(options: ReplicaOptions): Replica {
  const { url, primary, believedMs = BELIEVED_MS, mostBehindSeconds = MOST_BEHIND_SECONDS } = options
  const queryTimeoutMs = options.queryTimeoutMs ?? QUERY_TIMEOUT_MS
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
  })
  pool.on('error', () => {})
  let looked: { atMs: number; found: Promise<ReplicaTrouble | null> } | null = null
  const look = async (): Promise<ReplicaTrouble | null> => {
    const [written] = await primary<{ at: string }>('SELECT pg_current_wal_lsn()::text AS at').catch(() => [])
    try {
      // A quiet primary writes nothing to replay: only what it wrote and the replica has not is a lag. Null where it is no standby.
      const { rows } = await pool.query(
        `SELECT pg_last_wal_replay_lsn() < $1::pg_lsn
                AND now() - pg_last_xact_replay_timestamp() > make_interval(secs => $2) AS behind`,
        [written?.at ?? null, mostBehindSeconds],
      )
      return rows[0]?.behind ? 'behind' : null
    } catch {
      return 'down'
    }
  }
  const trouble = (): Promise<ReplicaTrouble | null> => {
    if (!looked || performance.now() - looked.atMs >= believedMs) looked = { atMs: performance.now(), found: look() }
    return looked.found
  }
  return {
    trouble,
    query: async (text, params = []) => {
      if ((await trouble()) !== null) return primary(text, params)
      try {
        return (await pool.query(text, params)).rows
      } catch (error) {
        // What the server itself ended is that query's matter; the next would wait as long for one that hangs.
        const found = error instanceof DatabaseError ? null : ('down' as const)
        looked = found && { atMs: performance.now(), found: Promise.resolve(found) }
        return primary(text, params)
      }
    },
    close: () => pool.end(),
  }
}
