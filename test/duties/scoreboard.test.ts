import { beforeEach, expect, test } from 'vitest'
import {
  type DutyEventDetail,
  loadOccurrences,
  loadScores,
  record,
  type Saying,
  type Score,
  type ScoreSpan,
} from '../../src/duties/index.ts'
import { rule } from '../reminders/made-up.ts'
import { onEachStore } from '../support/stores.ts'
import { type SeededPlan, seedPlan, syncMadeUp } from './a-commune.ts'

const DECEMBER: ScoreSpan = { from: '2026-12-01', to: '2026-12-31', today: '2027-01-04' }
const BY = { personId: null, title: 'đầu mối' }
const UNITS = ['Phòng Kinh tế', 'Trạm Y tế', 'Thôn 3']

await onEachStore('the scoreboard', (ground) => {
  let plan: SeededPlan
  const scores = async (span: Partial<ScoreSpan> = {}): Promise<Record<string, Omit<Score, 'bodyKey' | 'bodyName'>>> =>
    Object.fromEntries(
      (await loadScores(ground().store, { communeId: plan.communeId, ...DECEMBER, ...span })).map(
        ({ bodyKey: _, bodyName, ...score }) => [bodyName, score],
      ),
    )
  const say = async (unit: string, kind: Saying['kind'], detail: DutyEventDetail = {}): Promise<void> => {
    const rows = await loadOccurrences(ground().store, {
      ...{ communeId: plan.communeId, from: '2026-12-01', to: '2026-12-31' },
    })
    const occurrenceId = rows.find(({ bodyName }) => bodyName === unit)?.id ?? 0
    await record(ground().store, { occurrenceId, kind, by: BY, detail })
  }

  beforeEach(async () => {
    plan = await seedPlan(ground().store)
    await syncMadeUp(ground().store, plan, { rules: [rule({ who: UNITS })] })
  })

  test('counts what fell due, in time, late and missing, a line a unit', async () => {
    await say('Phòng Kinh tế', 'filed', { filedOn: '2026-12-18' })
    await say('Trạm Y tế', 'filed', { filedOn: '2026-12-22' })
    expect(await scores()).toEqual({
      'Phòng Kinh tế': { due: 1, inTime: 1, late: 0, missing: 0, open: 0 },
      'Trạm Y tế': { due: 1, inTime: 0, late: 1, missing: 0, open: 0 },
      'Thôn 3': { due: 1, inTime: 0, late: 0, missing: 1, open: 0 },
    })
  })

  test('a report filed on the weekend before "trước ngày 20" is in time, on the day itself it is late', async () => {
    await say('Phòng Kinh tế', 'filed', { filedOn: '2026-12-19' })
    await say('Trạm Y tế', 'filed', { filedOn: '2026-12-20' })
    expect(await scores()).toMatchObject({ 'Phòng Kinh tế': { inTime: 1 }, 'Trạm Y tế': { late: 1 } })
  })

  test('before the limit it is open; what need not be filed is not counted', async () => {
    await say('Thôn 3', 'not_applicable')
    expect(await scores({ today: '2026-12-19' })).toEqual({
      'Phòng Kinh tế': { due: 1, inTime: 0, late: 0, missing: 0, open: 1 },
      'Trạm Y tế': { due: 1, inTime: 0, late: 0, missing: 0, open: 1 },
    })
  })

  test('more time that was granted moves it to the month it ends in', async () => {
    await say('Thôn 3', 'extension_granted', { until: '2027-01-05' })
    expect(Object.keys(await scores())).not.toContain('Thôn 3')
    expect(await scores({ from: '2027-01-01', to: '2027-01-31' })).toEqual({
      'Thôn 3': { due: 1, inTime: 0, late: 0, missing: 0, open: 1 },
    })
    expect(await scores({ from: '2027-01-01', to: '2027-01-31', today: '2027-01-06' })).toMatchObject({
      'Thôn 3': { missing: 1 },
    })
  })

  test('what had passed when the plan was taken in, and what nobody confirmed, are scored for nobody', async () => {
    plan = await seedPlan(ground().store)
    await syncMadeUp(ground().store, plan, { rules: [rule({ who: UNITS })] }, { today: '2026-12-21' })
    expect(await scores()).toEqual({})
    plan = await seedPlan(ground().store)
    await syncMadeUp(ground().store, plan, { rules: [rule({ who: UNITS })] }, { isConfirmed: () => false })
    expect(await scores()).toEqual({})
  })
})
