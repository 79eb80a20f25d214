import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PeriodKind, periodCovered, periodOf, previousPeriod } from '../../src/calendar/index.ts'

const KINDS: PeriodKind[] = ['week', 'month', 'quarter', 'half-year', 'nine-months', 'year']

describe('the period a report covers', () => {
  it.each([
    ['quarter', '2026-09-20', 'quý III/2026'],
    ['quarter', '2026-10-10', 'quý III/2026'],
    ['quarter', '2027-01-05', 'quý IV/2026'],
    ['month', '2026-12-25', 'tháng 12/2026'],
    ['month', '2027-01-05', 'tháng 12/2026'],
    ['half-year', '2027-05-20', '6 tháng đầu năm 2027'],
    ['half-year', '2026-12-15', '6 tháng cuối năm 2026'],
    ['nine-months', '2026-09-10', '9 tháng năm 2026'],
    ['year', '2026-12-15', 'năm 2026'],
    ['year', '2027-01-15', 'năm 2026'],
    ['week', '2026-12-04', 'tuần 30/11-6/12/2026'],
    ['week', '2026-12-07', 'tuần 30/11-6/12/2026'],
  ] as const)('a report for a %s due %s covers %s', (kind, due, label) => {
    expect(periodCovered(kind, due).label).toBe(label)
  })

  it('contains its day and follows the one before without a gap', () => {
    const days = fc
      .integer({ min: 0, max: 4_000 })
      .map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString())
    fc.assert(
      fc.property(fc.constantFrom(...KINDS.filter((kind) => kind !== 'nine-months')), days, (kind, day) => {
        const period = periodOf(kind, day)
        expect(period.start <= day && day <= period.end).toBe(true)
        const before = previousPeriod(period)
        expect(Temporal.PlainDate.from(before.end).add({ days: 1 }).toString()).toBe(period.start)
      }),
    )
  })
})
