import type { Channel, WebhookRequest } from '../../../src/channels/index.ts'
import { createTelegramChannel, type TelegramOptions } from '../../../src/channels/telegram/index.ts'
import { webhookSecret } from '../../../src/channels/telegram/telegram.ts'
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from '../../support/fake-telegram.ts'
import type { Ground, InboundGround } from '../contract.ts'

const SECRET_HEADER = 'x-telegram-bot-api-secret-token'
/** Shorter than a test's patience, longer than loopback needs. */
const QUICK = { callWithinMs: 400, retryFirstMs: 5, retryLongestMs: 20, recheckMs: 20 }

export type TelegramGround = { fake: FakeTelegram; channel: Channel; logged(): string; close(): Promise<void> }

/** The adapter joined to a fake of its own. */
export async function openTelegram(
  options: Partial<TelegramOptions> & { fake?: FakeTelegramOptions } = {},
): Promise<TelegramGround> {
  const fake = await startFakeTelegram(options.fake)
  const lines: unknown[] = []
  const log = { warn: (...line: unknown[]) => void lines.push(line) }
  const { token, apiRoot } = fake
  const channel = createTelegramChannel({ ...{ token, apiRoot, webhookUrl: null, log, patience: QUICK }, ...options })
  return { fake, channel, logged: () => JSON.stringify(lines), close: () => fake.close() }
}

/** The same as the channel contract wants it: delivered to, with a person who can be reached. */
export async function openTelegramContract(): Promise<Ground> {
  const webhookUrl = 'https://xa.example.vn/webhooks/telegram'
  const { fake, channel, logged, close } = await openTelegram({ webhookUrl })
  fake.updates.setWebhook({ url: webhookUrl })
  const person = fake.person('77')
  return {
    ...{ channel, logged, close, secrets: [fake.token, webhookSecret(fake.token)] },
    to: { channel: 'telegram', endpoint: '', externalUserId: person.id },
    seen: () =>
      fake.shown.map(({ chatId, text, rows, document }) => ({
        ...{ to: chatId, text, documents: document ? [document] : [] },
        choices: rows.flat().flatMap(({ text: label, callback_data }) => (callback_data ? [label] : [])),
        links: rows.flat().flatMap(({ url }) => url ?? []),
      })),
    fail: {
      rate_limited: () => fake.fail({ is: 'rate_limited', retryAfterSeconds: 7 }),
      unreachable: () => fake.fail({ is: 'blocked' }),
      server_error: () => fake.fail({ is: 'server_error' }),
      stall: () => fake.fail({ is: 'stall' }),
      cut: () => fake.fail({ is: 'cut' }),
      down: () => fake.close(),
    },
    inbound: inboundOf(fake),
  }
}

function inboundOf(fake: FakeTelegram): InboundGround {
  let updateId = 100
  const sign = (body: string): WebhookRequest => ({
    headers: { 'content-type': 'application/json', [SECRET_HEADER]: webhookSecret(fake.token) },
    body: new TextEncoder().encode(body),
  })
  const deliver = (content: string): WebhookRequest => sign(`{"update_id":${updateId++},${content}}`)
  return {
    endpoint: '',
    sign,
    text: ({ text, id, from }) =>
      deliver(
        `"message":{"message_id":${id},"from":{"id":${from},"is_bot":false,"first_name":"A"},"chat":{"id":${from},"type":"private"},"date":1,"text":${JSON.stringify(text)}}`,
      ),
    unknownKind: () => deliver('"chat_boost":{"boost":{"boost_id":"1"}}'),
    forge: ({ headers, body }) => ({ headers: { ...headers, [SECRET_HEADER]: `${headers[SECRET_HEADER]}x` }, body }),
    unsign: ({ headers: { [SECRET_HEADER]: _, ...headers }, body }) => ({ headers, body }),
    press: (index) => {
      const { chatId, messageId, rows } = fake.shown.at(-1) ?? { chatId: '', messageId: 0, rows: [] }
      const { callback_data: data } = rows.flat()[index] ?? {}
      const message = { message_id: messageId, chat: { id: Number(chatId), type: 'private' }, date: 1 }
      const from = { id: Number(chatId), is_bot: false, first_name: 'A' }
      return deliver(`"callback_query":${JSON.stringify({ id: '4382', from, message, chat_instance: '1', data })}`)
    },
  }
}
