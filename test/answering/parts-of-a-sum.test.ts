import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOfSameUse } from '../../src/answering/weighing/near-words.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPER = `HỘI ĐỒNG NHÂN DÂN
XÃ SUỐI VÀNG
Số: 15/NQ-HĐND
Suối Vàng, ngày 10 tháng 01 năm 2026
NGHỊ QUYẾT
Về việc thông qua Đề án nước sạch xã Suối Vàng giai đoạn 2026 - 2030
Điều 1. Kinh phí thực hiện
1. Tổng nhu cầu kinh phí giai đoạn 2026 - 2030: 9.400.000.000 đồng.
2. Phân kỳ: năm 2026: 1.400.000.000 đồng; năm 2027: 3.000.000.000 đồng; năm 2028: 5.000.000.000 đồng.
3. Kinh phí vận hành năm 2027 là 500.000.000 đồng, trong đó: chi sửa bể 200.000.000 đồng; chi xét nghiệm, lấy mẫu 90.000.000 đồng; chi tập huấn 210.000.000 đồng.
Điều 2. Hỗ trợ
1. Hỗ trợ hộ gia đình đào giếng khoan: 450.000 đồng/hộ.
TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Lò Văn Sơn
`

onEmbeddedStore('a sum and its parts, asked', (ground) => {
  let papers: AskedPapers

  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'nghi-quyet.txt': PAPER })
  })
  afterAll(() => papers.close())

  test('one item of a sum is told from its own clause', async () => {
    const { text } = await papers.ask('chi xét nghiệm lấy mẫu năm 2027 là bao nhiêu tiền')
    expect(text).toContain('90.000.000')
    expect(text).not.toContain('500.000.000')
    expect(text).not.toContain('200.000.000')
  })

  test('one year alone is told from the sums by year', async () => {
    const { text } = await papers.ask('riêng năm 2028 chi bao nhiêu tiền cho đề án')
    expect(text).toContain('5.000.000.000')
  })

  test('what a household is given is no total of the plan', async () => {
    const { text } = await papers.ask('nhà em đào giếng khoan thì xã cho bao nhiêu tiền')
    expect(text).toContain('450.000 đồng/hộ')
    expect(text).not.toContain('9.400.000.000')
  })

  test('what a household has to pay is no total of the plan', async () => {
    const { text, status } = await papers.ask('mỗi tháng nhà em phải đóng tiền nước bao nhiêu nghìn')
    expect(status).not.toBe('answered')
    expect(text).not.toContain('9.400.000.000')
  })
})

describe('what money is paid for', () => {
  const of = (quote: string) => ({ passage: { quote, heading: '', lead: null }, plainText: ` ${quote} ` }) as never
  test('the currency is no payment, nor is a body with such a syllable', () => {
    expect(isOfSameUse(' phai dong bao nhieu ', of('Tổng kinh phí 5.000.000 đồng'))).toBe(false)
    expect(isOfSameUse(' phai dong bao nhieu ', of('Mỗi hộ đóng 20.000 đồng'))).toBe(true)
    expect(isOfSameUse(' to cong dong duoc bao nhieu ', of('Thành viên tổ: 80.000 đồng'))).toBe(true)
  })
})
