import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { openStore } from '../../src/store/index.ts'
import type { SeenAtTelegram } from '../support/fake-telegram-child.ts'
import { type RunningAssistant, startAssistant } from '../support/running-assistant.ts'
import { createDatabase, startPostgres, startRedis, type ThrowawayServer } from '../support/throwaway-servers.ts'
import { telegramBody } from '../support/webhook-ground.ts'
import { openTroubledWire, type TroubledWire } from '../support/wire-trouble.ts'

const KNOWLEDGE = 'test/fixtures/knowledge'
const LATENCY_MS = { least: 10, most: 40 }
const APOLOGY = 'Trợ lý đang gặp sự cố'
const NOTICE = 'Đây là trợ lý tự động'
const QUESTIONS = ['chào', 'ai ký văn bản này', 'hạn báo cáo quý', 'thủ tục khai sinh cần gì', 'tôi muốn gặp cán bộ']
/** A provider delivers again until it is told that a message was taken. */
const REDELIVER_MS = 250
const SETTLE_POLL_MS = 500

export type Place = 'embedded' | 'server'

export type Servers = { postgres: ThrowawayServer; redis: ThrowawayServer; remove(): Promise<void> }

export async function startServers(): Promise<Servers> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  return {
    ...{ postgres, redis },
    remove: async () => void (await Promise.all([postgres.remove(), redis.remove()])),
  }
}

/** What became of the messages the program had acknowledged, counted where they arrive and in the rows. */
export type Tally = {
  owed: number
  done: number
  /** Copies beyond the first. */
  duplicated: number
  unknown: number
  lost: number
  /** Of those done: told that the assistant is in trouble, instead of an answer. */
  apologised: number
}

/** The whole program before a fake Telegram; every person writes one message. */
export type FaultGround = {
  environment: Record<string, string>
  /** Between the program and Telegram. */
  wire: TroubledWire
  run(role: 'all' | 'web' | 'worker', more?: Record<string, string>): Promise<RunningAssistant>
  /** Delivers a message of each of so many people at that pace, again and again until it is taken; where is asked each time. */
  load(people: number, perSecond: number, address: () => string, questions?: readonly string[]): Promise<void>
  /** Waits until everybody was answered, or nothing is owed any more. */
  settled(withinMs: number): Promise<boolean>
  /** Whether every message was taken up and every answer ended one way or another; on the embedded store once nobody holds it. */
  isNothingOwed(): Promise<boolean>
  /** Asks the rows on their own connection; on the embedded store once nobody holds it. */
  query<Row extends object>(sql: string): Promise<Row[]>
  /** Of what was said, only what `counts` matches. */
  tally(counts?: RegExp): Promise<Tally>
  /** Lets go at once of what a dead process holds and of every job, which a minute and a half would do as well. */
  forget(): Promise<void>
  /** How often each text was shown in each chat, by "chat\ntext". */
  copies(): Promise<Map<string, number>>
  close(): Promise<void>
}

let grounds = 0

export async function openFaultGround(servers: Servers | null, folder?: string): Promise<FaultGround> {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'faults-'))
  const telegram = fork('test/support/fake-telegram-child.ts', ['5000', ...Object.values(LATENCY_MS).map(String)])
  const [{ apiRoot, token }] = (await once(telegram, 'message')) as [{ apiRoot: string; token: string }]
  const wire = await openTroubledWire(apiRoot)
  grounds += 1
  const name = `ground_${process.pid}_${grounds}`
  const databaseUrl = servers && (await createDatabase(servers.postgres.url, name))
  const place: Record<string, string> = servers
    ? { DATABASE_URL: databaseUrl ?? '', REDIS_URL: servers.redis.url, QUEUE_PREFIX: name }
    : { DATA_DIR: home }
  const environment: Record<string, string> = {
    ...place,
    KNOWLEDGE_DIR: KNOWLEDGE,
    PUBLIC_URL: 'https://xa.example.vn',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: wire.url,
    LOG_LEVEL: process.env.FAULTS_LOG_LEVEL ?? 'silent',
  }
  const running: ChildProcess[] = []
  const taken = new Set<string>()
  const query = <Row extends object>(sql: string): Promise<Row[]> =>
    databaseUrl ? askServer<Row>(databaseUrl, sql) : askEmbedded<Row>(home, sql)
  const answersOf = async (counts = /^/): Promise<Map<string, string[]>> => {
    const answers = new Map<string, string[]>()
    for (const { chatId, text } of (await seen(telegram)).shown) {
      if (!text.startsWith(NOTICE) && counts.test(text)) answers.set(chatId, [...(answers.get(chatId) ?? []), text])
    }
    return answers
  }
  return {
    ...{ environment, wire, query },
    run: async (role, more = {}) => {
      const assistant = await startAssistant({ ...environment, ...more }, role)
      running.push(assistant.process)
      return assistant
    },
    load: (people, perSecond, address, questions = QUESTIONS) =>
      deliverAll({ people, perSecond, address, token, taken, questions }),
    settled: async (withinMs) => {
      for (const until = performance.now() + withinMs; performance.now() < until; await sleep(SETTLE_POLL_MS)) {
        const answers = await answersOf()
        if ([...taken].every((chat) => answers.has(chat))) return true
        // What may have arrived is nobody's to send any more: it is told to the office.
        if (databaseUrl && (await isNothingOwed(databaseUrl))) return true
      }
      return false
    },
    isNothingOwed: async () => (await query<{ owed: boolean }>(OWED))[0]?.owed === false,
    tally: async (counts) => {
      const answers = await answersOf(counts)
      const rows = await query<{ chat: string; status: string }>(
        `SELECT external_id AS chat, status FROM message JOIN conversation ON conversation.id = conversation_id
           JOIN channel_account ON channel_account.id = account_id WHERE direction = 'out' AND class = 'answer'`,
      )
      const unknown = new Set(rows.filter(({ status }) => status === 'unknown').map(({ chat }) => chat))
      const copies = [...answers.values()].map(({ length }) => length)
      return {
        owed: taken.size,
        done: [...taken].filter((chat) => answers.has(chat)).length,
        duplicated: copies.reduce((total, count) => total + count - 1, 0),
        unknown: unknown.size,
        apologised: [...answers.values()].filter((texts) => texts.some((text) => text.startsWith(APOLOGY))).length,
        lost: [...taken].filter((chat) => !answers.has(chat) && !unknown.has(chat)).length,
      }
    },
    forget: async () => {
      await query('UPDATE conversation SET send_until = now() WHERE send_holder IS NOT NULL')
      await query('UPDATE conversation SET turn_holder = NULL, turn_until = NULL')
      if (servers) await flush(servers.redis.url)
    },
    copies: async () => {
      const copies = new Map<string, number>()
      for (const { chatId, text } of (await seen(telegram)).shown) {
        copies.set(`${chatId}\n${text}`, (copies.get(`${chatId}\n${text}`) ?? 0) + 1)
      }
      return copies
    },
    close: async () => {
      for (const child of running) child.kill('SIGKILL')
      telegram.kill()
      await wire.close()
      if (!folder) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

export async function flush(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl)
  await client.flushall()
  client.disconnect()
}

const OWED = `SELECT EXISTS (SELECT 1 FROM message WHERE status IN ('received', 'due', 'sending'))
                  OR EXISTS (SELECT 1 FROM inbox WHERE status = 'received') AS owed`

async function isNothingOwed(url: string): Promise<boolean> {
  const [row] = await askServer<{ owed: boolean }>(url, OWED).catch(() => [])
  return row?.owed === false
}

/** Without the program's own check of versions: what it may not open is looked at all the same. */
async function askServer<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function askEmbedded<Row extends object>(folder: string, sql: string): Promise<Row[]> {
  const store = await openStore({ folder })
  try {
    return await store.query<Row>(sql)
  } finally {
    await store.close()
  }
}

async function seen(telegram: ChildProcess): Promise<SeenAtTelegram> {
  telegram.send('seen')
  return (await once(telegram, 'message'))[0]
}

type Load = {
  questions: readonly string[]
  people: number
  perSecond: number
  address: () => string
  token: string
  taken: Set<string>
}

async function deliverAll({ questions, people, perSecond, address, token, taken }: Load): Promise<void> {
  const first = taken.size + 1
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }
  const startedAt = performance.now()
  const deliver = async (chatId: number): Promise<void> => {
    const text = questions[chatId % questions.length] ?? ''
    const body = telegramBody({ updateId: chatId, chatId, text })
    for (;;) {
      const response = await fetch(`${address()}/webhooks/telegram`, {
        ...{ method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) },
      }).catch(() => null)
      await response?.text().catch(() => {})
      if (response?.status === 200) return void taken.add(String(chatId))
      await sleep(REDELIVER_MS)
    }
  }
  const deliveries: Promise<void>[] = []
  for (let at = 0; at < people; at += 1) {
    const waitMs = startedAt + (at * 1_000) / perSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    deliveries.push(deliver(first + at))
  }
  await Promise.all(deliveries)
}
