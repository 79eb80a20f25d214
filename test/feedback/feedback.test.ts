import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InboundMessage } from '../../src/channels/index.ts'
import { type Civic, composeCivic } from '../../src/compose-civic.ts'
import { createActions } from '../../src/conversation/index.ts'
import type { Case, Feedback } from '../../src/feedback/index.ts'
import type { Post } from '../../src/people/index.ts'
import { type Assistant, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

const OFFICER = 9_001
const MATTER = 'Đường vào thôn 3 nhiều ổ gà, ngập nước từ tuần trước'
/** A Thursday at nine. */
const WORKING = new Date('2026-12-03T02:00:00Z')

await onEachStore('a report of a citizen', (ground) => {
  let assistant: Assistant
  let civic: Civic
  let feedback: Feedback
  let chats: Chats
  let head: Post
  let communeId: number
  let now: Date
  const files: Record<string, Uint8Array> = {}

  beforeEach(async () => {
    const { store } = ground()
    now = WORKING
    await emptyStore(store)
    await seedCommune(store, 'xã An Hòa')
    communeId = (await store.db.commune.findUniqueOrThrow({ where: { slug: 'xã-an-hòa' } })).id
    const options: Parameters<typeof openAssistant>[1] = {
      actions: [],
      files,
      wantsAttachments: (account) => civic.wantsAttachments(account),
    }
    assistant = await openAssistant(ground(), options)
    const { people, delivery, tickets } = assistant
    const parts = { store, people, delivery, knowledgeFolder: 'knowledge', publicUrl: null, now: () => now }
    civic = composeCivic(parts)
    feedback = civic.pages.feedback
    options.actions?.push(...createActions({ store, people, delivery, tickets }), civic.acknowledge, civic.act)
    assistant.work()
    chats = openChats(assistant)
    head = await addPost(people, { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng Kinh tế' })
    await citizen('dan')
  })
  afterEach(() => assistant.close())

  const citizen = async (who: string): Promise<number> => {
    const { id } = await chats.account(who)
    await assistant.people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
    return id
  }
  const last = async (who: string, text: string): Promise<string> => (await chats.say(who, text)).at(-1) ?? ''
  /** A message with something attached, as a provider delivers it. */
  const sendPicture = async (who: string, reference: string): Promise<string> => {
    await chats.news(who)
    const message: InboundMessage = {
      ...{ channel: 'telegram', endpoint: '', externalUserId: who, externalKey: crypto.randomUUID() },
      ...{ kind: 'image', text: '', attachments: [{ kind: 'image', reference, name: null, sizeBytes: null }] },
    }
    await assistant.conversation.take([{ is: 'message', ...message }])
    return (await chats.news(who)).at(-1) ?? ''
  }
  const newest = async (): Promise<Case & { events: unknown[] }> => {
    const { id } = await ground().store.db.feedback.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const found = await feedback.get(id)
    if (!found) throw new Error('no case')
    return found
  }
  const report = async (who: string, what = MATTER): Promise<string> => {
    await chats.say(who, 'phản ánh')
    await chats.say(who, what)
    await chats.say(who, 'gần nhà văn hóa thôn 3')
    await chats.say(who, 'không có ảnh')
    return last(who, 'Gửi')
  }

  it('is asked for one thing at a time, shown whole, sent by its sender alone, and comes to the desk with a day by rule', async () => {
    await link(assistant.people, await chats.account('truong-phong'), head)
    await chats.news('truong-phong')
    expect(await last('dan', 'Gửi phản ánh, kiến nghị')).toContain('Anh/chị phản ánh việc gì')
    expect(await last('dan', `${MATTER}, nhờ Phòng Kinh tế xem`)).toContain('Ở chỗ nào?')
    expect(await last('dan', 'gần nhà văn hóa')).toContain('một ảnh')
    const whole = await last('dan', '1')
    expect(whole).toContain(
      `Việc: ${MATTER}, nhờ Phòng Kinh tế xem\nNơi: gần nhà văn hóa\nẢnh: không\nNgười xem: Phòng Kinh tế.`,
    )
    expect(await ground().store.db.feedback.count()).toBe(0)
    const sent = await last('dan', 'Gửi')
    const { code, unit, field, village, dueOn, state } = await newest()
    expect(code).toMatch(/^PA-[BCFGHKLMNPQRSTVX]{4}-[BCFGHKLMNPQRSTVX]{4}$/)
    expect(sent).toBe(
      [
        `Đã gửi phản ánh. Mã: ${code}`,
        'Đã chuyển Phòng Kinh tế.',
        'Hạn trả lời do xã đặt: chậm nhất thứ Năm, ngày 17/12/2026.',
        'Có kết quả, trợ lý nhắn anh/chị tại đây. Muốn hỏi đến đâu rồi, anh/chị nhắn mã trên.',
      ].join('\n'),
    )
    expect({ unit, field, village, dueOn, state }).toEqual({
      ...{ unit: 'Phòng Kinh tế', field: 'Đường sá, giao thông', village: 'thôn 3' },
      ...{ dueOn: '2026-12-17', state: 'assigned' },
    })
    expect((await chats.news('truong-phong'))[0]).toContain(MATTER)
    expect(await last('dan', 'câu khác')).toBe('đáp: câu khác')
  })

  it('says honestly when nobody is linked to hear of it, and comes to whoever is linked later, once', async () => {
    expect(await report('dan', `${MATTER}, nhờ Phòng Kinh tế`)).toContain('Hiện chưa có cán bộ nào nhận tin qua trợ lý')
    await link(assistant.people, await chats.account('truong-phong'), head)
    await chats.news('truong-phong')
    await civic.sweep()
    await civic.sweep()
    expect((await chats.news('truong-phong')).filter((text) => text.includes('Phản ánh PA-'))).toHaveLength(1)
  })

  it('takes what was said with the wish, leaves on any word that means it, and takes no complaint in the sense of the law', async () => {
    expect(await last('dan', 'tôi muốn phản ánh đèn đường thôn 5 hỏng cả tháng nay')).toContain('Ở chỗ nào?')
    expect(await last('dan', 'thôi')).toContain('không gửi gì')
    await chats.say('dan', 'phản ánh')
    expect(await last('dan', 'tôi tố cáo ông A nhận tiền của dân')).toContain('nơi tiếp công dân')
    expect(await last('dan', 'tôi muốn khiếu nại quyết định thu hồi đất')).toContain('nơi tiếp công dân')
    expect(await last('dan', 'câu khác')).toBe('đáp: câu khác')
    await chats.say('dan', 'phản ánh')
    expect(await last('dan', '0')).toBe('đáp: 0')
    expect(await ground().store.db.feedback.count()).toBe(0)
  })

  it('lets nothing come between life in danger and its answer, and goes on afterwards', async () => {
    await chats.say('dan', 'phản ánh')
    expect(await last('dan', 'cháy nhà rồi cứu với')).toBe('đáp: cháy nhà rồi cứu với')
    expect(await last('dan', MATTER)).toContain('Ở chỗ nào?')
  })

  it('asks for the commune first where nobody knows it', async () => {
    expect(await last('nguoi-la', 'phản ánh')).toContain('xã, phường nào')
  })

  it('keeps a photograph only when it was asked for, made anew and small', async () => {
    files.big = createCanvas(3_000, 2_000).toBuffer('image/png')
    expect(await sendPicture('dan', 'big')).toContain('Trợ lý không mở ảnh')
    await chats.say('dan', 'phản ánh')
    await chats.say('dan', MATTER)
    await chats.say('dan', 'thôn 3')
    expect(await sendPicture('dan', 'big')).toContain('Ảnh: có')
    await chats.say('dan', 'Gửi')
    const { id, hasPhoto } = await newest()
    const kept = await feedback.photo(id)
    expect(hasPhoto).toBe(true)
    expect([...(kept?.slice(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff])
    expect(kept?.length).toBeLessThan(200_000)
    expect(await ground().store.query('SELECT 1 FROM message WHERE attachments IS NOT NULL')).toEqual([])
  })

  it.each([
    ['no picture', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['more than may be sent', new Uint8Array(9 * 1024 * 1024)],
    ['cut off', createCanvas(60, 60).toBuffer('image/png').subarray(0, 60)],
  ])('refuses a file that is %s and goes on', async (_, bytes) => {
    files.odd = bytes
    await chats.say('dan', 'phản ánh')
    await chats.say('dan', MATTER)
    await chats.say('dan', 'thôn 3')
    expect(await sendPicture('dan', 'odd')).toContain('không mở được tệp này')
    expect(await last('dan', 'không có ảnh')).toContain('Ảnh: không')
  })

  it('tells its sender where it stands and what was said; others with the code only where it stands; guessing is stopped', async () => {
    await report('dan')
    const { id, code } = await newest()
    const acting = { id, by: OFFICER, note: 'nội bộ' }
    expect(await feedback.assign({ ...acting, revision: 1, unit: 'Phòng Kinh tế' })).toEqual({ kind: 'done' })
    expect((await chats.news('dan'))[0]).toBe(`Phản ánh ${code}: đã giao Phòng Kinh tế.`)
    expect(await feedback.report({ ...acting, revision: 1, state: 'working', reply: null })).toEqual({
      kind: 'overtaken',
    })
    expect((await feedback.report({ ...acting, revision: 2, state: 'answered', reply: null })).kind).toBe('refused')
    const reply = 'Xã đã đổ đá cấp phối ngày 05/12.'
    await feedback.report({ ...acting, revision: 2, state: 'answered', reply })
    expect((await chats.news('dan'))[0]).toBe(`Phản ánh ${code}: đã trả lời.\n${reply}`)
    const own = await last('dan', `cho hỏi ${code?.toLowerCase()}`)
    expect(own).toContain(`Việc: ${MATTER}`)
    expect(own).toContain(reply)
    expect(own).not.toContain('nội bộ')
    const others = await last('hang-xom', code ?? '')
    expect(others).toContain(`Phản ánh ${code}: đã trả lời.`)
    expect(others).not.toMatch(/ổ gà|cấp phối/)
    expect(await last('dan', 'phản ánh của tôi')).toContain(`– ${code} (đã trả lời)`)
    for (let guess = 0; guess < 10; guess += 1) await chats.say('hang-xom', 'PA-BBBB-BBBB')
    expect(await last('hang-xom', code ?? '')).toContain('Đã hỏi sai mã nhiều lần')
  })

  it('reminds the desk when the day is near and after it, once a working day, in the morning of the office', async () => {
    await link(assistant.people, await chats.account('truong-phong'), head)
    await report('dan', `${MATTER}, nhờ Phòng Kinh tế`)
    await chats.news('truong-phong')
    for (const at of ['2026-12-14T02:00:00Z', '2026-12-15T18:00:00Z', '2026-12-19T02:00:00Z']) {
      now = new Date(at)
      await civic.sweep()
      expect(await chats.news('truong-phong'), at).toEqual([])
    }
    for (const [at, says] of [
      ['2026-12-15T02:00:00Z', 'hạn thứ Năm, ngày 17/12/2026'],
      ['2026-12-18T02:00:00Z', 'quá hạn thứ Năm, ngày 17/12/2026'],
    ] as const) {
      now = new Date(at)
      await civic.sweep()
      await civic.sweep()
      const news = await chats.news('truong-phong')
      expect(news).toHaveLength(1)
      expect(news[0]).toContain(says)
    }
  })

  it('is counted by field, desk and village, on time or not', async () => {
    await report('dan')
    await report('dan', 'Rác thải ở thôn 7 không ai dọn, mùi hôi')
    const { id } = await newest()
    now = new Date('2026-12-28T02:00:00Z')
    await feedback.report({ id, revision: 1, by: OFFICER, note: null, state: 'answered', reply: 'Đã dọn.' })
    const figures = await feedback.figures({ communeId, kind: 'report', from: '2026-01-01', to: '2099-12-31' })
    expect(figures).toMatchObject({ received: 2, open: 1, overdue: 1, finished: 1, onTime: 0 })
    expect(figures.byField.map(({ name }) => name).sort()).toEqual(['Môi trường, rác thải', 'Đường sá, giao thông'])
    expect(figures.byVillage).toMatchObject([{ name: 'thôn 3' }, { name: 'thôn 7', finished: 1 }])
  })

  it('is handed out with the rest of a person’s data; their erasure takes words and photograph and leaves the figure', async () => {
    files.big = createCanvas(100, 80).toBuffer('image/png')
    await chats.say('dan', 'phản ánh')
    await chats.say('dan', MATTER)
    await chats.say('dan', 'thôn 3')
    await sendPicture('dan', 'big')
    await chats.say('dan', 'Gửi')
    const { id, code } = await newest()
    const { id: accountId } = await chats.account('dan')
    await feedback.report({ id, revision: 1, by: OFFICER, note: 'ghi chú', state: 'working', reply: 'Đang xem.' })
    const data = await assistant.people.exportData(accountId)
    expect(data?.accounts[0]?.feedback).toMatchObject([
      { code, what: MATTER, place: 'thôn 3', hasPhoto: true, replies: ['Đang xem.'] },
    ])
    await assistant.people.erase(accountId)
    const left = await ground().store.query(
      'SELECT * FROM feedback LEFT JOIN feedback_event ON feedback_id = feedback.id',
    )
    expect(JSON.stringify(left)).not.toMatch(/ổ gà|nhà văn hóa|Đang xem|ghi chú|PA-/)
    expect(await feedback.get(id)).toMatchObject({
      state: 'withdrawn',
      what: '',
      code: null,
      accountId: null,
      hasPhoto: false,
    })
    expect(await ground().store.db.feedbackPhoto.count()).toBe(0)
  })

  it('keeps who waits for an answer longer than their messages', async () => {
    await report('dan')
    const { id } = await newest()
    const { store } = ground()
    await store.query(`UPDATE message SET created_at = now() - interval '200 days'`)
    await store.query(`UPDATE person SET created_at = now() - interval '200 days'`)
    await assistant.conversation.forgetOld()
    expect((await feedback.get(id))?.what).toBe(MATTER)
    await store.query(`UPDATE feedback SET state = 'answered', finished_at = now() - interval '100 days'`)
    await assistant.conversation.forgetOld()
    expect((await feedback.get(id))?.what).toBe('')
  })

  it('in a group is asked for in private', async () => {
    const from = { channel: 'telegram', endpoint: '', externalUserId: 'nhom', externalKey: 'g-1' } as const
    await assistant.conversation.take([{ is: 'message', ...from, kind: 'text', isGroup: true, text: 'phản ánh' }])
    expect((await chats.news('nhom')).at(-1)).toContain('nhắn riêng')
  })
})
