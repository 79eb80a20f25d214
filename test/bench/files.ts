import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { Paragraph, Table, TableCell, TableRow } from 'docx'
import writeExcelFile from 'write-excel-file/node'
import { closeReaders, extractText, peakReaderMib } from '../../src/documents/files/index.ts'
import { readText } from '../../src/documents/reading/index.ts'
import { makeDocx, makePdf, SERIF, scratchFolder } from '../documents/files/make-files.ts'
import { type Figure, figure } from './figure.ts'

const KNOWLEDGE = 'knowledge'
const TEXT_FILES = 1_000
const OFFICE_FILES = 100
const SCANNED_PAGES = 6
const AT_ONCE = 2
const TODAY = '2026-11-22'
const A4_AT_200_DPI = { width: 1654, height: 2339, lineChars: 78, lines: 44 }

/** Documents a second of each format, pages a minute of optical recognition, and the memory both take. */
export async function benchFiles(): Promise<Record<string, Figure>> {
  using folder = scratchFolder()
  const texts = readdirSync(KNOWLEDGE)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(KNOWLEDGE, name), 'utf8'))
  const put = async (extension: string, make: (text: string) => Promise<Buffer>): Promise<string[]> =>
    Promise.all(texts.map(async (text, at) => folder.put(`${at}.${extension}`, await make(text))))
  const plain = texts.map((text, at) => folder.put(`${at}.txt`, text))
  const words = await put('docx', toDocx)
  const pages = await put('pdf', toPdf)
  const sheets = await put('xlsx', toXlsx)
  const scan = folder.put('scan.pdf', await toScan(texts.join('\n')))
  const text = await readAll(plain, TEXT_FILES)
  const docx = await readAll(words, OFFICE_FILES)
  const pdf = await readAll(pages, OFFICE_FILES)
  const xlsx = await readAll(sheets, OFFICE_FILES)
  const officePeakMib = peakReaderMib()
  const startedAt = performance.now()
  const recognised = await extractText(scan)
  const minutes = (performance.now() - startedAt) / 60_000
  if (recognised.kind !== 'text') throw new Error(recognised.message)
  closeReaders()
  return {
    text_documents_read: figure(text.aSecond, '1/s', { limit: 40 }),
    text_memory_growth: figure(text.grownMib, 'MiB', {}),
    docx_documents_read: figure(docx.aSecond, '1/s', {}),
    pdf_documents_read: figure(pdf.aSecond, '1/s', {}),
    xlsx_documents_read: figure(xlsx.aSecond, '1/s', {}),
    office_reader_peak_memory: figure(officePeakMib, 'MiB', { limit: 768 }),
    recognised_pages: figure(SCANNED_PAGES / minutes, '1/min', { limit: 6 }),
    recognition_confidence: figure(recognised.confidence ?? 0, '%', {}),
    reader_peak_memory: figure(peakReaderMib(), 'MiB', { limit: 768 }),
  }
}

/** Reads files over and over, from the bytes to the understood document. */
async function readAll(paths: string[], count: number): Promise<{ aSecond: number; grownMib: number }> {
  const queue = Array.from({ length: count }, (_, at) => paths[at % paths.length] ?? '')
  const startedAt = performance.now()
  const residentBefore = process.memoryUsage().rss
  const work = async (): Promise<void> => {
    for (let path = queue.pop(); path; path = queue.pop()) {
      const extraction = await extractText(path)
      if (extraction.kind !== 'text') throw new Error(extraction.message)
      readText({ file: path, text: extraction.text, today: TODAY })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const grownMib = (process.memoryUsage().rss - residentBefore) / 2 ** 20
  return { aSecond: count / ((performance.now() - startedAt) / 1_000), grownMib }
}

type Piece = string | string[][]

/** Paragraphs and tables of a text in the order they stand. */
function pieces(text: string): Piece[] {
  const found: Piece[] = []
  for (const line of text.split('\n').filter((candidate) => candidate.trim())) {
    const last = found.at(-1)
    if (!line.includes('\t')) found.push(line)
    else if (Array.isArray(last)) last.push(line.split('\t'))
    else found.push([line.split('\t')])
  }
  return found
}

async function toDocx(text: string): Promise<Buffer> {
  const row = (cells: string[]): TableRow =>
    new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })
  return makeDocx(
    pieces(text).map((piece) => (Array.isArray(piece) ? new Table({ rows: piece.map(row) }) : new Paragraph(piece))),
  )
}

/** The text's tables, and its lines one to a row, as a sheet. */
async function toXlsx(text: string): Promise<Buffer> {
  const rows = pieces(text).flatMap((piece) => (Array.isArray(piece) ? piece : [[piece]]))
  return writeExcelFile(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer()
}

async function toPdf(text: string): Promise<Buffer> {
  return makePdf((pdf) => {
    for (const piece of pieces(text)) {
      if (Array.isArray(piece)) pdf.fontSize(9).table({ data: piece }).fontSize(12)
      else pdf.text(piece, { paragraphGap: 6 })
    }
  })
}

async function toScan(text: string): Promise<Buffer> {
  GlobalFonts.registerFromPath(SERIF, 'scan-serif')
  const { width, height, lineChars, lines } = A4_AT_200_DPI
  const wrapped = wrap(text, lineChars)
  return makePdf(
    (pdf) => {
      for (let page = 0; page < SCANNED_PAGES; page += 1) {
        const canvas = createCanvas(width, height)
        const context = canvas.getContext('2d')
        context.fillStyle = 'white'
        context.fillRect(0, 0, width, height)
        context.fillStyle = 'black'
        context.font = '33px scan-serif'
        wrapped
          .slice(page * lines, (page + 1) * lines)
          .forEach((line, at) => void context.fillText(line, 160, 170 + at * 48))
        pdf.addPage({ margin: 0 }).image(canvas.toBuffer('image/jpeg'), 0, 0, { width: 595 })
      }
    },
    { autoFirstPage: false },
  )
}

function wrap(text: string, chars: number): string[] {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length < chars) lines[lines.length - 1] = `${line} ${word}`.trim()
    else lines.push(word)
  }
  return lines
}
