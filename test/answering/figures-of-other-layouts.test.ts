import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWants } from '../../src/answering/question/wants.ts'
import { plain } from '../../src/answering/typed/plain.ts'
import { askedYears, withNextYear } from '../../src/answering/weighing/years.ts'
import { unitInBrackets } from '../../src/language/unit-in-brackets.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const WATER = `# ỦY BAN NHÂN DÂN XÃ LŨNG CHÁY

**Số: 07/ĐA-UBND**

*Lũng Cháy, ngày 20 tháng 8 năm 2026*

# ĐỀ ÁN

**Cấp nước sinh hoạt và trồng chè xã Lũng Cháy giai đoạn 2026 - 2030**

## PHẦN THỨ NHẤT
## CƠ SỞ PHÁP LÝ

1.1. Quyết định số 812/QĐ-UBND ngày 02/3/2026 của UBND tỉnh phê duyệt Kế hoạch cấp nước an toàn.

1.2. Nghị quyết số 33/NQ-HĐND ngày 05/8/2026 của HĐND xã Lũng Cháy thông qua Đề án.

## PHẦN THỨ HAI
## MỤC TIÊU VÀ NỘI DUNG

1. Mục tiêu

1.1. Mục tiêu từng năm:

| Chỉ tiêu | Hiện trạng 6/2026 | 2027 | 2028 | 2029 |
|---|---|---|---|---|
| Hộ dùng nước máy hợp vệ sinh (%) | 41 | 52 | 63 | 77 |
| Tỷ lệ rò rỉ đường ống (%) | 31 | 27 | 22 | 16 |
| Bể chứa công cộng (bể) | 6 | 9 | 13 | 18 |

1.2. Đến năm 2029, 80% hộ dùng nước máy hợp vệ sinh được kiểm tra chất lượng.

2. Hỗ trợ trồng chè

2.1. Hộ trồng mới chè Shan được hỗ trợ 12 triệu đồng/ha từ ngân sách tỉnh theo Nghị quyết số 18/2025/NQ-HĐND ngày 11/11/2025 của HĐND tỉnh, khi trồng tập trung.

2.2. Hội Phụ nữ duy trì "Bếp hồng bản" ở 05 thôn; nơi sao chè chung của chị em, tiền bán chè vụn mua sách cho học sinh.

2.3. Mỗi thôn lập nhóm "Ruộng bậc thang mẫu" gồm 10 hộ. Câu lạc bộ "Bếp hồng bản" họp mỗi tháng một lần, do Hội Phụ nữ điều hành.

2.4. Thực hiện phương châm "ba sẵn": sẵn giống, sẵn phân, sẵn người.

## PHẦN THỨ BA
## KINH PHÍ

Tổng nhu cầu: **9.400.000.000 đồng** (*Chín tỷ bốn trăm triệu đồng*). Cơ cấu nguồn vốn (triệu đồng):

Nguồn	2026	2027	2028	Cộng
Ngân sách tỉnh	900	2.600	2.500	6.000
Ngân sách xã	400	1.700	1.300	3.400

Giá nước thực hiện theo quyết định của UBND tỉnh, Đề án không quy định riêng.

## PHẦN THỨ TƯ
## TỔ CHỨC THỰC HIỆN

**1. Ban Quản lý Đề án**

Trưởng ban là Phó Chủ tịch UBND xã.

**2. Phòng Kinh tế**

- Cơ quan thường trực của Ban Quản lý Đề án; lập kế hoạch vốn hằng năm.

- Các thôn gửi Phòng Kinh tế báo cáo năm trước ngày 09/12.

**TM. ỦY BAN NHÂN DÂN**
**CHỦ TỊCH**

**Giàng Seo Páo**
`

const TOURISM = `ỦY BAN NHÂN DÂN
XÃ BẢN NHUỒNG
Số: 21/KH-UBND
Bản Nhuồng, ngày 03 tháng 9 năm 2026

KẾ HOẠCH
Phát triển du lịch xã Bản Nhuồng giai đoạn 2026 - 2030

A. MỤC TIÊU

1. Đến hết năm 2027

- Đón 6.000 lượt khách, trong đó khách lưu trú qua đêm 1.200 lượt.

2. Đến hết năm 2030

- Đón 15.000 lượt khách, trong đó khách lưu trú qua đêm 3.900 lượt.

- Phấn đấu 60% lao động phục vụ khách du lịch được tập huấn nghiệp vụ.

B. KINH PHÍ

Tổng kinh phí thực hiện Kế hoạch giai đoạn 2026 - 2030 dự kiến 3.150 triệu đồng, gồm:

- Ngân sách tỉnh: 1.900 triệu đồng;
- Ngân sách xã: 800 triệu đồng;
- Đóng góp của doanh nghiệp và người dân: 450 triệu đồng.

Việc vận động người dân góp tiền trên nguyên tắc tự nguyện, không bổ bán.

C. TỔ CHỨC THỰC HIỆN

I. Phòng Văn hóa - Xã hội

- Là cơ quan thường trực, giúp UBND xã đôn đốc việc thực hiện Kế hoạch.

II. Chế độ báo cáo

Các thôn, đơn vị gửi báo cáo năm trước ngày 21/11 về Phòng Văn hóa - Xã hội.

Phụ lục
CHỈ TIÊU THEO TỪNG NĂM

TT	Chỉ tiêu	ĐVT	2027	2028	2029	2030
1	Tổng lượt khách	lượt	6.000	8.500	11.000	15.000
2	Lao động phục vụ được tập huấn	%	30	42	55	68

Nơi nhận:
- Lưu: VT.

**CHỦ TỊCH**

**Lò Văn Ương**
`

test('a unit in brackets behind a name is one of measure, and no other remark', () => {
  expect(unitInBrackets('Rác được thu gom (%)')).toBe('%')
  expect(unitInBrackets('Ngày ngưng cấp nước (ngày/năm, không quá)')).toBe('ngày/năm')
  expect(unitInBrackets('Hộ nghèo (đa chiều)')).toBeNull()
})

test('"sang năm" is the year after the day it is asked on, and a school year is none', () => {
  expect(withNextYear(plain('sang năm đón bao nhiêu khách'), '2026-11-22')).toBe(' sang nam 2027 don bao nhieu khach ')
  expect(withNextYear(plain('sang năm học mới có gì'), '2026-11-22')).toBe(' sang nam hoc moi co gi ')
})

test('two years held against each other are both asked about', () => {
  expect(askedYears(plain('diện tích chè 2027 so với 2030 chênh bao nhiêu'))).toEqual([2027, 2030])
})

test('what is other than now is no question of what was reached', () => {
  expect(readWants(plain('đến 2035 dịch vụ công khác bây giờ thế nào'))).not.toContain('status')
  expect(readWants(plain('bây giờ đạt bao nhiêu phần trăm'))).toContain('status')
})

onEmbeddedStore('figures of papers of other layouts', (ground) => {
  let papers: AskedPapers
  const told = async (question: string, commune: string | null = 'lung-chay') =>
    (await papers.ask(question, { commune, asker: 'official' })).text.split('\nCăn cứ:')[0] ?? ''

  beforeAll(async () => {
    papers = await askPapers(ground().store, { 'nuoc.txt': WATER, 'du-lich.txt': TOURISM })
  })
  afterAll(() => papers.close())

  describe('of a table with a column a year', () => {
    test('are told of the year asked about, with the unit that stands behind the name', async () => {
      expect(await told('TL rò rỉ đường ống năm 2028 phải kéo còn bn %')).toBe('Tỷ lệ rò rỉ đường ống: năm 2028: 22%.')
    })

    test('are told as reached from the column of what was reached', async () => {
      expect(await told('hiện nay tỷ lệ rò rỉ đường ống bao nhiêu phần trăm')).toContain('hiện trạng 6/2026: 31%')
    })

    test('are both told, and that they differ, where an aim in prose sets another for the same year', async () => {
      const text = await told('đến năm 2030 lao động phục vụ được tập huấn bao nhiêu phần trăm', 'ban-nhuong')
      expect(text).toMatch(/60%[\s\S]*68%[\s\S]*khác nhau/)
    })
  })

  test('an aim under a heading that gives its year is told for "sang năm"', async () => {
    expect(await told('sang năm đón bao nhiêu khách, mấy người lưu trú qua đêm', 'ban-nhuong')).toMatch(
      /6\.000.*1\.200/,
    )
  })

  describe('of money', () => {
    test('are the part of the source in the year, with the unit of the line above the table', async () => {
      expect(await told('ngan sach xa nam 2027 phai bo bao nhieu cho de an')).toBe(
        'Ngân sách xã: năm 2027: 1.700 triệu đồng.',
      )
    })

    test('are the whole where it is asked for, beside what else is asked', async () => {
      const text = await told('cả giai đoạn hết bao nhiêu tiền, dân có bị bổ đầu đóng góp không', 'ban-nhuong')
      expect(text).toContain('3.150 triệu đồng')
      expect(text).toContain('tự nguyện, không bổ bán')
      expect(text).not.toContain('450')
    })

    test('are left to others where the paper says so, and the whole sum is no price', async () => {
      const text = await told('giá nước theo đề án là bao nhiêu tiền')
      expect(text).toContain('Đề án không quy định riêng')
      expect(text).not.toContain('9.400')
    })
  })

  describe('held against those of another commune', () => {
    test('say which has more', async () => {
      const text = await told('tổng kinh phí của xã Lũng Cháy với xã Bản Nhuồng nơi nào nhiều hơn', null)
      expect(text).toMatch(/^Xã Lũng Cháy nhiều hơn \(9\.400\.000\.000 đồng\)/)
    })

    test('say which is due earlier', async () => {
      const text = await told('báo cáo năm của các thôn ở Lũng Cháy với Bản Nhuồng bên nào nộp sớm hơn', null)
      expect(text).toMatch(/^Xã Bản Nhuồng sớm hơn \(trước ngày 21\/11\)/)
    })
  })

  test('the office that serves a board is its standing body, and "TT" asks for it', async () => {
    const text = await told('TT của xã Lũng Cháy với xã Bản Nhuồng là phòng nào', null)
    expect(text).toContain('Xã Lũng Cháy: Phòng Kinh tế')
    expect(text).toContain('Xã Bản Nhuồng: Phòng Văn hóa - Xã hội')
  })

  describe('a paper', () => {
    test('is the one cited in the sentence that speaks of the matter', async () => {
      expect(await told('Khoản hỗ trợ hộ trồng mới chè căn cứ nghị quyết nào của HĐND tỉnh?')).toBe(
        'Nghị quyết số 18/2025/NQ-HĐND ngày 11/11/2025 của HĐND tỉnh.',
      )
    })

    test('that approved this one is told by its own number', async () => {
      const text = await told('de an nay duoc thong qua bang nghi quyet so may')
      expect(text).toContain('33/NQ-HĐND')
      expect(text).not.toContain('07/ĐA-UBND')
    })
  })

  describe('a thing with a name', () => {
    test('is told from every clause that has it, and from no neighbour of another name', async () => {
      const text = await told('Bếp hồng bản là gì vậy')
      expect(text).toContain('tiền bán chè vụn')
      expect(text).toContain('họp mỗi tháng một lần')
      expect(text).not.toContain('Ruộng bậc thang mẫu')
    })

    test('is the same with its number in digits', async () => {
      expect(await told('"3 sẵn" gồm những gì')).toContain('sẵn giống, sẵn phân, sẵn người')
    })
  })
})
