/** How many messages a second are answered in time: embedded, on a server with so many workers, and by bare peers. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../../src/app.ts'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openTransport, type TransportGround } from '../support/transport-ground.ts'
import { telegramBody } from '../support/webhook-ground.ts'
import { type Figure, figure, quantile } from './figure.ts'

const RATES = [5, 10, 15, 20, 30, 45, 60, 80, 110, 150, 200]
const STEP_SECONDS = 8
const DRAIN_MS = 3_000
const CHATS = 4_000
const P95_LIMIT_MS = 1_000
const ANSWERED_SHARE = 0.97
const SOAK = { perSecond: 8, seconds: 150, everyMs: 5_000 }
const QUESTIONS = ['mô hình thứ bảy vì dân là gì', 'hạn báo cáo quý', 'thủ tục khai sinh', 'ai ký văn bản này', 'chào']

/** How long each question of a span of ids waited for its answer to be written; those without one are not among them. */
type Waits = (firstId: number, count: number) => Promise<number[]>
type Target = { address: string; token: string; waits: Waits }

let nextId = 1

export async function benchLoad(): Promise<Record<string, Figure>> {
  const papers = publicPapers()
  try {
    const figures: Record<string, Figure> = {}
    const bare = await bareTelegraf()
    figures.load_bare_telegraf = figure(bare, 'messages/s', {})
    figures.load_embedded = figure(await embedded(papers), 'messages/s', { limit: 15 })
    for (const workers of [1, 2, 4]) {
      const echo = await onServer(papers, workers, 'echo')
      const real = await onServer(papers, workers, 'assistant')
      figures[`load_echo_${workers}_workers`] = figure(echo, 'messages/s', {
        peer: { name: 'bare Telegraf', value: bare },
      })
      figures[`load_server_${workers}_workers`] = figure(real, 'messages/s', {
        peer: { name: 'echo through the same inbox, queue and outbox', value: echo },
      })
    }
    const soak = await soakEmbedded(papers)
    figures.soak_messages = figure(soak.messages, 'messages', {})
    figures.soak_resident_at_half = figure(soak.half, 'MiB', {})
    figures.soak_resident_growth = figure(soak.growthPercent, '%', { limit: 5 })
    figures.load_average_of_the_machine = figure(loadavg()[1] ?? Number.NaN, 'processes', {})
    return figures
  } finally {
    rmSync(papers, { recursive: true, force: true })
  }
}

function publicPapers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'load-papers-'))
  cpSync('test/fixtures/knowledge', folder, { recursive: true })
  const files = readdirSync(folder).filter((file) => /\.(?:md|txt)$/.test(file))
  writeFileSync(
    join(folder, 'manifest.yaml'),
    `documents:\n${files.map((file) => `  ${file}: { visibility: public }\n`).join('')}`,
  )
  return folder
}

/** The highest rate of the ladder at which nearly all are answered and 95 % of them within the limit. */
async function sustained({ address, token, waits }: Target): Promise<number> {
  let best = 0
  await step({ address, token }, 5, 2)
  for (const rate of RATES) {
    const firstId = nextId
    await step({ address, token }, rate, STEP_SECONDS)
    await sleep(DRAIN_MS)
    const count = nextId - firstId
    const took = await waits(firstId, count)
    const p95 = quantile(took, 0.95)
    process.stderr.write(`  ${rate}/s: ${took.length}/${count} answered, p95 ${Math.round(p95)} ms\n`)
    if (took.length < ANSWERED_SHARE * count || p95 > P95_LIMIT_MS) break
    best = rate
  }
  return best
}

/** Open loop: a message is sent whatever became of those before. */
async function step({ address, token }: Omit<Target, 'waits'>, rate: number, seconds: number): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }
  const startedAt = performance.now()
  const posts: Promise<unknown>[] = []
  for (let at = 0; at < rate * seconds; at += 1) {
    const waitMs = startedAt + (at * 1_000) / rate - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    const updateId = nextId++
    const text = QUESTIONS[updateId % QUESTIONS.length] ?? ''
    const body = telegramBody({ updateId, chatId: 1 + (updateId % CHATS), text })
    const url = `${address}/webhooks/telegram`
    posts.push(
      fetch(url, { method: 'POST', headers, body }).then(
        (response) => response.text(),
        () => {},
      ),
    )
  }
  await Promise.all(posts)
}

/** Every chat is of one commune, so that questions are answered rather than asked back. */
async function seat({ query }: Store): Promise<void> {
  await query(
    `WITH made AS (INSERT INTO person SELECT FROM generate_series(1, $1) RETURNING id)
     INSERT INTO channel_account (person_id, channel, external_id, commune_id)
     SELECT id, 'telegram', (row_number() OVER (ORDER BY id))::text,
            (SELECT id FROM commune WHERE id > 0 ORDER BY slug DESC LIMIT 1) FROM made`,
    [CHATS],
  )
}

const waitsIn =
  ({ query }: Store): Waits =>
  async (firstId, count) => {
    const rows = await query<{ ms: number }>(
      `SELECT extract(epoch FROM answer.created_at - asked.created_at)::float8 * 1000 AS ms
         FROM message AS asked JOIN message AS answer ON answer.answers_id = asked.id
        WHERE asked.direction = 'in' AND asked.sort_order >= $1 AND asked.sort_order < $2`,
      [firstId, firstId + count],
    )
    return rows.map(({ ms }) => ms)
  }

async function onServer(papers: string, workers: number, what: 'assistant' | 'echo'): Promise<number> {
  process.stderr.write(`${what}, ${workers} workers\n`)
  const ground = await openTransport({ people: CHATS, latencyMs: { least: 0, most: 0 } })
  const environment = {
    ...ground.environment,
    PUBLIC_URL: 'https://xa.example.vn',
    LOG_LEVEL: 'silent',
    KNOWLEDGE_DIR: papers,
  }
  const running: { stop(signal: 'SIGKILL'): Promise<unknown> }[] = []
  try {
    const start = (): Promise<(typeof running)[number]> =>
      what === 'echo' ? ground.startWorker() : startAssistant(environment, 'worker')
    running.push(await start())
    await seat(ground.store)
    for (let more = 1; more < workers; more += 1) running.push(await start())
    const web = await startAssistant(environment, 'web')
    running.push(web)
    return await sustained({ address: web.address, token: ground.token, waits: waitsIn(ground.store) })
  } finally {
    await Promise.all(running.map((each) => each.stop('SIGKILL')))
    await ground.close()
  }
}

/** In this very process, whose event loop also makes the load: what an office gets is rather more. */
async function embedded(papers: string): Promise<number> {
  process.stderr.write('embedded\n')
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  const telegram = await fakeTelegram()
  const config = readConfig({
    ...telegram.environment,
    DATA_DIR: folder,
    KNOWLEDGE_DIR: papers,
    PORT: '0',
    LOG_LEVEL: 'silent',
  })
  const store = await openStore({ folder })
  const app = await buildApp({ config, log: createLog('silent'), store })
  try {
    const address = (await app.listen()) ?? ''
    await app.ingest(() => {})
    await seat(store)
    await app.work()
    return await sustained({ address, token: telegram.token, waits: waitsIn(store) })
  } finally {
    await app.stop()
    await store.close()
    telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function soakEmbedded(papers: string): Promise<{ messages: number; half: number; growthPercent: number }> {
  process.stderr.write('soak\n')
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const telegram = await fakeTelegram()
  const environment = { ...telegram.environment, DATA_DIR: folder, KNOWLEDGE_DIR: papers, LOG_LEVEL: 'silent' }
  const all = await startAssistant(environment, 'all')
  const resident: number[] = []
  const timer = setInterval(() => resident.push(residentMib(all.process.pid ?? 0)), SOAK.everyMs)
  const firstId = nextId
  try {
    await step({ address: all.address, token: telegram.token }, SOAK.perSecond, SOAK.seconds)
    const third = Math.floor(resident.length / 3)
    const [half, end] = [quantile(resident.slice(third, 2 * third), 0.5), quantile(resident.slice(2 * third), 0.5)]
    return { messages: nextId - firstId, half, growthPercent: (100 * (end - half)) / half }
  } finally {
    clearInterval(timer)
    await all.stop('SIGKILL')
    telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function residentMib(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) / 1_024
}

type FakeTelegram = Pick<TransportGround, 'token' | 'environment'> & { apiRoot: string; stop(): void }

async function fakeTelegram(): Promise<FakeTelegram> {
  const child = fork('test/support/fake-telegram-child.ts', [String(CHATS), '0', '0'])
  const [{ apiRoot, token }] = (await once(child, 'message')) as [{ apiRoot: string; token: string }]
  const environment = { PUBLIC_URL: 'https://xa.example.vn', TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }
  return { token, apiRoot, environment, stop: () => void child.kill() }
}

const BARE_MESSAGES = 2_000
const BARE_SIDE_BY_SIDE = 16

/** As fast as a webhook of a bot without any memory goes: so many at once, one after the other. */
async function bareTelegraf(): Promise<number> {
  const telegram = await fakeTelegram()
  const bot = fork('test/bench/telegraf-echo-child.ts', [telegram.token, telegram.apiRoot])
  const [port] = (await once(bot, 'message')) as [number]
  let sent = 0
  const startedAt = performance.now()
  const one = async (): Promise<void> => {
    while (sent < BARE_MESSAGES) {
      sent += 1
      const body = telegramBody({ updateId: sent, chatId: 1 + (sent % CHATS), text: `câu ${sent}` })
      const headers = { 'content-type': 'application/json' }
      await (await fetch(`http://127.0.0.1:${port}/webhooks/telegram`, { method: 'POST', headers, body })).text()
    }
  }
  await Promise.all(Array.from({ length: BARE_SIDE_BY_SIDE }, one))
  const seconds = (performance.now() - startedAt) / 1_000
  bot.kill()
  telegram.stop()
  return BARE_MESSAGES / seconds
}
