import { expect, it } from 'vitest'
import { createOwnReminders } from '../../src/own-reminders/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const NOW = new Date('2026-11-29T09:00:00+07:00')
const TOMORROW = new Date('2026-11-30T08:00:00+07:00')

onEmbeddedStore('reminders of one’s own', (ground) => {
  let people = 0
  async function start() {
    const { store } = ground()
    people += 1
    const data = { channel: 'web', externalId: `person-${people}`, person: { create: {} } }
    const { id } = await store.db.channelAccount.create({ data })
    const reminders = createOwnReminders(store)
    const say = async (message: string) => (await reminders.reply(id, message, async () => NOW))?.text ?? null
    const due = async (now: Date) => (await reminders.due(now, 100)).filter(({ accountId }) => accountId === id)
    return { id, reminders, say, due }
  }

  it('are kept, and the time is said back in words', async () => {
    const { say } = await start()
    expect(await say('nhắc tôi 8 giờ sáng mai đi nộp hồ sơ')).toBe(
      'Trợ lý sẽ nhắc: đi nộp hồ sơ.\nLúc 8 giờ sáng thứ Hai, ngày 30/11/2026.\nSai thì nhắn “hủy nhắc” rồi đặt lại.',
    )
    expect(await say('nhac toi ngay 15 dong bhyt')).toContain('Anh/chị chưa nói giờ nên trợ lý chọn 8 giờ sáng.')
    expect(await say('nhắc tôi đi chợ')).toContain('muốn nhắc lúc nào')
    expect(await say('đăng ký tạm trú ở đâu')).toBeNull()
  })

  it('are due at their moment, not before, and told once', async () => {
    const { say, due, reminders } = await start()
    await say('nhắc tôi 8 giờ sáng mai đi nộp hồ sơ')
    expect(await due(new Date(TOMORROW.getTime() - 1))).toEqual([])
    const [first] = await due(TOMORROW)
    expect(first?.text).toBe('Nhắc việc anh/chị đã hẹn: đi nộp hồ sơ.')
    await reminders.told(first?.id ?? 0)
    await reminders.told(first?.id ?? 0)
    expect(await due(TOMORROW)).toEqual([])
  })

  it('can be seen and cancelled: the last, one by its number, or all', async () => {
    const { say, due } = await start()
    await say('nhắc tôi ngày 5/12 lấy thẻ')
    await say('nhắc tôi 8 giờ sáng mai đi nộp hồ sơ')
    await say('nhắc tôi ngày 6/12 họp thôn')
    expect(await say('xem lời nhắc')).toMatch(/1\. đi nộp hồ sơ: .*\n2\. lấy thẻ: .*\n3\. họp thôn: /)
    expect(await say('hủy nhắc')).toBe('Đã hủy: họp thôn.')
    expect(await say('huy nhac 1')).toBe('Đã hủy: đi nộp hồ sơ.')
    expect(await say('hủy nhắc 7')).toContain('Không có lời nhắc đó')
    expect(await say('hủy nhắc tất cả')).toBe('Đã hủy: lấy thẻ.')
    expect(await due(new Date('2027-01-01T00:00:00+07:00'))).toEqual([])
  })

  it('of one person are never another’s', async () => {
    const [mine, theirs] = [await start(), await start()]
    await mine.say('nhắc tôi 8 giờ sáng mai đi nộp hồ sơ')
    expect(await theirs.say('xem lời nhắc')).toContain('chưa có')
    expect(await theirs.say('hủy nhắc tất cả')).toContain('Không có lời nhắc đó')
    expect(await mine.due(TOMORROW)).toHaveLength(1)
  })

  it('keep no identity number that was written in', async () => {
    const { say, due } = await start()
    await say('nhắc tôi 8 giờ sáng mai nộp hồ sơ số căn cước 001099012345')
    expect((await due(TOMORROW))[0]?.text).not.toContain('001099012345')
  })

  it('are no more than one person can want', async () => {
    const { say } = await start()
    for (let no = 1; no <= 20; no += 1) await say(`nhắc tôi ${no} ngày nữa việc ${no}`)
    expect(await say('nhắc tôi ngày mai thêm một việc')).toContain('đã có 20 lời nhắc')
  })
})
