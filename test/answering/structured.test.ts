import { describe, expect, test } from 'vitest'
import { readCadence, readCadences } from '../../src/answering/lookups/cadence.ts'
import { ASKS_PARTS, isSplit, tellsYear, totalAbove } from '../../src/answering/lookups/funding-parts.ts'
import { asksSignedBy } from '../../src/answering/lookups/signed-by.ts'
import { findElsewhere } from '../../src/answering/out-of-scope.ts'
import { plain } from '../../src/answering/plain.ts'
import type { ShelfEntry } from '../../src/answering/shelf.ts'
import { findSmallTalk } from '../../src/answering/small-talk.ts'
import { rowWords } from '../../src/answering/table-row.ts'
import { neat } from '../../src/answering/wording.ts'

const entry = (quote: string, heading = ''): ShelfEntry => ({ passage: { quote, heading } }) as unknown as ShelfEntry

describe('how often a report is made', () => {
  test.each([
    ['báo cáo tháng này nộp khi nào', 'monthly'],
    ['tháng này có báo cáo gì', null],
    ['tuần này có báo cáo gì không', null],
    ['báo cáo hằng tuần gửi ai', 'weekly'],
  ])('%s: %s', (said, cadence) => {
    expect(readCadence(plain(said))).toBe(cadence)
  })

  test('two reports joined are both asked for', () => {
    expect(readCadences(plain('hạn báo cáo quý 4 và báo cáo năm'))).toEqual(['quarterly', 'yearly'])
    expect(readCadences(plain('kết quả 6 tháng và cả năm'))).toEqual(['half-yearly', 'yearly'])
    expect(readCadences(plain('báo cáo quý gửi ai'))).toEqual(['quarterly'])
  })
})

describe('a sum and its parts', () => {
  const above = '1. Tổng kinh phí thực hiện Chương trình là 2.000.000.000 đồng, trong đó:'

  test('the total may stand in the line above its parts alone', () => {
    expect(totalAbove(entry('a) Ngân sách xã: 1.500.000.000 đồng;', `Điều 4. Kinh phí › ${above}`))).toBe(above)
    expect(totalAbove(entry('a) Ngân sách xã: 1.500.000.000 đồng;', 'Điều 4. Kinh phí'))).toBeNull()
  })

  test('several years with their sums in one sentence are a split, one year is none', () => {
    expect(isSplit('Phân kỳ: năm 2026: 1,6 tỷ đồng; năm 2027: 2 tỷ đồng.')).toBe(true)
    expect(isSplit('Năm 2027 dự kiến 300 triệu đồng.')).toBe(false)
  })

  test('a sum is of the year it names', () => {
    expect(tellsYear(entry('năm 2027 dự kiến 300 triệu đồng'), 2027)).toBe(true)
    expect(tellsYear(entry('năm 2027 dự kiến 300 triệu đồng'), 2028)).toBe(false)
  })

  test.each(['cơ cấu từng nguồn vốn thế nào', 'gồm những nguồn nào'])('%s asks for parts', (said) => {
    expect(ASKS_PARTS.test(plain(said))).toBe(true)
  })
})

describe('which papers were signed in a capacity', () => {
  test.each([
    ['cái nào do phó chủ tịch ký chứ không phải chủ tịch', true],
    ['văn bản nào chủ tịch ký', true],
    ['chủ tịch xã ký văn bản nào', true],
    ['kế hoạch này do ai ký', false],
    ['phó chủ tịch phụ trách việc gì', false],
  ])('%s: %s', (said, asked) => {
    expect(asksSignedBy(plain(said))).toBe(asked)
  })
})

describe('how people type', () => {
  test('names and loan words keep their first letter', () => {
    expect(plain('zalo facebook fai')).toBe(' zalo facebook phai ')
  })

  test('"bn" that is spoken to is no number', () => {
    expect(findSmallTalk(plain('bn là ng hay là máy z'))).toBe('who_are_you')
    expect(plain('kinh phí bn ạ')).toContain(' bao nhieu ')
  })

  test('thanks may be warm', () => {
    expect(findSmallTalk(plain('cám ơn ad nghen, rành quá trời luôn'))).toBe('thanks')
  })

  test('a price by the kilo is the market’s, what the commune sets is its own', () => {
    expect(findElsewhere(plain('cá tra nay bao nhiêu một ký'))).toBe('market_price')
    expect(findElsewhere(plain('xã định thu mua bao nhiêu một ký'))).toBeNull()
  })

  test('an item’s letter is no part of its words', () => {
    expect(neat('d) 80% hộ dân')).toBe('80% hộ dân')
  })
})

test('a row that only a year heads is named by it', () => {
  const cells = ['Năm', 'Ngân sách xã', 'Cộng'].map((heading, at) => ({
    heading,
    text: ['2028', '300', '850'][at] ?? '',
  }))
  expect(rowWords({ cells })?.name).toBe('Năm 2028')
})
