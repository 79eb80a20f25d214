import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AdministrativeDocument } from '../../../src/documents/administrative-document.ts'
import { readText } from '../../../src/documents/reading/index.ts'

/** Made-up papers, one layout each: test/fixtures/papers. */
function read(file: string): AdministrativeDocument {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/papers', file), 'utf8')
  return readText({ file, text, today: '2026-11-22' })
}

function headings(document: AdministrativeDocument): string[] {
  return document.sections.map((section) => `${section.cite}: ${section.heading}`)
}

function task(document: AdministrativeDocument, words: string): AdministrativeDocument['tasks'][number] {
  const found = document.tasks.find(({ name }) => name.includes(words))
  if (!found) throw new Error(`no task says "${words}"`)
  return found
}

describe('a resolution in articles, its head and foot laid out in columns', () => {
  const paper = read('articles-of-a-ward.txt')

  test('says who issued what when, and what it replaces', () => {
    expect(paper.identity).toMatchObject({
      issuer: 'Hội đồng nhân dân phường An Hòa',
      commune: 'An Hòa',
      type: 'Nghị quyết',
      number: '15/NQ-HĐND',
      date: '2026-08-05',
      title: 'Về nhiệm vụ phát triển kinh tế số trên địa bàn phường An Hòa năm 2027',
      signer: 'Trần Thị Bích Ngọc',
    })
    expect(paper.identity.replaces).toContain('thay thế Nghị quyết số 03/NQ-HĐND')
    expect(paper.identity.legalBasis).toContain('Tờ trình số 88/TTr-UBND ngày 20 tháng 7 năm 2026')
  })

  test('cites clauses and points the way a clerk does', () => {
    expect(task(paper, '12 buổi tuyên truyền')).toMatchObject({ section: 'điểm a khoản 1 Điều 2', end: '2027-12-31' })
    expect(task(paper, 'giám sát việc thực hiện').lead).toEqual([
      'Thường trực HĐND',
      'Các Ban của HĐND',
      'Tổ đại biểu HĐND',
      'Đại biểu HĐND phường',
    ])
  })

  test('keeps a clause without a title out of the outline', () => {
    expect(headings(paper).filter((line) => line.includes('Giao Ủy ban'))).toEqual([])
  })

  test('reads its targets with their operators', () => {
    const figures = paper.targets.slice(0, 3).map(({ op, value, unit, by }) => ({ op, value, unit, by }))
    expect(figures).toEqual([
      { op: '>=', value: 80, unit: '%', by: '2027' },
      { op: '>=', value: 3, unit: 'mô hình', by: '2027' },
      { op: '<=', value: 5, unit: '%', by: '2027' },
    ])
  })
})

describe('a plan in markdown with pipe tables', () => {
  const paper = read('pipe-tables.md')

  test('takes a bold title with its text on the same line apart', () => {
    expect(headings(paper)).toContain('A.1: 1. Mục tiêu chung:')
    expect(paper.targets.some(({ text }) => text.includes('hành chính chuyên nghiệp'))).toBe(false)
  })

  test('reads columns in any order, and cells broken by <br>', () => {
    expect(task(paper, 'Kiểm tra việc thực hiện văn bản')).toMatchObject({
      no: '2',
      lead: ['Phòng Văn hóa - Xã hội'],
      coordinating: ['Các đơn vị liên quan'],
      end: '2026-11-30',
      output: 'Kế hoạch, báo cáo',
      section: 'Phụ lục I, STT 2',
    })
    expect(task(paper, 'Cập nhật thủ tục').coordinating).toEqual([
      'Phòng Văn hóa - Xã hội',
      'Phòng Kinh tế, Hạ tầng và Đô thị',
    ])
  })

  test('reads a table of aims as targets, not as duties', () => {
    const listed = paper.targets.filter(({ section }) => section.startsWith('Phụ lục II'))
    expect(listed.map(({ value, unit, by }) => [value, unit, by])).toEqual([
      [85, '%', '2026'],
      [12, 'Mô hình', '2026'],
    ])
    expect(paper.tasks.some(({ section }) => section.startsWith('Phụ lục II'))).toBe(false)
  })

  test('takes who acts from the words before a colon', () => {
    expect(task(paper, 'Bố trí kinh phí')).toMatchObject({ lead: ['Phòng Kinh tế, Hạ tầng và Đô thị'], section: 'C.2' })
  })

  test('names the vice-chair who signed for the chair', () => {
    expect(paper.identity).toMatchObject({ signer: 'Lê Thị Hồng Vân', signerTitle: 'KT. CHỦ TỊCH PHÓ CHỦ TỊCH' })
  })
})

describe('a plan typed in lines of eighty characters', () => {
  const paper = read('wrapped-lines.txt')

  test('joins broken sentences and titles, and drops the page numbers between', () => {
    expect(headings(paper)).toContain('II: II. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU')
    expect(task(paper, 'nguy cơ sạt lở').quote).toMatch(
      /^Ban Chỉ huy Phòng thủ dân sự xã chủ trì.* trước ngày 31\/3\/2026\.$/,
    )
    expect(paper.passages.some(({ quote }) => /^\d+$/.test(quote))).toBe(false)
  })

  test('parts the two halves of a head set apart by spaces', () => {
    expect(paper.identity).toMatchObject({
      number: '45/KH-UBND',
      date: '2026-01-20',
      commune: 'Minh Tân',
      province: 'Bắc Sơn',
    })
  })

  test('keeps the lead of a duty apart from those who help', () => {
    expect(task(paper, 'nguy cơ sạt lở')).toMatchObject({
      lead: ['Ban Chỉ huy Phòng thủ dân sự xã'],
      coordinating: ['Ban Chỉ huy Quân sự', 'Công an xã'],
      section: 'II.1.a',
    })
  })
})

test('a decision and the rules issued with it are two outlines in one', () => {
  const paper = read('decision-with-rules.txt')
  expect(headings(paper)).toEqual(
    expect.arrayContaining([
      'Quy chế: QUY CHẾ Tiếp công dân của Ủy ban nhân dân xã Tân Thịnh',
      'Quy chế, Chương II: Chương II TRÁCH NHIỆM TIẾP CÔNG DÂN',
      'Điều 4 Quy chế: Điều 4. Trách nhiệm của Công an xã',
    ]),
  )
  expect(task(paper, 'nơi tiếp công dân').lead).toEqual(['Công an xã'])
  expect(paper.outline).toContainEqual(['Chương II TRÁCH NHIỆM TIẾP CÔNG DÂN', 'Điều 4. Trách nhiệm của Công an xã'])
  expect(paper.tasks.some(({ name }) => name.includes('thi hành Quyết định'))).toBe(false)
})

test('parts, roman numbers with hyphens and three-level decimals are one outline', () => {
  const paper = read('party-parts.txt')
  expect(paper.identity).toMatchObject({
    number: '08-KH/ĐU',
    issuer: 'Ban Thường vụ Đảng ủy xã Lộc Sơn',
    signer: 'Vũ Thị Lan',
  })
  expect(paper.targets.map(({ section, value, by }) => [section, value, by])).toEqual([
    ['Phần I, 1.1.1', 100, '2028'],
    ['Phần I, 1.1.2', 90, '2028'],
    ['Phần I, 1.2', 100, '2028'],
    ['Phần I, 2', 95, '2030'],
  ])
  expect(task(paper, 'họp trực tuyến')).toMatchObject({
    lead: ['UBND xã'],
    end: '2027-12-31',
    section: 'Phần II, II.1',
  })
})

test('a table in the body without numbers above it still gives its duties', () => {
  const paper = read('table-without-sign.txt')
  expect(paper.identity).toMatchObject({
    number: null,
    date: null,
    dateText: 'ngày tháng 02 năm 2026',
    commune: 'Đại Phúc',
  })
  expect(paper.tasks.filter(({ from }) => from === 'appendix').map(({ no, lead }) => [no, lead])).toEqual([
    ['1', ['Đoàn Thanh niên', 'Hội Liên hiệp Phụ nữ xã']],
    ['2', ['Các thôn']],
    ['3', ['Phòng Kinh tế']],
    ['4', ['UBND xã']],
  ])
  expect(task(paper, 'Thu gom rác')).toMatchObject({ ongoing: true, start: null, recurrence: 'RRULE:FREQ=MONTHLY' })
})

test('a head of two rows parts its column, and a cell that goes on over the line is one', () => {
  const paper = read('two-row-head.txt')
  expect(task(paper, 'Tập huấn kỹ thuật')).toMatchObject({
    name: 'Tập huấn kỹ thuật chăn nuôi, trồng trọt',
    lead: ['Trung tâm Dịch vụ sự nghiệp công'],
    coordinating: ['Hội Nông dân'],
  })
  expect(task(paper, 'giải ngân vốn vay')).toMatchObject({
    lead: [],
    coordinating: ['Phòng Kinh tế', 'Ngân hàng Chính sách xã hội'],
  })
  expect(task(paper, 'Bình xét công khai')).toMatchObject({ lead: ['Các thôn'], section: 'II.4.b', end: '2026-10-31' })
})

test('a paper that numbers nothing is outlined by its bold lines', () => {
  const paper = read('bold-only.md')
  expect(paper.outline).toEqual([
    ['Mục đích'],
    ['Mục tiêu'],
    ['Nhiệm vụ cụ thể'],
    ['Nhiệm vụ cụ thể', 'Phòng Văn hóa - Xã hội'],
    ['Nhiệm vụ cụ thể', 'Công an xã'],
    ['Tổ chức thực hiện'],
  ])
  expect(task(paper, 'Luật Căn cước').lead).toEqual(['Công an xã'])
})

test('a day at the foot is the day of issue, and ends the body', () => {
  const paper = read('day-at-foot.txt')
  expect(paper.identity).toMatchObject({ date: '2026-01-08', signer: 'Phan Đình Long' })
  expect(paper.tasks.map(({ lead }) => lead)).toEqual([
    ['Phòng Kinh tế'],
    ['Công an xã'],
    ['Văn phòng HĐND và UBND xã'],
    ['Các cơ sở giáo dục'],
  ])
})

describe('a plan with duties told in many ways', () => {
  const paper = read('mixed-duties.txt')

  test.each([
    ['Tập huấn kỹ năng số', ['Phòng Văn hóa - Xã hội'], ['Đoàn Thanh niên xã']],
    ['số hóa trước 30/11/2026', ['Công chức Tư pháp - Hộ tịch'], []],
    ['làm sạch dữ liệu dân cư', ['Công an xã'], ['Các thôn']],
    ['kiểm tra ít nhất 02 lần', ['Công an xã'], []],
    ['Đăng ký nhiệm vụ', ['Thủ trưởng các cơ quan, đơn vị'], []],
    ['Thành lập tổ hỗ trợ', ['Các thôn'], []],
    ['Cân đối kinh phí', ['Phòng Kinh tế'], []],
    ['Đồng chí Phó Chủ tịch', ['Phó Chủ tịch UBND xã'], []],
    ['tuyên truyền hội viên', ['Hội Cựu chiến binh', 'Hội Nông dân'], []],
    ['triển khai nghiêm túc', ['Các đơn vị'], []],
  ])('%s: %j leads, %j helps', (words, lead, coordinating) => {
    expect(task(paper, words)).toMatchObject({ lead, coordinating })
  })

  test('a number that the next rows divide heads a group', () => {
    expect(paper.outline.at(-1)?.at(-1)).toBe('2 Dữ liệu')
    expect(paper.tasks.some(({ name }) => name === 'Dữ liệu')).toBe(false)
  })

  test('what is told of the situation is no duty', () => {
    expect(paper.tasks.some(({ section }) => section === 'I')).toBe(false)
  })
})

test('a roman number misread by recognition still heads its section', () => {
  const text =
    'KẾ HOẠCH\nX\n\nl. MỤC TIÊU\n\n- 90% hộ dân có nước sạch.\n\nIl. NHIỆM VỤ\n\n- Rà soát các hộ dân chưa có nước sạch.'
  const paper = readText({ file: 'x.txt', text, today: '2026-11-22' })
  expect(paper.sections.map(({ cite }) => cite)).toEqual(['I', 'II'])
})

test('an official letter has a subject for a title, and duties without sections', () => {
  const paper = read('letter.txt')
  expect(paper.identity).toMatchObject({
    type: 'Công văn',
    number: '33/PKT',
    title: 'V/v đôn đốc tiến độ tiêm phòng gia súc đợt 1 năm 2026',
    signer: 'Tráng A Chu',
  })
  expect(paper.tasks.map(({ section, lead, end }) => [section, lead, end])).toEqual([
    ['1', ['Trưởng thôn'], '2026-04-25'],
    ['2', [], '2026-05-15'],
  ])
})

test('escaped markdown, letter groups and offices in bold capitals are one outline', () => {
  const paper = read('escaped-markdown.md')
  expect(headings(paper)).toEqual([
    'I: I. MỤC TIÊU',
    'I.1: 1. Mục tiêu chung',
    'I.2: 2. Chỉ tiêu đến năm 2030',
    'II: II. NHIỆM VỤ, GIẢI PHÁP',
    'II.A: A HẠ TẦNG',
    'II.B: B ĐÀO TẠO',
    'III: III. TỔ CHỨC THỰC HIỆN',
    'III, PHÒNG VĂN HÓA - XÃ HỘI: PHÒNG VĂN HÓA - XÃ HỘI',
    'III, CÁC BẢN: CÁC BẢN',
    'Nơi nhận: Nơi nhận:',
  ])
  expect(paper.identity).toMatchObject({ number: '12/KH-UBND', commune: 'Thanh An', recipients: ['Lưu: VT'] })
  expect(task(paper, 'giữ gìn vệ sinh').lead).toEqual(['Các bản'])
  expect(task(paper, 'wifi')).toMatchObject({ section: 'II, STT 2', coordinating: ['VNPT', 'Viettel'] })
})
