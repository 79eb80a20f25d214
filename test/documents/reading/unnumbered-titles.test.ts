import { expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'

const read = (text: string) => readText({ file: 'x.txt', text, today: '2026-11-22' })

const SPACED = `ỦY BAN NHÂN DÂN
XÃ MỸ LỘC

Số: 41/CTr-UBND

Mỹ Lộc, ngày 02 tháng 02 năm 2026

CHƯƠNG TRÌNH
Phát triển cây ăn trái năm 2026

Ủy ban nhân dân xã ban hành Chương trình như sau:

YÊU CẦU ĐẶT RA

Chỉ tiêu năm 2026

- 80% diện tích vườn có mã số vùng trồng.
- 09/11 ấp có tổ hợp tác.

VIỆC PHẢI LÀM

Cải tạo vườn tạp

- Rà soát vườn tạp, lập danh sách hộ cần hỗ trợ.

PHÂN CÔNG

Phòng Kinh tế

- Lập dự toán cải tạo vườn trước ngày 31/3/2026.

Các ấp

- Vận động hộ dân tham gia tổ hợp tác.

Nơi nhận:
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn Tám
`

test('lines set apart by blank lines alone are titles, one level below those in capitals', () => {
  const paper = read(SPACED)
  expect(paper.outline.map((path) => path.join(' > '))).toEqual([
    'YÊU CẦU ĐẶT RA',
    'YÊU CẦU ĐẶT RA > Chỉ tiêu năm 2026',
    'VIỆC PHẢI LÀM',
    'VIỆC PHẢI LÀM > Cải tạo vườn tạp',
    'PHÂN CÔNG',
    'PHÂN CÔNG > Phòng Kinh tế',
    'PHÂN CÔNG > Các ấp',
    'Nơi nhận:',
  ])
  expect(paper.tasks.map(({ lead }) => lead)).toEqual(expect.arrayContaining([['Phòng Kinh tế'], ['Các ấp']]))
  expect(paper.tasks.some(({ name }) => name === 'Phòng Kinh tế')).toBe(false)
  expect(paper.targets.some(({ text }) => text.includes('80% diện tích'))).toBe(true)
})

test('the kind of paper in a number may have small letters', () => {
  expect(read(SPACED).identity.number).toBe('41/CTr-UBND')
})

test('a blank line ends a numbered title, though its last word could go on', () => {
  const paper = read(
    'KẾ HOẠCH\nX\n\nI. Những việc làm được\n\nTrong năm 2025, xã trồng 40 ha bưởi.\n\nII. NHIỆM VỤ\n\n- Rà soát vườn tạp.',
  )
  expect(paper.outline).toEqual([['I. Những việc làm được'], ['II. NHIỆM VỤ']])
})

test('aims for one matter in two phases do not disagree', () => {
  const paper = read(
    'KẾ HOẠCH\nX\n\nI. MỤC TIÊU\n\n*Giai đoạn 2026 - 2027:*\n\n- Tỷ lệ hộ dùng nước máy đạt 60%.\n\n*Giai đoạn 2028 - 2030:*\n\n- Tỷ lệ hộ dùng nước máy đạt 80%.\n\nII. NHIỆM VỤ\n\n- Rà soát vườn tạp.',
  )
  expect(paper.targets.map(({ value }) => value)).toEqual([60, 80])
  expect(paper.warnings.some((warning) => warning.startsWith('Hai chỉ tiêu'))).toBe(false)
})

test.each([
  ['Trên 60%', 'Trên 80%', 'đến năm 2028', 'đến năm 2030', 0],
  ['Trên 60%', 'Trên 80%', 'đến năm 2030', 'đến năm 2030', 1],
  ['Trên 60%', 'Trên 60%', 'đến năm 2028', 'đến năm 2030', 1],
])('%s and %s of one matter, %s and %s, are %s disagreements', (first, second, early, late, count) => {
  const { warnings } = read(
    `KẾ HOẠCH\nX\n\nI. CHỈ TIÊU\n\n1. Chỉ tiêu ${early}\n\n- ${first} hộ dùng nước máy.\n\n2. Chỉ tiêu ${late}\n\n- ${second} hộ dùng nước máy.\n`,
  )
  expect(warnings.filter((warning) => warning.startsWith('Hai chỉ tiêu'))).toHaveLength(count)
})
