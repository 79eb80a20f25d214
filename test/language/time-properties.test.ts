import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occurrences } from '../../src/calendar/index.ts'
import { fold } from '../../src/language/text.ts'
import { findTimes, readTime } from '../../src/language/time.ts'

const ROMAN = ['I', 'II', 'III', 'IV'] as const
const year = fc.integer({ min: 2026, max: 2035 })
const month = fc.integer({ min: 1, max: 12 })
const day = fc
  .record({ year, month, day: fc.integer({ min: 1, max: 31 }) })
  .filter(({ year, month, day }) => day <= daysIn(year, month))

function daysIn(year: number, month: number): number {
  return Temporal.PlainYearMonth.from({ year, month }).daysInMonth
}

function iso(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ year, month, day }).toString()
}

/** The ways offices write one day. */
const dayWords = fc.tuple(day, fc.constantFrom('plain', 'padded', 'words', 'dots')).map(([date, way]) => {
  const pad = (value: number): string => String(value).padStart(2, '0')
  const words = {
    plain: `${date.day}/${date.month}/${date.year}`,
    padded: `${pad(date.day)}/${pad(date.month)}/${date.year}`,
    words: `${date.day} tháng ${date.month} năm ${date.year}`,
    dots: `${pad(date.day)}.${pad(date.month)}.${date.year}`,
  }
  return { ...date, words: words[way as keyof typeof words] }
})

/** Words around a time in which no other time stands. */
const before = fc.constantFrom(
  '',
  'Hoàn thành số hóa ',
  'Phòng Kinh tế rà soát, ',
  'Lắp đặt 02 trạm ',
  '- Đào tạo cán bộ ',
)
const after = fc.constantFrom('', '.', '; báo cáo kết quả.', ', bảo đảm chất lượng', ' theo kế hoạch đã duyệt')

describe('the grammar of time', () => {
  test('every day, however written, is that day, and "trước ngày" only bounds it', () => {
    fc.assert(
      fc.property(dayWords, before, after, ({ words, ...date }, lead, tail) => {
        const named = iso(date.year, date.month, date.day)
        const [found, ...others] = findTimes(`${lead}trước ngày ${words}${tail}`)
        expect(found).toMatchObject({ end: named, recurrence: null, qualifier: 'before' })
        expect(others).toEqual([])
        expect(readTime(`ngày ${words}`)).toMatchObject({ start: named, end: named })
      }),
      { numRuns: 400 },
    )
  })

  test('a quarter is its three months, a month its days, a stretch of years both ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        month,
        year,
        fc.integer({ min: 1, max: 6 }),
        (quarter, m, y, more) => {
          const last = quarter * 3 + 3
          const span = { start: iso(y, last - 2, 1), end: iso(y, last, daysIn(y, last)) }
          for (const words of [
            `Quý ${ROMAN[quarter]}/${y}`,
            `quý ${quarter + 1} năm ${y}`,
            `trong quý ${ROMAN[quarter]} năm ${y}`,
          ])
            expect(readTime(words)).toMatchObject(span)
          for (const words of [`Tháng ${m}/${y}`, `tháng ${String(m).padStart(2, '0')} năm ${y}`])
            expect(readTime(words)).toMatchObject({ start: iso(y, m, 1), end: iso(y, m, daysIn(y, m)) })
          for (const words of [`giai đoạn ${y} - ${y + more}`, `${y}-${y + more}`, `từ năm ${y} đến năm ${y + more}`])
            expect(readTime(words)).toMatchObject({ start: iso(y, 1, 1), end: iso(y + more, 12, 31) })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a day of the month recurs on that day, or on the last day of a month that lacks it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), year, (dayOfMonth, y) => {
        const read = readTime(`trước ngày ${dayOfMonth} hằng tháng`)
        expect(read?.recurrence).toMatch(/^RRULE:/)
        const days = occurrences({ recurrence: read?.recurrence ?? '', from: `${y}-01-01`, to: `${y}-12-31` })
        const wanted = Array.from({ length: 12 }, (_, at) => iso(y, at + 1, Math.min(dayOfMonth, daysIn(y, at + 1))))
        expect(days).toEqual(wanted)
      }),
      { numRuns: 200 },
    )
  })

  test('unmarked and capital words read as marked ones', () => {
    const phrase = fc.oneof(
      dayWords.map(({ words }) => `chậm nhất ngày ${words}`),
      fc.tuple(month, year).map(([m, y]) => `trước tháng ${m}/${y}`),
      fc.tuple(fc.constantFrom(...ROMAN), year).map(([q, y]) => `đến hết quý ${q}/${y}`),
      fc.constantFrom('hằng năm', 'hằng quý', 'định kỳ 6 tháng', 'thường xuyên', 'ngày 20 tháng cuối quý'),
    )
    fc.assert(
      fc.property(phrase, (words) => {
        const read = (text: string): unknown => {
          const { text: _text, ...time } = readTime(text) ?? { text: '' }
          return time
        }
        expect(read(fold(words))).toEqual(read(words))
        expect(read(words.toUpperCase())).toEqual(read(words))
        expect(read(words.normalize('NFD'))).toEqual(read(words))
      }),
      { numRuns: 300 },
    )
  })

  test('on any text, what is found stands there, in order, with real days in order', () => {
    const anything = fc.array(
      fc.oneof(
        fc.constantFrom(
          'trước',
          'ngày',
          'tháng',
          'quý',
          'năm',
          'từ',
          'đến',
          'hằng',
          'cuối',
          '31',
          '2',
          '0',
          '2027',
          '/',
          '-',
          ',',
          'III',
          '99',
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(anything, (pieces) => {
        const text = pieces.join(' ').normalize('NFC')
        let last = 0
        for (const { text: words, index, length, start, end } of findTimes(text)) {
          expect(index).toBeGreaterThanOrEqual(last)
          expect(text.slice(index, index + length)).toBe(words)
          for (const date of [start, end]) if (date) expect(Temporal.PlainDate.from(date).toString()).toBe(date)
          if (start && end) expect(start <= end).toBe(true)
          last = index + length
        }
      }),
      { numRuns: 500 },
    )
  })
})
