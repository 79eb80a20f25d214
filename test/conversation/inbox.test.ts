import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Inbound, InboundMessage } from '../../src/channels/index.ts'
import type { Action, Asked } from '../../src/conversation/index.ts'
import { REPLIES } from '../../src/conversation/replies.ts'
import { type Assistant, type AssistantOptions, openAssistant, seedCommune } from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'
import { openDoor, SIGNED, shuffled, sideBySide, telegramBody } from '../support/webhook-ground.ts'

const DRAIN_MS = 60_000

const said = (text: string, more: Partial<InboundMessage> = {}): Inbound => ({
  ...{ is: 'message', channel: 'telegram', endpoint: '', externalUserId: '7', kind: 'text', text },
  externalKey: crypto.randomUUID(),
  ...more,
})
const told = (event: 'followed' | 'unfollowed' | 'delivered' | 'seen' | 'other', receipts: string[] = []): Inbound => ({
  ...{ is: 'event', channel: 'telegram', endpoint: '', externalUserId: '7', event, receipts },
  externalKey: crypto.randomUUID(),
  providerKind: `provider_${event}`,
})

await onEachStore('the inbox', (ground) => {
  let open: Assistant[] = []

  const start = async (options: AssistantOptions = {}): Promise<Assistant> => {
    const { keyPrefix } = ground()
    const assistant = await openAssistant({ ...ground(), keyPrefix: `${keyPrefix}-${crypto.randomUUID()}` }, options)
    open.push(assistant)
    return assistant
  }
  const settle = async ({ jobs }: Assistant): Promise<void> => expect(await jobs.drain(DRAIN_MS)).toBe(true)
  const answersTo = ({ sent }: Assistant, to: string): string[] =>
    sent.filter((message) => message.to === to && message.text.startsWith('đáp')).map(({ text }) => text)
  const inbox = () => ground().store.db.inbox.findMany({ orderBy: { id: 'asc' } })

  beforeEach(async () => {
    await ground().store.db.person.deleteMany()
    await ground().store.db.inbox.deleteMany()
  })
  afterEach(async () => {
    await Promise.all(open.map((assistant) => assistant.close()))
    open = []
  })

  it('answers 60 messages delivered 10 times each, shuffled and side by side, once each and in order', async () => {
    const assistant = await start()
    const { post } = openDoor(assistant.conversation.take)
    const messages = Array.from({ length: 60 }, (_, at) => ({
      updateId: at,
      chatId: 100 + (at % 6),
      text: `câu ${at}`,
    }))
    const deliveries = shuffled(Array.from({ length: 10 }, () => messages).flat(), 20261129)
    const statuses = new Set<number>()
    await sideBySide(deliveries, 40, async (message) => void statuses.add(await post(telegramBody(message))))
    assistant.work()
    await settle(assistant)
    expect([...statuses]).toEqual([200])
    for (const chatId of [100, 101, 102, 103, 104, 105]) {
      const expected = messages.filter((message) => message.chatId === chatId).map(({ text }) => `đáp: ${text}`)
      expect(answersTo(assistant, String(chatId))).toEqual(expected)
    }
  })

  it('puts right what overtook its forerunner on the way, also while it works', async () => {
    const assistant = await start()
    assistant.work()
    await assistant.conversation.take([said('hai', { order: 2 })])
    await assistant.conversation.take([said('một', { order: 1 })])
    await settle(assistant)
    expect(answersTo(assistant, '7')).toEqual(['đáp: một', 'đáp: hai'])
  })

  it('takes the same update once when it comes twice at once, and when two workers take it up', async () => {
    const assistant = await start()
    const update = said('hỏi')
    await Promise.all(Array.from({ length: 8 }, () => assistant.conversation.take([update, update])))
    const [row] = await inbox()
    await Promise.all(Array.from({ length: 4 }, () => assistant.conversation.takeUp(row?.id ?? 0)))
    expect(await ground().store.db.message.count({ where: { direction: 'in' } })).toBe(1)
    assistant.work()
    await settle(assistant)
    expect(answersTo(assistant, '7')).toEqual(['đáp: hỏi'])
    expect(await inbox()).toEqual([expect.objectContaining({ status: 'taken', update: null, externalUserId: null })])
  })

  it('stores no code, no identity number, no link to a file of a citizen and no unknown content', async () => {
    const assistant = await start()
    const attachments = [{ kind: 'image' as const, reference: 'https://cdn/bi-mat', name: 'a', sizeBytes: 1 }]
    await assistant.conversation.take([
      said('mã OTP là 482913, căn cước 001099012345\u0000\ud83d'),
      said('', { kind: 'image', attachments }),
      told('other'),
    ])
    const rows = await inbox()
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toMatch(
      /482913|001099012345|bi-mat/,
    )
    expect(rows.map(({ status, providerKind }) => [status, providerKind])).toEqual([
      ['received', 'text'],
      ['received', 'image'],
      ['ignored', 'provider_other'],
    ])
  })

  it('answers what was heard in a voice message, the words first, and keeps neither sound nor place', async () => {
    const assistant = await start({
      files: { 'sound-1': new Uint8Array([1, 2, 3]) },
      transcribe: async (sound) => (sound.length === 3 ? 'hạn báo cáo là ngày nào' : null),
    })
    assistant.work()
    const voice = (reference: string) =>
      said('', { kind: 'voice', attachments: [{ kind: 'voice', reference, name: null, sizeBytes: 3 }] })
    await assistant.conversation.take([voice('sound-1')])
    await settle(assistant)
    const texts = () => assistant.sent.map(({ text }) => text)
    expect(texts().at(-1)).toMatch(/^Trợ lý nghe: “hạn báo cáo là ngày nào”\.\n/)
    const row = await ground().store.db.message.findFirst({ where: { direction: 'in' } })
    expect(row).toMatchObject({ text: 'hạn báo cáo là ngày nào', attachments: null })
    await assistant.conversation.take([voice('gone')])
    await settle(assistant)
    expect(texts().at(-1)).toBe(REPLIES.voice)
  })

  it('keeps where a file lies for an official’s filing, until it is asked for', async () => {
    const seen: Asked[] = []
    const look: Action = async (asked) => {
      seen.push(asked)
      return null
    }
    const assistant = await start({ actions: [look] })
    assistant.work()
    const { id } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: '7' })
    const { slug } = await seedCommune(ground().store, `xã ${crypto.randomUUID()}`, 'Trạm Y tế')
    const added = await assistant.people.posts.add({ commune: slug, role: 'officer', unit: 'Trạm Y tế' }, 'cli')
    const code = 'post' in added && (await assistant.people.linking.makeCode({ postId: added.post.id, by: 'cli' }))
    await assistant.people.linking.redeem(code ? code.token : '', id)
    const attachments = [{ kind: 'file' as const, reference: 'file-1', name: 'bao-cao.docx', sizeBytes: 10 }]
    await assistant.conversation.take([said('', { kind: 'other', attachments, startPayload: 'ma_abc', isGroup: true })])
    await settle(assistant)
    expect(seen[0]?.message).toMatchObject({ attachments, startPayload: 'ma_abc', isGroup: true, kind: 'other' })
    expect((await ground().store.db.message.findFirst({ where: { direction: 'in' } }))?.startPayload).toBeNull()
  })

  it('hands a pressed button on with what it is about, and a typed number or word as the same', async () => {
    const seen: unknown[] = []
    const assistant = await start({
      actions: [
        async ({ about, text }) => {
          seen.push(about && { label: about.label, subject: about.subject })
          return about
            ? { text: `nhận ${text}`, outcome: 'chat', citations: [], choices: [], latencyMs: 0, forgets: false }
            : null
        },
      ],
    })
    assistant.work()
    const { id: accountId } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: '7' })
    const subject = { occurrence: 4 }
    const choices = ['Đã nộp', 'Đang làm']
    const owed = await assistant.delivery.owe({
      accountId,
      key: 'r1',
      class: 'reminder',
      text: 'nhắc',
      choices,
      subject,
    })
    await settle(assistant)
    const key = String(owed?.messageId)
    for (const update of [
      said('', { pressed: { key, index: 1 } }),
      said('1'),
      said('đang làm!'),
      said('7', { pressed: { key, index: 7 } }),
      said('chuyện khác', { pressed: { key: `${key}; DROP`, index: 0 } }),
    ]) {
      await assistant.conversation.take([update])
      await settle(assistant)
    }
    expect(seen).toEqual([
      { label: 'Đang làm', subject },
      { label: 'Đã nộp', subject },
      { label: 'Đang làm', subject },
      null,
      null,
    ])
    expect(assistant.sent.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['nhận Đang làm', 'nhận Đã nộp', 'đáp: chuyện khác']),
    )
  })

  it('does not resolve a button of another conversation', async () => {
    const assistant = await start()
    assistant.work()
    const { id: accountId } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: 'another' })
    const owed = await assistant.delivery.owe({
      accountId,
      key: 'r',
      class: 'reminder',
      text: 'nhắc',
      choices: ['Đã nộp'],
    })
    await assistant.conversation.take([said('bấm', { pressed: { key: String(owed?.messageId), index: 0 } })])
    await settle(assistant)
    expect(answersTo(assistant, '7')).toEqual(['đáp: bấm'])
  })

  it('greets who follows, once; knows who left, and that they came back', async () => {
    const assistant = await start()
    assistant.work()
    const isUnreachable = async (): Promise<boolean> =>
      (await ground().store.db.channelAccount.findFirst())?.unreachableAt !== null
    await assistant.conversation.take([told('unfollowed')])
    await settle(assistant)
    expect(await ground().store.db.channelAccount.count()).toBe(0)
    const states: boolean[] = []
    for (const event of ['followed', 'followed', 'unfollowed', 'followed'] as const) {
      await assistant.conversation.take([told(event)])
      await settle(assistant)
      states.push(await isUnreachable())
    }
    expect(states).toEqual([false, false, true, false])
    expect(assistant.sent.map(({ text }) => text)).toEqual([expect.stringContaining('trợ lý tự động')])
  })

  it('notes what was delivered and seen by the receipt, also when that overtakes the sending', async () => {
    const assistant = await start({ send: async () => ({ kind: 'sent', receipt: 'mid-1' }) })
    await assistant.conversation.take([told('seen', ['mid-1'])])
    const [early] = await inbox()
    expect(await assistant.conversation.takeUp(early?.id ?? 0)).toEqual({ againInMs: expect.any(Number) })
    const { id: accountId } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: '7' })
    const owed = await assistant.delivery.owe({ accountId, key: 'r', class: 'reminder', text: 'nhắc' })
    await assistant.delivery.deliver(owed?.messageId ?? 0)
    expect(await assistant.conversation.takeUp(early?.id ?? 0)).toBeUndefined()
    const message = await ground().store.db.message.findFirstOrThrow({ where: { direction: 'out' } })
    expect([message.receipt, message.deliveredAt, message.seenAt]).toEqual([
      'mid-1',
      expect.any(Date),
      expect.any(Date),
    ])
  })

  it('erases a person who asks in a chat, and answers what they write afterwards', async () => {
    const assistant = await start()
    await assistant.conversation.take([
      said('chuyện riêng', { order: 1 }),
      said('XÓA DỮ LIỆU', { order: 2 }),
      said('hỏi lại', { order: 3 }),
    ])
    assistant.work()
    await settle(assistant)
    const texts = await ground().store.db.message.findMany({ where: { direction: 'in' }, select: { text: true } })
    expect(texts).toEqual([{ text: 'hỏi lại' }])
    expect(assistant.sent.map(({ text }) => text)).toEqual(expect.arrayContaining([REPLIES.erased, 'đáp: hỏi lại']))
  })

  it('goes on after a row nobody can read, and keeps count of it', async () => {
    const assistant = await start()
    await assistant.conversation.take([said('một', { order: 1 }), said('hai', { order: 2 })])
    const [first] = await inbox()
    await ground().store.query(`UPDATE inbox SET update = '{"is":"message"}' WHERE id = $1`, [first?.id])
    assistant.work()
    await settle(assistant)
    expect((await inbox()).map(({ status }) => status)).toEqual(['failed', 'taken'])
    expect(answersTo(assistant, '7')).toEqual(['đáp: hai'])
  })

  it('takes up after a start what was stored but never enqueued', async () => {
    const first = await start()
    await first.close()
    await expect(first.conversation.take([said('hỏi')])).rejects.toThrow('closed')
    const second = await start()
    second.work()
    await second.conversation.recover()
    await settle(second)
    expect(answersTo(second, '7')).toEqual(['đáp: hỏi'])
  })

  it('refuses what is forged, malformed or too large without keeping any of it, and asks again when it cannot store', async () => {
    const assistant = await start()
    const faults: string[] = []
    const { post, webhooks } = openDoor(assistant.conversation.take, faults)
    const valid = telegramBody({ updateId: 1, chatId: 7, text: 'hỏi' })
    const { 'x-telegram-bot-api-secret-token': secret = '', ...unsigned } = SIGNED
    const statuses = [
      await post(valid, unsigned),
      await post(valid, { ...unsigned, 'x-telegram-bot-api-secret-token': `${secret}x` }),
      await post(valid, { ...unsigned, 'x-telegram-bot-api-secret-token': secret.toUpperCase() }),
      await post('{"update_id":'),
      await post('[1,2]'),
      await post(new Uint8Array([0xff, 0xfe])),
      await post(`{"update_id":2,"x":"${'a'.repeat(1_100_000)}"}`),
    ]
    expect(statuses).toEqual([401, 401, 401, 400, 400, 400, 413])
    expect(webhooks.refused()).toEqual({
      signature_missing: 1,
      signature_wrong: 2,
      not_json: 2,
      wrong_shape: 1,
      too_large: 1,
    })
    expect(await inbox()).toEqual([])
    const broken = openDoor(async () => Promise.reject(new Error('disk full')), faults)
    expect([await broken.post(valid), faults]).toEqual([503, ['webhook']])
    expect(
      await post(telegramBody({ updateId: 3, chatId: 7, text: 'hỏi' }).replace('"id":7', '"id":9007199254740993')),
    ).toBe(200)
  })

  it('survives whatever else is signed: never a fault, and the valid message after it is answered', async () => {
    const assistant = await start()
    assistant.work()
    const faults: string[] = []
    const { post } = openDoor(assistant.conversation.take, faults)
    const value = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' })
    const update = fc.record(
      {
        update_id: fc.oneof(fc.nat(), fc.maxSafeInteger(), value),
        message: fc.record(
          {
            message_id: value,
            from: value,
            chat: fc.oneof(value, fc.constant({ id: 5, type: 'private' })),
            text: value,
            photo: value,
          },
          { requiredKeys: [] },
        ),
        callback_query: value,
        my_chat_member: value,
      },
      { requiredKeys: ['update_id'] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(update, value), async (body) => {
        expect([200, 400]).toContain(await post(JSON.stringify(body)))
      }),
      { numRuns: 150 },
    )
    expect(await post(telegramBody({ updateId: 999_999_999, chatId: 7, text: 'hỏi thật' }))).toBe(200)
    await settle(assistant)
    expect(answersTo(assistant, '7')).toContain('đáp: hỏi thật')
    expect([faults, (await inbox()).filter(({ status }) => status === 'received')]).toEqual([[], []])
  })
})
