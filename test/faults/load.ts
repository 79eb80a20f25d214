import { setTimeout as sleep } from 'node:timers/promises'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { telegramBody } from '../support/webhook-ground.ts'

/** A provider delivers again until it is told that a message was taken. */
const REDELIVER_MS = 250

export type Load = {
  questions: readonly string[]
  people: number
  perSecond: number
  /** Asked before each delivery: the program moves when it is started again. */
  address: () => string
  token: string
  /** Who was told that the message is taken; the next run of a load goes on behind them. */
  taken: Set<string>
  /** Updates are numbered like chats, from here. */
  firstUpdateId?: number
  /** Ends the deliveries of a run that broke off. */
  until: AbortSignal
}

/** One message of each person at that pace, each delivered until it is taken. */
export async function deliverAll(load: Load): Promise<void> {
  const { questions, people, perSecond, address, token, taken, until, firstUpdateId = 0 } = load
  const first = taken.size + 1
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }
  const startedAt = performance.now()
  const deliver = async (chatId: number): Promise<void> => {
    const text = questions[chatId % questions.length] ?? ''
    const body = telegramBody({ updateId: firstUpdateId + chatId, chatId, text })
    while (!until.aborted) {
      const response = await fetch(`${address()}/webhooks/telegram`, {
        ...{ method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) },
      }).catch(() => null)
      await response?.text().catch(() => {})
      if (response?.status === 200) return void taken.add(String(chatId))
      await sleep(REDELIVER_MS)
    }
  }
  const deliveries: Promise<void>[] = []
  for (let at = 0; at < people && !until.aborted; at += 1) {
    const waitMs = startedAt + (at * 1_000) / perSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    deliveries.push(deliver(first + at))
  }
  await Promise.all(deliveries)
}
