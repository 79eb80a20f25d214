import { afterAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { closeReaders, type ExtractedText, extractText } from '../../../src/documents/files/index.ts'
import { makeZip, scratchFolder } from './make-files.ts'

const folder = scratchFolder()
afterAll(() => {
  closeReaders()
  folder[Symbol.dispose]()
})

async function read(content: Buffer): Promise<ExtractedText> {
  const extraction = await extractText(folder.put('nhiem-vu.xlsx', content))
  if (extraction.kind !== 'text') throw new Error(extraction.message)
  return extraction
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet with this XML in it and these number formats. */
function makeRawXlsx(
  sheet: string,
  { formats = [], state = 'visible' }: { formats?: string[]; state?: string } = {},
): Buffer {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`).join('')
  const styles = formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')
  const link = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`
  return makeZip([
    {
      name: '_rels/.rels',
      content: `<Relationships>${link('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><sheets><sheet name="Nhiệm vụ" r:id="s1"/><sheet name="Nháp" state="${state}" r:id="s2"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${link('s1', 'worksheet', 'a.xml')}${link('s2', 'worksheet', 'b.xml')}${link('st', 'styles', 'st.xml')}</Relationships>`,
    },
    { name: 'xl/a.xml', content: `<worksheet>${sheet}</worksheet>` },
    { name: 'xl/b.xml', content: '<worksheet/>' },
    {
      name: 'xl/st.xml',
      content: `<styleSheet><numFmts>${codes}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>${styles}</cellXfs></styleSheet>`,
    },
  ])
}

const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`

test('a task list comes out as paragraphs around a tabbed table', async () => {
  const text = (value: string): { value: string } => ({ value })
  const content = await writeExcelFile([
    [text('DANH MỤC NHIỆM VỤ')],
    [],
    [text('STT'), text('Nhiệm vụ'), text('Đơn vị chủ trì'), text('Hạn')],
    [text('I'), text('CHUYỂN ĐỔI SỐ')],
    [
      { value: 1 },
      text('Tập huấn kỹ năng số'),
      text('Phòng Kinh tế'),
      { value: new Date(Date.UTC(2026, 8, 30)), format: 'dd/mm/yyyy' },
    ],
    [],
    [text('Người lập biểu')],
  ]).toBuffer()
  expect((await read(content)).text).toBe(
    [
      'DANH MỤC NHIỆM VỤ\n',
      'STT\tNhiệm vụ\tĐơn vị chủ trì\tHạn',
      'I\tCHUYỂN ĐỔI SỐ\t\t',
      '1\tTập huấn kỹ năng số\tPhòng Kinh tế\t30/09/2026\n',
      'Người lập biểu\n',
    ].join('\n'),
  )
})

test('numbers read as the sheet shows them: dates, percentages, decimals', async () => {
  const row = [
    '<c r="A1" s="1"><v>46295</v></c>',
    '<c r="B1" s="2"><v>0.95</v></c>',
    '<c r="C1"><v>0.30000000000000004</v></c>',
    '<c r="D1" s="3"><v>46295</v></c>',
    '<c r="E1" t="e"><v>#REF!</v></c>',
    '<c r="F1" t="str"><f>A1</f><v>Quý III</v></c>',
  ].join('')
  const { text } = await read(
    makeRawXlsx(`<sheetData><row r="1">${row}</row></sheetData>`, { formats: ['&quot;Tháng &quot;m/yyyy'] }),
  )
  expect(text).toBe('Nhiệm vụ\n\n30/09/2026\t95%\t0,3\tTháng 9/2026\t\tQuý III\n')
})

test('a cell merged down is said in each of its rows, one merged across only once', async () => {
  const rows = [
    `<row r="1">${inline('A1', 'STT')}${inline('B1', 'Việc')}${inline('C1', 'Chủ trì')}</row>`,
    `<row r="2">${inline('A2', 'I. NHÓM MỘT')}</row>`,
    `<row r="3">${inline('A3', '1')}${inline('B3', 'Việc một')}${inline('C3', 'Trạm Y tế')}</row>`,
    `<row r="4">${inline('A4', '2')}${inline('B4', 'Việc hai')}</row>`,
  ].join('')
  const merges = '<mergeCells><mergeCell ref="A2:C2"/><mergeCell ref="C3:C4"/></mergeCells>'
  const { text } = await read(makeRawXlsx(`<sheetData>${rows}</sheetData>${merges}`))
  expect(text).toBe('Nhiệm vụ\n\nSTT\tViệc\tChủ trì\nI. NHÓM MỘT\t\t\n1\tViệc một\tTrạm Y tế\n2\tViệc hai\tTrạm Y tế\n')
})

test('a hidden sheet is left out and said so', async () => {
  const { notes } = await read(
    makeRawXlsx(`<sheetData><row r="1">${inline('A1', 'Việc')}</row></sheetData>`, { state: 'hidden' }),
  )
  expect(notes).toEqual(['không đọc 1 trang tính đang ẩn'])
})

test('a sheet that claims a row beyond all sheets is too large', async () => {
  const extraction = await extractText(
    folder.put('xa.xlsx', makeRawXlsx(`<sheetData><row r="99999999">${inline('A1', 'Việc')}</row></sheetData>`)),
  )
  expect(extraction).toMatchObject({ kind: 'unreadable', reason: 'too_large' })
})
