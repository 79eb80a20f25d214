import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findUnits, matchUnit, unitKey } from '../../src/language/units.ts'

const UNITS = [
  { name: 'Phòng Văn hóa - Xã hội', aliases: ['Phòng Văn hóa-Xã hội xã'] },
  { name: 'Phòng Kinh tế', aliases: [] },
  { name: 'Văn phòng HĐND và UBND xã', aliases: ['VP'] },
  { name: 'Trạm Y tế xã', aliases: [] },
  { name: 'Trung tâm Dịch vụ sự nghiệp công', aliases: [] },
  { name: 'Trung tâm Phục vụ hành chính công', aliases: ['Trung tâm PVHCC'] },
  { name: 'Ủy ban MTTQ Việt Nam xã', aliases: ['MTTQ'] },
  { name: 'Hội Liên hiệp Phụ nữ xã', aliases: [] },
  { name: 'Đoàn Thanh niên', aliases: [] },
  { name: 'Công an xã', aliases: [] },
  { name: 'Các cơ sở giáo dục', aliases: [] },
  { name: 'Các thôn', aliases: [] },
  { name: 'Các doanh nghiệp bưu chính, viễn thông trên địa bàn xã', aliases: [] },
]

test.each([
  ['P. VHXH', 'Phòng Văn hóa - Xã hội'],
  ['phong van hoa xa hoi', 'Phòng Văn hóa - Xã hội'],
  ['Phòng Văn hoá – Xã hội phường', 'Phòng Văn hóa - Xã hội'],
  ['VP HĐND&UBND', 'Văn phòng HĐND và UBND xã'],
  ['bên văn phòng em cần nộp gì', 'Văn phòng HĐND và UBND xã'],
  ['ĐTN', 'Đoàn Thanh niên'],
  ['TTDVSNC', 'Trung tâm Dịch vụ sự nghiệp công'],
  ['TT PVHCC xã', 'Trung tâm Phục vụ hành chính công'],
  ['bộ phận một cửa làm việc mấy giờ', 'Trung tâm Phục vụ hành chính công'],
  ['hội phụ nữ', 'Hội Liên hiệp Phụ nữ xã'],
  ['trạm y tế em', 'Trạm Y tế xã'],
  ['mặt trận xã', 'Ủy ban MTTQ Việt Nam xã'],
  ['cong an xa phai lam gi', 'Công an xã'],
  ['Trường THCS', 'Các cơ sở giáo dục'],
  ['thôn mình phải làm gì', 'Các thôn'],
  ['Doanh nghiệp bưu chính, viễn thông', 'Các doanh nghiệp bưu chính, viễn thông trên địa bàn xã'],
])('"%s" is %s', (text, name) => {
  expect(matchUnit(text, UNITS)?.name).toBe(name)
})

test.each(['hôm nay trời đẹp', 'kế hoạch này ban hành ngày nào', 'các trường hợp khẩn cấp', '', '   '])(
  '"%s" names no unit',
  (text) => {
    expect(matchUnit(text, UNITS)).toBeNull()
  },
)

test.each([
  ['Phòng Kinh tế xây dựng kế hoạch, ban hành chính sách', ['Phòng Kinh tế']],
  ['Phối hợp với Công an, Văn phòng HĐND và UBND xã trong việc', ['Công an', 'Văn phòng HĐND và UBND']],
  [
    'các cơ quan thuộc UBND xã, Đoàn thanh niên và các thôn',
    ['Các cơ quan thuộc UBND xã', 'Đoàn Thanh niên', 'Các thôn'],
  ],
  [
    'Hội LHPN, Hội CCB, Hội ND, Đoàn TN',
    ['Hội Liên hiệp Phụ nữ', 'Hội Cựu chiến binh', 'Hội Nông dân', 'Đoàn Thanh niên'],
  ],
  ['UBND tỉnh Bắc Sơn và UBND xã An Phú', ['UBND tỉnh', 'UBND']],
  ['Ban Kinh tế - Ngân sách HĐND phường', ['Ban Kinh tế - Ngân sách']],
  ['Các thôn, Phòng Văn hóa-Xã hội', ['Các thôn', 'Phòng Văn hóa - Xã hội']],
  ['môi trường số, văn bản của Hội đồng nhân dân xã, do Bộ Công an quản lý', ['HĐND', 'Công an']],
  ['Sở Khoa học và Công nghệ', ['Sở Khoa học và Công nghệ']],
  ['Chi cục Thuế cơ sở, Chi cục Kiểm lâm', ['Chi cục Thuế cơ sở', 'Chi cục Kiểm lâm']],
  ['Trưởng ban, các khóm và Trưởng bản', ['Trưởng ban', 'Các khóm', 'Trưởng bản']],
  ['Trường PTDTBT Tiểu học Sơn Lĩnh; Phòng Kinh tế', ['Trường PTDTBT Tiểu học Sơn Lĩnh', 'Phòng Kinh tế']],
  ['Ban điều hành khu phố', ['Ban điều hành khu phố']],
  ['P.KT, P. KT và P.VHXH', ['Phòng Kinh tế', 'Phòng Kinh tế', 'Phòng Văn hóa - Xã hội']],
  ['Ban nhân dân các ấp; Ban nhân dân khu phố', ['Ban nhân dân ấp', 'Ban nhân dân khu phố']],
  ['Trung tâm Cung ứng dịch vụ công xã', ['Trung tâm Cung ứng dịch vụ công']],
  ['Các đơn vị, khu phố', ['Các đơn vị', 'Các khu phố']],
  ['các thôn, cơ quan, đơn vị và Trạm Y tế', ['Các thôn', 'Các cơ quan, đơn vị', 'Trạm Y tế']],
  ['Các phòng, ban, đơn vị, khóm, ấp trên địa bàn', ['Các phòng, ban, đơn vị', 'Các khóm, ấp']],
  ['Các phòng chuyên môn, đơn vị sự nghiệp', ['Các phòng chuyên môn', 'Các đơn vị sự nghiệp']],
  ['các đơn vị, thôn Hạ và bản 5', ['Các đơn vị']],
  ['các hội nghị, các bản đồ, số liệu, tổ chức cá nhân', []],
])('%s', (text, names) => {
  expect(findUnits(text).map(({ name }) => name)).toEqual(names)
})

test('committees and hamlets that differ by a mark alone have keys of their own', () => {
  expect(unitKey('Các bản')).not.toBe(unitKey('Các ban'))
})

test('every spelling of one office has one key', () => {
  const spellings = [
    'Văn phòng HĐND và UBND xã',
    'Văn phòng HĐND&UBND',
    'VP HĐND - UBND',
    'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
    'van phong hdnd va ubnd',
  ]
  expect(new Set(spellings.map(unitKey)).size).toBe(1)
})

const WORDS = [
  'Phòng',
  'Kinh tế',
  'Văn hóa',
  '-',
  'Xã hội',
  'xã',
  'UBND',
  'HĐND',
  'và',
  ',',
  'các',
  'ban',
  'đơn vị',
  'Trạm',
  'Y tế',
  'VP',
  'P.',
  '&',
  'thôn',
  'của',
  'tỉnh',
  'Bắc',
  'liên quan',
  'hội',
  'TT',
  '(',
  ')',
]

test('mentions stand in the text, in order, without overlap', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  fc.assert(
    fc.property(text, (words) => {
      const source = words.normalize('NFC')
      let end = 0
      for (const mention of findUnits(source)) {
        expect(mention.start).toBeGreaterThanOrEqual(end)
        expect(source.slice(mention.start, mention.end)).toBe(mention.text)
        expect(mention.name).not.toBe('')
        end = mention.end
      }
    }),
    { numRuns: 500 },
  )
})

test('no name ends inside an abbreviation', () => {
  expect(findUnits('tỉnh UBND xã').map(({ text }) => text)).toEqual(['UBND xã'])
})

test('a name found once is found by its own name again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...UNITS.map(({ name }) => name)), (name) => {
      expect(matchUnit(name.toUpperCase(), UNITS)?.name).toBe(name)
      expect(matchUnit(name.toLowerCase(), UNITS)?.name).toBe(name)
    }),
  )
})

test.each([
  ['Ban KT-NS', 'Ban Kinh tế - Ngân sách'],
  ['Ban KTNS', 'Ban Kinh tế - Ngân sách'],
  ['Phòng NN&MT', 'Phòng Nông nghiệp - Môi trường'],
  ['Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
  ['TTHTCĐ', 'Trung tâm Học tập cộng đồng'],
  ['Tổ CĐSCĐ duy trì sinh hoạt', 'Tổ chuyển đổi số cộng đồng'],
])('"%s" is one office: %s', (text, name) => {
  expect(findUnits(text).map((unit) => unit.name)).toEqual([name])
})

test('an office of three fields and its abbreviation are the same', () => {
  const [long, short] = ['Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng KT,HT&ĐT'].map((text) => findUnits(text)[0]?.key)
  expect(short).toBe(long)
})
