import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Post } from '../../src/people/index.ts'
import { CONTENT, WORDS } from '../../src/tickets/words.ts'
import { type Assistant, type AssistantOptions, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

/** A Thursday. */
const WORKING = new Date('2026-12-03T02:00:00Z')
const EVENING = new Date('2026-12-04T12:00:00Z')

await onEachStore('a ticket', (ground) => {
  const open: Assistant[] = []
  let assistant: Assistant
  let chats: Chats
  let head: Post
  let now = WORKING

  const start = async (options: AssistantOptions = {}): Promise<void> => {
    await Promise.all(open.splice(0).map((each) => each.close()))
    assistant = await openAssistant(ground(), { now: () => now, ...options })
    open.push(assistant)
    assistant.work()
    chats = openChats(assistant)
  }
  const seat = async (who: string, post: Post): Promise<void> => {
    await link(assistant.people, await chats.account(who), post)
  }
  const citizen = async (who: string): Promise<void> => {
    const { id } = await chats.account(who)
    await assistant.people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
  }
  const ticketOf = async (): Promise<{ id: number; state: string }> =>
    ground().store.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })

  beforeEach(async () => {
    await emptyStore(ground().store)
    await seedCommune(ground().store, 'xã An Hòa')
    now = WORKING
    await start()
    head = await addPost(assistant.people, { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng Kinh tế' })
    await citizen('dan')
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()))
  })

  it('goes to the desk the citizen named, with what was said before, and to nobody else', async () => {
    const other = await addPost(assistant.people, { role: 'head', unit: 'Trạm Y tế', asWritten: true })
    await seat('truong-phong', head)
    await seat('tram-truong', other)
    await chats.say('dan', 'Phòng Kinh tế có hướng dẫn vay vốn không, căn cước 001099012345')
    const [told] = (await chats.say('dan', 'gặp cán bộ')).slice(-1)
    const { id } = await ticketOf()
    expect(told).toContain(`phiếu số ${id} tới Phòng Kinh tế`)
    const [news] = await chats.news('truong-phong')
    expect(news).toContain('Dân: Phòng Kinh tế có hướng dẫn vay vốn không')
    expect(news).not.toContain('001099012345')
    expect(await chats.news('tram-truong')).toEqual([])
    expect((await chats.say('dan', '9'))[0]).toContain('chưa có người nhận')
    expect(await ground().store.db.ticket.count()).toBe(1)
  })

  it('is taken by exactly one of many who press at once', async () => {
    const posts = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) => addPost(assistant.people, { role: 'officer', unit: 'Phòng Kinh tế', title })),
    )
    for (const post of posts) await seat(`can-bo-${post.title}`, post)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    const { id } = await ticketOf()
    const officers = await Promise.all(
      posts.map(async (post) => ({ postId: post.id, accountId: (await chats.account(`can-bo-${post.title}`)).id })),
    )
    const taken = await Promise.all(officers.map((officer) => assistant.tickets.take(id, officer)))
    expect(taken.map(({ kind }) => kind).sort()).toEqual(['done', 'lost', 'lost', 'lost'])
  })

  it('lets both sides talk, tells each when a person hears them and when no more, and shows the post, not the name', async () => {
    const personId = (await assistant.people.posts.appoint(head.id, { name: 'Lê Bình' }, 'cli')) ?? 0
    await link(assistant.people, await chats.account('truong-phong'), head, personId)
    await chats.say('dan', 'hỏi Phòng Kinh tế về vay vốn')
    await chats.say('dan', '9')
    expect((await chats.say('truong-phong', '2'))[0]).toContain('ký tên Trưởng phòng Kinh tế')
    expect((await chats.say('truong-phong', 'Anh/chị ở thôn mấy?'))[0]).toContain('Đã gửi tới người dân')
    const [answer] = await chats.news('dan')
    expect(answer).toMatch(/^Trưởng phòng Kinh tế trả lời \(phiếu số \d+\):\nAnh\/chị ở thôn mấy\?\n.*nhắn XONG/)
    expect(answer).not.toContain('Lê Bình')
    expect((await chats.say('dan', '3'))[0]).toContain('Đã chuyển tới Trưởng phòng Kinh tế')
    expect((await chats.news('truong-phong'))[0]).toContain('người dân nhắn:\n3')
    expect((await chats.say('truong-phong', 'xong'))[0]).toContain('là hỏi trợ lý')
    expect(await chats.say('truong-phong', 'hạn báo cáo')).toEqual(['đáp: hạn báo cáo'])
    expect((await chats.say('dan', 'XONG'))[0]).toContain('trợ lý tự động trả lời')
    expect((await chats.news('truong-phong')).at(-1)).toContain('Người dân đã kết thúc')
    expect(await chats.say('dan', CONTENT)).toEqual([WORDS.thanks])
    expect(await ticketOf()).toMatchObject({ state: 'closed', closedBy: 'citizen', rating: 1 })
    expect(await chats.say('dan', 'câu khác')).toEqual(['đáp: câu khác'])
  })

  it('is no place for the button of another message: what is pressed there never reaches the citizen', async () => {
    await seat('truong-phong', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế về vay vốn')
    await chats.say('dan', '9')
    await chats.say('truong-phong', 'Trả lời')
    await chats.news('dan')
    const owed = await assistant.delivery.owe({
      ...{ accountId: (await chats.account('truong-phong')).id, key: 'reminder', class: 'reminder', text: 'Nhắc việc' },
      ...{ choices: ['Đã nộp', 'Đang làm'], subject: { about: 'duties', items: [[1]] } },
    })
    await chats.news('truong-phong')
    for (const text of ['Đã nộp', '']) {
      const pressed = { key: String(owed?.messageId), index: 0 }
      const from = { channel: 'telegram', endpoint: '', externalUserId: 'truong-phong' } as const
      await assistant.conversation.take([
        { is: 'message', ...from, kind: 'text', text, pressed, externalKey: crypto.randomUUID() },
      ])
      expect(await chats.news('truong-phong')).toEqual(['đáp: Đã nộp'])
    }
    expect(await chats.news('dan')).toEqual([])
    expect((await chats.say('truong-phong', '2'))[0]).toContain('Đã gửi tới người dân')
  })

  it('asks what it is about when nothing was asked, and is nothing when the citizen thinks better of it', async () => {
    await seat('truong-phong', head)
    expect((await chats.say('dan', 'cho tôi gặp cán bộ')).at(-1)).toBe(WORDS.topic)
    expect(await chats.say('dan', 'Thôi')).toEqual([WORDS.cancelled])
    await chats.say('dan', '9')
    expect((await chats.say('dan', 'xin vay vốn ở phòng kinh tế'))[0]).toContain('tới Phòng Kinh tế')
    expect(await ticketOf()).toMatchObject({ topic: 'xin vay vốn ở phòng kinh tế' })
  })

  it('says when somebody will look outside office hours', async () => {
    now = EVENING
    await seat('truong-phong', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    expect((await chats.say('dan', '9'))[0]).toContain('từ 07 giờ 30 thứ Hai, ngày 07/12/2026')
  })

  it('is kept for the office when nobody is linked, says so with the address, and comes to whoever is linked later', async () => {
    await start({ address: 'Đến số 1 đường Chính.' })
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    const [told] = await chats.say('dan', '9')
    expect(told).toContain('chưa có cán bộ nào')
    expect(told).toContain('Đến số 1 đường Chính.')
    await seat('truong-phong', head)
    await Promise.all([assistant.tickets.sweep(), assistant.tickets.sweep()])
    await assistant.tickets.sweep()
    expect(await chats.news('truong-phong')).toHaveLength(1)
    const { id } = await ticketOf()
    const officer = { postId: head.id, accountId: null }
    const spoken = { ticketId: id, officer, text: 'Mời anh/chị đến phòng.', key: 'form-1' }
    expect((await assistant.tickets.answer(spoken)).kind).toBe('done')
    expect((await assistant.tickets.answer(spoken)).kind).toBe('done')
    expect(await chats.news('dan')).toEqual([expect.stringContaining('Mời anh/chị đến phòng.')])
    expect((await assistant.tickets.get(id))?.lines).toMatchObject([{ side: 'office', text: 'Mời anh/chị đến phòng.' }])
  })

  it('is passed on to another desk, which is told, and is no longer the first one’s', async () => {
    const clinic = await addPost(assistant.people, { role: 'head', unit: 'Trạm Y tế', asWritten: true })
    await seat('truong-phong', head)
    await seat('tram-truong', clinic)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    expect((await chats.say('truong-phong', 'Chuyển đơn vị khác'))[0]).toContain('tới đơn vị nào')
    expect((await chats.say('truong-phong', '1'))[0]).toContain('tới Trạm Y tế')
    expect((await chats.news('tram-truong'))[0]).toContain('được chuyển tới (Trạm Y tế)')
    expect((await chats.news('dan'))[0]).toContain('được chuyển tới Trạm Y tế')
    expect(await chats.say('truong-phong', 'Trạm Y tế')).toEqual([WORDS.notYours])
    expect((await chats.say('tram-truong', 'Nhận'))[0]).toContain('đã nhận')
  })

  it('leaves an officer who lost the post: they hear and say nothing more, and the next holder takes over', async () => {
    await seat('cu', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    await chats.say('cu', 'Trả lời')
    await chats.say('cu', 'Tôi xem rồi báo lại.')
    await assistant.people.posts.handOver(head.id, {}, 'cli')
    await seat('moi', head)
    await chats.news('dan')
    expect(await chats.say('cu', 'nói thêm')).toEqual(['đáp: nói thêm'])
    expect((await chats.say('dan', 'tôi còn hỏi nữa'))[0]).toContain('Đã chuyển tới')
    expect([await chats.news('cu'), (await chats.news('moi')).at(-1)]).toEqual([
      [],
      expect.stringContaining('tôi còn hỏi nữa'),
    ])
    await assistant.tickets.sweep()
    expect((await chats.news('moi')).at(-1)).toContain('được chuyển tới (Phòng Kinh tế)')
    expect(await ticketOf()).toMatchObject({ state: 'open', round: 2 })
  })

  it('goes with the citizen who is erased, and the officer is told so', async () => {
    await seat('truong-phong', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    await chats.say('dan', 'XÓA DỮ LIỆU')
    expect(await ground().store.db.ticket.count()).toBe(0)
    expect(await chats.say('truong-phong', 'Trả lời')).toEqual([WORDS.gone])
  })

  it('that nobody answered is told to the coordinator, once a working day, in office hours', async () => {
    const coordinator = await addPost(assistant.people, { role: 'coordinator', unit: null })
    await seat('dieu-phoi', coordinator)
    await seat('truong-phong', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    await assistant.tickets.sweep()
    expect(await chats.news('dieu-phoi')).toEqual([])
    now = EVENING
    await assistant.tickets.sweep()
    expect(await chats.news('dieu-phoi')).toEqual([])
    now = new Date('2026-12-04T03:00:00Z')
    await Promise.all([assistant.tickets.sweep(), assistant.tickets.sweep()])
    expect(await chats.news('dieu-phoi')).toEqual([expect.stringContaining('1 phiếu của người dân chưa được trả lời')])
  })

  it('stops relaying an officer who fell silent and tells them, and closes what nobody spoke in for days', async () => {
    await seat('truong-phong', head)
    await chats.say('dan', 'hỏi Phòng Kinh tế')
    await chats.say('dan', '9')
    await chats.say('truong-phong', 'Trả lời')
    await chats.say('truong-phong', 'Đã rõ.')
    await ground().store.query(`UPDATE ticket_talk SET last_at = now() - interval '31 minutes' WHERE side = 'office'`)
    await assistant.tickets.sweep()
    expect((await chats.news('truong-phong')).at(-1)).toContain('tự dừng')
    expect(await chats.say('truong-phong', 'hạn báo cáo')).toEqual(['đáp: hạn báo cáo'])
    await chats.news('dan')
    await ground().store.query(`UPDATE ticket SET last_at = now() - interval '8 days'`)
    await assistant.tickets.sweep()
    expect((await chats.news('dan'))[0]).toContain('đã kết thúc')
    expect(await ticketOf()).toMatchObject({ state: 'closed', closedBy: 'system' })
  })
})
