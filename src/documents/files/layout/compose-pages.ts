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
const ITEM_START =
  /^(?:[-–—+*•●▪◦]\s*\p{L}|\(?(?:\d{1,3}|[IVXLC]{1,6}|[a-zđ])[.)](?:\d|\s|$)|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|PHỤ LỤC)\s)/u

/** Blocks of the whole document, pages in order. */
export function composePages(pages: PageLayout[]): Block[] {
  const isFurniture = furnitureOf(pages)
  const marks = protectionMarks(pages, isFurniture)
  const blocks: Block[] = marks.map((text) => ({ kind: 'paragraph', text }))
  for (const page of pages) {
    const kept = page.parts.map((part) => keepLines(part, (line) => !isFurniture(line, page))).filter(hasContent)
    kept.forEach((part, at) => {
      if (part.kind === 'lines') blocks.push(...paragraphs(part.lines, page.width))
      else addTable(blocks, part.rows, at === 0)
    })
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
    if (PAGE_NUMBER.test(line.text)) return true
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

/** Lines of one column as paragraphs: a line goes on where its next word would not have fitted. */
function paragraphs(lines: TextLine[], pageWidth: number): Block[] {
  const columnLeft = Math.min(...lines.map((line) => line.left))
  const columnRight = Math.max(...lines.map((line) => line.right))
  const leading = typicalLeading(lines)
  const groups: TextLine[][] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const last = groups.at(-1)
    // A column is as wide as its text, unless that is one short line: then the page decides.
    const width = Math.max(columnRight - Math.max(columnLeft, before?.left ?? 0), lines.length < 3 ? pageWidth / 3 : 0)
    if (before && last && continues({ before, line, width, leading })) last.push(line)
    else groups.push([line])
  })
  return groups.map((group) => ({
    kind: 'paragraph',
    text: emphasise(
      group.map((line) => line.text).reduce(joinWrapped),
      group.every((line) => line.bold),
    ),
  }))
}

type Pair = { before: TextLine; line: TextLine; width: number; leading: number }

function continues({ before, line, width, leading }: Pair): boolean {
  const height = Math.max(before.bottom - before.top, line.bottom - line.top)
  if (line.top - before.bottom > leading + height * 0.5) return false
  if (before.bold !== line.bold && /[.:;]$/u.test(before.text)) return false
  if (ITEM_START.test(line.text)) return false
  // A centred title wraps short of the edge: its lines share their middle and their look.
  const sharesMiddle = Math.abs(before.left + before.right - line.left - line.right) < height
  const isCentred = sharesMiddle && before.left !== line.left && /^\p{Ll}/u.test(line.text)
  return isCentred || wraps(before, line, width)
}

/** Median distance between one line's foot and the next one's head. */
function typicalLeading(lines: TextLine[]): number {
  const gaps = lines.slice(1).map((line, at) => line.top - (lines[at]?.bottom ?? line.top))
  const sorted = gaps.filter((gap) => gap > 0).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
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
