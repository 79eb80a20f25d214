import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/documents/index.ts'

const HEAD = `ỦY BAN NHÂN DÂN
XÃ AN KHÊ
Số: 12/KH-UBND
An Khê, ngày 10 tháng 11 năm 2026

KẾ HOẠCH
Phát triển kinh tế số giai đoạn 2026 - 2030
`
const read = (text: string) => readText({ file: 'ke-hoach.txt', text: `${HEAD}\n${text}`, today: '2026-11-22' })

describe('tables of other offices', () => {
  test('a table of aims with a column a phase sets an aim in each of them', () => {
    const { targets } = read(`II. CHỈ TIÊU

TT\tChỉ tiêu\tĐVT\tThực hiện 2025\tNăm 2026\tGiai đoạn 2027 - 2030
1\tTỷ lệ hộ nghèo đa chiều\t%\t18\t≤ 15\t≤ 5
2\tThu nhập bình quân đầu người\ttriệu đồng\t36\t38\t≥ 60`)
    expect(targets.map(({ value, unit, by, phase }) => [value, unit, by, phase])).toEqual([
      [15, '%', '2026', 'Năm 2026'],
      [5, '%', '2030', 'Giai đoạn 2027 - 2030'],
      [38, 'triệu đồng', '2026', 'Năm 2026'],
      [60, 'triệu đồng', '2030', 'Giai đoạn 2027 - 2030'],
    ])
  })

  test('who invests leads, and capitals in a cell stand for the words of a unit named elsewhere', () => {
    const { tasks } = read(`III. NHIỆM VỤ CỤ THỂ

1. Trung tâm Dịch vụ tổng hợp xã

- Vận hành hệ thống truyền thanh thông minh.

PHỤ LỤC
DANH MỤC CÔNG TRÌNH

TT\tTên công trình\tChủ đầu tư\tThời gian thực hiện
1\tCầu Kênh\tPhòng Kinh tế\t2026 - 2027
2\tTruyền thanh thông minh\tTrung tâm DVTH\tNăm 2027`)
    expect(tasks.filter(({ from }) => from === 'appendix').map(({ lead }) => lead)).toEqual([
      ['Phòng Kinh tế'],
      ['Trung tâm Dịch vụ tổng hợp xã'],
    ])
  })

  test('a heading among headings of offices names a body that no list holds', () => {
    const { tasks } = read(`III. PHÂN CÔNG NHIỆM VỤ

1. Phòng Kinh tế

- Tham mưu phân bổ kinh phí.

2. Công an xã

- Bảo đảm an ninh trật tự.

3. Các khu vực

- Tuyên truyền đến từng hộ dân.

4. Đề nghị Đồn Biên phòng Cửa Sót

- Kiểm đếm, kêu gọi tàu thuyền vào nơi tránh trú.`)
    expect(tasks.map(({ lead }) => lead)).toEqual([
      ['Phòng Kinh tế'],
      ['Công an xã'],
      ['Các khu vực'],
      ['Đồn Biên phòng Cửa Sót'],
    ])
  })

  test('a report put before the chair to sign goes to whom it is sent', () => {
    const { reporting } = read(`V. CHẾ ĐỘ BÁO CÁO

1. Văn phòng HĐND và UBND xã tổng hợp, trình Chủ tịch UBND xã ký báo cáo gửi Sở Nội vụ: báo cáo quý I chậm nhất ngày 20/3/2027.`)
    expect(reporting.map(({ to, dueDates }) => [to, dueDates])).toEqual([['Sở Nội vụ', ['2027-03-20']]])
  })

  test('a list sent by a named day is owed like a report; what is only looked into is none', () => {
    const { reporting } = read(`V. TỔ CHỨC THỰC HIỆN

1. Các thôn

- Lập danh sách hộ chưa có điện thoại thông minh gửi Phòng Văn hóa - Xã hội trước ngày 31/3/2027.

2. Hội đồng nhân dân xã

- Xem xét báo cáo công tác của UBND xã tại kỳ họp giữa năm.`)
    expect(reporting.map(({ who, to, dueDates }) => [who, to, dueDates])).toEqual([
      [['Các thôn'], 'Phòng Văn hóa - Xã hội', ['2027-03-31']],
    ])
  })

  test('a plan issued ahead of its year asks for no report before that year', () => {
    const { reporting } = readText({
      file: 'ke-hoach.txt',
      text: `${HEAD.replace('giai đoạn 2026 - 2030', 'năm 2027')}
V. CHẾ ĐỘ BÁO CÁO

Các phòng, đơn vị gửi báo cáo tháng về Văn phòng HĐND và UBND xã trước ngày 16 hằng tháng.`,
      today: '2026-11-22',
    })
    expect(reporting[0]?.dueDates[0]).toBe('2027-01-16')
  })

  test('a numbered table of anything keeps its cells under their headings', () => {
    const { passages } = read(`PHỤ LỤC
ĐIỂM SƠ TÁN

Stt\tThôn\tSố hộ\tSố khẩu\tĐiểm sơ tán
1\tHải Tiến\t118\t472\tTrường Tiểu học
2\tHải Thanh\t96\t401\tTrường THCS`)
    expect(passages.flatMap(({ cells }) => cells?.find(({ heading }) => heading === 'Số hộ')?.text ?? [])).toEqual([
      '118',
      '96',
    ])
  })

  test('figures of each year under names that say no duty are read, and nothing is asked about them', () => {
    const { passages, tasks, targets, unreadTables } = read(`PHỤ LỤC
PHÂN KỲ KINH PHÍ

Năm\tĐào giếng\tĐèn đường, loa\tCộng
2027\t110\t240\t350
2028\t260\t330\t590`)
    expect(unreadTables).toEqual([])
    expect([tasks, targets]).toEqual([[], []])
    expect(passages.flatMap(({ cells }) => cells?.find(({ heading }) => heading === 'Cộng')?.text ?? [])).toEqual([
      '350',
      '590',
    ])
  })
})
