import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { simulateReminders } from '../../src/reminders/simulate.ts'
import { checkReminders, type Owing, type Told } from '../support/check-reminders.ts'
import { register, rule } from './made-up.ts'

const SPAN = { from: '2026-12-01', to: '2028-11-30' }
const UNITS = ['Phòng Kinh tế', 'Trạm Y tế']
const OWING: Owing = {
  kind: 'report',
  units: UNITS,
  dueText: 'trước ngày 20 tháng cuối quý',
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
  day: null,
  ladder: [5, 2],
  from: SPAN.from,
}
const SENT: Told[] = simulateReminders({
  ...SPAN,
  register: register({ rules: [rule({ who: UNITS })] }),
  policy: DEFAULT_POLICY,
})

test('the planner and the law agree on two years of one rule', () => {
  const { missing, ...counts } = checkReminders(SENT, [OWING], SPAN)
  expect(missing).toEqual([])
  expect(counts).toEqual({
    ...{ rules: 1, periods: 10, steps: 8 * 3 * 2 * 2, told: 8 * 3 * 2 * 2 },
    ...{ onDayOff: 0, afterLastSafeDay: 0, duplicates: 0, secondInWindow: 0, wrongLastSafeDay: 0 },
  })
})

describe('what is wrong is counted', () => {
  const check = (reminders: readonly Told[]) => checkReminders(reminders, [OWING], SPAN)
  const ahead = SENT.findIndex(({ step, role }) => step === 'ahead' && role === 'focal')
  const changed = (change: Partial<Told>): Told[] =>
    SENT.map((each, index) => (index === ahead ? { ...each, ...change } : each))

  test('a step that nobody was told', () => {
    expect(check(SENT.filter((_, index) => index !== ahead)).missing).toEqual([
      'trước ngày 20 tháng cuối quý | 2026-12-20 | 5 | Phòng Kinh tế | focal',
    ])
  })
  test('a message on a Sunday, and one on the first day of Tết', () => {
    expect(check(changed({ at: '2026-12-13T07:30:00+07:00' })).onDayOff).toBe(1)
    expect(check(changed({ at: '2027-02-05T07:30:00+07:00' })).onDayOff).toBe(1)
  })
  test('a reminder after the last safe day', () => {
    expect(check(changed({ at: '2026-12-22T07:30:00+07:00' })).afterLastSafeDay).toBe(1)
  })
  test('the same again, and a second message in one window', () => {
    const again = SENT.flatMap((each, index) => (index === ahead ? [each, each] : [each]))
    expect(check(again)).toMatchObject({ duplicates: 1, secondInWindow: 1 })
  })
  test('a last safe day that is none', () => {
    const about = SENT[ahead]?.about.map((line) => ({ ...line, lastSafeDay: '2026-12-19' })) ?? []
    expect(check(changed({ about })).wrongLastSafeDay).toBe(1)
  })
})
