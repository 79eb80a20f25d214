import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Turn } from '../../src/answering/index.ts'
import { REPLIES } from '../../src/conversation/replies.ts'
import {
  type Assistant,
  type AssistantOptions,
  answered,
  onWeb,
  openAssistant,
  seedCommune,
} from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'

const DRAIN_MS = 20_000

await onEachStore('a conversation', (ground, kind) => {
  let open: Assistant[] = []
  let turns: Turn[] = []

  const start = async (options: AssistantOptions = {}): Promise<Assistant> => {
    const assistant = await openAssistant(ground(), {
      answering: async (turn) => {
        turns.push(turn)
        return answered(`đáp: ${turn.question}`)
      },
      ...options,
    })
    open.push(assistant)
    return assistant
  }
  /** What one person's page shows, as [direction, text] pairs. */
  const page = async ({ people, conversation }: Assistant, who: string): Promise<[string, string][]> => {
    const account = await people.find({ channel: 'web', externalId: who })
    const messages = account ? await conversation.transcript(account.id) : []
    return messages.map(({ direction, text }) => [direction, text])
  }

  beforeEach(async () => {
    turns = []
    const { db } = ground().store
    await db.person.deleteMany()
    await db.document.deleteMany()
    await db.commune.deleteMany({ where: { id: { not: 0 } } })
    await db.setting.deleteMany()
  })
  afterEach(async () => {
    await Promise.all(open.map((assistant) => assistant.close()))
    open = []
  })

  it('answers a message delivered many times at once exactly once', async () => {
    const assistant = await start()
    assistant.work()
    const deliveries = Array.from({ length: 10 }, () =>
      assistant.conversation.receive(onWeb('an', 'hạn báo cáo là ngày nào', 'k1')),
    )
    const received = await Promise.all(deliveries)
    expect(received.map(({ kind }) => kind).sort()).toEqual(['accepted', ...Array(9).fill('duplicate')])
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(await page(assistant, 'an')).toEqual([
      ['in', 'hạn báo cáo là ngày nào'],
      ['out', 'đáp: hạn báo cáo là ngày nào'],
    ])
  })

  it('answers once when two workers take the same message', async () => {
    const assistant = await start()
    const messageId = await assistant.say('an', 'hỏi')
    await Promise.all(Array.from({ length: 5 }, () => assistant.conversation.respond(messageId)))
    await assistant.conversation.respond(messageId)
    expect(await page(assistant, 'an')).toHaveLength(2)
    expect(turns).toHaveLength(1)
  })

  it('answers after a start what was stored but never enqueued', async () => {
    const first = await start()
    const { conversation, jobs } = first
    await first.close()
    await expect(conversation.receive(onWeb('an', 'hỏi', 'k1'))).rejects.toThrow('closed')
    expect(await page(first, 'an')).toEqual([['in', 'hỏi']])
    expect(jobs).toBe(first.jobs)
    const second = await start()
    second.work()
    await second.conversation.recover()
    expect(await second.jobs.drain(DRAIN_MS)).toBe(true)
    expect(await page(second, 'an')).toEqual([
      ['in', 'hỏi'],
      ['out', 'đáp: hỏi'],
    ])
  })

  it('takes over a turn its process died with: at once where it was the only one, else when the claim has run out', async () => {
    const assistant = await start()
    const messageId = await assistant.say('an', 'hỏi')
    const holdBy = (seconds: number) =>
      ground().store.query(
        `UPDATE conversation SET turn_holder = 'dead:1', turn_until = now() + make_interval(secs => $1)`,
        [seconds],
      )
    await holdBy(60)
    await assistant.conversation.respond(messageId)
    expect(await page(assistant, 'an')).toHaveLength(1)
    if (kind === 'server') await holdBy(-1)
    assistant.work()
    await assistant.conversation.recover()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(await page(assistant, 'an')).toHaveLength(2)
  })

  it('keeps the order within itself while another is answered beside it', async () => {
    const slow = Promise.withResolvers<void>()
    const other = Promise.withResolvers<void>()
    const assistant = await start({
      answering: async (turn) => {
        if (turn.question === 'một') await slow.promise
        if (turn.question === 'khác') other.resolve()
        return answered(`đáp: ${turn.question}`)
      },
    })
    assistant.work()
    for (const text of ['một', 'hai', 'ba']) await assistant.say('an', text)
    await assistant.say('binh', 'khác')
    await other.promise
    slow.resolve()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    const answers = (await page(assistant, 'an')).filter(([direction]) => direction === 'out')
    expect(answers.map(([, text]) => text)).toEqual(['đáp: một', 'đáp: hai', 'đáp: ba'])
  })

  it('apologises when answering breaks, goes on with the next message and logs no text', async () => {
    const assistant = await start({
      answering: async (turn) => {
        if (turn.question.startsWith('vỡ')) throw new Error(`cannot answer ${turn.question}`)
        return answered('đáp')
      },
    })
    assistant.work()
    await assistant.say('an', 'vỡ bí mật')
    await assistant.say('an', 'tiếp')
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    const messages = await ground().store.db.message.findMany({ where: { direction: 'out' }, orderBy: { id: 'asc' } })
    expect(messages.map(({ text, outcome }) => [text, outcome])).toEqual([
      [REPLIES.fault, 'error'],
      ['đáp', 'answered'],
    ])
    const [event, , fields] = assistant.log.error.mock.calls[0] ?? []
    expect([event, JSON.stringify(fields)]).toEqual(['turn_failed', expect.not.stringContaining('bí mật')])
  })

  it('gives a turn who asks, today in Vietnam, and what was said since the last fresh start', async () => {
    const { slug } = await seedCommune(ground().store, 'xã An Hòa')
    const assistant = await start({ now: () => new Date('2026-12-31T17:30:00Z') })
    assistant.work()
    const { id } = await assistant.people.findOrCreate({ channel: 'web', externalId: 'an' })
    const choice = { commune: slug, role: 'unit_head', unit: 'Phòng Kinh tế' } as const
    expect(await assistant.people.choose(id, choice)).toBe('chosen')
    for (const text of ['câu cũ', 'Bắt đầu lại!', 'quý này', 'còn quý sau?']) {
      await assistant.say('an', text)
      await assistant.jobs.drain(DRAIN_MS)
    }
    expect(turns.at(-1)).toEqual({
      question: 'còn quý sau?',
      asker: 'unit_head',
      commune: slug,
      unit: 'Phòng Kinh tế',
      today: '2027-01-01',
      person: String(id),
      history: [
        { role: 'user', content: 'quý này' },
        { role: 'assistant', content: 'đáp: quý này' },
      ],
    })
    expect((await page(assistant, 'an')).at(0)).toEqual(['out', REPLIES.reset])
  })

  it('keeps the commune named when asked for it and answers the question that lacked it', async () => {
    await seedCommune(ground().store, 'xã An Hòa')
    await seedCommune(ground().store, 'xã Bình Phú')
    const choices = ['xã An Hòa', 'xã Bình Phú']
    const assistant = await start({
      answering: async ({ question, commune }) =>
        commune ? answered(`${commune}: ${question}`) : answered('Xã nào ạ?', { status: 'clarify', choices }),
    })
    assistant.work()
    for (const text of ['hạn báo cáo', '2', 'hạn khác']) {
      await assistant.say('an', text)
      await assistant.jobs.drain(DRAIN_MS)
    }
    const answers = (await page(assistant, 'an')).filter(([direction]) => direction === 'out')
    expect(answers.map(([, text]) => text)).toEqual(['Xã nào ạ?', 'xã-bình-phú: hạn báo cáo', 'xã-bình-phú: hạn khác'])
  })

  it('takes the name of a commune for a question once the commune is known', async () => {
    const { slug } = await seedCommune(ground().store, 'xã An Hòa')
    await seedCommune(ground().store, 'xã Bình Phú')
    const assistant = await start()
    assistant.work()
    await assistant.say('an', 'em ở an hoà')
    await assistant.jobs.drain(DRAIN_MS)
    await assistant.say('an', 'xã Bình Phú')
    await assistant.jobs.drain(DRAIN_MS)
    expect(turns.map(({ question, commune }) => [question, commune])).toEqual([['xã Bình Phú', slug]])
  })

  it('stores no one-time code, no identity number, no invisible character and nothing beyond the limit', async () => {
    const assistant = await start()
    await assistant.say('an', 'mã OTP là 482913, căn cước 001099012345\u0000\u200b\ud83d')
    await assistant.say('an', '😀'.repeat(5_000))
    const [code, long] = await ground().store.db.message.findMany({ orderBy: { id: 'asc' } })
    expect(code?.text).not.toMatch(/482913|001099012345|\u200b/)
    expect([...(long?.text ?? '')]).toHaveLength(4_000)
  })

  it('says what it cannot read and stores nothing of it', async () => {
    const assistant = await start()
    assistant.work()
    await assistant.conversation.receive({ ...onWeb('an', 'file-id-123', 'v1'), kind: 'voice' })
    await assistant.conversation.receive({ ...onWeb('an', 'file-id-456', 'p1'), kind: 'image' })
    await assistant.conversation.receive(onWeb('an', ' \u200b ', 't1'))
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect((await page(assistant, 'an')).map(([, text]) => text)).toEqual(
      expect.arrayContaining(['', '', '', REPLIES.voice, REPLIES.image, REPLIES.empty]),
    )
    expect(turns).toEqual([])
  })

  it('erases everything of a person on request, also while an answer is being written', async () => {
    const begun = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const assistant = await start({
      answering: async () => {
        begun.resolve()
        await release.promise
        return answered('đáp muộn')
      },
    })
    assistant.work()
    await assistant.say('an', 'chuyện riêng')
    await begun.promise
    const erased = await assistant.conversation.receive(onWeb('an', 'xoá dữ liệu', 'k2'))
    release.resolve()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect(erased).toEqual({ kind: 'erased', text: REPLIES.erased })
    const { db } = ground().store
    const left = [db.person.count(), db.channelAccount.count(), db.conversation.count(), db.message.count()]
    expect(await Promise.all(left)).toEqual([0, 0, 0, 0])
  })

  it('greets once on a channel without a page, before the first answer, and confirms an erasure there', async () => {
    const assistant = await start()
    assistant.work()
    const said = (text: string, key: string) =>
      assistant.conversation.receive({ ...onWeb('chat-1', text, key), channel: 'telegram' })
    await said('một', 'u1')
    await assistant.jobs.drain(DRAIN_MS)
    await said('hai', 'u2')
    await assistant.jobs.drain(DRAIN_MS)
    await said('XÓA DỮ LIỆU', 'u3')
    expect(assistant.sent.map(({ text }) => text)).toEqual([
      expect.stringContaining('trợ lý tự động'),
      'đáp: một',
      'đáp: hai',
      REPLIES.erased,
    ])
  })

  it('lets a request wait for the answer, whichever process gives it', async () => {
    const front = await start()
    const messageId = await front.say('an', 'hỏi')
    expect(await front.conversation.waitForAnswer(messageId, 1)).toBe('pending')
    const waiting = front.conversation.waitForAnswer(messageId, DRAIN_MS)
    await sleep(5)
    const back = await openAssistant({ ...ground(), keyPrefix: `${ground().keyPrefix}-elsewhere` })
    open.push(back)
    await back.conversation.respond(messageId)
    expect(await waiting).toBe('answered')
    expect(await front.conversation.waitForAnswer(messageId + 1_000, DRAIN_MS)).toBe('gone')
  })

  it('forgets what is older than the days it told people, and citizens of whom nothing is left', async () => {
    const assistant = await start()
    assistant.work()
    for (const who of ['an', 'binh']) await assistant.say(who, 'hỏi')
    await assistant.jobs.drain(DRAIN_MS)
    const { db, query } = ground().store
    await query(`UPDATE person SET created_at = now() - interval '91 days'`)
    await query(
      `UPDATE message SET created_at = now() - interval '91 days' WHERE conversation_id IN
         (SELECT conversation.id FROM conversation JOIN channel_account ON channel_account.id = account_id WHERE external_id = 'an')`,
    )
    await assistant.conversation.forgetOld()
    expect([await page(assistant, 'an'), (await page(assistant, 'binh')).length]).toEqual([[], 2])
    expect(await db.channelAccount.findMany({ select: { externalId: true } })).toEqual([{ externalId: 'binh' }])
  })

  it('forgets tickets silent that long, and reminders of their own that are over, of a person who still writes', async () => {
    const assistant = await start()
    assistant.work()
    await assistant.say('an', 'hỏi')
    await assistant.jobs.drain(DRAIN_MS)
    const { db, query } = ground().store
    const { id: accountId } = await assistant.people.findOrCreate({ channel: 'web', externalId: 'an' })
    const { id: communeId } = await db.commune.create({ data: { slug: 'xa-cu', name: 'xã Cũ' } })
    const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000)
    for (const [topic, lastAt] of [
      ['cũ', ago(91)],
      ['mới', ago(89)],
    ] as const) {
      const lines = { create: { side: 'citizen', key: topic, text: topic } }
      await db.ticket.create({
        data: { communeId, accountId, topic, lastAt, remindAt: lastAt, state: 'closed', lines },
      })
    }
    for (const [about, dueAt, status] of [
      ['cũ', ago(91), 'told'],
      ['mới', ago(89), 'told'],
      ['đang chờ', ago(91), 'waiting'],
    ] as const) {
      await db.ownReminder.create({ data: { accountId, about, dueAt, status } })
    }
    await query(`UPDATE person SET created_at = now() - interval '91 days'`)
    await assistant.conversation.forgetOld()
    expect((await db.ticketLine.findMany()).map(({ text }) => text)).toEqual(['mới'])
    expect((await db.ownReminder.findMany({ orderBy: { id: 'asc' } })).map(({ about }) => about)).toEqual([
      'mới',
      'đang chờ',
    ])
    await db.commune.delete({ where: { id: communeId } })
  })

  it('lets only the person asked rate an answer', async () => {
    const assistant = await start()
    assistant.work()
    await assistant.say('an', 'hỏi')
    await assistant.jobs.drain(DRAIN_MS)
    const { id } = await assistant.people.findOrCreate({ channel: 'web', externalId: 'an' })
    const stranger = await assistant.people.findOrCreate({ channel: 'web', externalId: 'binh' })
    const answer = (await assistant.conversation.transcript(id)).at(-1)
    expect(await assistant.conversation.rate(answer?.id ?? 0, 1, stranger.id)).toBe(false)
    expect(await assistant.conversation.rate(answer?.id ?? 0, 1, id)).toBe(true)
    expect(await assistant.conversation.transcript(stranger.id)).toEqual([])
    expect(
      (await assistant.conversation.transcript(id, { afterId: answer?.answersId ?? 0 })).map((m) => m.feedback),
    ).toEqual([1])
  })
})
