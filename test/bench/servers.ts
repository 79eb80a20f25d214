/**
 * PostgreSQL and Redis of the bench's own, with the settings that initdb and Debian give a server: what is written is on disk
 * before it is answered. Nothing is asked of the machine's.
 */
import { Redis } from 'ioredis'
import { Client } from 'pg'
import type { ServerUrls } from '../support/new-database.ts'
import { hasRedisServer, postgresBinaries, startPostgres, startRedis } from '../support/throwaway-servers.ts'
import { cpuSecondsOfServers } from './cpu.ts'

/** What a section's half on a server says where it cannot be measured. */
export const NO_SERVERS = { skipped: 'it needs PostgreSQL (initdb; PG_BIN names its folder) and redis-server' }

const DEBIAN_MAX_CONNECTIONS = '100'
const TOLD = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers']

export type BenchServers = ServerUrls & {
  /** What they are, for whoever reads the figures. */
  settings: Record<string, string>
  /** What both have cost so far. */
  cpuSeconds(): number
  remove(): Promise<void>
}

/** Null where the machine has no such programs. */
export async function startBenchServers(): Promise<BenchServers | null> {
  if (!postgresBinaries() || !hasRedisServer()) return null
  const redis = await startRedis()
  const postgres = await startPostgres({ settings: { max_connections: DEBIAN_MAX_CONNECTIONS } }).catch(
    async (error) => {
      await redis.remove()
      throw error
    },
  )
  return {
    ...{ postgresUrl: postgres.url, redisUrl: redis.url },
    settings: { ...(await settingsOfPostgres(postgres.url)), ...(await settingsOfRedis(redis.url)) },
    cpuSeconds: () => cpuSecondsOfServers([postgres.pid(), redis.pid()]),
    remove: async () => void (await Promise.all([postgres.remove(), redis.remove()])),
  }
}

async function settingsOfPostgres(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      'SELECT name, current_setting(name) AS setting FROM unnest($1::text[]) AS name',
      [TOLD],
    )
    return Object.fromEntries(rows.map(({ name, setting }) => [`PostgreSQL ${name}`, setting]))
  } finally {
    await client.end()
  }
}

async function settingsOfRedis(url: string): Promise<Record<string, string>> {
  const redis = new Redis(url)
  try {
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? ''
    const [, appendonly = ''] = (await redis.config('GET', 'appendonly')) as string[]
    const [, save = ''] = (await redis.config('GET', 'save')) as string[]
    return { 'Redis server_version': version, 'Redis appendonly': appendonly, 'Redis save': save || 'never' }
  } finally {
    redis.disconnect()
  }
}
