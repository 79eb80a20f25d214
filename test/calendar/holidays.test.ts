import { describe, expect, it } from 'vitest'
import { createCalendar, holidaysOf, isProvisionalYear, isWorkingDay, whyDayOff } from '../../src/calendar/index.ts'
import { solarOf } from './lunar.ts'

const YEARS = Array.from({ length: 10 }, (_, i) => 2026 + i)

function daysNamed(year: number, name: string): string[] {
  return holidaysOf(year).flatMap((holiday) => (holiday.name === name ? [holiday.date] : []))
}

describe('public holidays', () => {
  it('knows the lunar calendar of Vietnam, which parts from the Chinese one', () => {
    expect(solarOf(1, 1, 2007)).toBe('2007-02-17')
    expect(solarOf(1, 1, 2030)).toBe('2030-02-02')
  })

  it.each(YEARS)('agrees with the astronomical calculation of Tết and Giỗ Tổ in %i', (year) => {
    expect(daysNamed(year, 'Tết Nguyên đán')[1]).toBe(solarOf(1, 1, year))
    expect(daysNamed(year, 'Giỗ Tổ Hùng Vương')).toEqual([solarOf(10, 3, year)])
  })

  it.each(YEARS)('gives the twelve days of the law in %i, one more working day off for each on a weekend', (year) => {
    const days = holidaysOf(year)
    const statutory = days.filter((day) => !day.substitute)
    expect(statutory).toHaveLength(12)
    expect(new Set(days.map((day) => day.date)).size).toBe(days.length)
    const weekend = statutory.filter((day) => Temporal.PlainDate.from(day.date).dayOfWeek > 5)
    const substitutes = days.filter((day) => day.substitute)
    expect(substitutes).toHaveLength(weekend.length)
    for (const { date } of substitutes) expect(Temporal.PlainDate.from(date).dayOfWeek).toBeLessThan(6)
  })

  it('puts the second day of Quốc khánh next to the first', () => {
    for (const year of YEARS) {
      const [first, second] = daysNamed(year, 'Quốc khánh').map((date) => Temporal.PlainDate.from(date))
      expect(first && second && first.until(second).days).toBe(1)
    }
  })

  it('makes up holidays that fall on a weekend', () => {
    const calendar = createCalendar()
    expect(whyDayOff(calendar, '2026-04-27')).toBe('Nghỉ bù Giỗ Tổ Hùng Vương')
    expect(whyDayOff(calendar, '2028-05-02')).toBe('Nghỉ bù Ngày Chiến thắng')
    expect(isWorkingDay(calendar, '2028-05-03')).toBe(true)
  })

  it('has Ngày Văn hóa Việt Nam from 2026', () => {
    expect(whyDayOff(createCalendar(), '2026-11-24')).toBe('Ngày Văn hóa Việt Nam')
    expect(whyDayOff(createCalendar(), '2025-11-24')).toBeNull()
  })

  it('calls provisional every year the State has not announced', () => {
    expect(YEARS.filter(isProvisionalYear)).toEqual(YEARS.slice(1))
    expect(isProvisionalYear(2036)).toBe(true)
  })
})
