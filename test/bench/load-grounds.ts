/** What load is put on: the program on the embedded store, on a server with so many workers, and an echo in its place. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import type { SeenAtTelegram } from '../support/fake-telegram-child.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openTransport, type TransportGround } from '../support/transport-ground.ts'
import { cpuSecondsOf } from './cpu.ts'
import { CHATS, type Door, fakeTelegram, type Sent } from './open-loop.ts'
import type { BenchServers } from './servers.ts'

export type Spent = {
  /** CPU of the program's own processes; on the embedded store the database is among it. */
  programSeconds: number
  /** Of PostgreSQL and Redis, where they are others. */
  serverSeconds: number
}

export type LoadGround = Door & {
  name: string
  /** From when each question was to be sent until its answer was written, in ms; those without one are not among them. */
  waits(sent: Sent): Promise<number[]>
  /** The same until the answer arrived at the provider. */
  arrivals(sent: Sent): Promise<number[]>
  spent(): Spent
  /** Done since the start; null where nobody counts. */
  jobsDone(): Promise<number | null>
  transactions(): Promise<number>
  close(): Promise<void>
}

/** In this very process: nobody else may open an embedded database to read the waits from. */
export async function openEmbedded(): Promise<LoadGround> {
  process.stderr.write('embedded\n')
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  const telegram = await fakeTelegram()
  const config = readConfig({ ...telegram.environment, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' })
  const store = await openStore({ folder })
  const app = await buildApp({ config, log: createLog('silent'), store })
  const address = (await app.listen()) ?? ''
  await app.ingest(() => {})
  await seat(store)
  await app.work()
  return {
    ...{ name: 'embedded', address, token: telegram.token, ...readers(store, telegram.seen) },
    spent: () => {
      const { user, system } = process.cpuUsage()
      return { programSeconds: (user + system) / 1e6, serverSeconds: 0 }
    },
    jobsDone: async () => null,
    close: async () => {
      await app.stop()
      await store.close()
      telegram.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Running = { process: ChildProcess; stop(signal: 'SIGKILL'): Promise<unknown> }

type OnServer = { workers: number; what: 'server' | 'echo'; servers: BenchServers }

export async function openOnServer({ workers, what, servers }: OnServer): Promise<LoadGround> {
  process.stderr.write(`${what}, ${workers} workers\n`)
  const ground = await openTransport({ people: CHATS, latencyMs: { least: 0, most: 0 } }, servers)
  const environment = { ...ground.environment, PUBLIC_URL: 'https://xa.example.vn', LOG_LEVEL: 'silent' }
  const start = (): Promise<Running> => (what === 'echo' ? ground.startWorker() : startAssistant(environment, 'worker'))
  const running: Running[] = [await start()]
  // The communes it is seated in are there once the first worker has read the papers.
  await seat(ground.store)
  for (let more = 1; more < workers; more += 1) running.push(await start())
  const working = [...running]
  const web = await startAssistant(environment, 'web')
  running.push(web)
  return {
    ...{
      name: `${what}, ${workers} workers`,
      address: web.address,
      token: ground.token,
    },
    ...readers(ground.store, ground.seen),
    spent: () => ({
      programSeconds: running.reduce((total, { process: { pid = 0 } }) => total + cpuSecondsOf(pid), 0),
      serverSeconds: servers.cpuSeconds(),
    }),
    jobsDone: async () => (what === 'echo' ? jobsDoneBy(working) : null),
    close: () => closeServer(ground, running),
  }
}

async function closeServer(ground: TransportGround, running: readonly Running[]): Promise<void> {
  await Promise.all(running.map((each) => each.stop('SIGKILL')))
  await ground.close()
}

async function jobsDoneBy(workers: readonly Running[]): Promise<number> {
  const counts = await Promise.all(
    workers.map(async ({ process: child }): Promise<number> => {
      child.send('jobs')
      return (await once(child, 'message'))[0]
    }),
  )
  return counts.reduce((total, count) => total + count, 0)
}

type Reader = Pick<LoadGround, 'waits' | 'arrivals' | 'transactions'>

function readers({ query }: Store, seen: () => Promise<SeenAtTelegram>): Reader {
  return {
    waits: async ({ first, count, rate, startedAtMs }) => {
      const rows = await query<{ ms: number }>(
        `SELECT extract(epoch FROM answer.created_at)::float8 * 1000 - ($3 + (asked.sort_order - $1) * 1000 / $4::float8) AS ms
           FROM message AS asked JOIN message AS answer ON answer.answers_id = asked.id
          WHERE asked.direction = 'in' AND asked.sort_order >= $1 AND asked.sort_order < $2`,
        [first, first + count, startedAtMs, rate],
      )
      return rows.map(({ ms }) => ms)
    },
    arrivals: async ({ first, count, rate, startedAtMs }) => {
      const shownIn = Map.groupBy((await seen()).shown, ({ chatId }) => chatId)
      return Array.from({ length: count }, (_, at) => {
        const meantAtMs = startedAtMs + (at * 1_000) / rate
        const found = shownIn.get(String(chatOf(first + at)))?.find(({ at: shownAtMs }) => shownAtMs >= meantAtMs)
        return found ? found.at - meantAtMs : []
      }).flat()
    },
    transactions: async () => {
      const [row] = await query<{ done: number }>(
        'SELECT xact_commit::float8 AS done FROM pg_stat_database WHERE datname = current_database()',
      )
      return row?.done ?? Number.NaN
    },
  }
}

/** Whose chat an update is, as the sender numbers them. */
function chatOf(updateId: number): number {
  return 1 + (updateId % CHATS)
}

/** Every chat is of one commune, and of somebody who wrote before: greeting the newcomers of one minute is not what is measured. */
async function seat({ query }: Store): Promise<void> {
  await query(
    `WITH made AS (INSERT INTO person SELECT FROM generate_series(1, $1) RETURNING id),
     accounts AS (
       INSERT INTO channel_account (person_id, channel, external_id, commune_id)
       SELECT id, 'telegram', (row_number() OVER (ORDER BY id))::text,
              (SELECT id FROM commune WHERE id > 0 ORDER BY slug DESC LIMIT 1) FROM made RETURNING id),
     conversations AS (INSERT INTO conversation (account_id) SELECT id FROM accounts RETURNING id)
     INSERT INTO message (conversation_id, direction, external_key, class, text, status, finished_at)
     SELECT id, 'out', 'first-contact', 'notice', '-', 'sent', now() FROM conversations`,
    [CHATS],
  )
}
