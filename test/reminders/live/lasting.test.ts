import { expect, test } from 'vitest'
import { type DutyEventDetail, type DutyEventKind, loadOccurrences, record } from '../../../src/duties/index.ts'
import { onEachStore } from '../../support/stores.ts'
import { type Office, type OfficeRule, openOffice, QUARTERLY, TASK } from './an-office.ts'

const YEARLY: OfficeRule = {
  ...{ key: 'yearly', who: ['Phòng Kinh tế'], cadence: 'yearly', dueText: 'trước ngày 20 tháng 12' },
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20',
}
const YEARS = { from: '2026-01-01', to: '2031-12-31' }

await onEachStore('what lasts long', (ground) => {
  let office: Office
  const say = async (kind: Exclude<DutyEventKind, 'undone'>, detail: DutyEventDetail = {}): Promise<void> => {
    const [row] = await loadOccurrences(ground().store, { communeId: office.communeId, ...YEARS })
    const by = { personId: office.people.focal ?? null, title: 'focal' }
    await record(ground().store, { occurrenceId: row?.id ?? 0, kind, by, detail })
    await ground().store.query(
      'UPDATE occurrence_event SET at = $1 WHERE id = (SELECT max(id) FROM occurrence_event)',
      [`${office.now}:00+07`],
    )
  }
  /** One look each morning, both days included. */
  const mornings = async (from: string, to: string): Promise<void> => {
    let day = Temporal.PlainDate.from(from)
    for (; day.toString() <= to; day = day.add({ days: 1 })) {
      office.now = `${day}T07:30`
      await office.tick()
    }
  }
  const toldOf = (person: string, words: string): string[] =>
    office.sent.filter((each) => each.person === person && each.text.includes(words)).map(({ at }) => at.slice(0, 10))

  test('an extension of half a year is reminded of at its own end, and stands where its day is asked for', async () => {
    office = await openOffice(ground().store, { rules: [YEARLY] })
    await office.tick()
    await say('extension_granted', { until: '2027-06-30' })
    await mornings('2027-06-28', '2027-06-30')
    expect(toldOf('focal', 'gia hạn đến 30/06/2027').length).toBeGreaterThan(0)
    expect(toldOf('focal', 'ngày làm việc cuối cùng')).toEqual(['2027-06-30'])
    await mornings('2027-07-01', '2027-07-01')
    expect(toldOf('focal', 'chưa ghi nhận')).toEqual(['2027-07-01'])
    const summer = { communeId: office.communeId, from: '2027-06-01', to: '2027-07-31', inForceOnly: true }
    expect(await loadOccurrences(ground().store, summer)).toMatchObject([{ extendedTo: '2027-06-30' }])
  })

  test('a task of five years is asked about each quarter from its first year on', async () => {
    office = await openOffice(ground().store, {
      ...{ rules: [], now: '2026-12-28T07:30' },
      tasks: [{ ...TASK, startsOn: '2026-01-01', endsOn: '2030-12-31' }],
    })
    await office.tick()
    await mornings('2027-01-04', '2027-01-05')
    await mornings('2027-04-01', '2027-04-02')
    expect(toldOf('focal', 'Hỏi tiến độ')).toEqual(['2027-01-04', '2027-04-01'])
  })

  test('what was returned is recalled until it is filed again', async () => {
    office = await openOffice(ground().store, { now: '2026-12-18T09:00' })
    await office.tick()
    await say('filed')
    await mornings('2026-12-28', '2026-12-30')
    await say('returned', { text: 'Thiếu phụ lục' })
    await mornings('2026-12-31', '2027-01-15')
    expect(toldOf('focal', 'đã được trả lại để bổ sung')).toEqual(['2027-01-04', '2027-01-07', '2027-01-14'])
    expect(toldOf('head', 'đã được trả lại để bổ sung')).toEqual(['2027-01-07', '2027-01-14'])
    await say('filed')
    office.sent.length = 0
    await mornings('2027-01-20', '2027-01-29')
    expect(toldOf('focal', 'đã được trả lại')).toEqual([])
  })

  test('what a unit handed back is put to the coordinator each morning, and told again when nobody answers', async () => {
    office = await openOffice(ground().store, { rules: [QUARTERLY], now: '2026-12-09T09:00' })
    await office.tick()
    await say('handed_back')
    office.sent.length = 0
    await mornings('2026-12-10', '2026-12-17')
    const note = 'báo ngày 09/12/2026, chưa có trả lời thì nhắc lại đơn vị từ 16/12/2026'
    expect(toldOf('coordinator', note)).toEqual(['2026-12-10', '2026-12-11', '2026-12-14', '2026-12-15', '2026-12-16'])
    expect(office.to('focal').map((text) => text.slice(0, 10))).toEqual(['2026-12-16'])
    expect(toldOf('focal', 'xã chưa trả lời')).toEqual(['2026-12-16'])
  })

  test('answered, it is neither put to the coordinator again nor told as unanswered', async () => {
    office = await openOffice(ground().store, { rules: [QUARTERLY], now: '2026-12-09T09:00' })
    await office.tick()
    await say('handed_back')
    await mornings('2026-12-10', '2026-12-10')
    await say('kept')
    await mornings('2026-12-11', '2026-12-16')
    expect(toldOf('coordinator', 'không thuộc mình')).toEqual(['2026-12-10'])
    expect(toldOf('focal', 'xã chưa trả lời')).toEqual([])
    expect(toldOf('focal', 'ngày làm việc')).toContain('2026-12-11')
  })
})
