/**
 * Public holidays of Vietnam as data.
 *
 * Which days: Labour Code 2019, article 112 (1/1; five days of Tết; Giỗ Tổ, 10th of the 3rd lunar month; 30/4; 1/5;
 * two days of Quốc khánh, the second chosen each year by the Prime Minister), and from 2026 24/11, Ngày Văn hóa Việt Nam
 * (Resolution 28/2026/QH16, in force 1/7/2026). A holiday on a weekly day off is made up on the next working day
 * (article 111.3). The five days of Tết are the last of the old year and the first four of the new, as announced most
 * years. Lunar dates follow the Vietnamese calendar (UTC+7), which parts from the Chinese one: Tết 2030 is 2 February.
 */

/** A day off by law, with its name for people. */
export type Holiday = {
  date: string
  name: string /** The day off in place of a holiday on a weekend. */
  substitute: boolean
}

type YearOfHolidays = {
  /** First day of the lunar year. */
  tet: string
  /** Giỗ Tổ Hùng Vương. */
  kings: string
  /** The second day of Quốc khánh, next to 2/9. */
  secondNationalDay: string
  /** False while the State has not announced this year's Tết and Quốc khánh: what stands here follows past practice. */
  announced: boolean
}

const YEARS: Readonly<Record<number, YearOfHolidays>> = {
  2026: { tet: '2026-02-17', kings: '2026-04-26', secondNationalDay: '2026-09-01', announced: true },
  2027: { tet: '2027-02-06', kings: '2027-04-16', secondNationalDay: '2027-09-03', announced: false },
  2028: { tet: '2028-01-26', kings: '2028-04-04', secondNationalDay: '2028-09-01', announced: false },
  2029: { tet: '2029-02-13', kings: '2029-04-23', secondNationalDay: '2029-09-03', announced: false },
  2030: { tet: '2030-02-02', kings: '2030-04-12', secondNationalDay: '2030-09-03', announced: false },
  2031: { tet: '2031-01-23', kings: '2031-04-01', secondNationalDay: '2031-09-01', announced: false },
  2032: { tet: '2032-02-11', kings: '2032-04-19', secondNationalDay: '2032-09-03', announced: false },
  2033: { tet: '2033-01-31', kings: '2033-04-09', secondNationalDay: '2033-09-01', announced: false },
  2034: { tet: '2034-02-19', kings: '2034-04-28', secondNationalDay: '2034-09-01', announced: false },
  2035: { tet: '2035-02-08', kings: '2035-04-17', secondNationalDay: '2035-09-03', announced: false },
}

/** True while the year's official calendar is not announced, or not in this table: the coordinator should be asked. */
export function isProvisionalYear(year: number): boolean {
  return !YEARS[year]?.announced
}

function tetDays(tet: string): string[] {
  const first = Temporal.PlainDate.from(tet)
  return [-1, 0, 1, 2, 3].map((days) => first.add({ days }).toString())
}

function statutory(year: number): { date: string; name: string }[] {
  const known = YEARS[year]
  const days = [
    { date: `${year}-01-01`, name: 'Tết Dương lịch' },
    ...(known ? tetDays(known.tet).map((date) => ({ date, name: 'Tết Nguyên đán' })) : []),
    ...(known ? [{ date: known.kings, name: 'Giỗ Tổ Hùng Vương' }] : []),
    { date: `${year}-04-30`, name: 'Ngày Chiến thắng' },
    { date: `${year}-05-01`, name: 'Quốc tế Lao động' },
    { date: `${year}-09-02`, name: 'Quốc khánh' },
    ...(known ? [{ date: known.secondNationalDay, name: 'Quốc khánh' }] : []),
    ...(year >= 2026 ? [{ date: `${year}-11-24`, name: 'Ngày Văn hóa Việt Nam' }] : []),
  ]
  return days.sort((a, b) => a.date.localeCompare(b.date))
}

/** Every day off by law in a year, substitute days included, in order. Years outside the table lack the lunar ones. */
export function holidaysOf(year: number): Holiday[] {
  const days = statutory(year)
  const taken = new Set(days.map((day) => day.date))
  const substitutes: Holiday[] = []
  for (const { date, name } of days) {
    const day = Temporal.PlainDate.from(date)
    if (day.dayOfWeek <= 5) continue
    let next = day.add({ days: 1 })
    while (next.dayOfWeek > 5 || taken.has(next.toString())) next = next.add({ days: 1 })
    taken.add(next.toString())
    substitutes.push({ date: next.toString(), name: `Nghỉ bù ${name}`, substitute: true })
  }
  const all = [...days.map((day) => ({ ...day, substitute: false })), ...substitutes]
  return all.sort((a, b) => a.date.localeCompare(b.date))
}
