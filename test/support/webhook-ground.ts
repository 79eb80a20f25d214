import { createTelegramChannel } from '../../src/channels/telegram/index.ts'
import { webhookSecret } from '../../src/channels/telegram/telegram.ts'
import { createWebhooks, type Webhooks } from '../../src/web/index.ts'

/** What Telegram's server would deliver, made by hand: requests at the door of webhooks. */
const TOKEN = '700000001:AAFakeTokenOfTheLoopbackTelegram0000'
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

export const SIGNED = { 'content-type': 'application/json', [SECRET_HEADER]: webhookSecret(TOKEN) }

export type TelegramMessage = { updateId: number; chatId: number; text: string }

export function telegramBody({ updateId, chatId, text }: TelegramMessage): string {
  const from = { id: chatId, is_bot: false, first_name: 'A' }
  const message = { message_id: updateId, from, chat: { id: chatId, type: 'private' }, date: 1, text }
  return JSON.stringify({ update_id: updateId, message })
}

export type Door = {
  webhooks: Webhooks
  /** The status the provider sees. */
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<number>
}

/** The door of webhooks before a Telegram adapter of the same token; what it takes goes to `take`. */
export function openDoor(take: Parameters<typeof createWebhooks>[0]['take'], faults: string[] = []): Door {
  const log = { warn: () => {} }
  const webhookUrl = 'https://xa.example.vn/webhooks/telegram'
  const channel = createTelegramChannel({ token: TOKEN, apiRoot: 'http://127.0.0.1:9', webhookUrl, log })
  const quiet = { ...channel, acknowledge: async () => {} }
  const webhooks = createWebhooks({ channels: [quiet], take, logFault: (what) => faults.push(what) })
  return {
    webhooks,
    post: async (body, headers = SIGNED) =>
      (await webhooks.routes.request('/telegram', { method: 'POST', headers, body })).status,
  }
}

/** The same in an order made by a seed, so that a failure can be had again. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Runs the tasks, so many side by side. */
export async function sideBySide<T>(
  items: readonly T[],
  width: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]()
  const one = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) await run(next.value)
  }
  await Promise.all(Array.from({ length: width }, one))
}
