/** One binary file in, its text out: which reader opens which format. Runs only inside a reader process. */
import { blocksToText } from './blocks.ts'
import { ReadingStopped } from './extraction.ts'
import { isTooLong } from './limits.ts'
import type { BinaryFormat, ReadProgress, ReadRequest, ReadResult } from './reader-protocol.ts'

type Report = (progress: ReadProgress) => void
type BinaryReader = (request: ReadRequest, report: Report) => Promise<ReadResult>

/** Readers load their libraries when first needed: a process that only sees Word files never loads a PDF engine. */
const READERS: Record<BinaryFormat, BinaryReader> = {
  docx: readWord,
  xlsx: readSheets,
  pdf: async (request, report) => (await import('./pdf/read-pdf.ts')).readPdf(request, report),
  png: readImage,
  jpg: readImage,
}

/** Reads a file of the requested format; throws ReadingStopped with the reason when it cannot. */
export async function readBinary(request: ReadRequest, report: Report): Promise<ReadResult> {
  const result = await READERS[request.format](request, report)
  if (result.kind === 'unreadable') return result
  if (isTooLong(result.text, request.limits)) throw new ReadingStopped('too_large')
  if (!/[\p{L}\d]/u.test(result.text)) throw new ReadingStopped('no_text')
  return result
}

async function readWord(request: ReadRequest, report: Report): Promise<ReadResult> {
  const { readDocx } = await import('./docx/read-docx.ts')
  const { blocks, notes, pictures, archive } = await readDocx(request.bytes, request.limits)
  const text = blocksToText(blocks)
  if (/\p{L}/u.test(text) || pictures.length === 0) return { kind: 'text', text, notes }
  if (!request.ocr) throw new ReadingStopped('needs_ocr')
  const images = pictures.map((picture) => () => archive.bytes(picture))
  const { recogniseImages } = await import('./ocr/recognise-images.ts')
  const recognised = await recogniseImages(images, request.limits, report)
  return { kind: 'text', ...recognised, notes: [...notes, ...recognised.notes] }
}

async function readSheets(request: ReadRequest): Promise<ReadResult> {
  const { readXlsx } = await import('./xlsx/read-xlsx.ts')
  const { blocks, notes } = await readXlsx(request.bytes, request.limits)
  return { kind: 'text', text: blocksToText(blocks), notes }
}

async function readImage(request: ReadRequest, report: Report): Promise<ReadResult> {
  if (!request.ocr) throw new ReadingStopped('needs_ocr')
  const { recogniseImages } = await import('./ocr/recognise-images.ts')
  const recognised = await recogniseImages([async () => request.bytes], request.limits, report)
  return { kind: 'text', ...recognised }
}
