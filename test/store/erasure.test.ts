import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { composeCivic } from '../../src/compose-civic.ts'
import { composeWishes } from '../../src/compose-wishes.ts'
import { type Action, createActions } from '../../src/conversation/index.ts'
import { databaseNow } from '../../src/store/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'
import { placesOf } from './whole-database.ts'

/** A word that stands nowhere but in what one person said, and their address. */
const WORD = 'kimquydao'
const WHO = 'nguoi-bi-quen-77'
const DAYS = 90

await onEachStore('what one person left in the whole database', (ground) => {
  let assistant: Assistant
  let chats: Chats

  beforeEach(async () => {
    const { store } = ground()
    await emptyStore(store)
    await store.query('DELETE FROM inbox')
    await seedCommune(store, 'xã An Hòa')
    const actions: Action[] = []
    assistant = await openAssistant(ground(), {
      answering: async ({ question }) => answered(`Anh/chị hỏi: ${question}`, { passages: [] }),
      actions,
    })
    const { people, delivery, tickets } = assistant
    const parts = { store, people, delivery, knowledgeFolder: 'knowledge' }
    const wishes = composeWishes({ ...parts, clock: () => databaseNow(store) })
    const civic = composeCivic({ ...parts, publicUrl: null })
    actions.push(...createActions({ store, people, delivery, tickets }), civic.act, wishes.act)
    assistant.work()
    chats = openChats(assistant)
    const head = await addPost(assistant.people, { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng' })
    await link(assistant.people, await chats.account('truong-phong'), head)
    const { id } = await chats.account(WHO)
    await assistant.people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
  })
  afterEach(() => assistant.close())

  /** Everything a citizen can do here that leaves words: asking, a ticket, a reminder, a lesson, a report, a thumb, an untaken update. */
  const live = async (): Promise<void> => {
    await chats.say(WHO, `Phòng Kinh tế cho hỏi ${WORD} vay vốn thế nào`)
    await chats.say(WHO, 'gặp cán bộ')
    await chats.say(WHO, `nói thêm về ${WORD}`)
    await chats.say(WHO, 'xong')
    await chats.say(WHO, `nhắc tôi ngày mai lúc 8 giờ nộp ${WORD}`)
    await chats.say(WHO, 'mỗi ngày một bài học')
    await chats.say(WHO, 'phản ánh')
    await chats.say(WHO, `Đường vào xóm ${WORD} nhiều ổ gà, nhờ Phòng Kinh tế xem`)
    await chats.say(WHO, `gần cầu ${WORD}`)
    await chats.say(WHO, 'không có ảnh')
    await chats.say(WHO, 'Gửi')
    await assistant.conversation.take([
      {
        ...{ is: 'message', channel: 'telegram', endpoint: '', externalUserId: WHO, externalKey: `u-${WORD}` },
        ...{ kind: 'text', text: `chưa kịp xử lý ${WORD}`, order: 1 },
      },
    ])
    await assistant.jobs.drain(30_000)
  }

  it('is found by the search where it was left, which is how we know that the search finds', async () => {
    await live()
    const places = await placesOf(ground().store, WORD)
    expect(places).toEqual(
      expect.arrayContaining(['message.text', 'ticket.topic', 'ticket.turns', 'own_reminder.about', 'feedback.what']),
    )
    expect(await placesOf(ground().store, WHO)).toContain('channel_account.external_id')
  })

  it('is nowhere any more once they asked to be erased', async () => {
    await live()
    await chats.say(WHO, 'XÓA DỮ LIỆU')
    expect(await placesOf(ground().store, WORD)).toEqual([])
    expect(await placesOf(ground().store, WHO)).toEqual([])
    // The officer still sees that there was something, and is asked for nothing any more.
    expect(await placesOf(ground().store, 'nội dung đã xóa theo yêu cầu')).toEqual(['message.text'])
  })

  describe('after the days told to people', () => {
    it('is nowhere any more but in the report, which is a matter of the office until its sender is erased', async () => {
      await live()
      // The reminder is for tomorrow, which early in the night is more than a day away.
      await age(DAYS + 2)
      await assistant.conversation.forgetOld()
      expect(await placesOf(ground().store, WORD)).toEqual(['feedback.what', 'feedback.place'])
    })

    it('is still there the day before', async () => {
      await live()
      await age(DAYS - 1)
      await assistant.conversation.forgetOld()
      expect(await placesOf(ground().store, WORD)).toContain('message.text')
    })
  })

  /** As if it had all happened so many days ago. */
  const age = async (days: number): Promise<void> => {
    const { query } = ground().store
    const columns = await query<{ name: string; column: string }>(
      `SELECT table_name AS name, column_name AS column FROM information_schema.columns
         JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type LIKE 'timestamp%'
          AND table_name NOT LIKE '\\_%'`,
    )
    await query(`UPDATE own_reminder SET status = 'told'`)
    for (const { name, column } of columns) {
      await query(`UPDATE "${name}" SET "${column}" = "${column}" - make_interval(days => $1)`, [days])
    }
  }
})
