import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { createTelegramChannel } from '../../src/channels/telegram/index.ts'
import { createDelivery, type Delivery, lanesOf, type Owed } from '../../src/delivery/index.ts'
import { openJobs } from '../../src/jobs/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import type { SeenAtTelegram } from './fake-telegram-child.ts'
import { createDatabase, MACHINE_SERVERS, type ServerUrls } from './new-database.ts'

const POLL_MS = 250
const quiet = { warn: () => {}, error: () => {} }

export type WorkerProcess = { process: ChildProcess; stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> }

/** A server database, Redis and a fake Telegram in a process of its own; workers are started and killed as wanted. */
export type TransportGround = {
  store: Store
  delivery: Delivery
  /** As the settings of the whole program. */
  environment: Record<string, string>
  token: string
  /** `turnsPerSecond`: how often it hands a message over; as the provider allows where left out. */
  startWorker(turnsPerSecond?: number): Promise<WorkerProcess>
  /** From now on jobs wait elsewhere, as after a Redis that was lost: only the rows know what is owed. */
  loseQueue(): Promise<void>
  /** Owes a message to each of so many people, whose chats are numbered from one. */
  oweEach(people: number, owed: (person: number) => Omit<Owed, 'accountId'>): Promise<void>
  seen(): Promise<SeenAtTelegram>
  /** Waits until nothing is owed any more; false when that takes longer. */
  settled(withinMs: number): Promise<boolean>
  close(): Promise<void>
}

type FakeOptions = { people: number; latencyMs: { least: number; most: number } }

/** On the machine's servers where none are named. */
export async function openTransport(
  { people, latencyMs }: FakeOptions,
  { postgresUrl, redisUrl }: ServerUrls = MACHINE_SERVERS,
): Promise<TransportGround> {
  const database = await createDatabase(postgresUrl)
  const telegram = fork('test/support/fake-telegram-child.ts', [people, latencyMs.least, latencyMs.most].map(String))
  const [{ apiRoot, token }] = (await once(telegram, 'message')) as [{ apiRoot: string; token: string }]
  const store = await openStore({ url: database.url })
  const channels = [createTelegramChannel({ token, apiRoot, webhookUrl: null, log: quiet })]
  const prefixes = [`test-${randomUUID()}`]
  const prefix = (): string => prefixes.at(-1) ?? ''
  const open = () => openJobs({ store, redisUrl, keyPrefix: prefix(), log: quiet, lanes: lanesOf(channels) })
  let jobs = await open()
  const delivery = createDelivery({ store, channels, log: quiet, jobs: { enqueue: (...job) => jobs.enqueue(...job) } })
  const isOwed = async (): Promise<boolean> => {
    const sql = `SELECT EXISTS (SELECT 1 FROM message WHERE status IN ('received', 'due', 'sending'))
                     OR EXISTS (SELECT 1 FROM inbox WHERE status = 'received') AS owed`
    return (await store.query<{ owed: boolean }>(sql))[0]?.owed ?? false
  }
  return {
    ...{ store, delivery, token },
    environment: {
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      QUEUE_PREFIX: prefix(),
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
    },
    startWorker: async (turnsPerSecond) =>
      startWorker([database.url, redisUrl, prefix(), token, apiRoot, String(turnsPerSecond ?? '')]),
    loseQueue: async () => {
      await jobs.close()
      prefixes.push(`test-${randomUUID()}`)
      jobs = await open()
    },
    oweEach: async (count, owed) => {
      await store.query(
        `WITH made AS (INSERT INTO person SELECT FROM generate_series(1, $1) RETURNING id)
         INSERT INTO channel_account (person_id, channel, external_id)
         SELECT id, 'telegram', (row_number() OVER (ORDER BY id))::text FROM made`,
        [count],
      )
      const accounts = await store.db.channelAccount.findMany({ select: { id: true, externalId: true } })
      for (const { id: accountId, externalId } of accounts) {
        await delivery.owe({ accountId, ...owed(Number(externalId)) })
      }
    },
    seen: async () => {
      telegram.send('seen')
      return (await once(telegram, 'message'))[0]
    },
    settled: async (withinMs) => {
      for (const until = performance.now() + withinMs; performance.now() < until; await sleep(POLL_MS)) {
        if (!(await isOwed())) return true
      }
      return false
    },
    close: async () => {
      telegram.kill()
      await jobs.close()
      await store.close()
      await database.drop()
      await removeKeys(redisUrl, prefixes)
    },
  }
}

async function startWorker(args: string[]): Promise<WorkerProcess> {
  const child = fork('test/support/transport-worker-child.ts', args)
  await once(child, 'message')
  return {
    process: child,
    stop: async (signal) => {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

async function removeKeys(redisUrl: string, prefixes: readonly string[]): Promise<void> {
  const redis = new Redis(redisUrl)
  for (const prefix of prefixes) {
    const keys = await redis.keys(`{${prefix}*`)
    if (keys.length > 0) await redis.del(keys)
  }
  redis.disconnect()
}

export type Reckoning = {
  sends: number
  /** Rows without an end, or `sent` without a copy at Telegram. */
  unaccounted: number
  /** Copies beyond the first. */
  duplicates: number
  unknown: number
  mostCopiesToOne: number
}

/** What the rows say and what Telegram saw, one message a person. */
export async function reckon({ store, seen }: TransportGround): Promise<Reckoning> {
  const rows = await store.query<{ status: string; chat: string }>(
    `SELECT status, external_id AS chat FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account ON channel_account.id = account_id WHERE direction = 'out'`,
  )
  const { shown } = await seen()
  const copies = new Map<string, number>()
  for (const { chatId } of shown) copies.set(chatId, (copies.get(chatId) ?? 0) + 1)
  const isLost = ({ status, chat }: { status: string; chat: string }): boolean =>
    status === 'sent' ? !copies.has(chat) : status !== 'unknown'
  return {
    sends: rows.length,
    unaccounted: rows.filter(isLost).length,
    duplicates: [...copies.values()].reduce((total, count) => total + count - 1, 0),
    unknown: rows.filter(({ status }) => status === 'unknown').length,
    mostCopiesToOne: Math.max(0, ...copies.values()),
  }
}
