import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Answer, createAnswering, type Turn } from '../../src/answering/index.ts'
import { openQuestions, type Questions } from '../../src/questions/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { emptyStore } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

const ASKED = 'xã có hỗ trợ tiền mua máy tính cho học sinh nghèo không'
const ANSWER = 'Có: 2 triệu đồng một máy, nộp đơn tại Phòng Văn hóa - Xã hội.'

await onEachStore('questions and the answers of the office', (ground) => {
  let assistant: Assistant
  let chats: Chats
  let questions: Questions
  let commune: number
  let writer: number
  let approver: number

  /** Nothing is found in the papers; what the office published is told. */
  const answering = async (turn: Turn): Promise<Answer> => {
    const told = await createAnswering({
      register: {
        communes: async () => [{ id: 1, slug: turn.commune ?? '', name: 'xã An Hòa', province: null }],
        of: async () => null,
      },
      search: async () => [],
      curated: questions.curated.published,
    }).answer(turn)
    return told.status === 'answered' ? told : answered('Văn bản không có thông tin này.', { status: 'unanswerable' })
  }
  const person = async (name: string): Promise<number> =>
    (await ground().store.db.person.create({ data: { name }, select: { id: true } })).id
  const citizen = async (who: string): Promise<void> => {
    await assistant.people.choose((await chats.account(who)).id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
  }
  const draft = () => ({
    communeId: commune,
    questions: ['Xã có hỗ trợ tiền mua máy tính cho học sinh nghèo không?'],
    answer: ANSWER,
    source: 'Nghị quyết số 5/NQ-HĐND của HĐND xã, Điều 2',
    unit: 'Phòng Văn hóa - Xã hội',
    validUntil: null,
  })

  beforeEach(async () => {
    await emptyStore(ground().store)
    await seedCommune(ground().store, 'xã An Hòa')
    commune = (await ground().store.db.commune.findFirstOrThrow({ where: { id: { not: 0 } } })).id
    assistant = await openAssistant(ground(), { answering, now: () => new Date('2026-12-03T02:00:00Z') })
    assistant.work()
    chats = openChats(assistant)
    questions = openQuestions({ store: ground().store, delivery: assistant.delivery, today: () => '2026-12-03' })
    writer = await person('Người soạn')
    approver = await person('Người duyệt')
    await citizen('dan')
  })
  afterEach(() => assistant.close())

  it('groups what nobody could answer by likeness, with names and numbers of people left out', async () => {
    await citizen('dan-2')
    await chats.say('dan', ASKED)
    await chats.say('dan-2', 'Tôi là Nguyễn Văn An, xã mình có hỗ trợ mua máy tính cho học sinh nghèo không ạ')
    await chats.say('dan-2', 'lịch phun thuốc muỗi thôn Đông')
    const groups = await questions.wanting([commune])
    expect(groups.map((group) => group.questions.length)).toEqual([2, 1])
    expect(JSON.stringify(groups)).not.toContain('Nguyễn Văn An')
    expect(await questions.wanting([commune + 1])).toEqual([])
  })

  it('publishes what a second person approved, tells who asked and agreed, and answers the next who asks', async () => {
    await citizen('dan-2')
    await chats.say('dan', ASKED)
    await chats.say('dan', 'Báo lại cho tôi')
    await chats.say('dan', 'Đồng ý')
    await chats.say('dan-2', ASKED)
    const [group] = await questions.wanting([commune])
    const messageIds = group?.questions.map(({ id }) => id) ?? []
    expect(messageIds).toHaveLength(2)
    const id = await questions.curated.write(draft(), { by: writer, messageIds })
    expect(await questions.curated.approve({ id, revision: 0, by: writer })).toBe('own')
    expect((await chats.say('dan-2', ASKED))[0]).not.toContain('2 triệu')
    expect(await questions.curated.approve({ id, revision: 0, by: approver })).toBe('done')
    const news = await chats.news('dan')
    expect(news).toHaveLength(1)
    expect(news[0]).toContain(`anh/chị đã hỏi: “${ASKED}”`)
    expect(news[0]).toContain(ANSWER)
    expect(await chats.news('dan-2')).toEqual([])
    const [told] = await chats.say(
      'dan-2',
      'cho em hỏi xã An Hòa có hỗ trợ tiền mua máy tính cho học sinh nghèo không ạ',
    )
    expect(told).toContain('Căn cứ: Nghị quyết số 5/NQ-HĐND của HĐND xã, Điều 2.\nPhòng Văn hóa - Xã hội trả lời')
    await questions.curated.tellAskers()
    expect(await chats.news('dan')).toEqual([])
  })

  it('tells it no longer once it was withdrawn or its last day is over, and gives it back with a reason', async () => {
    const id = await questions.curated.write({ ...draft(), validUntil: '2026-12-31' }, { by: writer, messageIds: [] })
    await questions.curated.giveBack({ id, revision: 0, by: approver }, 'Ghi rõ mức hỗ trợ')
    expect(await questions.curated.find(id, [commune])).toMatchObject({
      state: 'returned',
      returnedWhy: 'Ghi rõ mức hỗ trợ',
    })
    const { communeId, ...again } = draft()
    expect(await questions.curated.revise({ id, revision: 0, by: writer }, again)).toBe(false)
    await questions.curated.revise({ id, revision: 1, by: writer }, { ...again, validUntil: '2026-12-31' })
    expect(await questions.curated.approve({ id, revision: 2, by: approver })).toBe('done')
    expect(await questions.curated.published('xã-an-hòa', '2026-12-31')).toHaveLength(1)
    expect(await questions.curated.published('xã-an-hòa', '2027-01-01')).toEqual([])
    await questions.curated.withdraw({ id, revision: 3, by: approver }, 'Hết kinh phí')
    expect(await questions.curated.published('xã-an-hòa', '2026-12-03')).toEqual([])
    expect(communeId).toBe(commune)
  })

  it('refuses what would mislead: no source, too long, or true for a while without an end', async () => {
    const more = { by: writer, messageIds: [] }
    await expect(questions.curated.write({ ...draft(), source: ' ' }, more)).rejects.toThrow('refused')
    await expect(questions.curated.write({ ...draft(), answer: 'a'.repeat(1_501) }, more)).rejects.toThrow('refused')
    await expect(questions.curated.write({ ...draft(), answer: 'Tuần này nghỉ.' }, more)).rejects.toThrow('refused')
  })

  it('keeps why an answer was given beside it, and what the office said of it', async () => {
    await chats.say('dan', ASKED)
    const [asked] = await questions.list({ communeIds: [commune], days: 1, limit: 5 })
    await questions.mark([asked?.replyId ?? 0], { verdict: 'wrong', note: 'Nghị quyết mới', by: approver })
    expect(await questions.list({ communeIds: [commune], days: 1, kind: 'marked', limit: 5 })).toHaveLength(1)
    expect(await questions.list({ communeIds: [commune], days: 1, kind: 'liked', limit: 5 })).toEqual([])
    expect(await questions.find(asked?.id ?? 0, [commune])).toMatchObject({ verdict: 'wrong', note: 'Nghị quyết mới' })
    await questions.mark([asked?.replyId ?? 0], { verdict: 'settled', note: null, by: approver })
    expect(await questions.wanting([commune])).toEqual([])
  })

  it('is forgotten with whoever asked', async () => {
    await chats.say('dan', ASKED)
    const [group] = await questions.wanting([commune])
    const messageIds = group?.questions.map(({ id }) => id) ?? []
    const id = await questions.curated.write(draft(), { by: writer, messageIds })
    await assistant.people.erase((await chats.account('dan')).id)
    expect(await questions.curated.find(id, [commune])).toMatchObject({ askings: 0, questions: draft().questions })
    expect(await questions.list({ communeIds: [commune], days: 1, limit: 5 })).toEqual([])
  })
})
