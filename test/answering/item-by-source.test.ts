import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `HỘI ĐỒNG NHÂN DÂN
XÃ KHE VẦU
Số: 12/NQ-HĐND
Khe Vầu, ngày 20 tháng 5 năm 2026

NGHỊ QUYẾT
Về Đề án phát triển kinh tế rừng xã Khe Vầu giai đoạn 2026 - 2030

Điều 1. Mục tiêu

- Đến hết năm 2026: 55% hộ trồng rừng có chữ ký số cá nhân.
- Đến hết năm 2027: 70% hộ trồng rừng có chữ ký số cá nhân.

Điều 2. Kinh phí

Tổng kinh phí 28.350 triệu đồng, gồm:

- Ngân sách tỉnh: 19.900 triệu đồng;
- Ngân sách xã: 8.450 triệu đồng.

PHỤ LỤC
KINH PHÍ THEO NỘI DUNG

(Đơn vị tính: triệu đồng)

TT	Nội dung	Tổng	NS tỉnh	NS xã
1	Trồng quế, chăm sóc rừng	16.400	14.000	2.400
2	Đào tạo nghề, việc làm	6.000	3.400	2.600
3	Hạ tầng số, kỹ năng số	5.950	2.500	3.450

TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Vi Văn Lâm
`

onEmbeddedStore('a table with a row an item and a column a source', (ground) => {
  let papers: AskedPapers
  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'nghi-quyet.txt': PAPER })
  })
  afterAll(() => papers.close())

  test.each([
    ['phần hạ tầng số, dạy kỹ năng số thì ngân sách xã bỏ ra bao nhiêu', 'NS xã: 3.450 triệu đồng'],
    ['đào tạo nghề thì ngân sách tỉnh cho bao nhiêu tiền', 'NS tỉnh: 3.400 triệu đồng'],
    ['ngân sách xã bỏ ra bao nhiêu tiền', 'Ngân sách xã: 8.450 triệu đồng'],
  ])('%s → %s', async (question, told) => {
    const { status, text } = await papers.ask(question)
    expect(status).toBe('answered')
    expect(text).toContain(told)
  })

  test('one aim of two years is compared as both', async () => {
    const { text } = await papers.ask('So sánh chỉ tiêu hộ trồng rừng có chữ ký số giữa hai năm 2026 và 2027.')
    expect(text).toContain('55%')
    expect(text).toContain('70%')
  })
})
