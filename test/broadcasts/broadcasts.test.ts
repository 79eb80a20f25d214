import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Broadcasts, Content } from '../../src/broadcasts/index.ts'
import { composeCivic } from '../../src/compose-civic.ts'
import { createActions } from '../../src/conversation/index.ts'
import type { Post } from '../../src/people/index.ts'
import { type Assistant, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

const WRITER = 9_001
const APPROVER = 9_002

const MEETING: Content = {
  kind: 'meeting',
  sender: 'UBND xã An Hòa',
  title: 'giao ban tháng 12',
  text: 'Đề nghị chuẩn bị số liệu tháng 11.',
  meetingAt: new Date('2026-12-03T08:00:00+07:00'),
  place: 'Phòng họp số 1',
  postIds: [],
  documentIds: [],
}
const NEWS: Content = {
  ...{ ...MEETING, kind: 'announcement', title: 'tiêm phòng cho trẻ' },
  ...{ text: 'Sáng thứ Năm tại Trạm Y tế.', meetingAt: null, place: null },
}

await onEachStore('a notice of the office', (ground) => {
  let assistant: Assistant
  let broadcasts: Broadcasts
  let chats: Chats
  let head: Post
  let communeId: number

  beforeEach(async () => {
    const { store } = ground()
    await emptyStore(store)
    await seedCommune(store, 'xã An Hòa')
    communeId = (await store.db.commune.findUniqueOrThrow({ where: { slug: 'xã-an-hòa' } })).id
    // The actions need the services that need the assistant's own delivery: filled in once it is open.
    const actions: Parameters<typeof openAssistant>[1] = { actions: [] }
    assistant = await openAssistant(ground(), actions)
    const { people, delivery, tickets } = assistant
    const civic = composeCivic({ store, people, delivery, knowledgeFolder: 'knowledge', publicUrl: 'https://xa.vn' })
    broadcasts = civic.pages.broadcasts
    actions.actions?.push(...createActions({ store, people, delivery, tickets }), civic.acknowledge, civic.act)
    assistant.work()
    chats = openChats(assistant)
    head = await addPost(people, { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng Kinh tế' })
    await link(people, await chats.account('truong-phong'), head)
    await chats.news('truong-phong')
  })
  afterEach(() => assistant.close())

  const citizen = async (who: string, agrees: boolean): Promise<number> => {
    const { id } = await chats.account(who)
    await assistant.people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
    if (agrees) await assistant.people.consents.give(id, 'broadcasts', '1')
    return id
  }
  const submitted = async (content: Content): Promise<number> => {
    const written = await broadcasts.write(communeId, content, WRITER)
    if (written.kind !== 'done') throw new Error(`not written: ${written.kind}`)
    await broadcasts.submit({ id: written.id, revision: 1, by: WRITER })
    return written.id
  }
  const approve = (id: number, by = APPROVER, revision = 1) => broadcasts.approve({ id, revision, by })

  it('goes out only after somebody else approved it, once, and counts who said that they got it', async () => {
    const id = await submitted({ ...MEETING, postIds: [head.id] })
    expect(await approve(id, WRITER)).toEqual({ kind: 'own_words' })
    await broadcasts.sweep()
    expect(await chats.news('truong-phong')).toEqual([])
    const both = await Promise.all([approve(id), approve(id)])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'overtaken'])
    await broadcasts.sweep()
    expect(await chats.news('truong-phong')).toEqual([
      [
        'Kính gửi đồng chí Trưởng phòng Kinh tế.',
        'UBND xã An Hòa mời họp: giao ban tháng 12.',
        'Thời gian: 08 giờ thứ Năm, ngày 03/12/2026.',
        'Địa điểm: Phòng họp số 1.',
        'Đề nghị chuẩn bị số liệu tháng 11.',
        'Nhận được tin này, đồng chí bấm hoặc nhắn: Đã nhận.',
      ].join('\n'),
    ])
    expect((await broadcasts.receipts(id)).all).toMatchObject({ recipients: 1, sent: 1, asked: 1, acknowledged: 0 })
    expect(await chats.say('truong-phong', '1')).toEqual([
      'Đã ghi nhận đồng chí nhận được: giao ban tháng 12. Cảm ơn đồng chí.',
    ])
    expect((await broadcasts.receipts(id)).all.acknowledged).toBe(1)
  })

  it('takes the typed words too, after other messages came between, and asks again only those who kept silent', async () => {
    const id = await submitted({ ...MEETING, postIds: [head.id] })
    await approve(id)
    await chats.news('truong-phong')
    const { id: accountId } = await chats.account('truong-phong')
    const ofAnother = { accountId, text: 'Đã nhận', subject: { about: 'duties', items: [] } }
    expect(await broadcasts.hear(ofAnother)).toBeNull()
    expect((await broadcasts.receipts(id)).all.acknowledged).toBe(0)
    expect(await broadcasts.remindSilent(id)).toBe(0)
    await ground().store.query(`UPDATE broadcast_recipient SET owed_at = now() - interval '5 hours'`)
    expect([await broadcasts.remindSilent(id), await broadcasts.remindSilent(id)]).toEqual([1, 0])
    expect((await chats.news('truong-phong'))[0]).toContain('chưa thấy đồng chí báo đã nhận tin "giao ban tháng 12"')
    await chats.say('truong-phong', '0')
    expect((await chats.say('truong-phong', 'em da nhan duoc'))[0]).toContain('Đã ghi nhận')
    expect(await chats.say('nguoi-la', 'đã nhận')).toEqual(['đáp: đã nhận'])
  })

  it('is a draft again when its words change, and another revision than the one seen is not approved', async () => {
    const id = await submitted({ ...MEETING, postIds: [head.id] })
    await broadcasts.rewrite({ id, revision: 1, by: APPROVER }, { ...MEETING, title: 'họp khác', postIds: [head.id] })
    expect(await approve(id, 9_003)).toEqual({ kind: 'overtaken' })
    await broadcasts.submit({ id, revision: 2, by: WRITER })
    expect(await approve(id, 9_003, 1)).toEqual({ kind: 'overtaken' })
    // Whoever changed it has written it.
    expect(await approve(id, APPROVER, 2)).toEqual({ kind: 'own_words' })
    expect((await approve(id, 9_003, 2)).kind).toBe('done')
  })

  it('reaches citizens who agreed and nobody else, not even whoever withdrew after it was approved', async () => {
    await citizen('dan-1', true)
    const leaver = await citizen('dan-2', true)
    await citizen('dan-3', false)
    const id = await submitted(NEWS)
    const all = await broadcasts.get(id)
    expect(all && (await broadcasts.audience(all)).subscribers).toHaveLength(2)
    const { delivery } = assistant
    const owe = delivery.owe
    // The process dies before anything is owed; one of them withdraws; another process goes on.
    delivery.owe = async () => {
      throw new Error('killed')
    }
    await expect(approve(id)).rejects.toThrow('killed')
    delivery.owe = owe
    await assistant.people.consents.withdraw(leaver, 'broadcasts')
    await broadcasts.sweep()
    const [news] = await chats.news('dan-1')
    expect(news).toBe(
      'Thông báo của UBND xã An Hòa: tiêm phòng cho trẻ.\nSáng thứ Năm tại Trạm Y tế.\nMuốn thôi nhận, anh/chị nhắn: DỪNG THÔNG BÁO.',
    )
    expect([await chats.news('dan-2'), await chats.news('dan-3'), await chats.news('truong-phong')]).toEqual([
      [],
      [],
      [],
    ])
    expect((await broadcasts.receipts(id)).all).toMatchObject({ recipients: 1, owed: 1, sent: 1, asked: 0 })
  })

  it('sends papers as files to posts, and internal ones to nobody else', async () => {
    const { id: paper } = await ground().store.db.document.findFirstOrThrow()
    const refused = await broadcasts.write(communeId, { ...NEWS, documentIds: [paper] }, WRITER)
    expect(refused).toMatchObject({ kind: 'refused', why: expect.stringContaining('nội bộ') })
    const id = await submitted({ ...MEETING, postIds: [head.id], documentIds: [paper] })
    await approve(id)
    await chats.news('truong-phong')
    const [notice, file] = assistant.sent.filter(({ to }) => to === 'truong-phong').slice(-2)
    expect(notice?.text).toContain('Kèm theo: 1 văn bản.')
    expect(file?.document).toMatchObject({ path: 'knowledge/xã-an-hòa.txt', mimeType: 'text/plain; charset=utf-8' })
  })

  it('is refused where it would reach nobody, lacks a time or carries a paper that is gone', async () => {
    expect((await broadcasts.write(communeId, MEETING, WRITER)).kind).toBe('refused')
    const untimed = { ...MEETING, postIds: [head.id], meetingAt: null }
    expect((await broadcasts.write(communeId, untimed, WRITER)).kind).toBe('refused')
    const gone = { ...MEETING, postIds: [head.id], documentIds: [999_999] }
    expect((await broadcasts.write(communeId, gone, WRITER)).kind).toBe('refused')
    const id = await submitted(NEWS)
    expect(await approve(id)).toMatchObject({ kind: 'refused', why: expect.stringContaining('Chưa có ai') })
  })

  it('is sent back or cancelled with a reason, and never after it was approved', async () => {
    const id = await submitted({ ...MEETING, postIds: [head.id] })
    await broadcasts.sendBack(id, { by: APPROVER, reason: 'Ghi rõ phòng họp' })
    expect(await broadcasts.get(id)).toMatchObject({ state: 'draft', reason: 'Ghi rõ phòng họp' })
    await broadcasts.submit({ id, revision: 1, by: WRITER })
    await approve(id)
    expect(await broadcasts.cancel(id, { by: WRITER, reason: 'thôi' })).toEqual({ kind: 'overtaken' })
    expect(await broadcasts.get(id)).toMatchObject({ state: 'approved', reason: null })
  })

  it('an emergency goes to posts and subscribers, in the class that waits behind answers alone', async () => {
    await citizen('dan-1', true)
    const id = await submitted({ ...NEWS, kind: 'emergency', title: 'lũ quét', postIds: [head.id] })
    await approve(id)
    expect((await chats.news('truong-phong'))[0]).toMatch(/^THÔNG BÁO KHẨN của UBND xã An Hòa: lũ quét\.\nKính gửi/)
    expect((await chats.news('dan-1'))[0]).toMatch(/^THÔNG BÁO KHẨN/)
    expect(await ground().store.db.message.count({ where: { class: 'emergency' } })).toBe(2)
  })

  it('forgets whoever is erased, and the counts go on', async () => {
    const gone = await citizen('dan-1', true)
    await citizen('dan-2', true)
    const id = await submitted(NEWS)
    await approve(id)
    await chats.news('dan-1')
    await assistant.people.erase(gone)
    expect((await broadcasts.receipts(id)).all).toMatchObject({ recipients: 1, sent: 1 })
  })
})
