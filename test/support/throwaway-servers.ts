/**
 * A PostgreSQL and a Redis of a run's own, which it may stop, freeze, empty and throw away: never the machine's. PostgreSQL
 * refuses to run as root, so that it then runs as `nobody`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { freePort } from './running-assistant.ts'

const NOBODY = 65_534
const READY_WITHIN_MS = 30_000
const POLL_MS = 100

export type ThrowawayServer = {
  url: string
  /** Of the process that was started, whose children belong to it; 0 where none runs. */
  pid(): number
  /** SIGKILL is a power cut, SIGINT a quick orderly end, SIGSTOP a machine that hangs. */
  stop(signal?: 'SIGKILL' | 'SIGINT'): Promise<void>
  /** On the same port with the same data. */
  start(): Promise<void>
  /** Stops it and throws its data away. */
  remove(): Promise<void>
}

/** Where `initdb` and `postgres` are: PG_BIN, or Debian's newest; null where neither is. */
export function postgresBinaries(): string | null {
  const named = process.env.PG_BIN
  const found = named ? [join(named, 'initdb')] : globSync('/usr/lib/postgresql/*/bin/initdb').sort()
  const newest = found.filter((program) => existsSync(program)).at(-1)
  return newest ? dirname(newest) : null
}

export function hasRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
}

export type PostgresOptions = {
  /** Made by the caller where the data must lie somewhere special. */
  folder?: string
  settings?: Readonly<Record<string, string>>
  /** Of one that stood there before; a free one where left out. */
  port?: number
}

/** A fresh cluster; `url` names its database `postgres`. */
export async function startPostgres({
  folder,
  settings = {},
  port: given,
}: PostgresOptions = {}): Promise<ThrowawayServer> {
  const binaries = postgresBinaries()
  if (!binaries) throw new Error('no initdb: install PostgreSQL or set PG_BIN to its folder of programs')
  const home = folder ?? mkdtempSync(join(tmpdir(), 'postgres-'))
  const isRoot = process.getuid?.() === 0
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (isRoot) chownSync(home, NOBODY, NOBODY)
  const data = join(home, 'data')
  const making = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(binaries, 'initdb'), making, { ...as, cwd: home, stdio: 'ignore' })
  const port = given ?? (await freePort())
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', ...settings }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return server({
    url,
    folder: home,
    begin: () =>
      spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...options], {
        ...as,
        cwd: home,
        stdio: 'ignore',
      }),
    isReady: async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
      client.on('error', () => {})
      await client.connect()
      await client.end()
    },
  })
}

/** Empty, on a free port, keeping nothing on disk: what is lost with it is lost. */
export async function startRedis(): Promise<ThrowawayServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  return server({
    url,
    folder,
    begin: () =>
      spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
        stdio: 'ignore',
      }),
    isReady: async () => {
      const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 1_000 })
      redis.on('error', () => {})
      try {
        await redis.connect()
        await redis.ping()
      } finally {
        redis.disconnect()
      }
    },
  })
}

type Server = { url: string; folder: string; begin: () => ChildProcess; isReady: () => Promise<void> }

async function server({ url, folder, begin, isReady }: Server): Promise<ThrowawayServer> {
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    child = begin()
    await waitUntil(isReady, `${url} is not ready`)
  }
  const stop = async (signal: NodeJS.Signals = 'SIGINT'): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  const remove = async (): Promise<void> => {
    await stop('SIGKILL')
    // The children of a killed PostgreSQL end by themselves a moment later.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return { url, pid: () => child?.pid ?? 0, start, stop, remove }
}

async function waitUntil(isReady: () => Promise<void>, complaint: string): Promise<void> {
  let last: unknown
  for (const until = performance.now() + READY_WITHIN_MS; performance.now() < until; await sleep(POLL_MS)) {
    try {
      return await isReady()
    } catch (error) {
      last = error
    }
  }
  throw new Error(complaint, { cause: last })
}
