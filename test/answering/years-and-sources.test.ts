import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../src/answering/index.ts'
import { plain } from '../../src/answering/typed/plain.ts'
import { askedStretch, askedYears, yearsMeant } from '../../src/answering/weighing/years.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const FILE = 'ke-hoach-kinh-te-xa-hoi.txt'
const PAPER = `ỦY BAN NHÂN DÂN
XÃ SUỐI CẠN
Số: 45/KH-UBND
Suối Cạn, ngày 12 tháng 9 năm 2026

KẾ HOẠCH
Phát triển kinh tế - xã hội xã Suối Cạn giai đoạn 2026 - 2030

I. MỤC TIÊU

1. Mục tiêu đến năm 2030

(1) Tỷ lệ hộ nghèo đến năm 2030 còn dưới 2%.

(2) Tỷ lệ chất thải rắn được phân loại năm 2027 đạt 55% (đến năm 2030 xã phấn đấu đạt 85%; mục tiêu của tỉnh là 75%).

2. Chỉ tiêu chia theo năm

Chỉ tiêu	Đơn vị	2026	2027	2028	2029
Tỷ lệ hộ nghèo cuối năm	%	9,5	7,4	5,1	3,3
Số hộ thoát nghèo	hộ	41	38	36	30
Diện tích rừng trồng mới	ha	12	15	18	20

II. KINH PHÍ

1. Tổng kinh phí giai đoạn 2026 - 2030: 9.460 triệu đồng, chia theo nguồn:

Nguồn vốn	Số tiền (triệu đồng)
Ngân sách trung ương	4.110
Ngân sách tỉnh	3.050
Ngân sách xã	2.300
Cộng	9.460

2. Riêng năm 2027 bố trí 1.870 triệu đồng, trong đó ngân sách xã 415 triệu đồng.

III. TỔ CHỨC THỰC HIỆN

1. Các đoàn thể: Hội Liên hiệp Phụ nữ xã phụ trách mô hình nuôi ong; Hội Nông dân xã phụ trách mô hình trồng sâm; Đoàn Thanh niên xã phụ trách vườn ươm cây giống.

2. Tổ công tác kiểm tra rừng trồng mỗi năm 02 đợt, vào tháng 4 và tháng 11.
`

test('a stretch asked about is one, a year named by the day its number', () => {
  expect(askedStretch(plain('giai đoạn 2026-2030 bao nhiêu tiền'))).toEqual({ from: 2026, to: 2030 })
  expect(askedYears(plain('giai đoạn 2026-2030 bao nhiêu tiền'))).toEqual([2026, 2030])
  expect(yearsMeant(plain('sang năm trồng bao nhiêu rừng'), '2026-11-22')).toEqual([2027])
})

onEmbeddedStore('figures by year and sums by source', (ground) => {
  let papers: AskedPapers

  beforeAll(async () => {
    papers = await askPapers(ground().store, { [FILE]: PAPER })
  })
  afterAll(() => papers.close())

  const ask = (question: string): Promise<Answer> => papers.ask(question)

  test.each([
    ['năm 2028 hộ nghèo còn bao nhiêu phần trăm', '5,1%', ['dưới 2%', '7,4']],
    ['sang năm trồng mới bao nhiêu ha rừng', '15 ha', ['18']],
    ['chỉ tiêu số hộ thoát nghèo năm 2029', '30 hộ', ['36']],
    ['ngân sách trung ương cho bao nhiêu tiền', '4.110 triệu đồng', ['9.460', '3.050']],
    ['ngân sách xã năm 2027 chi bao nhiêu tiền', '415 triệu đồng', ['1.870', '2.300']],
    ['cả giai đoạn 2026-2030 tổng cộng bao nhiêu tiền', '9.460 triệu đồng', ['1.870', '4.110']],
    ['năm 2027 phân loại bao nhiêu phần trăm chất thải rắn', '55%', ['85%', '75%']],
    ['mô hình trồng sâm do hội nào phụ trách', 'Hội Nông dân xã', ['Phụ nữ', 'Thanh niên']],
    ['kiểm tra rừng trồng vào tháng nào, mấy đợt', '02 đợt, vào tháng 4 và tháng 11', []],
  ])('%s: %s', async (question, told, others) => {
    const { status, text } = await ask(question)
    expect(status).toBe('answered')
    expect(text).toContain(told)
    for (const other of others) expect(text).not.toContain(other)
  })

  test('asked for no year in particular, each year is told with its figure', async () => {
    const { text } = await ask('chỉ tiêu trồng rừng mới các năm là bao nhiêu')
    expect(text).toContain('năm 2026: 12 ha; năm 2027: 15 ha; năm 2028: 18 ha; năm 2029: 20 ha')
  })

  test.each([
    ['năm 2033 diện tích rừng trồng mới bao nhiêu ha', 'cho năm 2033, chỉ nêu', '20 ha'],
    ['năm 2028 phân loại bao nhiêu phần trăm chất thải rắn', 'cho năm 2028, chỉ nêu', '55%'],
    ['ngân sách tỉnh năm 2027 cho bao nhiêu tiền', 'cho năm 2027, chỉ nêu', '3.050 triệu đồng'],
  ])('a year that the paper leaves out is said to be: %s', async (question, said, nearest) => {
    const { status, text } = await ask(question)
    expect(status).toBe('unanswerable')
    expect(text).toContain(said)
    expect(text).toContain(nearest)
  })

  test('the share of the poor is not told where that of the near-poor is asked for', async () => {
    const { status, text } = await ask('tỷ lệ hộ cận nghèo năm 2028 là bao nhiêu')
    expect(status).toBe('unanswerable')
    expect(text).not.toMatch(/\d%/)
  })

  test('a figure of something else is told only as the nearest, under a line that says so', async () => {
    const { status, text } = await ask('lãi suất cho hộ nghèo vay là bao nhiêu phần trăm')
    expect(status).toBe('unanswerable')
    expect(text).toMatch(/^Văn bản không .*; đoạn gần nhất:/)
  })
})
