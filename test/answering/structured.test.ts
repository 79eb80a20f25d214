import { describe, expect, test } from 'vitest'
import { asksRow } from '../../src/answering/lookups/duties/appendix.ts'
import { asksFundingBasis } from '../../src/answering/lookups/money/funding-basis.ts'
import { ASKS_PARTS, isSplit, tellsYear, totalAbove } from '../../src/answering/lookups/money/funding-parts.ts'
import { asksPaper } from '../../src/answering/lookups/papers/cited-documents.ts'
import { givenName } from '../../src/answering/lookups/papers/people.ts'
import { asksSignedBy } from '../../src/answering/lookups/papers/signed-by.ts'
import { asksMaker, asksPeriod } from '../../src/answering/lookups/papers/whole-paper.ts'
import { readCadence, readCadences } from '../../src/answering/lookups/reports/cadence.ts'
import { doubtsDates } from '../../src/answering/lookups/reports/dates-as-written.ts'
import { asksReportRule } from '../../src/answering/lookups/reports/reports.ts'
import { asksSenders } from '../../src/answering/lookups/reports/senders.ts'
import { findElsewhere } from '../../src/answering/out-of-scope.ts'
import { findQuestion } from '../../src/answering/question/follow-up.ts'
import type { ShelfEntry } from '../../src/answering/shelf/shelf.ts'
import { rowWords } from '../../src/answering/shelf/table-row.ts'
import { findSmallTalk } from '../../src/answering/small-talk.ts'
import { plain } from '../../src/answering/typed/plain.ts'
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

describe('a paper as a whole', () => {
  test.each([
    ['cơ quan nào lập kế hoạch này?', true],
    ['ai soạn ra đề án này vậy', true],
    ['chương trình này do đơn vị nào xây dựng', true],
    ['ai xây dựng kế hoạch trồng sen', false],
    ['phòng nào ban hành kế hoạch trồng sen hằng năm', false],
  ])('who made it: %s: %s', (said, asked) => {
    expect(asksMaker(plain(said))).toBe(asked)
  })

  test.each([
    ['kế hoạch này làm từ năm nào đến năm nào', true],
    ['đề án trồng sen này kéo dài tới năm nào', true],
    ['kế hoạch này bắt trồng sen từ năm nào', false],
    ['trồng sen xong vào giai đoạn nào', false],
  ])('its years: %s: %s', (said, asked) => {
    expect(asksPeriod(plain(said))).toBe(asked)
  })
})

describe('on what something rests', () => {
  test.each([
    ['sen khô xử lý thế nào trước khi đưa vào dùng', false],
    ['sen kho xu ly the nao truoc khi dua vao dung', false],
    ['kế hoạch này dựa vào đâu', true],
    ['ke hoach nay dua vao van ban nao', true],
    ['bố trí kinh phí trồng sen căn cứ vào đâu', false],
  ])('a paper: %s: %s', (said, asked) => {
    expect(asksPaper(plain(said), said)).toBe(asked)
  })

  test.each([
    ['tham mưu bố trí kinh phí thì dựa vào những căn cứ nào', true],
    ['lập dự toán kinh phí trên cơ sở nào', true],
    ['kinh phí bố trí theo căn cứ pháp lý nào', false],
    ['kế hoạch này căn cứ vào đâu', false],
  ])('money: %s: %s', (said, asked) => {
    expect(asksFundingBasis(plain(said))).toBe(asked)
  })
})

describe('who reports, and by when', () => {
  test.each([
    ['những đơn vị nào phải gửi báo cáo về phòng mình', true],
    ['ai phải báo cáo cho phòng trồng sen', true],
    ['phòng mình gửi báo cáo cho đơn vị nào', false],
  ])('%s: %s', (said, asked) => {
    expect(asksSenders(plain(said))).toBe(asked)
  })

  test.each([
    ['nộp báo cáo đúng ngày 7 tháng 3 thì có bị tính trễ không', true],
    ['báo cáo nộp vào đúng hạn có bị coi là muộn không', true],
    ['báo cáo có bị sai không', false],
  ])('in time: %s: %s', (said, asked) => {
    expect(asksReportRule(plain(said), plain(said))).toBe(asked)
  })

  test('a date that seems odd is doubted, one that is asked for is not', () => {
    expect(doubtsDates(plain('hạn 6 tháng sao lại trước hạn quý, tôi đọc nhầm à'))).toBe(true)
    expect(doubtsDates(plain('hạn 6 tháng là ngày nào'))).toBe(false)
  })
})

describe('a row of the appendix', () => {
  test.each([
    ['việc trồng sen trong bảng phụ lục ấy bao giờ xong, sản phẩm gì', true],
    ['trồng sen trong phụ lục phòng nào chủ trì', true],
    ['phụ lục có bao nhiêu nhiệm vụ, bao giờ xong', false],
    ['trồng sen bao giờ xong', false],
  ])('%s: %s', (said, asked) => {
    expect(asksRow(plain(said))).toBe(asked)
  })

  test('of a long message the clause with the matter is kept where the asking one has none', () => {
    const said =
      'trồng sen hồng ở đầm lớn, trong phụ lục của Bình An với của Tân Hòa thì phòng nào chủ trì và làm trong thời gian nào vậy cho em hỏi với ạ'
    expect(findQuestion(said)).toContain('trồng sen hồng')
  })
})

test('a signer may be called by the given name alone', () => {
  expect(givenName(plain('hai ông tên Lộc ký văn bản, ông nào ở xã nào'))).toBe('loc')
  expect(givenName(plain('ông tên gì ký kế hoạch'))).toBeNull()
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
