import { beforeEach, expect, test } from 'vitest'
import { eventsOf, isLateOn, loadOccurrences, type OccurrenceRow, record } from '../../src/duties/index.ts'
import { duty, rule } from '../reminders/made-up.ts'
import { onEachStore } from '../support/stores.ts'
import { type SeededPlan, seedPlan, syncMadeUp } from './a-commune.ts'

const BY = { personId: null, title: 'Trưởng phòng Kinh tế' }
const MOVED = {
  dueText: 'trước ngày 25 tháng cuối quý',
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25',
}

await onEachStore('occurrences as rows', (ground) => {
  let plan: SeededPlan
  const sync = (...args: Parameters<typeof syncMadeUp> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
    syncMadeUp(ground().store, plan, ...args)
  const rows = (): Promise<OccurrenceRow[]> =>
    loadOccurrences(ground().store, { communeId: plan.communeId, from: '2026-01-01', to: '2030-01-01' })
  const dues = async (): Promise<string[]> => (await rows()).filter(({ inForce }) => inForce).map(({ due }) => due)
  const kinds = async (id: number): Promise<string[]> =>
    ((await eventsOf(ground().store, [id])).get(id) ?? []).map(({ kind }) => kind)

  beforeEach(async () => {
    plan = await seedPlan(ground().store)
  })

  test('each body has a row for each period of a rolling year; made again, nothing is made', async () => {
    const rules = [rule({ who: ['Phòng Kinh tế', 'Trạm Y tế'] })]
    expect(await sync({ rules })).toEqual({ made: 10, changed: 0, withdrawn: 0 })
    expect(await sync({ rules })).toEqual({ made: 0, changed: 0, withdrawn: 0 })
    expect(await sync({ rules }, { today: '2027-03-01' })).toEqual({ made: 2, changed: 0, withdrawn: 0 })
    expect((await rows())[0]).toMatchObject({
      title: 'Báo cáo quý IV/2026',
      lastSafe: '2026-12-18',
      status: 'not_started',
    })
  })

  test('two at once make each row once', async () => {
    const rules = [rule({ who: ['Phòng Kinh tế', 'Trạm Y tế'] })]
    const both = await Promise.all([sync({ rules }), sync({ rules })])
    expect(both[0].made + both[1].made).toBe(10)
    expect(await rows()).toHaveLength(10)
  })

  test('a changed plan moves what is to come, and says so; what people said stays', async () => {
    await sync({ rules: [rule()] })
    const [first] = await rows()
    await record(ground().store, { occurrenceId: first?.id ?? 0, kind: 'in_progress', by: BY, detail: { percent: 40 } })
    await sync({ rules: [rule({ id: 7, key: 'rule-1', ...MOVED })] })
    expect((await rows())[0]).toMatchObject({ id: first?.id, due: '2026-12-25', status: 'in_progress', percent: 40 })
    expect(await kinds(first?.id ?? 0)).toEqual(['in_progress', 'moved'])
  })

  test('what had fallen due keeps its day when the plan changes', async () => {
    await sync({ rules: [rule()] })
    await sync({ rules: [rule(MOVED)] }, { today: '2026-12-22' })
    expect((await dues()).slice(0, 2)).toEqual(['2026-12-20', '2027-03-25'])
  })

  test('what the plan no longer says goes out of force with its history, and comes back with it', async () => {
    await sync({ rules: [rule()] })
    expect(await sync({ rules: [] })).toMatchObject({ withdrawn: 5 })
    expect(await dues()).toEqual([])
    expect(await sync({ rules: [rule()] })).toMatchObject({ made: 0, changed: 5 })
    expect(await kinds((await rows())[0]?.id ?? 0)).toEqual(['withdrawn', 'restored'])
  })

  test('a limit that had passed when the plan was taken in, signed or confirmed is late for nobody', async () => {
    const lateOn = async (day: string): Promise<string[]> =>
      (await rows()).filter((row) => isLateOn(row, day)).map(({ due }) => due)
    await sync({ rules: [rule()] }, { today: '2026-12-21' })
    expect(await lateOn('2027-01-10')).toEqual([])
    await sync({ rules: [rule({ id: 2, key: 'signed later' })] }, { today: '2026-12-01', signedBy: () => '2026-12-31' })
    expect(await lateOn('2027-01-10')).toEqual([])
    await sync({ rules: [rule({ id: 3, key: 'read' })] }, { today: '2026-12-01', isConfirmed: () => false })
    await sync({ rules: [rule({ id: 3, key: 'read' })] }, { today: '2026-12-28' })
    expect(await lateOn('2027-01-10')).toEqual([])
    await sync({ rules: [rule({ id: 4, key: 'in time' })] }, { today: '2026-12-01' })
    expect(await lateOn('2026-12-19')).toEqual([])
    expect(await lateOn('2026-12-20')).toEqual(['2026-12-20'])
  })

  test('an extended day follows its plan, however long ago it was due', async () => {
    await sync({ rules: [rule()] })
    const [first] = await rows()
    const detail = { until: '2027-08-31' }
    await record(ground().store, { occurrenceId: first?.id ?? 0, kind: 'extension_granted', by: BY, detail })
    await sync({ rules: [rule()] }, { today: '2027-06-01' })
    expect((await rows()).find(({ id }) => id === first?.id)).toMatchObject({ inForce: true, due: '2026-12-20' })
    await sync({ rules: [] }, { today: '2027-06-01' })
    expect((await rows()).find(({ id }) => id === first?.id)).toMatchObject({ inForce: false })
  })

  test('a task that has begun has its row, whenever it ends; one that begins later has none yet', async () => {
    const far = { timeText: 'Năm 2026-2035', end: '2035-12-31' }
    const duties = [duty(far), duty({ ...far, id: 2, quote: 'Mở lớp', start: '2027-03-01' })]
    const ends = { communeId: plan.communeId, from: '2035-01-01', to: '2035-12-31', inForceOnly: true }
    const begun = async (): Promise<(string | null)[]> =>
      (await loadOccurrences(ground().store, ends)).map(({ startsOn }) => startsOn)
    expect(await sync({ duties })).toEqual({ made: 1, changed: 0, withdrawn: 0 })
    expect(await sync({ duties })).toEqual({ made: 0, changed: 0, withdrawn: 0 })
    expect(await begun()).toEqual(['2026-01-01'])
    await sync({ duties }, { today: '2027-03-01' })
    expect(await begun()).toEqual(['2026-01-01', '2027-03-01'])
    expect(await sync({ duties: [] }, { today: '2027-03-01' })).toMatchObject({ withdrawn: 2 })
  })

  test('rules that contradict each other both stand', async () => {
    await sync({ rules: [rule(), rule({ id: 2, key: 'other', ...MOVED })] })
    expect((await dues()).slice(0, 2)).toEqual(['2026-12-20', '2026-12-25'])
  })
})
