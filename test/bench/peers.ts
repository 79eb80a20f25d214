/** What others do with the same machine and servers: Telegraf without any memory, BullMQ with empty jobs, pgbench. */
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Queue, Worker } from 'bullmq'
import { createDatabase } from '../support/new-database.ts'
import { postgresBinaries } from '../support/throwaway-servers.ts'
import { telegramBody } from '../support/webhook-ground.ts'
import { CHATS, fakeTelegram } from './open-loop.ts'
import { unlessShort } from './short.ts'

const JOBS = unlessShort(10_000, 200)
const CONCURRENCY = 8
const PGBENCH = { scale: 5, clients: 4, threads: 2, seconds: unlessShort(10, 2) }

/** Jobs a second of one BullMQ worker in this process, put in one by one and done with nothing. */
export async function bullmqAlone(redisUrl: string): Promise<number> {
  const { hostname: host, port } = new URL(redisUrl)
  const place = { connection: { host, port: Number(port) }, prefix: `bench-${process.pid}` }
  const queue = new Queue('nothing', place)
  const { promise: allDone, resolve } = Promise.withResolvers<void>()
  let done = 0
  const startedAt = performance.now()
  const worker = new Worker(
    'nothing',
    async () => {
      done += 1
      if (done === JOBS) resolve()
    },
    { ...place, concurrency: CONCURRENCY },
  )
  try {
    for (let at = 0; at < JOBS; at += CONCURRENCY) {
      await Promise.all(
        Array.from({ length: CONCURRENCY }, (_, i) => queue.add('nothing', { id: at + i }, { removeOnComplete: true })),
      )
    }
    await allDone
    return JOBS / ((performance.now() - startedAt) / 1_000)
  } finally {
    await worker.close()
    await queue.obliterate({ force: true })
    await queue.close()
  }
}

/** Transactions a second of pgbench (TPC-B-like: five statements) on a database of its own; null where it is not installed. */
export async function pgbenchAlone(postgresUrl: string): Promise<number | null> {
  const program = join(postgresBinaries() ?? '', 'pgbench')
  if (!existsSync(program)) return null
  const run = promisify(execFile)
  const { scale, clients, threads, seconds } = PGBENCH
  const database = await createDatabase(postgresUrl)
  try {
    await run(program, ['-i', '-q', '-s', String(scale), database.url])
    const { stdout } = await run(program, [
      ...['-n', '-c', String(clients), '-j', String(threads), '-T', String(seconds)],
      database.url,
    ])
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  } finally {
    await database.drop()
  }
}

const BARE_MESSAGES = unlessShort(2_000, 100)
const BARE_SIDE_BY_SIDE = 16

/** Messages a second that the webhook of a bot without any memory echoes: so many at once, one after the other. */
export async function bareTelegraf(): Promise<number> {
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
