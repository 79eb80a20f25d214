import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGuideAnswers } from '../../src/answering/guides/index.ts'
import type { Answer, Turn } from '../../src/answering/index.ts'
import { readEitherOr } from '../../src/answering/question/either-or.ts'
import { readWants } from '../../src/answering/question/wants.ts'
import { plain } from '../../src/answering/typed/plain.ts'
import { termsOf } from '../../src/answering/weighing/terms.ts'
import { loadServiceKnowledge } from '../../src/documents/index.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `ỦY BAN NHÂN DÂN
XÃ KHE LIM
-------
Số: 31/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Khe Lim, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Phát triển xã hội số xã Khe Lim giai đoạn 2026 - 2030

Ủy ban nhân dân xã Khe Lim ban hành Kế hoạch như sau:

I. MỤC TIÊU

- 90% hộ gia đình có đường truyền cáp quang băng rộng.
- 75% hồ sơ đất đai được số hóa và cập nhật vào cơ sở dữ liệu.
- 100% người hưởng trợ cấp xã hội hằng tháng nhận tiền qua tài khoản, không dùng tiền mặt.

II. NHIỆM VỤ

1. Các đơn vị quán triệt tinh thần 4 sẵn sàng khi tiếp nhận nhiệm vụ, chủ động giải quyết vướng mắc của người dân.

2. Mỗi nhiệm vụ đăng ký phải bảo đảm 4 sẵn sàng (sẵn sàng người, sẵn sàng máy, sẵn sàng dữ liệu, sẵn sàng đường truyền) trước khi triển khai.

3. Số hóa hồ sơ đất đai: phấn đấu 65% hồ sơ đất đai được số hóa và cập nhật vào cơ sở dữ liệu.

4. Kết nối thiết bị đo huyết áp của Nhân dân với phần mềm quản lý sức khỏe.

III. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân xã

Kiểm tra, đánh giá Trung tâm Văn hóa và các thôn trong việc thực hiện Kế hoạch; giao chỉ tiêu hằng năm cho các thôn.

2. Trung tâm Văn hóa xã

- Phối hợp với các thôn tuyên truyền về xã hội số.
- Rà soát, đề xuất nhiệm vụ trong Phụ lục kèm theo Kế hoạch bảo đảm phù hợp.

3. Các thôn

Vận động người dân tham gia lớp kỹ năng số.

Nơi nhận:
- Các đơn vị;
- Lưu: VT.

CHỦ TỊCH

Hà Văn Lụa

PHỤ LỤC
DANH MỤC NHIỆM VỤ

| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Kết quả |
|---|---|---|---|---|---|
| 1 | Thu thập hiện vật, dựng bảo tàng số làng nghề mây tre | Trung tâm Văn hóa xã | Hội Nông dân xã | Năm 2027 | Bảo tàng số làng nghề |
| 2 | Phát sóng bản tin an toàn trên loa thông minh | Trung tâm Văn hóa xã | Công an xã | Năm 2028 | Bản tin |
| 3 | Lắp mạng không dây tại nhà văn hóa thôn | Văn phòng HĐND và UBND xã | Các thôn | Năm 2026 | 9 điểm mạng |
`

describe('a word that was typed with marks is that word', () => {
  const wants = (said: string) => readWants(plain(said), said)

  test('"phát" gives something out, "phạt" punishes', () => {
    expect(wants('khi nào xã phát tiền hỗ trợ lũ')).not.toContain('penalty')
    expect(wants('đổ rác ra suối có bị phạt tiền không')).toContain('penalty')
    expect(wants('do rac ra suoi co phat tien khong')).toContain('penalty')
    expect(wants('hoc sinh ngheo co duoc phat may tinh khong')).not.toContain('penalty')
  })

  test('"thường" is no reward, "kỳ" no signature', () => {
    expect(wants('mức thưởng cho thôn là mấy triệu')).toContain('money')
    expect(wants('họp thường kỳ tổ chức ở đâu')).not.toContain('person')
  })

  test('"được dạy dùng mấy cái … không" asks whether', () => {
    expect(wants('cán bộ có được dạy dùng mấy cái phần mềm mới không ạ')).not.toContain('count')
    expect(wants('thôn em có mấy cái loa vậy')).toContain('count')
  })

  test('"mấy phần trăm" asks for a share and leaves no word of the matter', () => {
    expect(termsOf(plain('cáp quang đạt mấy phần trăm')).words).toEqual(['cap', 'quang', 'dat'])
  })
})

describe('two ways put against each other', () => {
  test('are read where there are two', () => {
    expect(readEitherOr(plain('lĩnh tiền mặt hay chuyển khoản'))).toEqual([' linh tien mat ', ' chuyen khoan '])
    expect(readEitherOr(plain('em hay quên mật khẩu'))).toBeNull()
  })
})

onEmbeddedStore('the very clause that was asked for', (ground) => {
  let papers: AskedPapers

  beforeAll(async () => {
    const knowledge = loadServiceKnowledge('knowledge')
    const guides = createGuideAnswers({ knowledge: () => knowledge, documentIds: async () => new Map() })
    papers = await askPapers(ground().store, { 'ke-hoach-xa-khe-lim.md': PAPER }, guides)
  })
  afterAll(() => papers.close())

  const ask = (question: string, turn: Partial<Turn> = {}): Promise<Answer> => papers.ask(question, turn)
  const CENTRE: Partial<Turn> = { asker: 'official', unit: 'Trung tâm Văn hóa xã' }

  test.each([
    'kết quả số hóa hồ sơ đất đai đã đạt được trong năm 2024',
    'năm ngoái số hóa hồ sơ đất đai đã đạt bao nhiêu',
  ])('a year gone by is told by no aim: %s', async (question) => {
    const { status, text } = await ask(question)
    expect(status).toBe('unanswerable')
    expect(text).not.toMatch(/\d\s?%/)
    expect(text).toContain('không có số liệu kết quả')
  })

  test('a task asked about by its name is told as its row', async () => {
    const { text } = await ask('bao tang so lang nghe cua trung tam em nam nao xong va phoi hop voi ai', CENTRE)
    expect(text).toContain('năm 2027')
    expect(text).toContain('Hội Nông dân')
    expect(text).not.toContain('loa thông minh')
  })

  test.each(['danh sách nhiệm vụ kèm theo kế hoạch', 'bảng phân công đính kèm'])(
    'the list behind a plan is its appendix: %s',
    async (list) => {
      const { text } = await ask(`trong ${list} thì trung tâm em chủ trì những việc gì`, CENTRE)
      expect(text).toContain('bảo tàng số')
      expect(text).toContain('loa thông minh')
      expect(text).not.toContain('Rà soát, đề xuất')
    },
  )

  test('what one office has to see to in the appendix is its own part of it', async () => {
    const { text } = await ask('trung tâm em lo mấy mục trong bảng phụ lục', CENTRE)
    expect(text).toContain('loa thông minh')
    expect(text).not.toContain('9 điểm mạng')
  })

  test.each(['4 sẵn sàng là những gì vậy', 'tinh thần 4 sẵn sàng gồm những gì'])(
    'a named thing is told where its parts stand: %s',
    async (question) => {
      expect((await ask(question)).text).toContain('sẵn sàng đường truyền')
    },
  )

  test.each(['ai giao chỉ tiêu hằng năm cho các thôn', 'đơn vị nào kiểm tra, đánh giá Trung tâm Văn hóa'])(
    'who does something to a unit is told, and not what that unit does: %s',
    async (question) => {
      const { text } = await ask(question)
      expect(text).toContain('Ủy ban nhân dân xã')
      expect(text).not.toContain('Vận động người dân')
    },
  )

  test('two figures for one thing are both told, and that they differ', async () => {
    const { text, citations } = await ask('bao nhiêu phần trăm hồ sơ đất đai được số hóa')
    expect(text).toContain('75%')
    expect(text).toContain('65%')
    expect(text).toContain('hai con số khác nhau')
    expect(citations).toHaveLength(2)
  })

  test('a choice that the plan settles is told from the plan, any other from the guide', async () => {
    const settled = await ask('bà em lĩnh trợ cấp xã hội hằng tháng, sau này nhận tiền mặt hay là qua tài khoản hết ạ')
    expect(settled.text).toContain('không dùng tiền mặt')
    const errand = await ask('làm giấy khai sinh cho con thì nộp ở xã hay nộp trên mạng')
    expect(errand.text).toContain('hướng dẫn “')
  })

  test('words no paper has, before a clear question, drown nothing', async () => {
    const { text } = await ask(
      'bựa tê nghe loáng thoáng hộ gia đình miềng ai cũng có cáp quang, rứa là mấy phần trăm hè',
    )
    expect(text).toContain('90%')
  })
})
