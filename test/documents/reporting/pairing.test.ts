import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportingRule } from '../../../src/documents/administrative-document.ts'
import { type Reporting, readReporting } from '../../../src/documents/reporting/index.ts'
import { outlined } from './outlined.ts'

function read(text: string): Reporting {
  const identity = { title: 'Chuyển đổi số giai đoạn 2026 - 2030', period: null }
  return readReporting({ ...outlined(text), identity, today: '2026-11-22' })
}

/** "half-yearly 10/6": the cadence with the days of one year. */
function inShort(rule: ReportingRule): string {
  const year = rule.dueDates.filter((day) => day < '2027-11-22')
  return [rule.cadence, ...year.map((day) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`)].join(' ')
}

it('a day with its year written is a day, though nobody says how often such a report comes', () => {
  const { rules } = read(
    'Các trường báo cáo sơ kết học kỳ I trước ngày 15/01/2027, tổng kết năm học trước ngày 05/6/2027 về UBND xã.',
  )
  expect(rules.map(inShort)).toEqual(['unspecified 15/1', 'yearly 5/6'])
})

it.each([
  'Tổ trưởng Tổ đại biểu ký báo cáo, gửi Thường trực HĐND xã trước ngày 18 tháng cuối mỗi quý năm 2027.',
  'Các thôn gửi báo cáo quý về Phòng Kinh tế trước ngày 18 tháng cuối quý của năm 2027.',
])('a year after a day of each quarter bounds it, and wants no report of its own: %s', (sentence) => {
  const { rules } = read(sentence)
  expect(rules.map(({ cadence, dueDates }) => [cadence, dueDates])).toEqual([
    ['quarterly', ['2027-03-18', '2027-06-18', '2027-09-18', '2027-12-18']],
  ])
  expect(rules[0]?.dueText).toMatch(/năm 2027$/)
})

it('a report made in place of another wants no day of its own; a quarter whose report one with its own day replaces wants none', () => {
  const { rules } = read(
    'Các đơn vị gửi báo cáo về UBND xã trước ngày 25 tháng cuối quý; báo cáo 6 tháng thay cho báo cáo quý II, báo cáo năm gửi trước ngày 25/11 hằng năm, thay cho báo cáo quý IV.',
  )
  expect(rules.map(inShort)).toEqual(['quarterly 25/3 25/6 25/9', 'yearly 25/11'])
})

it('a report with its own day in place of another keeps that day, and the other has none', () => {
  const { rules } = read(
    'Các đơn vị gửi báo cáo quý về UBND xã trước ngày 25 tháng cuối quý; báo cáo 6 tháng thay cho báo cáo quý II gửi trước ngày 15/6 hằng năm.',
  )
  expect(rules.map(inShort)).toEqual(['quarterly 25/12 25/3 25/9', 'half-yearly 15/6'])
})

describe('days that say "hằng năm" after a quarterly rule with its own day', () => {
  it.each([
    [
      'UBND xã báo cáo Thường trực HĐND xã hằng quý trước ngày 22 của tháng cuối quý; gửi báo cáo trình kỳ họp giữa năm và cuối năm của HĐND xã chậm nhất ngày 08/6 và ngày 28/11 hằng năm.',
      ['quarterly 22/12 22/3 22/6 22/9', 'half-yearly 8/6', 'half-yearly 28/11'],
    ],
    [
      'UBND xã báo cáo Thường trực HĐND xã hằng quý trước ngày 22 của tháng cuối quý; gửi báo cáo trình kỳ họp của HĐND xã chậm nhất ngày 08/6 và ngày 28/11.',
      ['quarterly 22/12 22/3 22/6 22/9', 'unspecified'],
    ],
    [
      'UBND xã gửi báo cáo trình kỳ họp giữa năm và cuối năm chậm nhất ngày 08/6 và ngày 28/11 hằng năm.',
      ['half-yearly 8/6', 'half-yearly 28/11'],
    ],
  ])('%s', (sentence, told) => {
    expect(read(sentence).rules.map(inShort)).toEqual(told)
  })
})

describe('a day before the report it is for', () => {
  it.each([
    [
      'Các thôn báo cáo UBND xã trước ngày 10 tháng 6 (đối với báo cáo 6 tháng), trước ngày 10 tháng 9 (đối với báo cáo 9 tháng) và trước ngày 10 tháng 12 (đối với báo cáo năm).',
      ['half-yearly 10/6', 'nine-monthly 10/9', 'yearly 10/12'],
    ],
    ['Các thôn báo cáo UBND xã trước ngày 15/6 (6 tháng), 15/12 (năm).', ['half-yearly 15/6', 'yearly 15/12']],
    [
      'Các đơn vị báo cáo trước ngày 15/6 cho kỳ 6 tháng và 15/12 cho kỳ báo cáo năm về Phòng Kinh tế.',
      ['half-yearly 15/6', 'yearly 15/12'],
    ],
    [
      'Định kỳ 6 tháng, năm, các đơn vị báo cáo Phòng Kinh tế: trước ngày 05/6 (6 tháng) và trước ngày 05/12 (năm).',
      ['half-yearly 5/6', 'yearly 5/12'],
    ],
    [
      'Các thôn báo cáo UBND xã trước ngày 15 tháng 6 và ngày 15 tháng 12 (đối với báo cáo 6 tháng và năm).',
      ['half-yearly 15/6', 'yearly 15/12'],
    ],
    [
      'Các thôn báo cáo UBND xã trước ngày 10/6 (báo cáo quý II, 6 tháng), trước ngày 10/12 (báo cáo năm).',
      ['quarterly 10/6', 'half-yearly 10/6', 'yearly 10/12'],
    ],
    [
      'Trước ngày 10/6 gửi báo cáo 6 tháng, trước ngày 10/12 gửi báo cáo năm về Phòng Kinh tế.',
      ['half-yearly 10/6', 'yearly 10/12'],
    ],
    [
      'Các thôn gửi UBND xã: trước ngày 4/12 (năm); trước ngày 2/3 báo cáo quý I; báo cáo 6 tháng trước ngày 1/6.',
      ['quarterly 2/3', 'half-yearly 1/6'],
    ],
    [
      'Các thôn định kỳ báo cáo 6 tháng, năm: ngày 15/6 báo cáo 6 tháng, ngày 15/12 báo cáo năm gửi UBND xã.',
      ['half-yearly 15/6', 'yearly 15/12'],
    ],
    [
      'Cac thon bao cao truoc ngay 10 thang 6 (doi voi bao cao 6 thang), truoc ngay 10 thang 12 (doi voi bao cao nam) ve UBND xa.',
      ['half-yearly 10/6', 'yearly 10/12'],
    ],
  ])('%s', (sentence, expected) => {
    expect(read(sentence).rules.map(inShort)).toEqual(expected)
  })

  it('is as strict as the first of its list', () => {
    const { rules } = read('Các thôn báo cáo UBND xã trước ngày 17/6 (6 tháng), 17/12 (năm).')
    expect(rules.map(({ dueText }) => dueText)).toEqual(['trước ngày 17/6', 'trước ngày 17/12'])
    expect(rules[1]?.lastSafeDays[0]).toBe('2026-12-16')
  })
})

describe('days that the words give to no report', () => {
  it.each([
    'Các thôn báo cáo 6 tháng, báo cáo năm trước ngày 10/6, trước ngày 10/9 và trước ngày 10/12 về UBND xã.',
    'Các thôn báo cáo quý, 6 tháng, năm về UBND xã trước ngày 15/6, 15/12.',
    'Các thôn báo cáo năm, 6 tháng về UBND xã trước ngày 10/6, 10/12.',
  ])('stay as written, without dates and with a warning: %s', (sentence) => {
    const { rules, warnings } = read(sentence)
    expect(rules.flatMap(({ dueDates }) => dueDates)).toEqual([])
    expect(rules.some(({ dueText }) => dueText?.includes('10/12') || dueText?.includes('15/12'))).toBe(true)
    expect(warnings.join()).toContain('không rõ thuộc báo cáo kỳ nào')
  })
})

const REPORTS = [
  { cadence: 'quarterly', words: 'quý I', month: 3 },
  { cadence: 'half-yearly', words: '6 tháng', month: 6 },
  { cadence: 'nine-monthly', words: '9 tháng', month: 9 },
  { cadence: 'yearly', words: 'năm', month: 12 },
] as const

/** Ways to say one report with its day; a sentence keeps to one of them, or mixes those whose ties are said. */
const TIED: readonly ((report: string, day: string) => string)[] = [
  (report, day) => `trước ngày ${day} (đối với báo cáo ${report})`,
  (report, day) => `trước ngày ${day} (${report})`,
  (report, day) => `chậm nhất ngày ${day} đối với báo cáo ${report}`,
]
const PLAIN: readonly ((report: string, day: string) => string)[] = [
  (report, day) => `báo cáo ${report} trước ngày ${day}`,
  (report, day) => `báo cáo ${report} (trước ngày ${day})`,
  (report, day) => `trước ngày ${day} báo cáo ${report}`,
  (report, day) => `báo cáo ${report}: chậm nhất ngày ${day}`,
]

describe('however a sentence says it', () => {
  const pairs = fc
    .shuffledSubarray([...REPORTS], { minLength: 1 })
    .chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: reports.length, maxLength: reports.length }),
      ),
    )
  const ways = fc.oneof(
    fc.array(fc.constantFrom(...TIED), { minLength: 4, maxLength: 4 }),
    fc.constantFrom(...PLAIN, ...TIED).map((way) => [way, way, way, way]),
    fc.array(fc.constantFrom(...PLAIN, ...TIED), { minLength: 4, maxLength: 4 }),
  )
  const joins = fc.constantFrom(', ', ' và ', '; ', ', và ')

  it('no rule carries a date that stands in another clause than its cadence', () => {
    fc.assert(
      fc.property(pairs, ways, joins, ([reports, days], said, join) => {
        const clauses = reports.map(({ words, month }, i) => said[i]?.(words, `${days[i]}/${month}`) ?? '')
        const sentence = `Các thôn gửi Ủy ban nhân dân xã: ${clauses.join(join)}.`
        for (const rule of read(sentence).rules) {
          const at = reports.findIndex(({ cadence }) => cadence === rule.cadence)
          const own = `-${String(reports[at]?.month).padStart(2, '0')}-${String(days[at]).padStart(2, '0')}`
          for (const due of rule.dueDates) expect({ sentence, due: due.slice(4) }).toEqual({ sentence, due: own })
        }
      }),
      { numRuns: 400 },
    )
  })

  it('every report said in one way throughout has its date', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(...PLAIN.slice(0, 2), ...TIED), ([reports, days], way) => {
        const clauses = reports.map(({ words, month }, i) => way(words, `${days[i]}/${month}`))
        const sentence = `Các thôn báo cáo Ủy ban nhân dân xã, ${clauses.join(', ')}.`
        const dated = read(sentence).rules.filter(({ dueDates }) => dueDates.length > 0)
        const found = dated.map(({ cadence }) => cadence).sort()
        expect({ sentence, found }).toEqual({ sentence, found: reports.map(({ cadence }) => cadence).sort() })
      }),
      { numRuns: 200 },
    )
  })
})
