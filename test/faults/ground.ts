import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Store } from '../../src/store/index.ts'
import type { SeenAtTelegram } from '../support/fake-telegram-child.ts'
import { createDatabase, type ServerUrls } from '../support/new-database.ts'
import { type RunningAssistant, startAssistant } from '../support/running-assistant.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { startPostgres, startRedis, type ThrowawayServer } from '../support/throwaway-servers.ts'
import { openTroubledWire, type TroubledWire } from '../support/wire-trouble.ts'
import { deliverAll } from './load.ts'
import { type Ask, askServer, BROKEN_OFF, heldStore, OWED } from './rows.ts'
import { type Tally, tallied } from './verdict.ts'

const KNOWLEDGE = 'test/fixtures/knowledge'
/** How long Telegram takes to answer a sending. */
const LATENCY_MS = { least: 10, most: 40 }
const PEOPLE = 5_000
const NOTICE = 'Đây là trợ lý tự động'
const QUESTIONS = ['chào', 'ai ký văn bản này', 'hạn báo cáo quý', 'thủ tục khai sinh cần gì', 'tôi muốn gặp cán bộ']
/** Whoever asked to be reminded writes nothing: their chats lie behind those of the load. */
const FIRST_REMINDED_CHAT = 4_001
/** Behind the updates of the first messages. */
const AGAIN_FROM = 100_000
const SETTLE_POLL_MS = 500
const SENDING_POLL_MS = 15

/** Where the program says it is reached from outside. */
export const PUBLIC_URL = 'https://xa.example.vn'

export type Place = 'embedded' | 'server'

export type Servers = { postgres: ThrowawayServer; redis: ThrowawayServer; remove(): Promise<void> }

export async function startServers(): Promise<Servers> {
  const redis = await startRedis()
  const postgres = await startPostgres().catch(async (error) => {
    await redis.remove()
    throw error
  })
  return {
    ...{ postgres, redis },
    remove: async () => void (await Promise.all([postgres.remove(), redis.remove()])),
  }
}

export function urlsOf({ postgres, redis }: Servers): ServerUrls {
  return { postgresUrl: postgres.url, redisUrl: redis.url }
}

type TallyOptions = {
  /** Of what was said, only what matches. */
  counts?: RegExp
  /** Whose messages; everybody's that were taken, where left out. */
  of?: ReadonlySet<string>
}

/** The whole program before a fake Telegram; every person writes one message. */
export type FaultGround = {
  environment: Record<string, string>
  /** The database's name on its server; empty on the embedded store. */
  databaseName: string
  /** Between the program and Telegram. */
  wire: TroubledWire
  /** The chats whose message was taken. */
  taken: ReadonlySet<string>
  /** The chats that asked to be reminded. */
  reminded: ReadonlySet<string>
  run(role: 'all' | 'web' | 'worker', more?: Record<string, string>): Promise<RunningAssistant>
  /** Delivers a message of each of so many people at that pace, again and again until it is taken; where is asked each time. */
  load(people: number, perSecond: number, address: () => string, questions?: readonly string[]): Promise<void>
  /**
   * Has so many people asked to be reminded, spread evenly over the next seconds; once in a run. On the embedded store before
   * the program starts, on a server once it has migrated.
   */
  oweReminders(count: number, due: { fromSeconds: number; toSeconds: number }): Promise<void>
  /** Waits until everybody was answered and reminded but those nobody can answer any more, or nothing is owed. */
  settled(withinMs: number, without?: ReadonlySet<string>): Promise<boolean>
  /** Whether every message was taken up and every answer ended one way or another; on the embedded store once nobody holds it. */
  isNothingOwed(): Promise<boolean>
  /** Has everybody whose message was taken write once more, at that pace. */
  writeAgain(text: string, perSecond: number, address: () => string): Promise<void>
  /** Which of these chats were told anything but the first notice; only what matches, where said. */
  told(chats: ReadonlySet<string>, counts?: RegExp): Promise<ReadonlySet<string>>
  /** Asks the rows on their own connection; on the embedded store once nobody holds it. */
  query: Ask
  /** The embedded store itself, once nobody holds it: kept open until the program runs again. */
  openEmbedded(): Promise<Store>
  /** What became of the messages the program had acknowledged, counted where they arrive and in the rows. */
  tally(options?: TallyOptions): Promise<Tally>
  /** The same of the reminders. */
  tallyReminders(counts?: RegExp): Promise<Tally>
  /** Lets go at once of what a dead process holds and of every job, which a minute and a half would do as well. */
  forget(): Promise<void>
  /** Waits until Telegram has a message in hand that it has not answered; false when none comes in that time. */
  isSending(withinMs: number): Promise<boolean>
  /** How many messages were being sent when their process ended, by the rows. */
  brokenOff(): Promise<number>
  /** How often each text was shown in each of these chats (in all, where left out), by "chat\ntext". */
  copies(chats?: ReadonlySet<string>): Promise<Map<string, number>>
  close(): Promise<void>
}

let grounds = 0

type GroundOptions = {
  /** Where the embedded store lies; a folder of its own where left out. */
  folder?: string
  latencyMs?: { least: number; most: number }
}

export async function openFaultGround(
  servers: Servers | null,
  { folder, latencyMs = LATENCY_MS }: GroundOptions = {},
): Promise<FaultGround> {
  const home = folder ?? (servers ? mkdtempSync(join(tmpdir(), 'faults-')) : await copyOfEmptyStore())
  const given = [PEOPLE, latencyMs.least, latencyMs.most, 'midway'].map(String)
  const telegram = fork('test/support/fake-telegram-child.ts', given)
  const [{ apiRoot, token }] = (await once(telegram, 'message')) as [{ apiRoot: string; token: string }]
  const wire = await openTroubledWire(apiRoot)
  grounds += 1
  const name = `ground_${process.pid}_${grounds}`
  const databaseUrl = servers && (await createDatabase(servers.postgres.url, name)).url
  const place: Record<string, string> = servers
    ? { DATABASE_URL: databaseUrl ?? '', REDIS_URL: servers.redis.url, QUEUE_PREFIX: name }
    : { DATA_DIR: home }
  const environment: Record<string, string> = {
    ...place,
    KNOWLEDGE_DIR: KNOWLEDGE,
    PUBLIC_URL,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: wire.url,
    LOG_LEVEL: process.env.FAULTS_LOG_LEVEL ?? 'silent',
  }
  const running: ChildProcess[] = []
  const taken = new Set<string>()
  const reminded = new Set<string>()
  const closing = new AbortController()
  const embedded = heldStore(home)
  const query: Ask = async (sql) => (databaseUrl ? askServer(databaseUrl, sql) : (await embedded.open()).query(sql))
  const shownTo = async (chats: ReadonlySet<string>, counts = /^/): Promise<Map<string, string[]>> => {
    const said = (await seen(telegram)).shown.filter(
      ({ chatId, text }) => chats.has(chatId) && !text.startsWith(NOTICE) && counts.test(text),
    )
    const byChat = Map.groupBy(said, ({ chatId }) => chatId)
    return new Map([...byChat].map(([chatId, texts]) => [chatId, texts.map(({ text }) => text)]))
  }
  const copies = async (chats?: ReadonlySet<string>): Promise<Map<string, number>> => {
    const said = (await seen(telegram)).shown.filter(({ chatId }) => chats?.has(chatId) ?? true)
    const alike = Map.groupBy(said, ({ chatId, text }) => `${chatId}\n${text}`)
    return new Map([...alike].map(([words, { length }]) => [words, length]))
  }
  const isEverybodyTold = async (without: ReadonlySet<string>): Promise<boolean> => {
    const owed = taken.union(reminded).difference(without)
    return (await shownTo(owed)).size === owed.size
  }
  const isNothingOwed = async (): Promise<boolean> => (await query<{ owed: boolean }>(OWED))[0]?.owed === false
  const tallyOf = async (chats: ReadonlySet<string>, messageClass: string, counts?: RegExp): Promise<Tally> => {
    const rows = await query<{ chat: string }>(
      `SELECT external_id AS chat FROM message JOIN conversation ON conversation.id = conversation_id
         JOIN channel_account ON channel_account.id = account_id
        WHERE direction = 'out' AND class = '${messageClass}' AND status = 'unknown'`,
    )
    const unknown = new Set(rows.map(({ chat }) => chat))
    // Of the first notice as well: it is sent like the answers.
    const mostCopies = Math.max(0, ...(await copies(chats)).values())
    return { ...tallied(chats, await shownTo(chats, counts), unknown), mostCopies }
  }
  return {
    ...{ environment, wire, query, taken, reminded, isNothingOwed, copies },
    told: async (chats, counts) => new Set((await shownTo(chats, counts)).keys()),
    databaseName: servers ? name : '',
    openEmbedded: embedded.open,
    run: async (role, more = {}) => {
      await embedded.letGo()
      const assistant = await startAssistant({ ...environment, ...more }, role)
      running.push(assistant.process)
      return assistant
    },
    load: (people, perSecond, address, questions = QUESTIONS) =>
      deliverAll({ people, perSecond, address, token, taken, questions, until: closing.signal }),
    writeAgain: (text, perSecond, address) => {
      const to = { address, token, taken: new Set<string>(), until: closing.signal }
      return deliverAll({ ...to, people: taken.size, perSecond, questions: [text], firstUpdateId: AGAIN_FROM })
    },
    oweReminders: async (count, due) => {
      await query(remindersSql(count, due))
      for (let at = 0; at < count; at += 1) reminded.add(String(FIRST_REMINDED_CHAT + at))
    },
    settled: async (withinMs, without = new Set()) => {
      for (const until = performance.now() + withinMs; performance.now() < until; await sleep(SETTLE_POLL_MS)) {
        if (await isEverybodyTold(without)) return true
        // What may have arrived is nobody's to send any more: it is told to the office.
        if (databaseUrl && (await isNothingOwed().catch(() => false))) return true
      }
      return false
    },
    tally: ({ counts, of = taken } = {}) => tallyOf(of, 'answer', counts),
    isSending: async (withinMs) => {
      for (const until = performance.now() + withinMs; performance.now() < until; await sleep(SENDING_POLL_MS)) {
        telegram.send('in_hand')
        if ((await once(telegram, 'message'))[0] > 0) return true
      }
      return false
    },
    brokenOff: async () => (await query<{ sends: number }>(BROKEN_OFF))[0]?.sends ?? 0,
    tallyReminders: (counts) => tallyOf(reminded, 'reminder', counts),
    forget: async () => {
      await query('UPDATE conversation SET send_until = now() WHERE send_holder IS NOT NULL')
      await query('UPDATE conversation SET turn_holder = NULL, turn_until = NULL')
      if (servers) await flush(servers.redis.url)
    },
    close: async () => {
      closing.abort()
      await embedded.letGo()
      for (const child of running) child.kill('SIGKILL')
      telegram.kill()
      await wire.close()
      if (!folder) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

function remindersSql(count: number, { fromSeconds, toSeconds }: { fromSeconds: number; toSeconds: number }): string {
  const apartSeconds = (toSeconds - fromSeconds) / count
  return `WITH made AS (INSERT INTO person SELECT FROM generate_series(1, ${count}) RETURNING id),
    account AS (
      INSERT INTO channel_account (person_id, channel, external_id)
      SELECT id, 'telegram', (${FIRST_REMINDED_CHAT - 1} + row_number() OVER (ORDER BY id))::text FROM made
      RETURNING id, external_id)
    INSERT INTO own_reminder (account_id, about, due_at)
    SELECT id, 'việc số ' || external_id,
           now() + make_interval(secs => ${fromSeconds} + ${apartSeconds} * (external_id::int - ${FIRST_REMINDED_CHAT}))
      FROM account`
}

export async function flush(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl)
  await client.flushall()
  client.disconnect()
}

async function seen(telegram: ChildProcess): Promise<SeenAtTelegram> {
  telegram.send('seen')
  return (await once(telegram, 'message'))[0]
}
