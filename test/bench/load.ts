/** How many messages a second are answered in time: embedded, on a server with so many workers, and by bare peers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openTransport } from '../support/transport-ground.ts'
import { type Figure, figure, quantile } from './figure.ts'
import { CHATS, type Door, fakeTelegram, type Sent, sendAt } from './open-loop.ts'
import { bareTelegraf, bullmqAlone, pgbenchAlone } from './peers.ts'

const RATES = [15, 30, 40, 50, 60, 70, 80, 90, 100, 115, 130, 145, 160, 180, 200, 225, 250, 280, 310, 350]
const STEP_SECONDS = 8
const DRAIN_MS = 2_000
/** A process that just started compiles what it runs often: what it sustains is asked once it has. */
const WARM_UP = { rate: 15, seconds: 20 }
const P95_LIMIT_MS = 1_000
const ANSWERED_SHARE = 0.97
const JOBS_A_MESSAGE = 3

/** From when each question was to be sent until its answer was written, in ms; those without one are not among them. */
type Waits = (sent: Sent) => Promise<number[]>
type Target = Door & { waits: Waits }

export async function benchLoad(): Promise<Record<string, Figure>> {
  const [telegraf, bullmq, pgbench] = [await bareTelegraf(), await bullmqAlone(), await pgbenchAlone()]
  const figures: Record<string, Figure> = {
    bare_telegraf_echo: figure(telegraf, 'messages/s', {}),
    embedded: figure(await embedded(), 'messages/s', { limit: 15 }),
  }
  let best = 0
  for (const workers of [1, 2, 4]) {
    const echo = await onServer(workers, 'echo')
    const real = await onServer(workers, 'assistant')
    best = Math.max(best, echo)
    figures[`echo_${workers}_workers`] = figure(echo, 'messages/s', {
      peer: { name: 'bare Telegraf', value: telegraf },
    })
    figures[`server_${workers}_workers`] = figure(real, 'messages/s', {
      peer: { name: 'echo through the same inbox, queue and outbox', value: echo },
    })
  }
  figures.echo_jobs = figure(best * JOBS_A_MESSAGE, 'jobs/s', { peer: { name: 'BullMQ, empty jobs', value: bullmq } })
  if (pgbench !== null) figures.pgbench = figure(pgbench, 'transactions/s', {})
  figures.load_average_of_the_machine = figure(loadavg()[1] ?? Number.NaN, 'processes', {})
  return figures
}

/** The highest rate of the ladder at which nearly all are answered and 95 % of them within the limit. */
async function sustained({ address, token, waits }: Target): Promise<number> {
  let best = 0
  await sendAt({ address, token }, WARM_UP.rate, WARM_UP.seconds)
  await sleep(DRAIN_MS)
  for (const rate of RATES) {
    const sent = await sendAt({ address, token }, rate, STEP_SECONDS)
    await sleep(DRAIN_MS)
    const took = await waits(sent)
    const p95 = quantile(took, 0.95)
    process.stderr.write(`  ${rate}/s: ${took.length}/${sent.count} answered, p95 ${Math.round(p95)} ms\n`)
    if (took.length < ANSWERED_SHARE * sent.count || p95 > P95_LIMIT_MS) break
    best = rate
  }
  return best
}

/** Every chat is of one commune, and of somebody who wrote before: greeting the newcomers of one minute is not what is measured. */
export async function seat({ query }: Store): Promise<void> {
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

const waitsIn =
  ({ query }: Store): Waits =>
  async ({ first, count, rate, startedAtMs }) => {
    const rows = await query<{ ms: number }>(
      `SELECT extract(epoch FROM answer.created_at)::float8 * 1000 - ($3 + (asked.sort_order - $1) * 1000 / $4::float8) AS ms
         FROM message AS asked JOIN message AS answer ON answer.answers_id = asked.id
        WHERE asked.direction = 'in' AND asked.sort_order >= $1 AND asked.sort_order < $2`,
      [first, first + count, startedAtMs, rate],
    )
    return rows.map(({ ms }) => ms)
  }

async function onServer(workers: number, what: 'assistant' | 'echo'): Promise<number> {
  process.stderr.write(`${what}, ${workers} workers\n`)
  const ground = await openTransport({ people: CHATS, latencyMs: { least: 0, most: 0 } })
  const environment = {
    ...ground.environment,
    PUBLIC_URL: 'https://xa.example.vn',
    LOG_LEVEL: 'silent',
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

/** In this very process: nobody else may open an embedded database to read the waits from. */
async function embedded(): Promise<number> {
  process.stderr.write('embedded\n')
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  const telegram = await fakeTelegram()
  const config = readConfig({
    ...telegram.environment,
    DATA_DIR: folder,
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
