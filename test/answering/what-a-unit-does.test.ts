import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const FILE = 'ke-hoach-phong-chong-thien-tai.txt'
const PAPER = `ỦY BAN NHÂN DÂN
XÃ LÈN HẠ
Số: 61/KH-UBND
Lèn Hạ, ngày 09 tháng 11 năm 2026

KẾ HOẠCH
Phòng, chống thiên tai xã Lèn Hạ giai đoạn 2027 - 2030

6. TỔ CHỨC THỰC HIỆN

6.1. Phòng Kinh tế

- Quản lý kho vật tư; tham mưu phương án kho trình UBND xã trước ngày 05/3 hằng năm.

- Tổng hợp, báo cáo UBND xã trước ngày 20 tháng 6 và trước ngày 20 tháng 12.

6.2. Ban Chỉ huy Quân sự xã

Chủ trì lực lượng tìm kiếm cứu nạn; huấn luyện đội xung kích.

6.3. Trung tâm Dịch vụ tổng hợp xã

Phát thanh cảnh báo ba lần mỗi ngày khi có bão.

6.4. Trưởng thôn

Lập danh sách hộ sơ tán; gõ kẻng khi mất điện; điểm danh tại nơi sơ tán.

6.5. Các thôn

- Báo cáo tháng về Phòng Kinh tế trước ngày 25: số hộ có áo phao, số điểm sạt lở mới.

Kế hoạch được sơ kết vào tháng 12 năm 2028./.

Phụ lục
PHÂN CÔNG CÔNG VIỆC

TT	Công việc	Đơn vị chủ trì	Đơn vị phối hợp	Thời hạn
01	Kiện toàn 9 đội xung kích	Ban CHQS xã	Các thôn	28/02/2027
02	Diễn tập sơ tán thôn Hói	Ban CHQS xã	Trung tâm DVTH, Công an xã	Tháng 6/2027
03	Mua 60 áo phao	Phòng Kinh tế	Ban CHQS xã	15/7/2027
`

let papers: AskedPapers
onEmbeddedStore('what a unit does', (made) => {
  beforeAll(async () => {
    papers = await askPapers(made().store, { [FILE]: PAPER })
  }, 60_000)
  afterAll(() => papers.close())

  const asks = (unit: string, question: string) => papers.ask(question, { asker: 'unit_head', unit })

  describe('what a unit has to do is told from its own heading and its rows, in whatever words it is asked', () => {
    test.each([
      ['Ban Chỉ huy Quân sự xã', 'ban mình trong kế hoạch chống thiên tai này chủ trì những phần nào'],
      ['Ban Chỉ huy Quân sự xã', 'việc ban chỉ huy quân sự?'],
      ['Ban Chỉ huy Quân sự xã', 'ban em thì phải lo những chuyện gì, nói gọn cho dễ nhớ'],
      ['Ban Chỉ huy Quân sự xã', 'BCHQS xã dính tới việc gì trong cái kế hoạch này vậy ạ'],
    ])('%s: %s', async (unit, question) => {
      const { status, text } = await asks(unit, question)
      expect(status).toBe('answered')
      expect(text).toContain('tìm kiếm cứu nạn')
      expect(text).toContain('Diễn tập sơ tán thôn Hói')
      expect(text).not.toContain('kho vật tư')
    })

    test('called by first letters, and named so in a row beside others', async () => {
      const { text } = await asks('Trung tâm Dịch vụ tổng hợp xã', 'TT DVTH làm những việc gì')
      expect(text).toContain('Phát thanh cảnh báo')
      expect(text).toContain('Diễn tập sơ tán thôn Hói')
    })

    test('what is put aside is not what is asked for', async () => {
      const { text } = await asks('Trưởng thôn', 'truong thon ngoai viec lap danh sach ho so tan thi con phai lam gi')
      expect(text).toContain('gõ kẻng')
    })

    test('a matter of no duty of the unit is not answered by its list', async () => {
      const { status } = await asks('Trưởng thôn', 'trưởng thôn phải làm gì khi cấp thẻ bảo hiểm cho học sinh')
      expect(status).toBe('unanswerable')
    })
  })

  test('a sentence on the paper itself is no duty of the unit above it', async () => {
    const { text } = await asks('Các thôn', 'các thôn chủ trì việc gì')
    expect(text).toContain('áo phao')
    expect(text).not.toContain('sơ kết')
  })

  test('one duty that is asked about by its words is told with its day', async () => {
    const { text } = await asks('Phòng Kinh tế', 'Phòng Kinh tế trình UBND xã phương án kho trước ngày nào?')
    expect(text).toContain('trước ngày 05/3 hằng năm')
    expect(text).not.toContain('áo phao')
  })

  test('two days half a year apart come round: how often, and the next one', async () => {
    const { text } = await asks('Phòng Kinh tế', 'phòng mình báo cáo UBND xã mấy kỳ một năm, kỳ gần nhất hạn hôm nào')
    expect(text).toContain('Mỗi năm 2 kỳ.')
    expect(text).toContain('20/12/2026')
  })

  test('what a report holds is told where it is asked', async () => {
    const { text } = await asks('Các thôn', 'bao cao thang cua thon gui ngay nao, gom nhung so gi')
    expect(text).toContain('Nội dung báo cáo: số hộ có áo phao, số điểm sạt lở mới.')
  })
})
