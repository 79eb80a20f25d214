import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { Document, ImageRun, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeReaders, type ExtractedText, extractText, type ReadProgress } from '../../../src/documents/files/index.ts'
import { makePdf, SERIF, scratchFolder } from './make-files.ts'

const folder = scratchFolder()
beforeAll(() => void GlobalFonts.registerFromPath(SERIF, 'serif-vi'))
afterAll(() => {
  closeReaders()
  folder[Symbol.dispose]()
})

const LINES = ['Số: 12/KH-UBND', 'Ủy ban nhân dân xã Suối Mơ', '- Phòng Kinh tế chủ trì, báo cáo trước ngày 20.']
const TABLE = [
  ['TT', 'Nhiệm vụ', 'Chủ trì'],
  ['1', 'Tập huấn kỹ năng số', 'Trạm Y tế'],
  ['2', 'Số hóa hồ sơ', 'Phòng Kinh tế'],
]

/** A page as a scanner sees it: text, a ruled table when asked for, laid in turned by some degrees. */
function scan({ table = false, degrees = 0 }: { table?: boolean; degrees?: number } = {}): Buffer {
  const canvas = createCanvas(1240, 900)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.translate(-canvas.width / 2, -canvas.height / 2)
  context.fillStyle = 'black'
  context.font = '30px serif-vi'
  LINES.forEach((line, at) => void context.fillText(line, 150, 150 + at * 70))
  if (table) drawTable(context)
  return canvas.toBuffer('image/png')
}

function drawTable(context: SKRSContext2D): void {
  const edges = [150, 230, 750, 1090]
  TABLE.forEach((row, at) => {
    row.forEach((cell, column) => {
      const left = edges[column] ?? 0
      context.strokeRect(left, 400 + at * 80, (edges[column + 1] ?? 0) - left, 80)
      context.fillText(cell, left + 15, 450 + at * 80)
    })
  })
}

async function read(
  name: string,
  content: Buffer,
  onProgress?: (progress: ReadProgress) => void,
): Promise<ExtractedText> {
  const extraction = await extractText(folder.put(name, content), { onProgress })
  if (extraction.kind !== 'text') throw new Error(extraction.message)
  return extraction
}

test('a photograph is read with its confidence', async () => {
  const { text, confidence, notes } = await read('anh.png', scan())
  expect(text.trimEnd().split(/\n+/)).toEqual(LINES)
  expect(confidence).toBeGreaterThan(80)
  expect(notes.join()).toContain('độ tin cậy')
})

test('a scanned PDF is recognised page by page, a page with text is not; a table laid askew keeps its rows', async () => {
  const stages: string[] = []
  const content = await makePdf((pdf) => {
    pdf.text('Trang này có lớp chữ, không cần nhận dạng.')
    pdf.addPage().image(scan({ table: true, degrees: 1.2 }), 0, 0, { width: 595 })
  })
  const { text, pages } = await read('quet.pdf', content, ({ stage }) => stages.push(stage))
  expect(stages).toEqual(['reading', 'recognising'])
  expect(pages).toBe(2)
  expect(text).toContain('Trang này có lớp chữ')
  expect(text).toContain(
    TABLE.map((row) => row.join('\t'))
      .slice(1)
      .join('\n'),
  )
})

test('a Word file of nothing but pictures is recognised too', async () => {
  const picture = new ImageRun({ type: 'png', data: scan(), transformation: { width: 600, height: 430 } })
  const content = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph({ children: [picture] })] }] }),
  )
  const { text, confidence } = await read('quet.docx', content)
  expect(text).toContain('Ủy ban nhân dân xã Suối Mơ')
  expect(confidence).toBeGreaterThan(80)
})

test('a page photographed sideways is turned before it is read', async () => {
  const upright = await loadImage(scan())
  const canvas = createCanvas(upright.height, upright.width)
  const context = canvas.getContext('2d')
  context.rotate(Math.PI / 2)
  context.drawImage(upright, 0, -upright.height)
  const { text } = await read('ngang.jpg', canvas.toBuffer('image/jpeg'))
  expect(text.trimEnd().split(/\n+/)).toEqual(LINES)
})

test('with recognition switched off a picture says what is needed', async () => {
  const picture = await extractText(folder.put('tat.png', scan()), { ocr: false })
  expect(picture).toMatchObject({ kind: 'unreadable', reason: 'needs_ocr' })
  const pdf = await makePdf((page) => void page.image(scan(), 0, 0, { width: 595 }))
  expect(await extractText(folder.put('tat.pdf', pdf), { ocr: false })).toMatchObject({ reason: 'needs_ocr' })
})
