import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Turn } from '../../src/answering/index.ts'
import { REPLIES } from '../../src/conversation/replies.ts'
import type { Post } from '../../src/people/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

await onEachStore('a command', (ground) => {
  let assistant: Assistant
  let chats: Chats
  let turns: Turn[] = []
  let head: Post

  const seat = async (who: string, post: Post): Promise<void> => {
    await link(assistant.people, await chats.account(who), post)
  }
  /** What the answering part was asked, as [question, asker, unit]. */
  const asked = (): unknown[] => turns.map(({ question, asker, unit }) => [question, asker, unit])

  beforeEach(async () => {
    turns = []
    await emptyStore(ground().store)
    await seedCommune(ground().store, 'xã An Hòa')
    assistant = await openAssistant(ground(), {
      answering: async (turn) => {
        turns.push(turn)
        return answered(`đáp: ${turn.question}`)
      },
    })
    assistant.work()
    chats = openChats(assistant)
    head = await addPost(assistant.people, { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng Kinh tế' })
  })
  afterEach(() => assistant.close())

  it('that asks is the question it stands for, with or without stroke and marks, and has an answer for officials alone', async () => {
    await seat('can-bo', head)
    for (const said of ['/viec', 'VIỆC', 'han', '/baocao@tro_ly_bot', 'Báo cáo']) await chats.say('can-bo', said)
    expect(asked()).toEqual([
      ['Đơn vị tôi phải làm những gì', 'unit_head', 'Phòng Kinh tế'],
      ['Đơn vị tôi phải làm những gì', 'unit_head', 'Phòng Kinh tế'],
      ['Việc gì của đơn vị tôi sắp đến hạn', 'unit_head', 'Phòng Kinh tế'],
      ['Báo cáo của đơn vị tôi nộp khi nào, gửi ai', 'unit_head', 'Phòng Kinh tế'],
      ['Báo cáo của đơn vị tôi nộp khi nào, gửi ai', 'unit_head', 'Phòng Kinh tế'],
    ])
    expect(await chats.say('dan', '/viec')).toEqual([REPLIES.officialsOnly])
    expect(await chats.say('dan', '/help')).toEqual(['đáp: menu'])
    expect(await chats.say('dan', 'việc nhà')).toEqual(['đáp: việc nhà'])
  })

  it('of one who holds posts of several units asks of which, once a conversation', async () => {
    await seat('can-bo', head)
    await seat(
      'can-bo',
      await addPost(assistant.people, {
        role: 'focal',
        unit: 'Trạm Y tế',
        title: 'Đầu mối Trạm Y tế',
        asWritten: true,
      }),
    )
    expect(await chats.say('can-bo', 'phòng tôi phải làm gì')).toEqual([REPLIES.whichPost])
    expect(await chats.say('can-bo', '2')).toEqual(['đáp: phòng tôi phải làm gì'])
    await chats.say('can-bo', '/han')
    await chats.say('can-bo', 'bắt đầu lại')
    expect(await chats.say('can-bo', '/viec')).toEqual([REPLIES.whichPost])
    expect(asked()).toEqual([
      ['phòng tôi phải làm gì', 'official', 'Trạm Y tế'],
      ['Việc gì của đơn vị tôi sắp đến hạn', 'official', 'Trạm Y tế'],
    ])
    expect(await chats.say('can-bo', 'chỉ tiêu chung là gì')).toEqual(['đáp: chỉ tiêu chung là gì'])
  })

  it('/xa lists the communes page by page, and is not for an official', async () => {
    for (const letter of 'BCDEGHKLM') await seedCommune(ground().store, `xã ${letter}ình Phú`)
    const [first] = await chats.say('dan', '/xa')
    expect(first).toContain('1. xã An Hòa')
    expect((await chats.say('dan', '8'))[0]).toContain('1. xã Kình Phú')
    expect((await chats.say('dan', '2'))[0]).toBe('Đã chọn xã Lình Phú. Anh/chị cần hỏi gì?')
    expect((await chats.account('dan')).commune?.name).toBe('xã Lình Phú')
    await chats.say('dan', 'đổi xã')
    expect((await chats.say('dan', 'An Hòa'))[0]).toContain('Đã chọn xã An Hòa')
    await seat('can-bo', head)
    expect((await chats.say('can-bo', '/xa'))[0]).toContain('gắn với chức danh Trưởng phòng Kinh tế')
  })

  it('/nhacnho turns each preference round and keeps it', async () => {
    await seat('can-bo', head)
    expect((await chats.say('can-bo', 'nhắc nhở'))[0]).toContain('Bản tin đầu tuần: có')
    expect((await chats.say('can-bo', '2'))[0]).toContain('Bản tin đầu tuần: không')
    expect((await chats.say('can-bo', 'Không nhắn từ 19:00 đến 07:00'))[0]).toContain('19:00–07:00')
    const { personId } = await chats.account('can-bo')
    expect(await assistant.people.preferences.of(personId)).toMatchObject({
      without: ['digest'],
      quiet: { from: '19:00', to: '07:00' },
    })
    expect((await chats.say('dan', '/nhacnho'))[0]).toContain('dành cho cán bộ')
  })

  it('links a chat, tells the coordinator and the old chat, and never works in a group', async () => {
    const coordinator = await addPost(assistant.people, { role: 'coordinator', unit: null })
    await seat('dieu-phoi', coordinator)
    const personId = (await assistant.people.posts.appoint(head.id, { name: 'Lê Bình' }, 'cli')) ?? 0
    const code = async () => {
      const made = await assistant.people.linking.makeCode({ postId: head.id, personId, by: 'cli' })
      return made ?? { typed: '', token: '' }
    }
    expect((await chats.say('cu', (await code()).typed))[0]).toContain('chức danh Trưởng phòng Kinh tế, xã An Hòa')
    expect(await chats.news('dieu-phoi')).toEqual([expect.stringContaining('liên kết với chức danh Trưởng phòng')])
    expect((await chats.say('moi', `/start ${(await code()).token}`))[0]).toContain('Đã liên kết')
    expect((await chats.news('cu'))[0]).toContain('không còn là của cán bộ')
    const { token } = await code()
    const group = { channel: 'telegram', endpoint: '', externalUserId: '-100', kind: 'text' } as const
    await assistant.conversation.take([
      { is: 'message', ...group, externalKey: 'g1', text: '/start', startPayload: token, isGroup: true },
    ])
    expect((await chats.news('-100'))[0]).toContain('không nhắn trong nhóm')
    expect((await chats.say('ba', token))[0]).toContain('không đúng')
  })

  it('asks before it sends anything unasked, and stops when told', async () => {
    const consents = assistant.people.consents
    const { id } = await chats.account('dan')
    await chats.say('dan', 'nhận thông báo')
    await chats.say('dan', 'để xem đã')
    expect(await consents.holds(id, 'broadcasts')).toBe(false)
    await chats.say('dan', 'nhận thông báo')
    expect((await chats.say('dan', '1'))[0]).toContain('DỪNG THÔNG BÁO')
    expect(await consents.holds(id, 'broadcasts')).toBe(true)
    expect((await chats.say('dan', 'đăng ký bài học'))[0]).not.toContain('đồng ý')
    expect((await chats.say('dan', 'dừng thông báo'))[0]).toContain('Đã dừng')
    expect(await consents.holds(id, 'broadcasts')).toBe(false)
  })

  it('shows everything kept and erases it, leaving no trace of what it was', async () => {
    await chats.say('dan', 'chuyện riêng của tôi')
    await chats.say('dan', 'báo lại cho tôi')
    await chats.say('dan', 'Đồng ý')
    const kept = (await chats.say('dan', 'dữ liệu của tôi'))[0]
    expect(kept).toContain('Anh/chị: chuyện riêng của tôi')
    expect(kept).toMatch(/Đồng ý để trợ lý báo lại khi cơ quan có câu trả lời/)
    expect(kept).not.toContain('answers_later')
    expect(await chats.say('dan', '/xoadulieu')).toEqual([REPLIES.erased])
    expect(await ground().store.db.message.count()).toBe(0)
    const trail = await assistant.people.audit(null, 9)
    expect(trail.map(({ action }) => action)).toEqual([
      'person_erased',
      'person_exported',
      'consent_given',
      'post_added',
    ])
    expect(JSON.stringify(trail)).not.toContain('riêng')
  })
})
