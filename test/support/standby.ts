import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort } from './running-assistant.ts'
import { postgresBinaries } from './throwaway-servers.ts'

const NOBODY = 65_534
const READY_WITHIN_MS = 60_000
const POLL_MS = 100

export type Standby = {
  /** The same database as the primary's, as it arrives. */
  url: string
  run(statement: string): Promise<Record<string, unknown>[]>
  /** Waits until it has everything that the primary has now. */
  catchUp(): Promise<void>
  remove(): Promise<void>
}

/** A streaming standby of a server, as PostgreSQL's own `pg_basebackup` makes it. */
export async function startStandby(primaryUrl: string): Promise<Standby> {
  const binaries = postgresBinaries()
  if (!binaries) throw new Error('no PostgreSQL programs: install PostgreSQL or set PG_BIN')
  const folder = mkdtempSync(join(tmpdir(), 'standby-'))
  const isRoot = process.getuid?.() === 0
  const as = { ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}), cwd: folder, stdio: 'ignore' as const }
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const { hostname, port: primaryPort, pathname } = new URL(primaryUrl)
  const from = ['-h', hostname, '-p', primaryPort, '-U', 'postgres', '-D', data, '-R', '-c', 'fast', '--no-sync']
  execFileSync(join(binaries, 'pg_basebackup'), from, as)
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}${pathname}`
  // A standby refuses readers where it allows fewer connections than its primary.
  const [most] = await ask(primaryUrl, 'SHOW max_connections')
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${most?.max_connections}`,
  ]
  const given = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const child = spawn(join(binaries, 'postgres'), given, as)
  const run = (statement: string) => ask(url, statement)
  await until(() => run('SELECT 1 AS yes').catch(() => []))
  return {
    url,
    run,
    catchUp: async () => {
      const [written] = await ask(primaryUrl, 'SELECT pg_current_wal_lsn()::text AS at')
      await until(() => run(`SELECT 1 WHERE pg_last_wal_replay_lsn() >= '${String(written?.at)}'`))
    },
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGINT')
        await gone
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

async function until(rows: () => Promise<unknown[]>): Promise<void> {
  for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await sleep(POLL_MS)) {
    if ((await rows()).length > 0) return
  }
  throw new Error('the standby does not follow')
}
