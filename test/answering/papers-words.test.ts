import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `HỘI ĐỒNG NHÂN DÂN
XÃ SUỐI CẠN
Số: 14/NQ-HĐND
Suối Cạn, ngày 12 tháng 9 năm 2026

NGHỊ QUYẾT
Về Đề án văn hóa, thể thao xã Suối Cạn giai đoạn 2026 - 2030

Điều 1. Thành lập tổ chức

1. Thành lập Ban Quản lý Đề án do Chủ tịch UBND xã làm Trưởng ban.

2. Thành lập Tổ công tác dữ liệu xã do Phó Chủ tịch UBND xã làm Tổ trưởng; Trưởng thôn làm Tổ trưởng Tổ công tác dữ liệu thôn.

3. Nhiệm vụ khoa học công nghệ (KH-CN), đổi mới sáng tạo (ĐM-ST) do Phòng Văn hóa - Xã hội theo dõi.

4. Tỷ lệ hộ phân loại rác tại nguồn năm 2027 đạt 45%.

5. Trung tâm Dịch vụ sự nghiệp công bố trí ít nhất 02 người cứu hộ mỗi ca mở hồ bơi.

Điều 2. Kinh phí

Kinh phí thực hiện Đề án phân theo năm và nguồn như sau:

*(Đơn vị tính: triệu đồng)*

Năm	Ngân sách tỉnh	Ngân sách xã	Xã hội hóa	Tổng cộng
2026	700	950	500	2.150
2027	2.400	1.640	2.300	6.340
2028	2.300	1.420	2.200	5.920

Điều 3. Chế độ báo cáo

1. Ban Quản lý du lịch cộng đồng báo cáo kết quả thực hiện quý về Phòng Văn hóa - Xã hội trước ngày 12 tháng cuối quý.

Điều 4. Hiệu lực

Nghị quyết này đã được Hội đồng nhân dân xã thông qua ngày 12 tháng 9 năm 2026 và có hiệu lực từ ngày 01 tháng 10 năm 2026. Nghị quyết này bãi bỏ Nghị quyết số 15/NQ-HĐND ngày 20/12/2023.

TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Lò Văn Xa
`

onEmbeddedStore('what strangers ask of a paper', (ground) => {
  let papers: AskedPapers
  const ask = async (question: string) => await papers.ask(question)
  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'nghi-quyet.txt': PAPER })
  })
  afterAll(() => papers.close())

  describe('is answered with', () => {
    test.each([
      ['ai cầm trịch cái tổ dữ liệu cấp xã thế ad', 'Phó Chủ tịch UBND xã làm Tổ trưởng'],
      ['ai ngồi ghế trưởng ban quản lý đề án vậy', 'Chủ tịch UBND xã làm Trưởng ban'],
      ['KH-CN với ĐM-ST là viết tắt của mấy chữ gì', 'ĐM-ST: đổi mới sáng tạo'],
      ['hộ PL rác năm 2027 đạt bn %', '45%'],
      ['năm 2028 ngân sách tỉnh bao nhiêu', '2.300 triệu đồng'],
      ['năm 2027 xã mình bỏ ra bao nhiêu, tỉnh cho bao nhiêu', 'ngân sách xã: 1.640 triệu đồng'],
      ['năm nào được bố trí vốn cao nhất, năm nào thấp nhất', 'Ít nhất: năm 2026: 2.150 triệu đồng'],
      ['năm nào chi nhiều tiền nhất', 'Nhiều nhất: năm 2027: 6.340 triệu đồng'],
      ['nq hiệu lực từ hôm nào', '01 tháng 10 năm 2026'],
      ['nghị quyết trước bị bỏ là nghị quyết nào', '15/NQ-HĐND'],
      ['mỗi ca mở hồ bơi phải bố trí mấy người canh phòng đuối nước', '02 người'],
    ])('%s: %s', async (question, told) => {
      const { status, text } = await ask(question)
      expect(status).toMatch(/^answered/)
      expect(text).toContain(told)
    })
  })

  test('a sum of one source and year leaves out the other years and sources', async () => {
    const { text } = await ask('năm 2028 ngân sách tỉnh bao nhiêu')
    expect(text).not.toMatch(/2\.400|1\.420|5\.920/)
  })

  test.each(['năm nào tỉnh cấp nhiều tiền nhất', 'năm nào kinh phí cho tuyên truyền thấp nhất'])(
    '%s is not told by the totals',
    async (question) => {
      const { text } = await ask(question)
      expect(text).not.toMatch(/(?:Nhiều|Ít) nhất:/)
    },
  )

  test('one item is not told by the whole share of a source', async () => {
    const { status } = await ask('năm 2027 ngân sách tỉnh cấp bao nhiêu cho tập huấn kỹ năng số')
    expect(status).toBe('unanswerable')
  })

  test('what is thrown out is no paper that is repealed', async () => {
    const { text } = await ask('văn bản đến bị bỏ sót thì ai chịu trách nhiệm')
    expect(text).not.toContain('15/NQ-HĐND')
  })

  test('a name that no paper gives is not made up from an office', async () => {
    const { status } = await ask('cho biết họ và tên Trưởng ban Quản lý Đề án')
    expect(status).toBe('unanswerable')
  })
})
