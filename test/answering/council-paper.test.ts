import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWants } from '../../src/answering/question/wants.ts'
import { findSmallTalk } from '../../src/answering/small-talk.ts'
import { plain } from '../../src/answering/typed/plain.ts'
import { sentence } from '../../src/answering/wording.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `HỘI ĐỒNG NHÂN DÂN
XÃ SUỐI VÀNG
Số: 12/KH-HĐND
Suối Vàng, ngày 10 tháng 01 năm 2026
KẾ HOẠCH
Chuyển đổi số trong hoạt động của Hội đồng nhân dân xã Suối Vàng giai đoạn 2026 - 2030
I. MỤC TIÊU
1. Giai đoạn 2026 - 2027
a) Kỳ họp không giấy
- 80% tài liệu kỳ họp được gửi qua mạng.
- 70% đại biểu dùng chữ ký số.
b) Tiếp xúc cử tri
- 50% cuộc tiếp xúc cử tri có điểm cầu trực tuyến.
- 60% kiến nghị của cử tri được cập nhật lên phần mềm.
2. Giai đoạn 2028 - 2030
- 100% tài liệu kỳ họp được gửi qua mạng.
- 95% kiến nghị của cử tri được cập nhật lên phần mềm.
II. KINH PHÍ
Tổng kinh phí thực hiện Kế hoạch dự kiến là 450.000.000 đồng.
III. TỔ CHỨC THỰC HIỆN
1. Thường trực Hội đồng nhân dân xã
Chỉ đạo, đôn đốc việc thực hiện Kế hoạch.
2. Các Ban của HĐND xã
- Thẩm tra báo cáo, dự thảo nghị quyết trên phần mềm dùng chung.
- Tổ chức giám sát chuyên đề về chuyển đổi số.
3. Văn phòng HĐND và UBND xã
- Chuẩn bị máy tính, đường truyền phục vụ kỳ họp.
TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Lò Văn Sơn
`

onEmbeddedStore('a council’s paper, asked', (ground) => {
  let papers: AskedPapers

  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'ke-hoach-hdnd.txt': PAPER })
  })
  afterAll(() => papers.close())

  test('a committee that no line names is told what the committees are given, as such', async () => {
    const { status, text } = await papers.ask('ban pháp chế có nhiệm vụ gì')
    expect(status).toBe('answered')
    expect(text).toContain('không nêu riêng Ban Pháp chế')
    expect(text).toContain('Thẩm tra báo cáo')
    expect(text).not.toContain('Chuẩn bị máy tính')
  })

  test('the aims of a year are those of its stretch', async () => {
    const { text } = await papers.ask('danh sách các chỉ tiêu đến năm 2030')
    expect(text).toContain('95% kiến nghị')
    expect(text).not.toContain('60% kiến nghị')
  })

  test('the aims of a matter are those under its heading', async () => {
    const { text } = await papers.ask('cho xem các chỉ tiêu về tiếp xúc cử tri')
    expect(text).toContain('50% cuộc tiếp xúc cử tri')
    expect(text).not.toContain('chữ ký số')
  })

  test('the sum of the whole is no price of one thing', async () => {
    const { status, text } = await papers.ask('xã chi bao nhiêu tiền mua máy tính cho văn phòng')
    expect(status).not.toBe('answered')
    expect(text).not.toMatch(/^.*450\.000\.000 đồng\.\s*Căn cứ/u)
  })

  test.each([
    'đại biểu có được cấp máy tính bảng mang về nhà không',
    'hội đồng có mở lớp học vẽ tranh trên máy tính cho cử tri không',
  ])('%s: what is near is told as that, not as the answer', async (question) => {
    const { status, text } = await papers.ask(question)
    expect(status).toBe('unanswerable')
    expect(text).toMatch(/^Văn bản không (?:có thông tin này|nói thẳng điều này; đoạn gần nhất:)/u)
  })

  test('what the paper says in other words is told as the answer', async () => {
    const { status, text } = await papers.ask('các ban có phải đi giám sát chuyện chuyển đổi số không')
    expect(status).toBe('answered')
    expect(text).toContain('giám sát chuyên đề')
  })

  test('a clause that speaks of a thing does not say what it is', async () => {
    const { text } = await papers.ask('chữ ký số là gì')
    expect(text).toMatch(/^Văn bản không (?:có thông tin này|nói thẳng)/u)
  })

  test('how many meetings are held is not told by a line without a number', async () => {
    const { status } = await papers.ask('giám sát chuyên đề trong năm 2026 có mấy cuộc')
    expect(status).toBe('unanswerable')
  })
})

describe('what is counted after "mấy"', () => {
  test.each(['có mấy ấp', 'giám sát mấy cuộc', 'đặt ra mấy chỉ tiêu', 'xã có mấy bản'])('%s', (said) => {
    expect(readWants(plain(said), said)).toContain('count')
  })

  test.each(['mấy chị cho hỏi', 'máy tính hỏng'])('%s: nothing', (said) => {
    expect(readWants(plain(said), said)).not.toContain('count')
  })
})

test('who says what they are does not ask who answers', () => {
  expect(findSmallTalk(plain('em là công an phường, tụi em chủ trì việc gì'))).toBeNull()
  expect(findSmallTalk(plain('bạn là công an à'))).toBe('who_are_you')
  expect(findSmallTalk(plain('em là cán bộ hay máy'))).toBe('who_are_you')
})

test('what was cut keeps the mark of it', () => {
  expect(sentence('rà soát hộ nghèo, hộ cận nghèo…')).toBe('Rà soát hộ nghèo, hộ cận nghèo…')
  expect(sentence('rà soát hộ nghèo;')).toBe('Rà soát hộ nghèo.')
})
