import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SendResult } from '../../src/channels/index.ts'
import type { Owed } from '../../src/delivery/index.ts'
import { type Assistant, type AssistantOptions, openAssistant } from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'

const DRAIN_MS = 30_000
const SENT: SendResult = { kind: 'sent', receipt: null }
const CUT: SendResult = { kind: 'temporary', reason: 'connection cut', uncertain: true }
const REFUSED: SendResult = { kind: 'temporary', reason: 'connection refused' }

await onEachStore('delivery', (ground, kind) => {
  let open: Assistant[] = []

  const start = async (options: AssistantOptions = {}): Promise<Assistant> => {
    const { keyPrefix } = ground()
    const assistant = await openAssistant({ ...ground(), keyPrefix: `${keyPrefix}-${crypto.randomUUID()}` }, options)
    open.push(assistant)
    return assistant
  }
  /** A channel that answers with these results in turn, and then takes everything. */
  const startWith = async (...results: SendResult[]): Promise<Assistant> =>
    start({ send: async () => results.shift() ?? SENT })

  const chatOf = async (externalId: string, channel = 'telegram'): Promise<number> =>
    (await ground().store.db.channelAccount.create({ data: { channel, externalId, person: { create: {} } } })).id
  const owe = async ({ delivery }: Assistant, more: Partial<Owed> = {}): Promise<number> => {
    const accountId = more.accountId ?? (await chatOf(crypto.randomUUID()))
    const owed = await delivery.owe({ accountId, key: crypto.randomUUID(), class: 'answer', text: 'tin', ...more })
    return owed?.messageId ?? 0
  }
  const rowOf = (id: number) => ground().store.db.message.findUniqueOrThrow({ where: { id } })
  const statusOf = async (id: number): Promise<string> => (await rowOf(id)).status
  /** Lets the waiting that stands in a row be over. */
  const passTime = async (): Promise<void> => {
    await ground().store.query(`UPDATE message SET due_at = now() - interval '1 second' WHERE status = 'due'`)
    await ground().store.query(`UPDATE conversation SET send_until = now() - interval '1 second'`)
  }
  /** As a process that died between handing a message over and noting it leaves it. */
  const dieSending = async (id: number): Promise<void> => {
    const { query } = ground().store
    await query(`UPDATE message SET status = 'sending', attempts = attempts + 1, claimed_at = now() WHERE id = $1`, [
      id,
    ])
    await query(
      `UPDATE conversation SET send_holder = 'dead:1', send_until = now() - interval '1 second'
        WHERE id = (SELECT conversation_id FROM message WHERE id = $1)`,
      [id],
    )
  }

  beforeEach(async () => {
    await ground().store.db.person.deleteMany()
  })
  afterEach(async () => {
    await Promise.all(open.map((assistant) => assistant.close()))
    open = []
  })

  it('owes a message once a key, however often it is said and by however many at once', async () => {
    const assistant = await start()
    assistant.work()
    const accountId = await chatOf('an')
    const owed = { accountId, key: 'reminder-1', class: 'reminder', text: 'nhắc' } as const
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => assistant.delivery.owe(owed)))
    expect(outcomes.filter((outcome) => outcome?.isNew)).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => outcome?.messageId)).size).toBe(1)
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(await assistant.delivery.owe({ ...owed, text: 'khác' })).toMatchObject({ isNew: false })
    expect(assistant.sent.map(({ text }) => text)).toEqual(['nhắc'])
    expect(await assistant.delivery.owe({ ...owed, accountId: accountId + 1_000 })).toBeNull()
  })

  it('hands over everything a message is made of', async () => {
    const assistant = await start()
    const document = { path: '/tmp/a.docx', name: 'a.docx', mimeType: 'application/msword' }
    const links = [{ label: 'Mở', url: 'https://example.vn' }]
    const template = { name: 'due', values: { unit: 'Trạm Y tế' } }
    const id = await owe(assistant, { choices: ['Đã nộp'], subject: { occurrence: 4 }, links, document, template })
    await assistant.delivery.deliver(id)
    const message = { key: String(id), text: 'tin', choices: ['Đã nộp'], links, document, template }
    expect(assistant.sent).toEqual([{ to: expect.any(String), ...message }])
  })

  it('does not wait a day where the database’s clock was a day ahead and is put right', async () => {
    const assistant = await start()
    const { query } = ground().store
    const [answer, tried, later] = [await owe(assistant), await owe(assistant), await owe(assistant)]
    const ids = [answer, tried, later]
    await query(
      `UPDATE message SET created_at = now() + interval '1 day', due_at = now() + interval '1 day' WHERE id = ANY($1)`,
      [ids],
    )
    await query(
      `UPDATE message SET created_at = now() - interval '1 hour', claimed_at = now() + interval '1 day',
              due_at = now() + interval '1 day 10 minutes' WHERE id = $1`,
      [tried],
    )
    // Written by a right clock or a wrong one, for another day.
    await query(`UPDATE message SET due_at = now() + interval '2 days' WHERE id = $1`, [later])
    await query(`UPDATE conversation SET send_until = now() + interval '1 day'`)
    await assistant.delivery.recover()
    for (const id of ids) await assistant.delivery.deliver(id)
    expect(await Promise.all(ids.map(statusOf))).toEqual(['sent', 'sent', 'due'])
  })

  it('sends a message once, however many senders take it', async () => {
    const assistant = await start()
    const id = await owe(assistant)
    await Promise.all(Array.from({ length: 6 }, () => assistant.delivery.deliver(id)))
    expect(await assistant.delivery.deliver(id)).toBeUndefined()
    expect([assistant.sent.length, await statusOf(id)]).toEqual([1, 'sent'])
  })

  it('sends nothing that is true no longer, and what comes after it', async () => {
    const assistant = await startWith(REFUSED)
    const accountId = await chatOf('an')
    const stale = await owe(assistant, { accountId, class: 'reminder', notAfter: new Date(Date.now() + 60_000) })
    await assistant.delivery.deliver(stale)
    await ground().store.query(`UPDATE message SET not_after = now() - interval '1 second' WHERE id = $1`, [stale])
    await passTime()
    const next = await owe(assistant, { accountId, text: 'sau' })
    await assistant.delivery.deliver(next)
    expect(await assistant.delivery.deliver(stale)).toBeUndefined()
    expect(await rowOf(stale)).toMatchObject({ status: 'given_up', failure: 'too_late' })
    expect([await statusOf(next), assistant.sent.map(({ text }) => text)]).toEqual(['sent', ['tin', 'sau']])
  })

  it('finishes what is half said, though it is late by then', async () => {
    const assistant = await start()
    const id = await owe(assistant, { class: 'reminder', notAfter: new Date(0) })
    await ground().store.query('UPDATE message SET parts_sent = 1 WHERE id = $1', [id])
    await assistant.delivery.deliver(id)
    expect(await statusOf(id)).toBe('sent')
  })

  it('does not try again what the channel will never send', async () => {
    const assistant = await startWith({ kind: 'permanent', reason: 'bad request' })
    const id = await owe(assistant)
    await assistant.delivery.deliver(id)
    await assistant.delivery.deliver(id)
    expect([assistant.sent.length, await rowOf(id)]).toEqual([
      1,
      expect.objectContaining({ status: 'failed', failure: 'bad request' }),
    ])
  })

  it('marks who is gone once, and tries nothing further until they write again', async () => {
    const assistant = await startWith({ kind: 'permanent', reason: 'blocked', unreachable: true })
    const accountId = await chatOf('an')
    const ids = [await owe(assistant, { accountId }), await owe(assistant, { accountId })]
    for (const id of ids) await assistant.delivery.deliver(id)
    const again = await assistant.delivery.owe({ accountId, key: 'k', class: 'reminder', text: 'nữa' })
    await assistant.delivery.deliver(again?.messageId ?? 0)
    const rows = await ground().store.db.message.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ failure }) => failure)).toEqual(['blocked', 'unreachable', 'unreachable'])
    expect([assistant.sent.length, again?.isReachable]).toEqual([1, false])
    assistant.work()
    const { conversation } = assistant
    await conversation.take([
      {
        is: 'message',
        channel: 'telegram',
        endpoint: '',
        externalUserId: 'an',
        externalKey: 'u1',
        text: 'hỏi',
        kind: 'text',
      },
    ])
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(assistant.sent.map(({ text }) => text).at(-1)).toBe('đáp: hỏi')
  })

  it('leaves the whole address alone for as long as the channel says, and then sends', async () => {
    const waitsSeconds = 1
    const times: number[] = []
    const results: SendResult[] = [{ kind: 'rate_limited', retryAfterSeconds: waitsSeconds }]
    const assistant = await start({
      limits: { perSecond: 20 },
      send: async () => {
        times.push(performance.now())
        return results.shift() ?? SENT
      },
    })
    const first = await owe(assistant)
    assistant.work()
    for (let others = 0; others < 3; others += 1) await owe(assistant)
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    const row = await rowOf(first)
    expect([row.status, row.attempts]).toEqual(['sent', 1])
    expect(row.dueAt.getTime()).toBeGreaterThan(row.createdAt.getTime() + waitsSeconds * 900)
    expect(times).toHaveLength(5)
  })

  it('tries again what failed for a while, ever more seldom, and gives up when its class is stale', async () => {
    const assistant = await start({ send: async () => REFUSED })
    const id = await owe(assistant)
    await assistant.delivery.deliver(id)
    const [first] = [await rowOf(id)]
    expect([first.status, first.failure, first.dueAt > first.createdAt]).toEqual(['due', 'connection refused', true])
    await ground().store.query('UPDATE message SET attempts = 44')
    await passTime()
    await assistant.delivery.deliver(id)
    expect(await statusOf(id)).toBe('given_up')
  })

  it('sends once more, and only once, what may have arrived: an answer, a notice, a reminder, the desk’s words', async () => {
    for (const messageClass of ['answer', 'notice', 'reminder', 'desk'] as const) {
      const assistant = await start({ send: async () => CUT })
      const id = await owe(assistant, { class: messageClass })
      for (let tries = 0; tries < 4; tries += 1) {
        await assistant.delivery.deliver(id)
        await passTime()
      }
      expect([messageClass, assistant.sent.length, await statusOf(id)]).toEqual([messageClass, 2, 'unknown'])
    }
  })

  it('leaves to a person what may have arrived and must not arrive twice: an escalation, a broadcast', async () => {
    for (const messageClass of ['escalation', 'broadcast'] as const) {
      const assistant = await start({
        send: async () => {
          throw new Error('socket hang up')
        },
      })
      const id = await owe(assistant, { class: messageClass })
      for (let tries = 0; tries < 3; tries += 1) {
        await assistant.delivery.deliver(id)
        await passTime()
      }
      expect([assistant.sent.length, await statusOf(id)]).toEqual([1, 'unknown'])
    }
  })

  it('takes over what a dead process left half sent as its class says, and not from a living one', async () => {
    const assistant = await start()
    const [answer, escalation, twice] = [
      await owe(assistant),
      await owe(assistant, { class: 'escalation' }),
      await owe(assistant),
    ]
    for (const id of [answer, escalation, twice]) await dieSending(id)
    await ground().store.query('UPDATE message SET resends = 1 WHERE id = $1', [twice])
    const atWork = await owe(assistant)
    await dieSending(atWork)
    await ground().store.query(
      `UPDATE conversation SET send_until = now() + interval '1 minute'
      WHERE id = (SELECT conversation_id FROM message WHERE id = $1)`,
      [atWork],
    )
    for (const id of [answer, escalation, twice, atWork]) await assistant.delivery.deliver(id)
    const statuses = await Promise.all([answer, escalation, twice, atWork].map(statusOf))
    expect(statuses).toEqual(['sent', 'unknown', 'unknown', 'sending'])
    expect(assistant.sent).toHaveLength(1)
  })

  it('finds after a start what is owed and what a dead process left', async () => {
    const before = await start()
    const [due, abandoned] = [await owe(before), await owe(before)]
    await dieSending(abandoned)
    if (kind === 'embedded')
      await ground().store.query(
        `UPDATE conversation SET send_until = now() + interval '1 minute' WHERE send_holder = 'dead:1'`,
      )
    const assistant = await start()
    assistant.work()
    await assistant.delivery.recover()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(await Promise.all([due, abandoned].map(statusOf))).toEqual(['sent', 'sent'])
  })

  it('does not send before the database says so, though a worker with a fast clock asks', async () => {
    const assistant = await start()
    const id = await owe(assistant, { notBefore: new Date(Date.now() + 3_600_000) })
    const again = await assistant.delivery.deliver(id)
    expect(again?.againInMs).toBeGreaterThan(3_500_000)
    expect([assistant.sent.length, await statusOf(id), (await assistant.jobs.counts()).deliver.delayed]).toEqual([
      0,
      'due',
      1,
    ])
  })

  it('keeps the order within a chat, also behind one that has to be tried again, while others go on', async () => {
    const results: Record<string, SendResult[]> = { một: [REFUSED] }
    const assistant = await start({ send: async (_, text) => results[text]?.shift() ?? SENT })
    const accountId = await chatOf('an')
    for (const text of ['một', 'hai', 'ba']) await owe(assistant, { accountId, text })
    await owe(assistant, { text: 'khác' })
    assistant.work()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    const texts = assistant.sent.map(({ text }) => text)
    expect(texts.filter((text) => text !== 'khác')).toEqual(['một', 'một', 'hai', 'ba'])
    expect(texts.indexOf('khác')).toBeLessThan(3)
  })

  it('leaves the time between two messages that a chat needs', async () => {
    const assistant = await start({ limits: { perChatIntervalMs: 60_000 } })
    const accountId = await chatOf('an')
    const [first, second] = [await owe(assistant, { accountId }), await owe(assistant, { accountId })]
    await assistant.delivery.deliver(first)
    const again = await assistant.delivery.deliver(second)
    expect(again?.againInMs).toBeGreaterThan(50_000)
    expect([await statusOf(first), await statusOf(second)]).toEqual(['sent', 'due'])
  })

  it('goes on with the missing part when a long text was interrupted between two', async () => {
    const results = [SENT, REFUSED]
    const assistant = await start({ limits: { maxTextChars: 60 }, send: async () => results.shift() ?? SENT })
    const text = `${['một', 'hai', 'ba', 'bốn'].map((no) => `Câu thứ ${no} dài chừng ấy chữ thôi.`).join(' ')}\nCăn cứ: Kế hoạch, mục V.2.`
    const id = await owe(assistant, { text, choices: ['Xem'] })
    for (let tries = 0; tries < 6; tries += 1) {
      await assistant.delivery.deliver(id)
      await passTime()
    }
    const parts = assistant.sent.map((message) => message.text)
    expect(parts[1]).toBe(parts[2])
    expect([...new Set(parts)].join(' ').replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '))
    expect(assistant.sent.map(({ choices }) => choices)).toEqual([...Array(parts.length - 1).fill(undefined), ['Xem']])
    expect(await rowOf(id)).toMatchObject({ status: 'sent', partsSent: new Set(parts).size })
  })

  it('lets an answer past the broadcast that waits for the same address', async () => {
    const assistant = await start({ limits: { perSecond: 20 } })
    for (let each = 0; each < 12; each += 1) await owe(assistant, { class: 'broadcast', text: 'loa' })
    await owe(assistant, { text: 'đáp' })
    assistant.work()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(assistant.sent.findIndex(({ text }) => text === 'đáp')).toBeLessThan(3)
  })

  it('tells who was owed what and how it ended, by commune, class and state, without a word of it', async () => {
    const assistant = await startWith(CUT)
    const commune = await ground().store.db.commune.create({ data: { slug: crypto.randomUUID(), name: 'xã An Hòa' } })
    const accountId = await chatOf('an')
    await ground().store.db.channelAccount.update({ where: { id: accountId }, data: { communeId: commune.id } })
    const id = await owe(assistant, { accountId, class: 'escalation', key: 'late-4', text: 'chuyện riêng' })
    await owe(assistant, { text: 'chuyện khác' })
    await assistant.delivery.deliver(id)
    const span = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }
    const entries = await assistant.delivery.ledger({ ...span, communeId: commune.id, statuses: ['unknown'] })
    expect(entries).toEqual([
      expect.objectContaining({
        messageId: id,
        key: 'late-4',
        class: 'escalation',
        failure: 'connection cut',
        accountId,
      }),
    ])
    expect(JSON.stringify(entries)).not.toContain('chuyện')
    expect(await assistant.delivery.ledger(span)).toHaveLength(2)
    expect(await assistant.delivery.ledger({ ...span, afterId: id, classes: ['answer'] })).toHaveLength(1)
    expect(await assistant.delivery.ledger({ from: span.to, to: span.to })).toEqual([])
  })
})
