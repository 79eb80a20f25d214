import { setTimeout as sleep } from 'node:timers/promises'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openTransport, type Reckoning, reckon, type TransportGround } from '../support/transport-ground.ts'
import { shuffled, sideBySide, telegramBody } from '../support/webhook-ground.ts'
import { type Servers, urlsOf } from './ground.ts'
import { type Counts, MOST_COPIES, unclearAfter } from './verdict.ts'

const LATENCY_MS = { least: 20, most: 80 }
const SETTLED_MS = 900_000

type Stops = { sends: number; stops: number; signal: 'SIGKILL' | 'SIGTERM' }
type Judged = Counts & { holds: boolean; [more: string]: unknown }

/** Half answers, which are sent once more when in doubt, half broadcasts, which are not. */
export async function stoppedWhileSending(servers: Servers, { sends, stops, signal }: Stops): Promise<Judged> {
  const ground = await openTransport({ people: sends, latencyMs: LATENCY_MS }, urlsOf(servers))
  try {
    await ground.oweEach(sends, (person) => ({
      ...{ key: 'k', text: `tin ${person}`, class: person % 2 === 0 ? 'answer' : 'broadcast' },
    }))
    for (let stop = 1; stop <= stops; stop += 1) {
      const worker = await ground.startWorker()
      await sleep(500 + Math.random() * 2_000)
      await worker.stop(signal)
      process.stderr.write(`${signal} ${stop}/${stops}\n`)
    }
    const worker = await ground.startWorker()
    const hasEnded = await ground.settled(SETTLED_MS)
    await worker.stop('SIGTERM')
    const done = new Set((await ground.seen()).shown.map(({ chatId }) => chatId)).size
    return judge({ ...(await reckon(ground)), done }, { stops, signal, hasEnded })
  } finally {
    await ground.close()
  }
}

type Ending = { stops: number; signal: string; hasEnded: boolean }

type Reckoned = Reckoning & { done: number }

/** Nothing is unaccounted for, nobody has a third copy, and only a kill leaves anything unclear. */
export function judge(reckoned: Reckoned, { stops, signal, hasEnded }: Ending): Judged {
  const {
    sends: owed,
    done,
    unaccounted: lost,
    duplicates: duplicated,
    unknown,
    mostCopiesToOne: mostCopies,
  } = reckoned
  const unclearAtMost = signal === 'SIGKILL' ? unclearAfter(stops, owed) : 0
  const holds = hasEnded && owed > 0 && lost === 0 && duplicated + unknown <= unclearAtMost && mostCopies <= MOST_COPIES
  return { signal, stops, owed, done, duplicated, unknown, lost, mostCopies, unclearAtMost, hasEnded, holds }
}

const CHATS = 50
const MESSAGES = 1_000
const TIMES = 10
const SIDE_BY_SIDE = 40
const SEED = 20261129

/** 1,000 messages of 50 chats, each delivered ten times in one shuffled heap over 40 connections. */
export async function duplicatesAndShuffle(servers: Servers): Promise<Judged> {
  const ground = await openTransport({ people: CHATS, latencyMs: LATENCY_MS }, urlsOf(servers))
  const web = await startAssistant(
    { ...ground.environment, PUBLIC_URL: 'https://xa.example.vn', LOG_LEVEL: 'error' },
    'web',
  )
  try {
    const messages = Array.from({ length: MESSAGES }, (_, at) => ({
      ...{ updateId: at + 1, chatId: 1 + (at % CHATS), text: `câu ${at}` },
    }))
    const deliveries = shuffled(Array.from({ length: TIMES }, () => messages).flat(), SEED)
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': webhookSecret(ground.token),
    }
    const statuses: Record<number, number> = {}
    await sideBySide(deliveries, SIDE_BY_SIDE, async (message) => {
      const url = `${web.address}/webhooks/telegram`
      const response = await fetch(url, { method: 'POST', headers, body: telegramBody(message) })
      await response.text()
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
    })
    const worker = await ground.startWorker()
    const hasEnded = await ground.settled(SETTLED_MS)
    await worker.stop('SIGTERM')
    return { seed: SEED, deliveries: deliveries.length, statuses, ...(await countAnswers(ground, messages, hasEnded)) }
  } finally {
    await web.stop()
    await ground.close()
  }
}

type Said = { chatId: number; text: string }

async function countAnswers(ground: TransportGround, messages: readonly Said[], hasEnded: boolean): Promise<Judged> {
  const { shown } = await ground.seen()
  const answers = shown.filter(({ text }) => text.startsWith('đáp: '))
  const answersOf = (chatId: number): string[] =>
    answers.filter((answer) => answer.chatId === String(chatId)).map(({ text }) => text)
  const expectedOf = (chatId: number): string[] =>
    messages.filter((message) => message.chatId === chatId).map(({ text }) => `đáp: ${text}`)
  const chats = Array.from({ length: CHATS }, (_, at) => at + 1)
  const inOrder = chats.filter((chat) => answersOf(chat).join('\n') === expectedOf(chat).join('\n')).length
  const [owed, done] = [messages.length, new Set(answers.map(({ text }) => text)).size]
  const { unknown } = await reckon(ground)
  const counts = { owed, done, duplicated: answers.length - done, unknown, lost: owed - done - unknown }
  const holds = hasEnded && done === owed && answers.length === owed && inOrder === CHATS
  return { ...counts, chats: CHATS, chatsInOrder: inOrder, hasEnded, holds }
}
