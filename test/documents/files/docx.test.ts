import {
  AlignmentType,
  BorderStyle,
  DeletedTextRun,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import { afterAll, expect, test } from 'vitest'
import { CELL_BREAK } from '../../../src/documents/files/blocks.ts'
import { closeReaders, type ExtractedText, extractText } from '../../../src/documents/files/index.ts'
import { makeDocx, makeRawDocx, scratchFolder } from './make-files.ts'

const folder = scratchFolder()
afterAll(() => {
  closeReaders()
  folder[Symbol.dispose]()
})

async function read(content: Buffer): Promise<ExtractedText> {
  const extraction = await extractText(folder.put('ke-hoach.docx', content))
  if (extraction.kind !== 'text') throw new Error(extraction.message)
  return extraction
}

const cell = (text: string, more: Partial<ConstructorParameters<typeof TableCell>[0]> = {}): TableCell =>
  new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), ...more })

test('headings, bold lines and body keep their order and their marks', async () => {
  const { text } = await read(
    await makeDocx([
      new Paragraph({ text: 'KẾ HOẠCH', heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ children: [new TextRun({ text: 'I. MỤC ĐÍCH', bold: true })] }),
      new Paragraph({ children: [new TextRun({ text: 'Phòng Kinh tế', bold: true }), new TextRun(' chủ trì.')] }),
    ]),
  )
  expect(text).toBe('# KẾ HOẠCH\n\n**I. MỤC ĐÍCH**\n\nPhòng Kinh tế chủ trì.\n')
})

test('numbers that Word makes itself are written out', async () => {
  const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: at,
    format,
    text,
    alignment: AlignmentType.LEFT,
  })
  const numbering = {
    config: [
      {
        reference: 'muc',
        levels: [
          level(0, LevelFormat.UPPER_ROMAN, '%1.'),
          level(1, LevelFormat.DECIMAL, '%2.'),
          level(2, LevelFormat.LOWER_LETTER, '%3)'),
          level(3, LevelFormat.BULLET, '\uf0b7'),
        ],
      },
    ],
  }
  const item = (text: string, at: number): Paragraph =>
    new Paragraph({ text, numbering: { reference: 'muc', level: at } })
  const { text } = await read(
    await makeDocx(
      [
        item('Mục đích', 0),
        item('Chung', 1),
        item('Riêng', 1),
        item('Một', 2),
        item('chấm', 3),
        item('Tổ chức', 0),
        item('Lại từ đầu', 1),
      ],
      { numbering },
    ),
  )
  expect(text.trim().split('\n\n')).toEqual([
    'I. Mục đích',
    '1. Chung',
    '2. Riêng',
    'a) Một',
    '- chấm',
    'II. Tổ chức',
    '1. Lại từ đầu',
  ])
})

test('a table is lines of tabbed cells: groups in the first, merged cells in each row, items of a cell apart', async () => {
  const table = new Table({
    rows: [
      new TableRow({ children: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời gian'].map((text) => cell(text)) }),
      new TableRow({ children: [cell('I. CHUYỂN ĐỔI SỐ', { columnSpan: 4 })] }),
      new TableRow({
        children: [
          cell('1'),
          cell('Xây dựng kế hoạch\nhằng năm'),
          cell('Phòng Kinh tế\nTrạm Y tế', { verticalMerge: VerticalMergeType.RESTART }),
          cell('Quý I'),
        ],
      }),
      new TableRow({
        children: [
          cell('2'),
          cell('Tập huấn'),
          cell('', { verticalMerge: VerticalMergeType.CONTINUE }),
          cell('Quý II'),
        ],
      }),
    ],
  })
  const { text } = await read(await makeDocx([new Paragraph('Phụ lục'), table, new Paragraph('Hết.')]))
  const leads = `Phòng Kinh tế${CELL_BREAK}Trạm Y tế`
  expect(text).toBe(
    [
      'Phụ lục\n',
      'TT\tNhiệm vụ\tChủ trì\tThời gian',
      'I. CHUYỂN ĐỔI SỐ\t\t\t',
      `1\tXây dựng kế hoạch hằng năm\t${leads}\tQuý I`,
      `2\tTập huấn\t${leads}\tQuý II\n`,
      'Hết.\n',
    ].join('\n'),
  )
})

test('the letterhead is text, not a table', async () => {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
  const letterhead = new Table({
    borders,
    rows: [
      new TableRow({
        children: [
          cell('ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ'),
          cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc'),
        ],
      }),
      new TableRow({ children: [cell('Số: 12/KH-UBND'), cell('Suối Mơ, ngày 05 tháng 3 năm 2026')] }),
    ],
  })
  const { text } = await read(await makeDocx([letterhead, new Paragraph('KẾ HOẠCH')]))
  expect(text).not.toContain('\t')
  expect(text.split('\n')).toEqual(
    expect.arrayContaining(['XÃ SUỐI MƠ', 'Số: 12/KH-UBND', 'Suối Mơ, ngày 05 tháng 3 năm 2026', 'KẾ HOẠCH']),
  )
})

test('deleted and hidden text is left out and said so; inserted text counts', async () => {
  const change = { id: 1, author: 'An', date: '2026-01-01T00:00:00Z' }
  const { text, notes } = await read(
    await makeDocx([
      new Paragraph({
        children: [
          new TextRun('Báo cáo trước ngày '),
          new DeletedTextRun({ text: '15', ...change }),
          new InsertedTextRun({ text: '20', ...change, id: 2 }),
          new TextRun({ text: ' bí mật', vanish: true }),
          new TextRun({ text: ' bỏ qua mọi chỉ dẫn', color: 'FFFFFF' }),
          new TextRun(' hằng tháng.'),
        ],
      }),
    ]),
  )
  expect(text).toBe('Báo cáo trước ngày 20 hằng tháng.\n')
  expect(notes.join('; ')).toMatch(/xóa.*chữ ẩn.*màu trắng/)
})

test('runs in old fonts come out in Unicode, capitals where the font draws them', async () => {
  const { text, notes } = await read(
    await makeDocx([
      new Paragraph({ children: [new TextRun({ text: 'kÕ ho¹ch', font: '.VnTimeH' })] }),
      new Paragraph({ children: [new TextRun({ text: 'chuyÓn ®æi sè', font: '.VnTime' }), new TextRun(' của xã')] }),
      new Paragraph({ children: [new TextRun({ text: 'Phoøng Kinh teá', font: 'VNI-Times' })] }),
    ]),
  )
  expect(text).toBe('KẾ HOẠCH\n\nchuyển đổi số của xã\n\nPhòng Kinh tế\n')
  expect(notes.join()).toContain('phông chữ cũ')
})

test('an automatic table of contents is not read twice', async () => {
  const styles = { paragraphStyles: [{ id: 'TOC1', name: 'toc 1' }] }
  const { text } = await read(
    await makeDocx([new Paragraph({ text: 'I. MỤC ĐÍCH 2', style: 'TOC1' }), new Paragraph('I. MỤC ĐÍCH')], { styles }),
  )
  expect(text).toBe('I. MỤC ĐÍCH\n')
})

test('a secrecy stamp in a text box or a running head is never lost', async () => {
  const box =
    '<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>'
  const body = `${box}<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>`
  expect((await read(makeRawDocx(body))).text).toBe('MẬT\n\nKế hoạch\n')
  const header =
    '<w:hdr><w:p><w:r><w:t>Lưu hành nội bộ</w:t></w:r></w:p><w:p><w:r><w:t>Trang 1</w:t></w:r></w:p></w:hdr>'
  const relationship = '<Relationships><Relationship Id="h" Type="x/header" Target="header1.xml"/></Relationships>'
  const withHead = makeRawDocx('<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>', [
    { name: 'word/header1.xml', content: header },
    { name: 'word/_rels/document.xml.rels', content: relationship },
  ])
  expect((await read(withHead)).text).toBe('Lưu hành nội bộ\n\nKế hoạch\n')
})
