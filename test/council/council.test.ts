import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Turn } from '../../src/answering/index.ts'
import { type Civic, composeCivic } from '../../src/compose-civic.ts'
import { createActions } from '../../src/conversation/index.ts'
import type { Council, SessionContent } from '../../src/council/index.ts'
import type { Post } from '../../src/people/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

const WRITER = 9_001
const APPROVER = 9_002

await onEachStore('a session of the council', (ground) => {
  let assistant: Assistant
  let civic: Civic
  let council: Council
  let chats: Chats
  let delegate: Post
  let communeId: number
  let paper: number
  let now: Date
  const turns: Turn[] = []

  beforeEach(async () => {
    const { store } = ground()
    now = new Date('2026-12-01T02:00:00Z')
    turns.length = 0
    await emptyStore(store)
    await seedCommune(store, 'xã An Hòa')
    communeId = (await store.db.commune.findUniqueOrThrow({ where: { slug: 'xã-an-hòa' } })).id
    paper = (await store.db.document.findFirstOrThrow()).id
    const options: Parameters<typeof openAssistant>[1] = {
      actions: [],
      scopeOf: (account) => civic.scopeOf(account),
      answering: async (turn) => {
        turns.push(turn)
        return answered(`đáp: ${turn.question}`)
      },
    }
    assistant = await openAssistant(ground(), options)
    const { people, delivery, tickets } = assistant
    const parts = { store, people, delivery, knowledgeFolder: 'knowledge', publicUrl: null, now: () => now }
    civic = composeCivic(parts)
    council = civic.pages.council
    options.actions?.push(...createActions({ store, people, delivery, tickets }), civic.acknowledge, civic.act)
    assistant.work()
    chats = openChats(assistant)
    delegate = await addPost(people, { role: 'delegate', unit: null, title: 'Đại biểu Tổ số 1' })
    await link(people, await chats.account('dai-bieu'), delegate)
    const head = await addPost(people, { role: 'head', unit: 'Phòng Kinh tế' })
    await link(people, await chats.account('truong-phong'), head)
    await chats.news('dai-bieu')
    await chats.news('truong-phong')
  })
  afterEach(() => assistant.close())

  const content = (): SessionContent => ({
    ...{ title: 'kỳ họp thứ hai HĐND xã', opensAt: new Date('2026-12-17T08:00:00+07:00'), place: 'Hội trường xã' },
    ...{ agenda: 'Báo cáo năm 2026\nThông qua nghị quyết', documentIds: [paper] },
  })
  const made = async (): Promise<number> => {
    const written = await council.write(communeId, content(), WRITER)
    if (written.kind !== 'done') throw new Error(written.kind)
    return written.id
  }
  const invited = async (): Promise<number> => {
    const id = await made()
    const invitation = await council.invite(id, WRITER)
    if (invitation.kind !== 'done') throw new Error(invitation.kind)
    const { broadcasts } = civic.pages
    expect((await broadcasts.approve({ id: invitation.id, revision: 1, by: APPROVER })).kind).toBe('done')
    await ground().store.query(`UPDATE broadcast SET decided_at = '2026-12-01T02:00:00Z'`)
    return id
  }

  it('invites every post of the council with agenda and papers, after somebody else approved it, and nobody besides', async () => {
    const id = await made()
    const invitation = await council.invite(id, WRITER)
    expect(await council.invite(id, WRITER)).toEqual(invitation)
    expect(await chats.news('dai-bieu')).toEqual([])
    const number = invitation.kind === 'done' ? invitation.id : 0
    await civic.pages.broadcasts.approve({ id: number, revision: 1, by: APPROVER })
    const [letter, file] = await chats.news('dai-bieu')
    expect(letter).toBe(
      [
        'Kính gửi đồng chí Đại biểu Tổ số 1.',
        'HĐND xã An Hòa mời họp: kỳ họp thứ hai HĐND xã.',
        'Thời gian: 08 giờ thứ Năm, ngày 17/12/2026.',
        'Địa điểm: Hội trường xã.',
        'Chương trình:\n1. Báo cáo năm 2026\n2. Thông qua nghị quyết',
        'Cần hỏi tài liệu, đồng chí nhắn: hỏi kỳ họp.',
        'Kèm theo: 1 văn bản.',
        'Nhận được tin này, đồng chí bấm hoặc nhắn: Đã nhận.',
      ].join('\n'),
    )
    expect(file).toMatch(/^Tài liệu: /)
    expect(await chats.news('truong-phong')).toEqual([])
  })

  it('answers a member’s questions from its papers alone, says so under each, and from all again when told to', async () => {
    expect(await chats.say('dai-bieu', 'hỏi kỳ họp')).toEqual(['Hiện chưa có kỳ họp nào đã gửi tài liệu qua trợ lý.'])
    await invited()
    await chats.news('dai-bieu')
    expect((await chats.say('dai-bieu', 'Hỏi kỳ họp'))[0]).toContain('chỉ trả lời theo 1 tài liệu của kỳ họp thứ hai')
    const [answer] = await chats.say('dai-bieu', 'chỉ tiêu năm tới')
    expect(answer).toBe(
      'đáp: chỉ tiêu năm tới\n(Chỉ theo tài liệu kỳ họp thứ hai HĐND xã. Nhắn "thôi kỳ họp" để hỏi mọi văn bản.)',
    )
    expect(turns.at(-1)?.documentIds).toEqual([paper])
    await chats.say('dai-bieu', 'thoi ky hop')
    expect(await chats.say('dai-bieu', 'chỉ tiêu năm tới')).toEqual(['đáp: chỉ tiêu năm tới'])
    expect(turns.at(-1)?.documentIds).toBeUndefined()
  })

  it('is nobody’s to ask of but a member’s, and a member’s no more once the post is lost', async () => {
    await invited()
    expect((await chats.say('truong-phong', 'hỏi kỳ họp'))[0]).toContain('dành cho đại biểu')
    await chats.say('dai-bieu', 'hỏi kỳ họp')
    await assistant.people.posts.handOver(delegate.id, {}, 'cli')
    await chats.say('dai-bieu', 'câu khác')
    expect(turns.at(-1)?.documentIds).toBeUndefined()
  })

  it('is reminded of five and two working days before and on its day, once each, in the hours of the office', async () => {
    await invited()
    await chats.news('dai-bieu')
    for (const at of ['2026-12-09T02:00:00Z', '2026-12-09T20:00:00Z']) {
      now = new Date(at)
      await civic.sweep()
      expect(await chats.news('dai-bieu'), at).toEqual([])
    }
    for (const [at, says] of [
      ['2026-12-10T02:00:00Z', 'còn 5 ngày làm việc đến kỳ họp thứ hai'],
      ['2026-12-15T02:00:00Z', 'còn 2 ngày làm việc đến kỳ họp thứ hai'],
      ['2026-12-17T00:10:00Z', 'hôm nay khai mạc kỳ họp thứ hai'],
    ] as const) {
      now = new Date(at)
      await civic.sweep()
      await civic.sweep()
      const news = await chats.news('dai-bieu')
      expect(news, at).toHaveLength(1)
      expect(news[0]).toContain(says)
    }
    now = new Date('2026-12-11T02:00:00Z')
    await civic.sweep()
    expect([await chats.news('dai-bieu'), await chats.news('truong-phong')]).toEqual([[], []])
  })

  it('that changed or was cancelled reminds of nothing and withdraws an invitation nobody approved yet', async () => {
    const changed = await invited()
    await council.rewrite({ id: changed, revision: 1, by: WRITER }, { ...content(), place: 'Nhà văn hóa' })
    expect(await council.get(changed)).toMatchObject({ broadcastId: null, place: 'Nhà văn hóa', revision: 2 })
    const waiting = await council.invite(changed, WRITER)
    await council.cancel(changed, { by: WRITER, reason: 'dời ngày' })
    const number = waiting.kind === 'done' ? waiting.id : 0
    expect(await civic.pages.broadcasts.get(number)).toMatchObject({ state: 'cancelled' })
    now = new Date('2026-12-10T02:00:00Z')
    await chats.news('dai-bieu')
    await civic.sweep()
    expect(await chats.news('dai-bieu')).toEqual([])
    expect(await council.rewrite({ id: changed, revision: 2, by: WRITER }, content())).toEqual({ kind: 'overtaken' })
  })

  it('what voters say goes to the Ban of its field or the Tổ of its village, from delegates as such', async () => {
    const { people } = assistant
    const board = await addPost(people, {
      ...{
        role: 'council_board_head',
        unit: 'Ban Kinh tế - Xã hội',
        asWritten: true,
        title: 'Trưởng Ban Kinh tế - Xã hội',
      },
    })
    await link(people, await chats.account('truong-ban'), board)
    await chats.news('truong-ban')
    await chats.say('dai-bieu', 'ý kiến cử tri')
    await chats.say('dai-bieu', 'Cử tri đề nghị sớm chi trả trợ cấp cho hộ nghèo')
    await chats.say('dai-bieu', 'thôn 2')
    expect((await chats.say('dai-bieu', 'gửi')).at(-1)).toMatch(/^Đã gửi ý kiến cử tri\. Mã: CT-/)
    expect((await chats.news('truong-ban'))[0]).toMatch(/^Ý kiến cử tri CT-\S+ \(đại biểu gửi\):\nCử tri đề nghị/)
    expect(await ground().store.db.feedback.findFirstOrThrow()).toMatchObject({
      ...{ kind: 'voter', unitName: 'Ban Kinh tế - Xã hội', village: 'thôn 2', field: 'Y tế, giáo dục, xã hội' },
      ...{ byDelegate: true, dueOn: '2026-12-22' },
    })
  })
})
