import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Inbound } from '../../../src/channels/index.ts'
import { createWebhooks } from '../../../src/web/index.ts'
import { openTelegram, type TelegramGround } from './ground.ts'

const WAIT_MS = 10_000

describe('Telegram delivering to our address', () => {
  let ground: TelegramGround
  let server: Server
  let registered: { stop(): Promise<void> } | undefined
  let stored: Inbound[] = []
  let take = async (updates: Inbound[]): Promise<void> => void stored.push(...updates)
  let url = ''

  const register = (): void => {
    registered = ground.channel.register?.()
  }
  const until = async (holds: () => boolean): Promise<void> => {
    const end = Date.now() + WAIT_MS
    while (!holds()) {
      if (Date.now() > end) throw new Error('it never came to that')
      await sleep(5)
    }
  }
  const webhookOf = (): string | undefined => ground.fake.updates.webhook?.url

  beforeEach(async () => {
    stored = []
    take = async (updates) => void stored.push(...updates)
    server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`
    ground = await openTelegram({ webhookUrl: url })
    serve(server, ground.channel, (updates) => take(updates))
  })
  afterEach(async () => {
    await registered?.stop()
    expect(ground.logged()).not.toContain(ground.fake.token)
    await ground.close()
    server.closeAllConnections()
    server.close()
  })

  it('sets the address with a secret of its own and takes what is said', async () => {
    register()
    await until(() => webhookOf() === url)
    ground.fake.person('5').say('xin chào')
    await until(() => stored.length === 1)
    expect(stored).toMatchObject([{ text: 'xin chào', externalUserId: '5' }])
    expect(ground.fake.updates.webhook?.secret_token).toMatch(/^[\w-]{43}$/)
    await until(() => ground.channel.health?.().says?.includes('@tro_ly_xa_bot') === true)
    expect(ground.channel.health?.()).toMatchObject({ state: 'ok' })
    expect(ground.channel.poll).toBeUndefined()
  })

  it('is asked to deliver again what could not be stored, and delivers it', async () => {
    let failures = 3
    take = async (updates) => {
      if (failures-- > 0) throw new Error('the database is away')
      stored.push(...updates)
    }
    register()
    await until(() => webhookOf() === url)
    ground.fake.person('5').say('đừng mất tôi')
    await ground.fake.updates.drained()
    expect(stored).toHaveLength(1)
    expect(ground.fake.deliveries.map(({ status }) => status)).toEqual([503, 503, 503, 200])
  })

  it('with a secret that is not ours is refused, and nothing is stored', async () => {
    ground.fake.updates.setWebhook({ url, secret_token: 'cua_nguoi_khac' })
    ground.fake.person('5').say('giả')
    await until(() => ground.fake.deliveries.length > 0)
    ground.fake.updates.deleteWebhook()
    expect([ground.fake.deliveries[0]?.status, stored]).toEqual([401, []])
  })

  it('twice and out of order brings equal keys and an order', async () => {
    register()
    await until(() => webhookOf() === url)
    const person = ground.fake.person('5')
    for (const text of ['một', 'hai', 'ba']) person.say(text)
    await ground.fake.updates.drained()
    const updates = [3, 1, 2, 1].map((id) => ({ update_id: id, message: messageOf(id) }))
    stored = []
    for (const update of updates) await ground.fake.updates.deliver(update)
    const messages = stored.flatMap((each) => (each.is === 'message' ? each : []))
    expect(messages).toHaveLength(4)
    expect(messages[1]?.externalKey).toBe(messages[3]?.externalKey)
    const inOrder = [...messages].sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    expect(inOrder.map(({ text }) => text)).toEqual(['tin 1', 'tin 1', 'tin 2', 'tin 3'])
  })

  it('answers a press once it is stored', async () => {
    register()
    await until(() => webhookOf() === url)
    const person = ground.fake.person('5')
    const to = { channel: 'telegram' as const, endpoint: '', externalUserId: '5' }
    await ground.channel.send(to, { key: '9', text: 'Chọn', choices: ['Đã nộp', 'Đang làm'] })
    person.press('Đang làm')
    await until(() => ground.fake.acknowledged.length === 1)
    expect(stored).toMatchObject([{ text: 'Đang làm', pressed: { key: '9', index: 1 } }])
  })

  it('elsewhere because somebody changed the address is brought back', async () => {
    register()
    await until(() => webhookOf() === url)
    ground.fake.updates.setWebhook({ url: 'http://127.0.0.1:9/' })
    await until(() => webhookOf() === url)
  })

  it('in vain is told with what Telegram met, and what to do', async () => {
    register()
    await until(() => webhookOf() === url)
    take = async () => {
      throw new Error('the database is away')
    }
    ground.fake.person('5').say('chưa tới')
    await until(() => ground.channel.health?.().state === 'trouble')
    expect(ground.channel.health?.()).toMatchObject({
      says: expect.stringMatching(/503/),
      remedy: expect.stringMatching(/PUBLIC_URL/),
    })
    expect(await ground.channel.check?.()).toMatchObject([{ state: 'trouble' }])
  })

  it('is registered in the end although Telegram is away at first', async () => {
    ground.fake.fail({ is: 'page', status: 451 }, { method: 'getMe', times: 2 })
    ground.fake.fail({ is: 'server_error' }, { method: 'setWebhook', times: 2 })
    register()
    await until(() => webhookOf() === url)
    expect(ground.logged().match(/telegram_trouble/g)).toHaveLength(1)
  })
})

function messageOf(id: number): object {
  return {
    message_id: id,
    date: 1,
    chat: { id: 5, type: 'private' },
    from: { id: 5, is_bot: false },
    text: `tin ${id}`,
  }
}

/** The program's own route, on a socket. */
function serve(server: Server, channel: Channel, take: (updates: Inbound[]) => Promise<void>): void {
  const { routes } = createWebhooks({ channels: [channel], take, logFault: () => {} })
  server.on('request', async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const headers = new Headers(incoming.headers as Record<string, string>)
    const path = String(incoming.url).replace('/webhooks', '')
    const response = await routes.request(path, { method: incoming.method, headers, body: Buffer.concat(chunks) })
    outgoing.writeHead(response.status).end(await response.text())
  })
}
