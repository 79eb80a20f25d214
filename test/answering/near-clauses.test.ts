import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `ỦY BAN NHÂN DÂN
XÃ SUỐI VÀNG
Số: 20/KH-UBND
Suối Vàng, ngày 10 tháng 01 năm 2026
KẾ HOẠCH
Nước sạch nông thôn xã Suối Vàng năm 2026
Căn cứ Kế hoạch số 07/KH-UBND ngày 02/01/2026 của UBND tỉnh về nước sạch nông thôn giai đoạn 2026 - 2030;
I. NHIỆM VỤ
1. Phòng Kinh tế chủ trì thực hiện Kế hoạch, phối hợp với Trạm Y tế và Hội Nông dân xã.
2. Trung tâm Phục vụ hành chính công xã mở cửa tiếp nhận hồ sơ đấu nối nước của người dân.
3. Thực hiện Kế hoạch số 11/KH-UBND ngày 05/01/2026 của UBND tỉnh về nước sạch nông thôn.
4. Ban Quản lý nước sạch xã chịu trách nhiệm vận hành bể chứa.
5. Sau giám sát, UBND xã báo cáo việc thực hiện kiến nghị về nước sạch với Thường trực HĐND xã trong thời hạn 45 ngày.
II. BÁO CÁO
Các đơn vị báo cáo kết quả về Phòng Kinh tế trước ngày 20 hằng tháng.
PHỤ LỤC
TT	Nội dung	Chủ trì	Phối hợp	Thời gian
1	Rửa bể chứa bản Pom	Phòng Kinh tế	Bản Pom; Hội Nông dân xã	30/6/2026
`

onEmbeddedStore('what is near and not what was asked', (ground) => {
  let papers: AskedPapers

  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'ke-hoach.txt': PAPER })
  })
  afterAll(() => papers.close())

  test('whether an office is open on a day of the week is told by no clause without a day', async () => {
    const { status } = await papers.ask('Trung tâm phục vụ hành chính công có mở cửa thứ bảy không')
    expect(status).not.toBe('answered')
  })

  test('which plan is replaced is told by no paper that is carried out', async () => {
    const { status } = await papers.ask('Kế hoạch này thay thế những kế hoạch nước sạch nào trước đây')
    expect(status).not.toBe('answered')
  })

  test('on which plan of the province it rests is told by the opening, not by the paper itself', async () => {
    const { text } = await papers.ask('Kế hoạch của xã căn cứ kế hoạch nào của UBND tỉnh về nước sạch nông thôn')
    expect(text).toContain('07/KH-UBND')
    expect(text).not.toContain('20/KH-UBND của UBND xã Suối Vàng: ')
  })

  test('who is in a board is told by no clause that only gives it work', async () => {
    const { status } = await papers.ask('Ban Quản lý nước sạch xã gồm những thành phần nào')
    expect(status).not.toBe('answered')
  })

  test('with whom the plan is carried out is told by its clause, not by the list of tasks', async () => {
    const { text } = await papers.ask('Phòng Kinh tế chủ trì thực hiện Kế hoạch thì phối hợp với những cơ quan nào')
    expect(text).toContain('Trạm Y tế')
    expect(text).not.toContain('Pom')
  })

  test('within how long something is reported after a supervision is told by that clause', async () => {
    const { text } = await papers.ask('sau giám sát UBND xã báo cáo thực hiện kiến nghị trong bao lâu')
    expect(text).toContain('45 ngày')
    expect(text).not.toContain('hằng tháng')
  })
})
