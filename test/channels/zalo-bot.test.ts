import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel, Inbound } from '../../src/channels/index.ts'
import { createZaloBot, type ZaloBotOptions } from '../../src/channels/zalo-bot/index.ts'
import { type FakeBotUpdate, type FakeZaloBot, startFakeZaloBot } from '../support/fake-zalo-bot.ts'

const PERSON = '6ede9afa66b88fe6d6a9'
const SECRET = 'MATKHAUWEBHOOK'

let fake: FakeZaloBot
let logged: string[]
beforeEach(async () => {
  fake = await startFakeZaloBot({ secret: SECRET })
  logged = []
})
afterEach(() => fake.close())

function open(webhook: ZaloBotOptions['webhook'] = null): Channel {
  const bots = [{ id: fake.botId, token: fake.token }]
  const log = { warn: (...line: unknown[]) => void logged.push(JSON.stringify(line)) }
  return createZaloBot({ bots, webhook, origin: fake.url, timeoutMs: 3_000, log })
}

const delivered = { publicUrl: 'https://xa.example.vn', secret: SECRET }

function read(update: FakeBotUpdate, form?: 'bare' | 'wrapped'): Inbound[] {
  const { headers, body } = fake.sign(update, form)
  const parsed = open(delivered).parseWebhook?.(fake.botId, { headers, body: Buffer.from(body) })
  if (parsed?.kind !== 'updates') throw new Error(parsed?.reason)
  return parsed.updates
}

describe('updates of a Zalo bot', () => {
  it.each(['bare', 'wrapped'] as const)('are read %s', (form) => {
    const update = fake.says(PERSON, { text: 'xin chào', message_id: '2d758cb5e222177a4e35' })
    expect(read(update, form)).toEqual([
      {
        ...{ is: 'message', channel: 'zalo_bot', endpoint: fake.botId, externalUserId: PERSON },
        ...{ externalKey: '2d758cb5e222177a4e35', text: 'xin chào', kind: 'text', order: update.message?.date },
      },
    ])
  })

  it('tell the time in milliseconds, whichever way it came', () => {
    expect(read(fake.says(PERSON, { text: 'a', date: 1_796_256_000 }))).toMatchObject([{ order: 1_796_256_000_000 }])
  })

  it.each(['photo_url', 'photo'])('of a picture keep its address (%s) and its caption', (field) => {
    expect(read(fake.says(PERSON, { [field]: 'https://f.zdn.vn/a.jpg', caption: 'giấy này' }, 'image'))).toMatchObject([
      { kind: 'image', text: 'giấy này', attachments: [{ kind: 'image', reference: 'https://f.zdn.vn/a.jpg' }] },
    ])
  })

  it('of voice, stickers and what Zalo does not support are messages of their kind', () => {
    expect(read(fake.says(PERSON, { voice_url: 'https://f.zdn.vn/v.aac' }, 'voice'))).toMatchObject([{ kind: 'voice' }])
    expect(read(fake.says(PERSON, { sticker: '12', url: 'https://f.zdn.vn/s' }, 'sticker'))).toMatchObject([
      { kind: 'other' },
    ])
    expect(read(fake.says(PERSON, {}, 'unsupported'))).toMatchObject([{ is: 'message', kind: 'other' }])
    expect(read({ event_name: 'message.unsupported.received' })).toMatchObject([{ is: 'event', event: 'other' }])
  })

  it('of what the bot said itself are nothing', () => {
    expect(read(fake.echo(PERSON, 'đáp'))).toEqual([])
  })

  it('of a group are not answered', () => {
    const update = fake.says(PERSON, { text: 'a', chat: { id: 'g1', chat_type: 'GROUP' } })
    expect(read(update)).toMatchObject([{ is: 'event', event: 'other' }])
  })

  it('for a bot that is not ours are refused though the secret is right', () => {
    const { headers, body } = fake.sign(fake.says(PERSON, { text: 'a' }))
    const parsed = open(delivered).parseWebhook?.('999', { headers, body: Buffer.from(body) })
    expect(parsed).toEqual({ kind: 'refused', status: 401, reason: 'signature_wrong' })
  })
})

describe('a message of a Zalo bot', () => {
  it('has its choices as numbered lines, for there are no buttons', async () => {
    const to = { channel: 'zalo_bot' as const, endpoint: fake.botId, externalUserId: PERSON }
    const links = [{ label: 'Xem điều khoản', url: 'https://xa.example.vn/1' }]
    await open().send(to, { text: 'Anh/chị chọn:', choices: ['Đã nộp', 'Đang làm'], links })
    expect(fake.sent[0]?.text).toBe('Anh/chị chọn:\n1. Đã nộp\n2. Đang làm\nXem điều khoản: https://xa.example.vn/1')
  })
})

describe('fetching from a Zalo bot', () => {
  /** Fetches until `count` updates are stored. */
  async function fetchUntil(count: number, take: (updates: Inbound[]) => Promise<void>): Promise<void> {
    let stored = 0
    const polling = open().poll?.(async (updates) => {
      await take(updates)
      stored += updates.length
    })
    await vi.waitFor(() => expect(stored).toBe(count), { timeout: 20_000 })
    await polling?.stop()
  }

  it('takes one update at a time, in order, and asks on through idle answers', async () => {
    for (const text of ['một', 'hai', 'ba']) fake.queue(fake.says(PERSON, { text }))
    const texts: string[] = []
    setTimeout(() => fake.queue(fake.says(PERSON, { text: 'bốn' })), 100)
    await fetchUntil(4, async (updates) => {
      for (const update of updates) if (update.is === 'message') texts.push(update.text)
    })
    expect(texts).toEqual(['một', 'hai', 'ba', 'bốn'])
  })

  it('holds what it was given until it is stored: Zalo gives nothing twice', async () => {
    fake.queue(fake.says(PERSON, { text: 'một' }))
    let tries = 0
    await fetchUntil(1, async () => {
      tries += 1
      if (tries < 3) throw new Error('the store is away')
    })
    expect(tries).toBe(3)
    expect(logged.join()).toContain('zalo_bot_store_failed')
  })

  it.each([
    'server_error',
    'cut',
    { status: 429, headers: { 'retry-after': '1' }, json: { ok: false, error_code: 429 } },
  ] as const)(
    'goes on after a failure (%j), which is one line in the log and a note on the status page',
    async (fault) => {
      fake.failNext(fault)
      fake.queue(fake.says(PERSON, { text: 'một' }))
      await fetchUntil(1, async () => {})
      expect(logged.filter((line) => line.includes('zalo_bot_poll_failed'))).toHaveLength(1)
      expect(logged.join()).not.toContain(fake.token)
    },
  )

  it('takes an address left from another time away first', async () => {
    const registering = open(delivered).register?.()
    await vi.waitFor(() =>
      expect(fake.webhook()).toEqual({ url: `https://xa.example.vn/webhooks/zalo_bot/${fake.botId}`, secret: SECRET }),
    )
    await registering?.stop()
    fake.queue(fake.says(PERSON, { text: 'một' }))
    await fetchUntil(1, async () => {})
    expect(fake.webhook()).toBeNull()
  })

  it('loses nothing by stopping: what is under way is stored first', async () => {
    const stored: Inbound[] = []
    const polling = open().poll?.(async (updates) => void stored.push(...updates))
    await vi.waitFor(() => expect(fake.requests.some(({ path }) => path.endsWith('getUpdates'))).toBe(true))
    for (let index = 0; index < 5; index += 1) fake.queue(fake.says(PERSON, { text: `${index}` }))
    await polling?.stop()
    expect(stored.length + fake.waiting()).toBe(5)
  })

  it('tells a wrong token by the check, with where to get another', async () => {
    fake.failNext({ status: 401, json: { ok: false, error_code: 401, description: 'Unauthorized' } })
    const channel = open()
    expect(await channel.check?.()).toEqual([
      {
        state: 'trouble',
        says: `Zalo Bot ${fake.botId}: gọi Zalo không được (token_refused (401)).`,
        remedy: expect.stringContaining('ZALO_BOT_TOKENS'),
      },
    ])
    expect(await channel.check?.()).toMatchObject([{ state: 'ok', says: 'Zalo Bot “bot.xabinhphu” trả lời.' }])
  })
})
