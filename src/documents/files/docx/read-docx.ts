/** A Word document: body text in order, automatic numbers included; heads and feet only where they mark secrecy. */
import { type Archive, openArchive } from '../archive.ts'
import { type Block, emphasise } from '../blocks.ts'
import { ReadingStopped } from '../extraction.ts'
import type { FileLimits } from '../limits.ts'
import { mainPart, relatedParts } from '../office-parts.ts'
import { isProtectionMark } from '../protection-marks.ts'
import { children, eachElement, readElements, type XmlElement } from '../xml.ts'
import { readNumbering } from './numbering.ts'
import { readParagraph, type WordContext, type WordParagraph } from './paragraph.ts'
import { readStyles } from './styles.ts'
import { readTable, structural } from './table.ts'

export type WordText = {
  blocks: Block[]
  notes: string[]
  /** Pictures of the body, for a document that is nothing but scanned pages. */
  pictures: string[]
  archive: Archive
}

const RULE_OF_DASHES = /^[_\-–—=*.\s]{3,}$/u

/** Reads a .docx; throws ReadingStopped with the reason when it cannot be read. */
export async function readDocx(bytes: Buffer, limits: FileLimits): Promise<WordText> {
  const archive = await openArchive(bytes, limits)
  const main = await mainPart(archive, limits)
  const related = await relatedParts(archive, main, limits)
  const elements = async (kind: string, wanted: string[]): Promise<XmlElement[]> => {
    const found = await Promise.all(related.of(kind).map((part) => partElements(archive, part, { wanted, limits })))
    return found.flat()
  }
  const context: WordContext = {
    styles: readStyles(await elements('styles', ['docDefaults', 'style'])),
    numbering: readNumbering(await elements('numbering', ['abstractNum', 'num'])),
    found: { deleted: 0, hidden: 0, white: 0, footnotes: 0, legacyFonts: 0 },
  }
  const marks = [...(await elements('header', ['p'])), ...(await elements('footer', ['p']))]
  const blocks = protectionBlocks(marks, context)
  const chunks = archive.open(main)
  if (!chunks) throw new ReadingStopped('damaged', main)
  let chars = 0
  await eachElement({ chunks, part: main, limits }, ['p', 'tbl'], (element) => {
    for (const block of readBody(element, context)) {
      blocks.push(block)
      chars += block.kind === 'paragraph' ? block.text.length : block.rows.flat().join('').length
    }
    if (chars > limits.maxTextChars) throw new ReadingStopped('too_large', main)
  })
  const notes = [...related.notes, ...foundNotes(context.found)]
  return { blocks, notes, pictures: related.of('image'), archive }
}

async function partElements(
  archive: Archive,
  part: string,
  { wanted, limits }: { wanted: string[]; limits: FileLimits },
): Promise<XmlElement[]> {
  const chunks = archive.open(part)
  return chunks ? readElements({ chunks, part, limits }, wanted) : []
}

function readBody(element: XmlElement, context: WordContext): Block[] {
  if (element.name === 'tbl') return readTable(element, context)
  const paragraph = readParagraph(element, context, false)
  if (!paragraph) return []
  const boxes = paragraph.boxes.flatMap((box) =>
    structural(box, ['p', 'tbl']).flatMap((inner) => readBody(inner, context)),
  )
  const text = paragraphText(paragraph)
  return text ? [...boxes, { kind: 'paragraph', text }] : boxes
}

function paragraphText(paragraph: WordParagraph): string {
  const { label, text, bold, headingLevel } = paragraph
  if (!text || RULE_OF_DASHES.test(text)) return ''
  const numbered = label ? `${label} ${text}` : text
  if (headingLevel > 0) return `${'#'.repeat(Math.min(headingLevel, 6))} ${numbered.replace(/\s+/gu, ' ')}`
  return emphasise(numbered, bold)
}

/** Text and watermarks of heads and feet that mark the document as secret or internal; each once. */
function protectionBlocks(paragraphs: XmlElement[], context: WordContext): Block[] {
  const lines = paragraphs.flatMap((element) => {
    const paragraph = readParagraph(element, context, true)
    const boxed = paragraph?.boxes.flatMap((box) => structural(box, ['p'])) ?? []
    const texts = boxed.map((inner) => readParagraph(inner, context, true)?.text ?? '')
    return [paragraph?.text ?? '', ...texts, ...watermarks(element)]
  })
  const marks = new Set(lines.map((line) => line.trim()).filter((line) => isProtectionMark(line)))
  return [...marks].map((text) => ({ kind: 'paragraph', text }))
}

function watermarks(element: XmlElement): string[] {
  const own = element.name === 'textpath' ? [element.attributes.string ?? ''] : []
  return [...own, ...children(element).flatMap(watermarks)]
}

function foundNotes(found: WordContext['found']): string[] {
  const notes: [number, string][] = [
    [found.deleted, `bỏ qua ${found.deleted} đoạn đã đánh dấu xóa trong chế độ theo dõi thay đổi`],
    [found.hidden, `bỏ qua ${found.hidden} đoạn chữ ẩn`],
    [found.white, `có ${found.white} đoạn chữ màu trắng; chữ trắng ngoài bảng không được đọc`],
    [found.footnotes, `không đọc ${found.footnotes} chú thích cuối trang`],
    [found.legacyFonts, `chuyển ${found.legacyFonts} đoạn từ phông chữ cũ (TCVN3/VNI) sang Unicode; cần rà lại`],
  ]
  return notes.filter(([count]) => count > 0).map(([, note]) => note)
}
