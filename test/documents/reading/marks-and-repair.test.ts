import { expect, test } from 'vitest'
import type { AdministrativeDocument } from '../../../src/documents/administrative-document.ts'
import { readText } from '../../../src/documents/reading/index.ts'
import { squeeze } from '../../../src/language/text.ts'

function read(text: string): AdministrativeDocument {
  return readText({ file: 'x.txt', text, today: '2026-11-22' })
}

test.each([
  ['MẬT\n\nUBND XÃ AN PHÚ\n\nKẾ HOẠCH', 'mật'],
  ['UBND XÃ AN PHÚ\n**TỐI MẬT**\nSố: 1/KH-UBND', 'tối mật'],
  ['UBND XÃ AN PHÚ\nĐộ mật: Tuyệt mật\nKẾ HOẠCH', 'tuyệt mật'],
  ['UBND XÃ AN PHÚ\tMẬT\nKẾ HOẠCH', 'mật'],
  ['KẾ HOẠCH\n\n- 100% hồ sơ được ký số (trừ văn bản mật).', null],
  ['KẾ HOẠCH\n\nCông tác bảo vệ bí mật nhà nước, tuyệt mật;', null],
])('the stamp of %j is %j', (text, secrecy) => {
  expect(read(text).secrecy).toBe(secrecy)
})

test('"Lưu hành nội bộ" marks a paper only where it stands alone', () => {
  expect(read('UBND XÃ AN PHÚ\n(Lưu hành nội bộ)\nKẾ HOẠCH').internalUse).toBe(true)
  expect(
    read('KẾ HOẠCH\n\nTài liệu tập huấn được in để lưu hành nội bộ trong các chi bộ trực thuộc Đảng ủy xã.')
      .internalUse,
  ).toBe(false)
})

test('decomposed letters, soft hyphens and hard spaces read like any others', () => {
  const plain = 'KẾ HOẠCH\nChuyển đổi số\n\nI. NHIỆM VỤ\n\n1. Phòng Kinh tế\n\n- Xây dựng kế hoạch hằng năm.'
  const odd = plain.normalize('NFD').replaceAll('dựng', 'dự\u00adng').replaceAll('Kinh tế', 'Kinh\u00a0tế')
  expect(read(odd.replaceAll('\n', '\r\n')).tasks).toEqual(read(plain).tasks)
})

test('a sentence cut by a page end is one, whatever the page prints between', () => {
  const document = read(
    'KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- Rà soát danh sách hộ nghèo, hộ cận nghèo và người có hoàn cảnh\n\n12\n\fkhó khăn.\n- Việc khác của thôn.',
  )
  expect(document.tasks.map(({ name }) => name)).toEqual([
    'Rà soát danh sách hộ nghèo, hộ cận nghèo và người có hoàn cảnh khó khăn.',
    'Việc khác của thôn.',
  ])
})

test('no quote runs over what was taken out between two pages', () => {
  const text =
    'KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- Phòng Kinh tế rà soát toàn bộ danh sách hộ kinh doanh trên địa bàn\n\n7\n\nxã theo quý.'
  const { tasks, passages } = read(text)
  expect(tasks.map(({ name }) => name)).toEqual([
    'Phòng Kinh tế rà soát toàn bộ danh sách hộ kinh doanh trên địa bàn xã theo quý.',
  ])
  expect([...tasks, ...passages].filter(({ quote }) => !squeeze(text).includes(quote))).toEqual([])
})

test('a number that is no page number stays', () => {
  expect(read('KẾ HOẠCH\nX\n\nI. MỤC TIÊU\n\nSố hộ đạt chuẩn năm 2026 là\n120 hộ.').text).toContain('120 hộ.')
})

test('text in TCVN3 is read as the Vietnamese it is', () => {
  const document = read(
    'KÕ ho¹ch\nñy ban nh©n d©n x· An Phó\n\nI. nhiÖm vô\n\n- Phßng Kinh tÕ chñ tr× rµ so¸t hé nghÌo trªn ®Þa bµn.',
  )
  expect(document.tasks.map(({ name, lead }) => [name, lead])).toEqual([
    ['Phòng Kinh tế chủ trì rà soát hộ nghèo trên địa bàn.', ['Phòng Kinh tế']],
  ])
})

test('a figure misread as "Phần đầu" is shown as "Phấn đấu" and quoted as it stands', () => {
  const [target] = read('KẾ HOẠCH\nX\n\nI. MỤC TIÊU\n\n- Phần đầu 60% hộ dân có chữ ký số.').targets
  expect(target).toMatchObject({
    text: 'Phấn đấu 60% hộ dân có chữ ký số.',
    quote: 'Phần đầu 60% hộ dân có chữ ký số.',
    value: 60,
  })
})

test('an empty text gives an empty document with its warnings', () => {
  const document = read(' \n\n')
  expect(document).toMatchObject({ outline: [], tasks: [], targets: [], passages: [], reporting: [] })
  expect(document.warnings.length).toBeGreaterThan(0)
})

test.each([
  ['Tối thiểu 80% hộ dân dùng nước sạch', '>=', 80, '%'],
  ['Trên 95% hồ sơ đúng hạn', '>', 95, '%'],
  ['Tỷ lệ hộ nghèo dưới 1,5% vào cuối năm', '<=', 1.5, '%'],
  ['Đạt từ 90% trở lên người dân hài lòng', '>=', 90, '%'],
  ['Xã đạt cấp độ 4 trở lên về quản trị dữ liệu', '>=', 4, 'cấp độ'],
  ['Trồng mới 12.500 cây xanh phân tán', '=', 12500, 'cây'],
  ['Ít nhất một cán bộ phụ trách mỗi thôn', '>=', 1, 'cán bộ phụ trách'],
  ['Thực hiện Nghị quyết số 57-NQ/TW và Đề án 06 trên địa bàn', null, null, null],
])('%s: %s %s %s', (aim, op, value, unit) => {
  expect(read(`KẾ HOẠCH\nX\n\nI. CHỈ TIÊU\n\n- ${aim}.`).targets[0]).toMatchObject({ op, value, unit })
})

test('who may not be named is not guessed: a group stays a group', () => {
  const document = read('KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- Các phòng, ban, đơn vị liên quan chủ động lập kế hoạch.')
  expect(document.tasks[0]?.lead).toEqual(['Các phòng, ban, đơn vị liên quan'])
  expect(document.units).toEqual([
    { name: 'Các phòng, ban, đơn vị liên quan', aliases: ['Các phòng, ban, đơn vị liên quan'], group: true },
  ])
})

test('a year in the name of a cited paper is no time limit', () => {
  const document = read(
    'KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- Triển khai Kế hoạch số 12/KH-UBND ngày 02/3/2025 của UBND tỉnh về kinh tế số đến năm 2030.',
  )
  expect(document.tasks[0]).toMatchObject({ timeText: null, start: null, end: null })
})

test.each([
  [
    'Phòng Kinh tế tổ chức ít nhất 02 lớp tập huấn mỗi năm',
    { value: 2, unit: 'lớp tập huấn', per: 'year' },
    ['thẩm quyền'],
  ],
  [
    'Các Ban của HĐND tổ chức 01 cuộc giám sát chuyên đề trong năm 2026',
    { value: 1, unit: 'cuộc', per: null },
    ['người', 'thẩm quyền'],
  ],
  [
    'Tuyên truyền sâu rộng đến từng hộ dân trong toàn xã',
    undefined,
    ['người', 'thời gian', 'trách nhiệm', 'thẩm quyền', 'kết quả'],
  ],
  ['Trạm Y tế lập hồ sơ sức khỏe cho 100% người dân', undefined, ['thời gian', 'thẩm quyền']],
  ['Các cơ quan, đơn vị thuộc xã rà soát hồ sơ trong quý I năm 2027', undefined, ['người', 'thẩm quyền', 'kết quả']],
  ['Phòng Kinh tế tham mưu UBND xã ban hành quy chế trong quý I năm 2027', undefined, ['kết quả']],
])('%s: counted %j, open %j', (name, count, open) => {
  const [duty] = read(`KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- ${name}.`).tasks
  expect([duty?.count, duty?.open]).toEqual([count, open])
})
