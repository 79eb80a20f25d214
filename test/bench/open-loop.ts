/** Messages sent at a fixed rate to Telegram's webhook, whatever becomes of those before, and a fake Telegram that takes the answers. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import type { TransportGround } from '../support/transport-ground.ts'
import { telegramBody } from '../support/webhook-ground.ts'

/** People who write, each in a chat of their own. */
export const CHATS = 4_000
const QUESTIONS = ['mô hình thứ bảy vì dân là gì', 'hạn báo cáo quý', 'thủ tục khai sinh', 'ai ký văn bản này', 'chào']

let nextId = 1

/** The ids that were sent: `first` and those after it. */
export type Sent = { first: number; count: number }

/** Sends `rate` messages a second for so long; settles when the last was taken. */
export async function sendAt(
  { address, token }: { address: string; token: string },
  rate: number,
  seconds: number,
): Promise<Sent> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret(token) }
  const first = nextId
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
  return { first, count: nextId - first }
}

/** A folder of papers that every citizen may see. */
export function publicPapers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'load-papers-'))
  cpSync('test/fixtures/knowledge', folder, { recursive: true })
  const files = readdirSync(folder).filter((file) => /\.(?:md|txt)$/.test(file))
  writeFileSync(
    join(folder, 'manifest.yaml'),
    `documents:\n${files.map((file) => `  ${file}: { visibility: public }\n`).join('')}`,
  )
  return folder
}

export type FakeTelegram = Pick<TransportGround, 'token' | 'environment'> & { apiRoot: string; stop(): void }

export async function fakeTelegram(): Promise<FakeTelegram> {
  const child = fork('test/support/fake-telegram-child.ts', [String(CHATS), '0', '0'])
  const [{ apiRoot, token }] = (await once(child, 'message')) as [{ apiRoot: string; token: string }]
  const environment = { PUBLIC_URL: 'https://xa.example.vn', TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }
  return { token, apiRoot, environment, stop: () => void child.kill() }
}
