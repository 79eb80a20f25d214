import { setTimeout as sleep } from 'node:timers/promises'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openTransport, type TransportGround } from '../support/transport-ground.ts'
import { telegramBody } from '../support/webhook-ground.ts'
import { type Figure, figure, quantile } from './figure.ts'
import type { BenchServers } from './servers.ts'
import { unlessShort } from './short.ts'

const FAN_OUT = unlessShort(5_000, 600)
const PER_SECOND = 200
const SECONDS = 20
const CHATS = 400
const SETTLED_MS = 900_000
const QUESTIONS = ['hạn báo cáo quý', 'phong kinh te chu tri nhung gi', 'thủ tục khai sinh', 'ai ký văn bản này']

/** How fast a webhook is acknowledged, and how evenly a broadcast leaves; on a server Postgres and Redis. */
export async function benchTransport(servers: BenchServers): Promise<Record<string, Figure>> {
  return { ...(await acknowledging(servers)), ...(await fanningOut(servers)) }
}

async function acknowledging(servers: BenchServers): Promise<Record<string, Figure>> {
  const ground = await openTransport({ people: CHATS, latencyMs: { least: 20, most: 80 } }, servers)
  const environment = { ...ground.environment, PUBLIC_URL: 'https://xa.example.vn', LOG_LEVEL: 'error' }
  const web = await startAssistant(environment, 'web')
  try {
    await load(ground, web.address, { firstId: 1, seconds: 3 })
    const paused = await load(ground, web.address, { firstId: 100_000, seconds: SECONDS })
    const worker = await startAssistant({ ...environment, PORT: '0' }, 'worker')
    const running = await load(ground, web.address, { firstId: 200_000, seconds: SECONDS })
    await worker.stop('SIGKILL')
    return {
      ack_answering_paused_p50: figure(quantile(paused.ackMs, 0.5), 'ms', {}),
      ack_answering_paused_p99: figure(quantile(paused.ackMs, 0.99), 'ms', { limit: 50 }),
      ack_answering_paused_most: figure(quantile(paused.ackMs, 1), 'ms', { limit: 2_000 }),
      ack_answering_paused_load_cpu: figure(paused.cpuShare, 'cores', {}),
      ack_answering_running_p50: figure(quantile(running.ackMs, 0.5), 'ms', {}),
      ack_answering_running_p99: figure(quantile(running.ackMs, 0.99), 'ms', { limit: 250 }),
      ack_answering_running_most: figure(quantile(running.ackMs, 1), 'ms', { limit: 2_000 }),
      ack_answering_running_load_cpu: figure(running.cpuShare, 'cores', {}),
      ack_refused: figure(paused.refused + running.refused, 'requests', {}),
    }
  } finally {
    await web.stop()
    await ground.close()
  }
}

type Load = { ackMs: number[]; refused: number; cpuShare: number }

/** Open loop: a message every five milliseconds whatever became of those before, as a provider sends them. */
async function load(
  { token }: TransportGround,
  address: string,
  { firstId, seconds }: { firstId: number; seconds: number },
): Promise<Load> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }
  const ackMs: number[] = []
  let refused = 0
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const post = async (at: number): Promise<void> => {
    const text = `${QUESTIONS[at % QUESTIONS.length]} ${at}`
    const body = telegramBody({ updateId: firstId + at, chatId: 1 + (at % CHATS), text })
    const sentAt = performance.now()
    const response = await fetch(`${address}/webhooks/telegram`, { method: 'POST', headers, body })
    await response.text()
    if (response.status === 200) ackMs.push(performance.now() - sentAt)
    else refused += 1
  }
  const posts: Promise<void>[] = []
  for (let at = 0; at < seconds * PER_SECOND; at += 1) {
    const waitMs = startedAt + (at * 1_000) / PER_SECOND - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    posts.push(post(at))
  }
  await Promise.all(posts)
  const { user, system } = process.cpuUsage(cpu)
  return { ackMs, refused, cpuShare: (user + system) / 1_000 / (performance.now() - startedAt) }
}

/** A broadcast to 5,000 people through one worker; counted where it arrives. */
async function fanningOut(servers: BenchServers): Promise<Record<string, Figure>> {
  const ground = await openTransport({ people: FAN_OUT, latencyMs: { least: 20, most: 80 } }, servers)
  try {
    await ground.oweEach(FAN_OUT, (person) => ({ key: 'k', text: `loa ${person}`, class: 'broadcast' }))
    const worker = await ground.startWorker()
    const hasEnded = await ground.settled(SETTLED_MS)
    await worker.stop('SIGTERM')
    const { shown, busiestSecond } = await ground.seen()
    const times = shown.map(({ at }) => at)
    const spanSeconds = (Math.max(...times) - Math.min(...times)) / 1_000
    return {
      fan_out_arrived: figure(hasEnded ? shown.length : Number.NaN, 'messages', { limit: FAN_OUT }),
      fan_out_average: figure((shown.length - 1) / spanSeconds, 'messages/s', { limit: 30 }),
      fan_out_busiest_second: figure(busiestSecond, 'messages', { limit: 30 }),
    }
  } finally {
    await ground.close()
  }
}
