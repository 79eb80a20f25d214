import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Inbound } from '../../../src/channels/index.ts'
import { readUpdate } from '../../../src/channels/telegram/read-update.ts'
import { UpdateShape } from '../../../src/channels/telegram/update-shape.ts'
import { type FakeTelegram, startFakeTelegram } from '../../support/fake-telegram.ts'

describe('what is said on Telegram', () => {
  let fake: FakeTelegram
  /** All that was said so far, as the rest of the program hears it; null for what is not for us. */
  const heard = async (username: string | null = fake.username): Promise<(Inbound | null)[]> => {
    const bot = { id: String(fake.token.split(':')[0]), username }
    const updates = await fake.updates.fetch({}, new AbortController().signal)
    return updates.map((update) => readUpdate(UpdateShape.parse(update), bot))
  }

  beforeEach(async () => {
    fake = await startFakeTelegram()
  })
  afterEach(() => fake.close())

  it('brings what a deep link carried apart from the words, which never hold it', async () => {
    const person = fake.person('5')
    person.start('ma_Ab-12')
    person.start()
    person.say('/START mot hai ba')
    expect(await heard()).toMatchObject([
      { text: '/start', startPayload: 'ma_Ab-12' },
      { text: '/start' },
      { text: '/start' },
    ])
    expect((await heard())[1]).not.toHaveProperty('startPayload')
    expect((await heard())[2]).not.toHaveProperty('startPayload')
  })

  it('takes nothing from a link that was forwarded, or followed in a group', async () => {
    fake.person('5').say('/start ma_trom', undefined, { forward_origin: { type: 'user' } })
    fake.person('5').say('/start ma_nhom', fake.group('-100200'))
    for (const update of await heard()) {
      expect(update).toMatchObject({ text: '/start' })
      expect(update).not.toHaveProperty('startPayload')
    }
  })

  it('gives a command its plain form with what follows it', async () => {
    const person = fake.person('5')
    person.say('/xa@tro_ly_xa_bot An Hòa')
    person.say('/Han')
    expect(await heard()).toMatchObject([{ text: '/xa An Hòa' }, { text: '/han' }])
  })

  it('in a group is for us only when we are named, answered or commanded', async () => {
    const group = fake.group('-1001234567890')
    const person = fake.person('5')
    const bot = { from: { id: 700000001, is_bot: true, first_name: 'Trợ lý' } }
    person.say('trưa nay ăn gì', group)
    person.say('hỏi @bot_khac_bot đi', group)
    person.say('/help@bot_khac_bot', group)
    person.say('thôi', group, { reply_to_message: { from: { id: 6, is_bot: false } } })
    expect(await heard()).toEqual([null, null, null, null])
    person.say('@tro_ly_xa_bot hạn nộp là ngày nào?', group)
    person.say('nhờ @TRO_LY_XA_BOT xem giúp', group)
    person.say('còn quý sau?', group, { reply_to_message: bot })
    person.say('/help', group)
    person.say('/help@tro_ly_xa_bot', group)
    const messages = (await heard()).slice(4)
    expect(messages.map((each) => each?.is === 'message' && each.text)).toEqual([
      'hạn nộp là ngày nào?',
      'nhờ xem giúp',
      'còn quý sau?',
      '/help',
      '/help',
    ])
    for (const each of messages) expect(each).toMatchObject({ isGroup: true, externalUserId: '-1001234567890' })
  })

  it('in a group before our name is known is rather answered than lost', async () => {
    fake.person('5').say('@tro_ly_xa_bot hạn?', fake.group('-1009'))
    expect(await heard(null)).toMatchObject([{ text: 'hạn?' }])
  })

  it('once edited is noted and not answered a second time', async () => {
    const person = fake.person('5')
    person.edit(person.say('hạn nộp báo cáo'), 'hạn nộp báo cáo quý')
    expect(await heard()).toMatchObject([
      { is: 'message' },
      { is: 'event', event: 'other', providerKind: 'edited_message' },
    ])
  })

  it('without words is told by its kind, with where the file is', async () => {
    const person = fake.person('5')
    const photo = [
      { file_id: 'nho', file_size: 100 },
      { file_id: 'to', file_size: 9_000 },
    ]
    person.sendFile({ photo }, 'ổ gà trước cổng')
    person.sendFile({ voice: { file_id: 'v1', duration: 3 } })
    person.sendFile({ document: { file_id: 'd1', file_name: 'Báo cáo.docx', file_size: 5 } })
    person.sendFile({ sticker: { file_id: 's1' } })
    person.sendFile({ location: { latitude: 1, longitude: 2 } })
    person.sendFile({ pinned_message: {} })
    expect(await heard()).toMatchObject([
      { kind: 'image', text: 'ổ gà trước cổng', attachments: [{ kind: 'image', reference: 'to', sizeBytes: 9_000 }] },
      { kind: 'voice', text: '', attachments: [{ kind: 'voice', reference: 'v1' }] },
      { kind: 'other', attachments: [{ kind: 'file', reference: 'd1', name: 'Báo cáo.docx' }] },
      { kind: 'other', text: '' },
      { kind: 'other', text: '' },
      { is: 'event', event: 'other' },
    ])
  })

  it('by another bot or in a channel is an event that nobody answers', async () => {
    const chat = { id: 5, type: 'private' }
    fake.updates.push({ message: { message_id: 1, date: 1, chat, from: { id: 9, is_bot: true }, text: 'máy nói' } })
    fake.updates.push({ message: { message_id: 2, date: 1, chat: { id: -1, type: 'channel' }, text: 'kênh' } })
    fake.updates.push({ channel_post: { message_id: 3 } })
    for (const update of await heard()) expect(update).toMatchObject({ is: 'event', event: 'other' })
  })

  it('by a new bot of ours has other keys than by the old one, whose messages count from one too', async () => {
    fake.person('5').say('chào')
    const [update] = await fake.updates.fetch({}, new AbortController().signal)
    const keys = ['1', '2'].map((id) => readUpdate(UpdateShape.parse(update), { id, username: null })?.externalKey)
    expect(keys[0]).not.toBe(keys[1])
  })
})
