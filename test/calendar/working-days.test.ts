import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  createCalendar,
  firstLateDay,
  isWorkingDay,
  lastSafeDay,
  whyDayOff,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../src/calendar/index.ts'

const calendar = createCalendar()
const anyDay = fc
  .integer({ min: 0, max: 3_650 })
  .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString())

describe('the last safe day', () => {
  it.each([
    ['2026-12-15', 'before', '2026-12-14', 'a Monday'],
    ['2026-12-20', 'before', '2026-12-18', 'the 19th is a Saturday'],
    ['2026-12-20', 'by', '2026-12-18', 'the day itself is a Sunday'],
    ['2026-12-15', 'by', '2026-12-15', 'a Tuesday'],
    ['2026-11-25', 'before', '2026-11-23', 'the 24th is Ngày Văn hóa Việt Nam'],
    ['2027-02-10', 'before', '2027-02-04', 'Tết swallows the days before'],
    ['2027-02-11', 'by', '2027-02-04', 'the days made up after Tết are off too'],
    ['2028-03-01', 'before', '2028-02-29', 'there is a 29 February'],
    ['2027-03-01', 'before', '2027-02-26', 'there is none, and the 28th is a Sunday'],
    ['2027-01-01', 'by', '2026-12-31', 'New Year is off'],
  ] as const)('of %s, %s, is %s: %s', (due, qualifier, safe, _why) => {
    expect(lastSafeDay({ due, qualifier, calendar })).toBe(safe)
  })

  it('is a working day, in time, and the last such day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('before' as const, 'by' as const, null), (due, qualifier) => {
        const safe = lastSafeDay({ due, qualifier, calendar })
        const limit = firstLateDay({ due, qualifier })
        expect(isWorkingDay(calendar, safe)).toBe(true)
        expect(safe < limit).toBe(true)
        expect(workingDayOnOrAfter(calendar, Temporal.PlainDate.from(safe).add({ days: 1 }).toString()) >= limit).toBe(
          true,
        )
      }),
    )
  })

  it('is not the day a report becomes late', () => {
    expect(firstLateDay({ due: '2026-12-20', qualifier: 'before' })).toBe('2026-12-20')
    expect(firstLateDay({ due: '2026-12-20', qualifier: 'by' })).toBe('2026-12-21')
  })
})

describe("the office's own table", () => {
  it('takes a Monday off for a Saturday worked', () => {
    const swapped = createCalendar({ daysOff: ['2027-09-06'], workedDays: ['2027-09-11'] })
    expect(whyDayOff(swapped, '2027-09-06')).toBe('Ngày nghỉ của cơ quan')
    expect(isWorkingDay(swapped, '2027-09-11')).toBe(true)
    expect(lastSafeDay({ due: '2027-09-12', qualifier: 'before', calendar: swapped })).toBe('2027-09-11')
  })

  it('may undo a provisional holiday', () => {
    expect(isWorkingDay(createCalendar({ workedDays: ['2027-09-03'] }), '2027-09-03')).toBe(true)
  })

  it('that leaves no working day is refused instead of searched for ever', () => {
    const days = Array.from({ length: 800 }, (_, i) =>
      Temporal.PlainDate.from('2026-01-01').add({ days: i }).toString(),
    )
    expect(() => workingDayOnOrBefore(createCalendar({ daysOff: days }), '2027-12-31')).toThrow(/days off/)
  })
})

describe('counting working days', () => {
  it('begins with the day after', () => {
    expect(addWorkingDays(calendar, '2026-11-20', 1)).toBe('2026-11-23')
    expect(addWorkingDays(calendar, '2026-11-20', 2)).toBe('2026-11-25')
    expect(addWorkingDays(calendar, '2026-12-14', -5)).toBe('2026-12-07')
    expect(addWorkingDays(calendar, '2026-11-22', 0)).toBe('2026-11-22')
  })

  it('forward and back meet again, and between counts them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const start = workingDayOnOrAfter(calendar, from)
        const end = addWorkingDays(calendar, start, count)
        expect(addWorkingDays(calendar, end, -count)).toBe(start)
        expect(workingDaysBetween(calendar, start, end)).toBe(count)
        expect(workingDaysBetween(calendar, end, start)).toBe(-count)
      }),
      { numRuns: 60 },
    )
  })
})
