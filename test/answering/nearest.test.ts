import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `ỦY BAN NHÂN DÂN
XÃ SUỐI CẠN
Số: 45/KH-UBND
Suối Cạn, ngày 12 tháng 9 năm 2026

KẾ HOẠCH
Phát triển du lịch cộng đồng xã Suối Cạn năm 2027

I. NHIỆM VỤ

1. Lập đường dây tiếp nhận phản ánh của du khách; phản ánh về giá, thái độ phục vụ phải được trả lời trong vòng 24 giờ.

2. Dữ liệu mật của xã được bảo vệ bằng giải pháp của Ban Cơ yếu Chính phủ.

3. Văn bản của Hội đồng nhân dân xã được xử lý qua email công vụ, phần mềm quản lý văn bản và Zalo.

4. Trung tâm tổ chức thi nấu món ăn dân tộc cho các bản vào dịp lễ hội.

5. Đội dân quân giữ 90 người, mỗi thôn có một tổ từ 10 người trở lên; huấn luyện mỗi năm một lần.

6. Đội dân quân trực tại các thôn trong mùa lễ hội, người dân báo tin cho đội qua điện thoại.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế theo dõi, đôn đốc việc thực hiện Kế hoạch.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Xa
`

onEmbeddedStore('the nearest clause', (ground) => {
  let papers: AskedPapers
  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'ke-hoach.txt': PAPER })
  })
  afterAll(() => papers.close())

  test('is told where no gate found an answer, under a line that says it is none', async () => {
    const { status, text, citations } = await papers.ask('dân quân tập luyện trong mấy ngày')
    expect(status).toBe('unanswerable')
    expect(text).toMatch(/^Văn bản không .*; đoạn gần nhất:\n/)
    expect(text).toContain('huấn luyện mỗi năm một lần')
    expect(text).toContain('vui lòng hỏi')
    expect(citations[0]?.section).toBe('I.5')
  })

  test('is left out where a telephone number is asked for', async () => {
    const { status, text } = await papers.ask('cho em xin số điện thoại của đường dây tiếp nhận phản ánh du khách')
    expect(status).toBe('unanswerable')
    expect(text).not.toContain('24 giờ')
  })

  test('is left out where hardly a word of the question stands in it', async () => {
    const { status, citations } = await papers.ask('con tôi bị sốt xuất huyết nên uống thuốc gì')
    expect(['unanswerable', 'redirected']).toContain(status)
    expect(citations).toEqual([])
  })

  test('is no answer of less than it is: a body above the commune is a body, and which channels are no number', async () => {
    const body = await papers.ask('Dữ liệu mật của xã được bảo vệ bằng giải pháp của cơ quan nào?')
    expect(body.status).toBe('answered')
    expect(body.text).toContain('Ban Cơ yếu Chính phủ')
    const channels = await papers.ask('văn bản của hội đồng được xử lý qua mấy kênh nào')
    expect(channels.status).toBe('answered')
    expect(channels.text).toContain('email công vụ')
  })

  test("is the answer where its figure stands far above every other, though the rarest word is not the paper's", async () => {
    const { status, text } = await papers.ask('dữ liệu mật thì dân quân giữ bao nhiêu người, mỗi thôn mấy người')
    expect(status).toBe('answered')
    expect(text).toContain('90 người')
  })

  test('is the answer of the one clause that asks, where the rest of the message is its story', async () => {
    const story = 'tháng sau cháu nhập ngũ, đội dân quân giữ bao nhiêu người ạ'
    const { status, text } = await papers.ask(story)
    expect(status).toBe('answered')
    expect(text).toContain('90 người')
  })
})
