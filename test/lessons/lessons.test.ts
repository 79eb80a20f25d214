import { expect, it } from 'vitest'
import { loadLessons } from '../../src/documents/index.ts'
import { createLessons, type DueLesson, type Lessons } from '../../src/lessons/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const { lessons: course } = loadLessons('knowledge')
const day = (no: number): Date => new Date(Date.UTC(2026, 10, no, 2))

type Learner = { lessons: Lessons; accountId: number; due: (now: Date) => Promise<DueLesson | undefined> }

onEmbeddedStore('lessons in the chat', (ground) => {
  const consents = async () => (await openPeople({ store: ground().store, isLoopback: true, publicUrl: null })).consents

  let learners = 0
  async function start({ agreed }: { agreed: boolean }): Promise<Learner> {
    const { store } = ground()
    const lessons = createLessons({ store, lessons: () => course, consents: await consents() })
    learners += 1
    const data = { channel: 'web', externalId: `learner-${learners}`, person: { create: {} } }
    const { id } = await store.db.channelAccount.create({ data })
    if (agreed) {
      await lessons.reply(id, 'bài học')
      await lessons.reply(id, 'đồng ý')
    }
    const due = async (now: Date) => (await lessons.due(now, 100)).find(({ accountId }) => accountId === id)
    return { lessons, accountId: id, due }
  }

  async function tell({ lessons, due }: Learner, now: Date): Promise<DueLesson> {
    const next = await due(now)
    if (!next) throw new Error('nothing is due')
    await lessons.told(next, now)
    return next
  }

  it('are offered first and begin only after a clear "Đồng ý"', async () => {
    const { lessons, accountId, due } = await start({ agreed: false })
    expect(await lessons.reply(accountId, 'Đồng ý')).toBeNull()
    expect((await lessons.reply(accountId, 'muốn nhận bài học mỗi ngày'))?.text).toContain('nhắn “Đồng ý”')
    for (const words of ['ừ', 'ok', 'không đồng ý', 'chưa đồng ý', '']) {
      expect(await lessons.subscribe(accountId, words)).toBe(false)
    }
    expect(await due(day(1))).toBeUndefined()
    expect((await lessons.reply(accountId, 'dong y'))?.text).toContain('mỗi ngày một bài')
    expect((await due(day(1)))?.lesson).toBe(course[0]?.slug)
  })

  it('come one a day, in order, each once however often it is handed over', async () => {
    const learner = await start({ agreed: true })
    const first = await tell(learner, day(1))
    expect(first.reply.text).toMatch(/^Bài 1\/20: /)
    await learner.lessons.told(first, day(1))
    expect(await learner.due(day(1))).toBeUndefined()
    expect((await learner.due(day(2)))?.lesson).toBe(course[1]?.slug)
    expect((await learner.lessons.progress(learner.accountId)).told).toBe(1)
  })

  it('check the answer given by number, letter or words, and keep it', async () => {
    const learner = await start({ agreed: true })
    const { lessons, accountId } = learner
    expect(await lessons.answer(accountId, '2')).toBeNull()
    await tell(learner, day(1))
    expect(await lessons.answer(accountId, 'tạm trú ở đâu')).toBeNull()
    expect(await lessons.answer(accountId, '9')).toBeNull()
    expect((await lessons.answer(accountId, `${(course[0]?.right ?? 0) + 1}`))?.text).toMatch(/^Đúng rồi\./)
    expect(await lessons.answer(accountId, '1')).toBeNull()
    await tell(learner, day(2))
    expect((await lessons.answer(accountId, 'a'))?.text).toMatch(/^Chưa đúng\. Đáp án: /)
    expect(await lessons.progress(accountId)).toMatchObject({ told: 2, right: 1, of: 20, status: 'active' })
  })

  it('end after the last, and not before', async () => {
    const learner = await start({ agreed: true })
    for (let no = 1; no <= course.length; no += 1) await tell(learner, day(no))
    expect(await learner.due(day(course.length + 1))).toBeUndefined()
    expect((await learner.lessons.progress(learner.accountId)).status).toBe('finished')
  })

  it('stop at once when asked to, and when consent is taken back elsewhere', async () => {
    const { lessons, accountId, due } = await start({ agreed: true })
    expect((await lessons.reply(accountId, 'Dừng bài học'))?.text).toContain('đã ngừng')
    expect(await due(day(1))).toBeUndefined()
    await lessons.reply(accountId, 'bài học')
    await lessons.reply(accountId, 'đồng ý')
    expect(await due(day(1))).toBeDefined()
    await (await consents()).withdraw(accountId, 'lessons')
    expect(await due(day(2))).toBeUndefined()
    expect((await lessons.progress(accountId)).status).toBe('stopped')
  })
})
