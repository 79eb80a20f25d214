import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Inbound } from '../../../src/channels/index.ts'
import { createTelegramChannel } from '../../../src/channels/telegram/index.ts'
import { freePort } from '../../support/running-assistant.ts'

/** Its types do not fit a module; its export is the class itself. */
type Client = {
  makeMessage(text: string): object
  makeCommand(text: string): object
  makeCallbackQuery(data: string, options?: object): object
  sendMessage(message: object): Promise<unknown>
  sendCommand(message: object): Promise<unknown>
  sendCallback(query: object): Promise<unknown>
  getUpdates(): Promise<{ result: { message: { chat_id: number; text: string; reply_markup?: Keyboard } }[] }>
}
type Keyboard = { inline_keyboard: { text: string; callback_data: string }[][] }
type Emulator = {
  config: { apiURL: string }
  start(): Promise<void>
  stop(): Promise<boolean>
  getClient(token: string, options: object): Client
}
const TelegramServer = createRequire(import.meta.url)('telegram-test-api') as new (options: object) => Emulator

const TOKEN = '123456:independent_token'
const USER = 42

describe('the adapter against a Bot API server written by others', () => {
  let server: Emulator
  let channel: Channel
  let client: Client
  let polling: { stop(): Promise<void> } | undefined
  const taken: Inbound[] = []

  beforeEach(async () => {
    server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
    await server.start()
    const { apiURL: apiRoot } = server.config
    channel = createTelegramChannel({ token: TOKEN, apiRoot, webhookUrl: null, log: { warn: () => {} } })
    client = server.getClient(TOKEN, { userId: USER, chatId: USER, firstName: 'Lan', timeout: 10_000, interval: 20 })
    taken.length = 0
    polling = channel.poll?.(async (updates) => {
      for (const update of updates) {
        taken.push(update)
        if (update.is !== 'message') continue
        const { channel: name, endpoint, externalUserId } = update
        const choices = update.text === 'hạn' ? ['Đã nộp', 'Đang làm'] : []
        await channel.send(
          { channel: name, endpoint, externalUserId },
          { key: '7', text: `nghe <${update.text}>`, choices },
        )
      }
    })
  })
  afterEach(async () => {
    await Promise.all([polling?.stop(), server.stop()])
  })

  it('takes a message, a deep link and a press, and answers each in its chat', async () => {
    await client.sendMessage(client.makeMessage('hạn'))
    const [answer] = (await client.getUpdates()).result
    expect(answer?.message).toMatchObject({ chat_id: USER, text: 'nghe &lt;hạn&gt;', parse_mode: 'HTML' })
    const buttons = answer?.message.reply_markup?.inline_keyboard.flat() ?? []
    expect(buttons.map(({ text }) => text)).toEqual(['Đã nộp', 'Đang làm'])

    await client.sendCommand(client.makeCommand('/start ma_123'))
    await client.getUpdates()
    await client.sendCallback(client.makeCallbackQuery(buttons[1]?.callback_data ?? ''))
    await client.getUpdates()
    expect(taken).toMatchObject([
      { text: 'hạn', externalUserId: String(USER) },
      { text: '/start', startPayload: 'ma_123' },
      { pressed: { key: '7', index: 1 } },
    ])
  })
})
