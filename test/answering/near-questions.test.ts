import { describe, expect, test } from 'vitest'
import { findElsewhere } from '../../src/answering/out-of-scope.ts'
import { findScope } from '../../src/answering/question/scope.ts'
import { readWants } from '../../src/answering/question/wants.ts'
import type { ShelfEntry } from '../../src/answering/shelf/shelf.ts'
import { plain } from '../../src/answering/typed/plain.ts'
import { namesThem } from '../../src/answering/weighing/asked-kind.ts'
import { isOfSameUse } from '../../src/answering/weighing/near-words.ts'
import { askedYears } from '../../src/answering/weighing/years.ts'

const entry = (quote: string): ShelfEntry =>
  ({ passage: { quote }, plainText: plain(quote), duty: null }) as unknown as ShelfEntry

describe('which they are, or who is in it, is told only where they are named', () => {
  test.each([
    ['5 bản chưa có sóng là những bản nào, kể tên giúp', 'Đến nay còn 05 bản chưa có sóng di động ổn định.', false],
    ['danh sách thủ tục cắt giảm gồm những thủ tục nào', 'Đề xuất cắt giảm ít nhất 05 thủ tục nội bộ.', false],
    ['gồm những lớp nào', 'Mở 02 lớp: kỹ năng số, chữ ký số.', true],
    ['đoàn giám sát gồm những ai', 'Giám sát việc chi trả trợ cấp trong tháng 4.', false],
    ['xóa điểm lõm sóng ở những khu nào', 'Xóa 05 điểm lõm sóng tại các khu dân cư vùng đồi.', false],
    ['xóa điểm lõm sóng ở những thôn nào', 'Xóa 02 điểm lõm sóng tại thôn Hạ và thôn Đồi.', true],
    ['mô hình thí điểm đặt ở thôn nào', 'Thí điểm 01 mô hình tưới tiêu thông minh.', false],
    ['lắp wifi ở thôn nào', 'Lắp wifi miễn phí tại 100% thôn.', true],
    ['tổ công tác gồm những ai', 'Tổ công tác gồm Phó Chủ tịch UBND xã và Trưởng Công an xã.', true],
  ])('%s / %s: %s', (asked, quote, named) => {
    expect(namesThem(plain(asked), entry(quote))).toBe(named)
  })
})

describe('words that read alike and are not the same', () => {
  test('"chất lượng … bao nhiêu" asks for no wages, "vậy" for no loan', () => {
    expect(readWants(plain('diện tích lúa chất lượng cao là bao nhiêu'))).not.toContain('money')
    expect(readWants(plain('lương cán bộ thôn bao nhiêu'))).toContain('money')
  })

  test('"nhiêu" alone asks how much, and what is left undone is a state of things', () => {
    expect(readWants(plain('đi một buổi nhiêu tiền'))).toContain('money')
    expect(readWants(plain('còn bao nhiêu kiến nghị chưa giải quyết'))).toContain('status')
    expect(plain('thủ tục nhiêu khê')).toContain('nhieu khe')
  })

  test('a price is told by no sum that is earned or spent', () => {
    const money = (quote: string): boolean =>
      isOfSameUse(plain('ngủ một đêm giá bao nhiêu'), {
        passage: { quote, heading: '', lead: null },
        plainText: plain(quote),
      } as unknown as ShelfEntry)
    expect(money('Tổng thu từ du lịch đạt 9 tỷ đồng.')).toBe(false)
    expect(money('Giá phòng không quá 200.000 đồng/người/đêm.')).toBe(true)
  })

  test('"nông thôn mới xã này" is no question to every commune', () => {
    const communes = ['xã A Lưới', 'xã Bình Phú'].map((name, at) => ({ slug: `c${at}`, name }))
    const said = 'kế hoạch nông thôn mới xã này do ai ký'
    expect(findScope(said, plain(said), 'c0', communes).communes).toEqual(['c0'])
  })

  test('"mỗi năm xã" is a year of this commune, "mỗi xã" every commune', () => {
    const communes = ['xã A Lưới', 'xã Bình Phú'].map((name, at) => ({ slug: `c${at}`, name }))
    const of = (said: string) => findScope(said, plain(said), null, communes).how
    expect(of('mỗi năm xã chi bao nhiêu tiền')).toBe('unknown')
    expect(of('mỗi xã chi bao nhiêu tiền')).toBe('every')
  })

  test('a thing "từ năm 2020" begins then; what is asked is when it ends', () => {
    expect(askedYears(plain('số hóa hồ sơ từ năm 2020 bao giờ xong'))).toEqual([])
    expect(askedYears(plain('từ năm 2026 đến năm 2030 bao nhiêu'))).toEqual([2026, 2030])
    expect(askedYears(plain('năm 2027 với 2030 đạt mấy'))).toEqual([2027, 2030])
  })

  test.each(['mai ở đây có mưa không', 'bão số 5 bao giờ vào', 'khi nào bão đổ bộ'])('%s is the weather', (said) => {
    expect(findElsewhere(plain(said))).toBe('weather')
  })
})
