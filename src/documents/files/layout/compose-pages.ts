/** Pages into one text: running heads and page numbers dropped, tables continued, wrapped lines joined to paragraphs. */
import { type Block, emphasise } from '../blocks.ts'
import { isProtectionMark } from '../protection-marks.ts'
import type { PageLayout, PagePart, TextLine } from './page-marks.ts'
import { joinWrapped, wraps } from './text-lines.ts'

/** Running heads stand within this share of the page's height from its top or bottom. */
const EDGE_SHARE = 0.12
const MIN_REPEATS = 3
const REPEAT_SHARE = 0.5
const PAGE_NUMBER = /^[-–—\s]*(?:(?:trang|tr\.|page)\s*)?\d{1,4}(?:\s*(?:\/|trên|of)\s*\d{1,4})?[-–—.\s]*$/iu
/** A page number as optical recognition may have it. */
const MISREAD_PAGE_NUMBER = /^[\p{L}\d]{0,2}\d[\p{L}\d]?$/u
const ITEM_START =
  /^(?:[-–—+*•●▪◦]\s*\p{L}|\(?(?:\d{1,3}|[IVXLC]{1,6}|[a-zđ])[.)](?:\d|\s|$)|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|PHỤ LỤC)\s)/u

/** Blocks of the whole document, pages in order. */
export function composePages(pages: PageLayout[]): Block[] {
  const isFurniture = furnitureOf(pages)
  const marks = protectionMarks(pages, isFurniture)
  const blocks: Block[] = marks.map((text) => ({ kind: 'paragraph', text }))
  let before: TextLine | null = null
  for (const page of pages) {
    const kept = page.parts.map((part) => keepLines(part, (line) => !isFurniture(line, page))).filter(hasContent)
    kept.forEach((part, at) => {
      const opensPage = at === 0
      if (part.kind === 'table') addTable(blocks, part.rows, opensPage)
      else addParagraphs(blocks, part.lines, { pageWidth: page.width, before: opensPage ? before : null })
    })
    const last = kept.at(-1)
    before = last?.kind === 'lines' ? (last.lines.at(-1) ?? null) : null
  }
  return blocks
}

function keepLines(part: PagePart, keep: (line: TextLine) => boolean): PagePart {
  return part.kind === 'lines' ? { kind: 'lines', lines: part.lines.filter(keep) } : part
}

function hasContent(part: PagePart): boolean {
  return part.kind === 'table' || part.lines.length > 0
}

type FurnitureTest = (line: TextLine, page: PageLayout) => boolean

/** Page numbers at the edge, and lines there that come back on most pages whatever their digits. */
function furnitureOf(pages: PageLayout[]): FurnitureTest {
  const repeats = new Map<string, number>()
  for (const page of pages) {
    const keys = new Set(edgeLines(page).map((line) => furnitureKey(line.text)))
    for (const key of keys) repeats.set(key, (repeats.get(key) ?? 0) + 1)
  }
  const enough = Math.max(MIN_REPEATS, pages.length * REPEAT_SHARE)
  return (line, page) => {
    if (!isAtEdge(line, page)) return false
    if (PAGE_NUMBER.test(line.text) || MISREAD_PAGE_NUMBER.test(line.text)) return true
    return (repeats.get(furnitureKey(line.text)) ?? 0) >= enough
  }
}

/** A running head that marks secrecy is said once, at the top, before it is dropped. */
function protectionMarks(pages: PageLayout[], isFurniture: FurnitureTest): string[] {
  const marks = pages.flatMap((page) =>
    edgeLines(page)
      .filter((line) => isFurniture(line, page) && isProtectionMark(line.text))
      .map((line) => line.text),
  )
  return [...new Set(marks)]
}

function edgeLines(page: PageLayout): TextLine[] {
  return page.parts.flatMap((part) => (part.kind === 'lines' ? part.lines.filter((line) => isAtEdge(line, page)) : []))
}

function isAtEdge(line: TextLine, page: PageLayout): boolean {
  return line.bottom < page.height * EDGE_SHARE || line.top > page.height * (1 - EDGE_SHARE)
}

function furnitureKey(text: string): string {
  return text.replace(/\d+/g, '#').toLowerCase()
}

type Column = { left: number; right: number; leading: number }

/** Lines of one column as paragraphs: a line goes on where its next word would not have fitted. */
function addParagraphs(blocks: Block[], lines: TextLine[], { pageWidth, before }: ColumnStart): void {
  const column = {
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
    leading: typicalLeading(lines),
  }
  // A column is as wide as its text, unless that is a line or two: then the page decides.
  if (lines.length < 3) column.right = Math.max(column.right, column.left + pageWidth / 3)
  const groups: TextLine[][] = []
  lines.forEach((line, at) => {
    const above = lines[at - 1]
    if (above && continues(above, line, column)) groups.at(-1)?.push(line)
    else groups.push([line])
  })
  const texts = groups.map((group) => ({
    text: group.map((line) => line.text).reduce(joinWrapped),
    bold: group.every((line) => line.bold),
  }))
  const [first] = groups
  const last = blocks.at(-1)
  if (before && first?.[0] && last?.kind === 'paragraph' && continuesOverPage(before, first[0], column)) {
    const rest = texts.shift()?.text ?? ''
    last.text = before.bold
      ? emphasise(joinWrapped(last.text.replace(/^\*\*|\*\*$/g, ''), rest), true)
      : joinWrapped(last.text, rest)
  }
  blocks.push(...texts.map(({ text, bold }): Block => ({ kind: 'paragraph', text: emphasise(text, bold) })))
}

/** `before` is the last line of the page before, where this column opens a page. */
type ColumnStart = { pageWidth: number; before: TextLine | null }

function continuesOverPage(before: TextLine, line: TextLine, column: Column): boolean {
  if (before.bold !== line.bold || ITEM_START.test(line.text) || /[.!?]["”)]*$/u.test(before.text)) return false
  if (/^[\p{Ll}(]/u.test(line.text)) return true
  const mayEnd = before.bold || /[:;]$/u.test(before.text)
  return !mayEnd && wraps(before, line, column.right - Math.max(column.left, before.left))
}

function continues(before: TextLine, line: TextLine, column: Column): boolean {
  const height = Math.max(before.bottom - before.top, line.bottom - line.top)
  if (line.top - before.bottom > column.leading + height * 0.3) return false
  const endsSentence = /[.:;!?]["”)]*$/u.test(before.text)
  if (before.bold !== line.bold && (endsSentence || /^\p{Lu}/u.test(line.text))) return false
  if (ITEM_START.test(line.text)) return false
  const isIndented = line.left > column.left + height * 0.8 && line.left >= before.left - height * 0.2
  if (endsSentence && isIndented && /^[\p{Lu}\d“"]/u.test(line.text)) return false
  // A centred title wraps short of the edge: its lines share their middle and their look.
  const sharesMiddle = Math.abs(before.left + before.right - line.left - line.right) < height
  const isCentred = sharesMiddle && before.left !== line.left && /^\p{Ll}/u.test(line.text)
  return isCentred || wraps(before, line, column.right - Math.max(column.left, before.left))
}

/** Distance between one line's foot and the next one's head where lines follow closely: within paragraphs. */
function typicalLeading(lines: TextLine[]): number {
  const gaps = lines.slice(1).map((line, at) => line.top - (lines[at]?.bottom ?? line.top))
  const sorted = gaps.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 4)] ?? 0
}

/** Adds a table; one that opens a page goes on with the table that ended the page before, if it has its columns. */
function addTable(blocks: Block[], rows: string[][], opensPage: boolean): void {
  const last = blocks.at(-1)
  const isContinued = opensPage && last?.kind === 'table' && last.rows[0]?.length === rows[0]?.length
  if (!isContinued || last?.kind !== 'table') {
    blocks.push({ kind: 'table', rows })
    return
  }
  const head = last.rows[0]?.join('\t')
  const fresh = rows.filter((row, at) => at > 1 || row.join('\t') !== head)
  const [first, ...others] = fresh
  const before = last.rows.at(-1)
  if (first && before && isRestOfRow(first)) {
    last.rows[last.rows.length - 1] = before.map((cell, column) =>
      [cell, first[column] ?? ''].filter(Boolean).join(' '),
    )
    last.rows.push(...others)
  } else last.rows.push(...fresh)
}

/** A row that a page break cut in two goes on without its number and in the middle of its sentences. */
function isRestOfRow(row: string[]): boolean {
  const written = row.filter(Boolean)
  return !row[0] && written.length > 0 && written.some((cell) => /^[\p{Ll}(,;]/u.test(cell))
}
