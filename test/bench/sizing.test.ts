import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { RESTS_ON, withSizes } from './sizing.ts'

const sizes = readFileSync('docs/sizing.md', 'utf8')
const figures = readFileSync('docs/benchmarks.md', 'utf8')

/** A page of figures with these alone. */
function pageWith(values: Partial<Record<keyof typeof RESTS_ON, number>>): string {
  const given = Object.entries(RESTS_ON).flatMap(([name, [section, figure]]) => {
    const value = values[name as keyof typeof RESTS_ON]
    return value === undefined ? [] : [{ section, row: `| ${figure} | ${value} | unit |  |  |` }]
  })
  const sections = Map.groupBy(given, ({ section }) => section)
  return [...sections]
    .map(([section, of]) => [`## ${section}\n`, ...of.map(({ row }) => row), ''].join('\n'))
    .join('\n')
}

const MEASURED = {
  ...{ cpuMsAnAnswer: 50, embeddedASecond: 10, twoWorkersASecond: 40, deliveredByOneBotASecond: 25, residentMib: 700 },
}

it('is what the page of figures makes it', () => {
  expect(withSizes(sizes, figures)).toEqual({ page: sizes })
})

it('computes with what was measured', () => {
  const made = withSizes(sizes, pageWith(MEASURED))
  const page = 'page' in made ? made.page : ''
  const row = (name: string): string[] =>
    (page.split('\n').find((line) => line.startsWith(`| ${name}`)) ?? '').split(' | ').slice(1)
  // 3,300 × 1,600 questions, a hundredth of them in an hour: 14.7 a second, of 50 ms each.
  expect(row('answers a second')).toEqual(['0.0044', '0.67', '15 |'])
  expect(row('CPU cores busy')).toEqual(['0.00022', '0.033', '0.73 |'])
  // 82,500 reminders at 25 a second are 55 minutes; a commune's 25 are one second.
  expect(row('reminders of one morning')).toEqual(['25', '3,750', '82,500 |'])
  expect(row('these through **one** bot')).toEqual(['1 s', '2.5 min', '55 min |'])
  expect(row('these through a bot a commune')).toEqual(['1 s', '1 s', '1 s |'])
})

it('names what the page of figures lacks and changes nothing', () => {
  const lacking = { ...MEASURED, residentMib: undefined }
  expect(withSizes(sizes, pageWith(lacking))).toEqual({ missing: ['soak, resident_last_third'] })
})
