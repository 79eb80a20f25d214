/** Sends questions of the development set to a webhook at a fixed rate, whatever becomes of those before. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { telegramBody } from '../support/webhook-ground.ts'

const [address = '', token = '', ...figures] = process.argv.slice(2)
const [rate = 1, first = 1, count = 0, chats = 1] = figures.map(Number)

const questions = readFileSync('test/evaluation/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line): string => JSON.parse(line).question)
const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }

const startedAtMs = performance.timeOrigin + performance.now()
const posts: Promise<unknown>[] = []
for (let at = 0; at < count; at += 1) {
  const waitMs = startedAtMs + (at * 1_000) / rate - (performance.timeOrigin + performance.now())
  if (waitMs > 0) await sleep(waitMs)
  const updateId = first + at
  const text = questions[updateId % questions.length] ?? ''
  const body = telegramBody({ updateId, chatId: 1 + (updateId % chats), text })
  posts.push(
    fetch(`${address}/webhooks/telegram`, { method: 'POST', headers, body }).then(
      (response) => response.text(),
      () => {},
    ),
  )
}
await Promise.all(posts)
process.send?.({ startedAtMs }, () => process.exit(0))
