import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Inbound } from '../../../src/channels/index.ts'
import { openTelegram, type TelegramGround } from './ground.ts'

const WAIT_MS = 10_000

describe('fetching updates from Telegram', () => {
  let ground: TelegramGround
  let polls: { stop(): Promise<void> }[] = []
  let stored: string[] = []

  const open = async (...args: Parameters<typeof openTelegram>): Promise<TelegramGround> => {
    ground = await openTelegram(...args)
    return ground
  }
  const poll = (take = async (updates: Inbound[]): Promise<void> => void stored.push(...updates.map(textOf))) => {
    const polling = ground.channel.poll?.(take)
    if (!polling) throw new Error('it does not poll')
    polls.push(polling)
    return polling
  }
  const until = async (holds: () => boolean): Promise<void> => {
    const end = Date.now() + WAIT_MS
    while (!holds()) {
      if (Date.now() > end) throw new Error('it never came to that')
      await sleep(5)
    }
  }
  const state = (): string | undefined => ground.channel.health?.().state

  afterEach(async () => {
    await Promise.all(polls.map((each) => each.stop()))
    expect(ground.logged()).not.toContain(ground.fake.token)
    await ground.close()
    polls = []
    stored = []
  })

  it('takes what is said in its order and sets the Vietnamese menu', async () => {
    const { fake } = await open()
    const person = fake.person('5')
    for (const text of ['một', 'hai', 'ba']) person.say(text)
    poll()
    await until(() => stored.length === 3)
    person.say('bốn')
    await until(() => stored.length === 4)
    expect(stored).toEqual(['một', 'hai', 'ba', 'bốn'])
    const [menu] = fake.calls.filter(({ method }) => method === 'setMyCommands')
    expect(menu?.payload.commands).toContainEqual({ command: 'han', description: 'Các hạn sắp tới' })
  })

  it('confirms nothing before it is stored: what failed is fetched again', async () => {
    const { fake } = await open()
    fake.person('5').say('đừng mất tôi')
    let attempts = 0
    poll(async (updates) => {
      if (++attempts < 4) throw new Error('the database is away')
      stored.push(...updates.map(textOf))
    })
    await until(() => stored.length > 0)
    await until(() => fake.updates.pendingCount === 0)
    expect([stored, attempts]).toEqual([['đừng mất tôi'], 4])
    expect(ground.logged()).toContain('not_taken')
  })

  it('confirms what it stored when it stops, so that the next process does not get it again', async () => {
    const { fake } = await open()
    fake.person('5').say('một lần')
    const first = poll()
    await until(() => stored.length === 1)
    await first.stop()
    expect(fake.updates.pendingCount).toBe(0)
  })

  it('waits for a batch being stored before it ends', async () => {
    const { fake } = await open()
    fake.person('5').say('đang lưu')
    const { promise: mayStore, resolve: store } = Promise.withResolvers<void>()
    let begun = false
    const polling = poll(async (updates) => {
      begun = true
      await mayStore
      stored.push(...updates.map(textOf))
    })
    await until(() => begun)
    const stopped = polling.stop()
    store()
    await stopped
    expect([stored, fake.updates.pendingCount]).toEqual([['đang lưu'], 0])
  })

  it.each([
    ['too many requests', { is: 'rate_limited', retryAfterSeconds: 1 }],
    ['an error of the server', { is: 'server_error' }],
    ['a page in the way, with the address in the error', { is: 'page', status: 403 }],
    ['a page that looks like an answer', { is: 'page', status: 200 }],
    ['a token not known for a while', { is: 'token_refused' }],
    ['a connection cut', { is: 'cut' }],
  ] as const)(
    'goes on after %s, with one line in the log for the trouble and one for its end',
    async (_what, fault) => {
      const { fake } = await open()
      poll()
      await until(() => state() === 'ok' && fake.calls.some(({ method }) => method === 'getUpdates'))
      fake.fail(fault, { method: 'getUpdates', times: 1 })
      fake.person('5').say('trước')
      await until(() => stored.length === 1)
      fake.person('5').say('sau')
      await until(() => stored.length === 2)
      await until(() => state() === 'ok')
      expect(stored).toEqual(['trước', 'sau'])
      expect(ground.logged().match(/telegram_trouble/g) ?? []).toHaveLength(1)
      expect(ground.logged().match(/telegram_well_again/g) ?? []).toHaveLength(1)
    },
  )

  it('begins although Telegram is away at first, and says meanwhile what to do', async () => {
    const { fake } = await open()
    fake.fail({ is: 'page', status: 451 }, { method: 'getMe', times: 3 })
    poll()
    await until(() => state() === 'trouble')
    expect(ground.channel.health?.().remedy).toMatch(/Zalo/)
    fake.person('5').say('rồi cũng tới')
    await until(() => stored.length === 1)
  })

  it('takes updates back from a webhook that somebody set, and keeps what waited there', async () => {
    const { fake } = await open()
    fake.updates.setWebhook({ url: 'http://127.0.0.1:9/' })
    fake.person('5').say('đã chờ sẵn')
    poll()
    await until(() => stored.length === 1)
    fake.updates.setWebhook({ url: 'http://127.0.0.1:9/' })
    fake.person('5').say('lại bị chiếm')
    await until(() => stored.includes('lại bị chiếm'))
  })

  it('says so when two programs fetch for one bot, and neither ends', async () => {
    await open()
    poll()
    poll()
    await until(() => ground.logged().includes('conflict'))
    ground.fake.person('5').say('vẫn tới')
    await until(() => stored.includes('vẫn tới'))
  })

  it('loses nothing when the numbers of updates begin anew below', async () => {
    const { fake } = await open()
    const person = fake.person('5')
    person.say('tuần trước')
    poll()
    await until(() => fake.updates.pendingCount === 0 && stored.length === 1)
    fake.updates.restartAt(12)
    // The poll that is under way began with the old number.
    person.say('tuần này')
    await until(() => stored.length === 2)
  })

  it('is told of a block and of its end', async () => {
    const { fake } = await open()
    const events: unknown[] = []
    poll(async (updates) => void events.push(...updates))
    const person = fake.person('5')
    person.block()
    person.unblock()
    await until(() => events.length === 2)
    expect(events).toMatchObject([
      { is: 'event', event: 'unfollowed', externalUserId: '5' },
      { is: 'event', event: 'followed', externalUserId: '5' },
    ])
  })

  it('answers a press once it is stored', async () => {
    const { fake, channel } = await open()
    const person = fake.person('5')
    await channel.send(
      { channel: 'telegram', endpoint: '', externalUserId: '5' },
      { key: '9', text: 'Chọn', choices: ['Đã nộp'] },
    )
    poll()
    person.press('Đã nộp')
    await until(() => fake.acknowledged.length === 1)
    expect(stored).toEqual(['Đã nộp'])
  })
})

function textOf(update: Inbound): string {
  return update.is === 'message' ? update.text : update.providerKind
}
