import { afterEach, beforeEach, expect, it } from 'vitest'
import { composeWishes, type Wishes } from '../src/compose-wishes.ts'
import { type Assistant, openAssistant } from './support/assistant.ts'
import { onEachStore } from './support/stores.ts'

await onEachStore('what people asked to be told', (ground) => {
  let assistant: Assistant
  let wishes: Wishes
  let now: Date
  const who = 'dan-1'

  const say = async (text: string): Promise<string[]> => {
    const before = assistant.sent.length
    await assistant.conversation.receive({
      ...{ channel: 'telegram', endpoint: '', externalUserId: who, externalKey: crypto.randomUUID(), kind: 'text' },
      text,
    })
    await assistant.jobs.drain(20_000)
    return assistant.sent.slice(before).map((message) => message.text)
  }
  const tick = async (): Promise<string[]> => {
    const before = assistant.sent.length
    await Promise.all([wishes.tick(), wishes.tick()])
    await assistant.jobs.drain(20_000)
    return assistant.sent.slice(before).map((message) => message.text)
  }

  beforeEach(async () => {
    await ground().store.query('DELETE FROM person')
    const { keyPrefix } = ground()
    const slot: { act?: Wishes['act'] } = {}
    assistant = await openAssistant(
      { ...ground(), keyPrefix: `${keyPrefix}-${crypto.randomUUID()}` },
      { actions: [async (asked) => (await slot.act?.(asked)) ?? null] },
    )
    now = new Date('2026-12-01T09:00:00+07:00')
    wishes = composeWishes({ ...assistant, knowledgeFolder: 'knowledge', clock: async () => now })
    slot.act = wishes.act
    assistant.work()
    await say('xin chào')
  })
  afterEach(() => assistant.close())

  it('is a reminder of their own, said back at once and told once when its moment has come', async () => {
    const [kept] = await say('nhắc tôi 8 giờ sáng mai đi nộp hồ sơ')
    expect(kept).toMatch(/^Trợ lý sẽ nhắc: .*nộp hồ sơ/)
    expect(await tick()).toEqual([])
    now = new Date('2026-12-02T08:00:00+07:00')
    expect(await tick()).toEqual([expect.stringContaining('nộp hồ sơ')])
    expect(await tick()).toEqual([])
  })

  it('is a lesson a day once they agreed, with an answer checked', async () => {
    await say('đăng ký bài học')
    expect(await say('Đồng ý')).toEqual([expect.stringContaining('mỗi ngày một bài')])
    expect(await tick()).toHaveLength(1)
    expect((await say('1'))[0]).not.toMatch(/^đáp:/)
    expect(await tick()).toEqual([])
    now = new Date('2026-12-02T05:00:00+07:00')
    expect(await tick()).toEqual([])
    now = new Date('2026-12-02T08:00:00+07:00')
    expect(await tick()).toHaveLength(1)
  })

  it('is nothing where somebody only asks', async () => {
    expect(await say('báo cáo quý nộp khi nào')).toEqual(['đáp: báo cáo quý nộp khi nào'])
  })
})
