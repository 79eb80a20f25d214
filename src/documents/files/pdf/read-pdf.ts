/** A PDF: its text layer where it has one, optical recognition of the pages where it has none. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { blocksToText } from '../blocks.ts'
import { ReadingStopped } from '../extraction.ts'
import { composePages } from '../layout/compose-pages.ts'
import { layoutPage } from '../layout/page-layout.ts'
import type { PageLayout } from '../layout/page-marks.ts'
import { lowConfidenceNotes, type PageConfidence, totalConfidence } from '../ocr/confidence.ts'
import { mendRomanNumbers } from '../ocr/roman-slips.ts'
import type { ReadProgress, ReadRequest, ReadResult } from '../reader-protocol.ts'
import { type PdfPageMarks, readPageMarks } from './page-marks.ts'

type Report = (progress: ReadProgress) => void
type Reading = {
  request: ReadRequest
  report: Report
  layouts: PageLayout[]
  confidences: PageConfidence[]
  chars: number
  hiddenChars: number
  unread: number[]
}

/** A page with fewer letters than this and a picture on it is a scan, perhaps with a page number or a stamp over it. */
const MIN_TEXT_LAYER_CHARS = 30
const MAX_GARBLED_SHARE = 0.2
const OCR_DOTS_PER_POINT = 240 / 72
/** An A3 page at that density; larger sheets are drawn coarser. */
const MAX_RENDERED_PIXELS = 12_000_000
const LIBRARY = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')))

/** Reads a PDF; throws ReadingStopped with the reason when it cannot be read. */
export async function readPdf(request: ReadRequest, report: Report): Promise<ReadResult> {
  const document = await openPdf(request.bytes)
  const pages = document.numPages
  if (pages > request.limits.maxPdfPages) throw new ReadingStopped('too_many_pages', `${pages} trang`)
  const reading: Reading = { request, report, layouts: [], confidences: [], chars: 0, hiddenChars: 0, unread: [] }
  for (let number = 1; number <= pages; number += 1) await readPage(document, number, reading)
  if (reading.unread.length === pages) throw new ReadingStopped('needs_ocr')
  const { confidences } = reading
  if (confidences.length > 0) mendRomanNumbers(reading.layouts)
  return {
    kind: 'text',
    text: blocksToText(composePages(reading.layouts)),
    pages,
    ...(confidences.length > 0 ? { confidence: totalConfidence(confidences) } : {}),
    notes: [...lowConfidenceNotes(confidences), ...leftOutNotes(reading)],
  }
}

async function openPdf(bytes: Buffer): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      useSystemFonts: false,
      disableFontFace: true,
      fontExtraProperties: true,
      enableXfa: false,
      stopAtErrors: false,
      cMapUrl: join(LIBRARY, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(LIBRARY, 'standard_fonts/'),
      wasmUrl: join(LIBRARY, 'wasm/'),
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new ReadingStopped(isLocked ? 'encrypted' : 'damaged', undefined, { cause: error })
  }
}

async function readPage(document: PDFDocumentProxy, number: number, reading: Reading): Promise<void> {
  const { request, report, layouts } = reading
  const page = await pageOf(document, number)
  const marks = await readPageMarks(page)
  const isScan = needsRecognition(marks)
  if (!isScan) {
    reading.hiddenChars += marks.hiddenChars
    reading.chars += marks.words.reduce((sum, word) => sum + word.text.length, 0)
    if (reading.chars > request.limits.maxTextChars) throw new ReadingStopped('too_large', `trang ${number}`)
    layouts.push(layoutPage(marks))
  } else if (request.ocr) await recognise(page, number, reading)
  else reading.unread.push(number)
  page.cleanup()
  report({ stage: isScan && request.ocr ? 'recognising' : 'reading', page: number, pages: document.numPages })
}

async function pageOf(document: PDFDocumentProxy, number: number): Promise<PDFPageProxy> {
  try {
    return await document.getPage(number)
  } catch (error) {
    throw new ReadingStopped('damaged', `trang ${number}`, { cause: error })
  }
}

function needsRecognition({ words, hasPictures, garbledShare }: PdfPageMarks): boolean {
  const chars = words.reduce((sum, word) => sum + word.text.length, 0)
  return (hasPictures && chars < MIN_TEXT_LAYER_CHARS) || garbledShare > MAX_GARBLED_SHARE
}

async function recognise(page: PDFPageProxy, number: number, reading: Reading): Promise<void> {
  const { limits } = reading.request
  if (reading.confidences.length >= limits.maxOcrPages) throw new ReadingStopped('too_many_pages', `trang ${number}`)
  const { recogniseUpright } = await import('../ocr/upright.ts')
  const { toPageConfidence } = await import('../ocr/recognise-images.ts')
  const recognised = await recogniseUpright(await render(page))
  reading.layouts.push(layoutPage(recognised))
  reading.confidences.push(toPageConfidence(number, recognised))
}

async function render(page: PDFPageProxy): Promise<Canvas> {
  const size = page.getViewport({ scale: 1 })
  const fitting = Math.sqrt(MAX_RENDERED_PIXELS / (size.width * size.height))
  const viewport = page.getViewport({ scale: Math.min(OCR_DOTS_PER_POINT, fitting) })
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
  await page.render({ canvas: drawingTarget(canvas), viewport, background: 'white' }).promise
  return canvas
}

type BrowserCanvas = Parameters<PDFPageProxy['render']>[0]['canvas']

/** pdf.js types its target as the browser's canvas; in Node it draws on this library's, which has the same methods. */
function drawingTarget(canvas: unknown): BrowserCanvas {
  return canvas as BrowserCanvas
}

function leftOutNotes({ hiddenChars, unread }: Reading): string[] {
  const notes: string[] = []
  if (hiddenChars > 0) notes.push(`bỏ qua ${hiddenChars} chữ quá nhỏ hoặc nằm ngoài trang`)
  if (unread.length > 0) notes.push(`không đọc trang ${unread.join(', ')}: chỉ có ảnh, nhận dạng chữ đang tắt`)
  return notes
}
