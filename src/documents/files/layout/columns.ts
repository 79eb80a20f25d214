/** Text side by side without lines between: letterheads, signatures, newspaper columns, tables laid out with blanks. */
import { joinCellLines } from '../blocks.ts'
import type { PagePart, Word } from './page-marks.ts'
import { toTextLine, type WordLine } from './text-lines.ts'

type Span = { from: number; to: number }
type Band = { lines: WordLine[]; gutters: Span[] }

/** A gap this many letter heights wide may separate columns; between words of justified text it stays below. */
const GUTTER_HEIGHTS = 1.5
const MIN_GUTTER_HEIGHTS = 0.8
/** Lines further apart than this many heights do not stand side by side with anything above. */
const MAX_LEADING_HEIGHTS = 4
const TIGHT_LEADING_HEIGHTS = 0.9
const MIN_TABLE_LINES = 3
const NUMBER_COLUMN_CHARS = 4

/** Lines of one region as parts in reading order: a column is read to its end before the next. */
export function splitColumns(lines: WordLine[]): PagePart[] {
  const parts: PagePart[] = []
  let single: WordLine[] = []
  const flush = (): void => {
    if (single.length > 0) parts.push({ kind: 'lines', lines: single.map((line) => toTextLine(line.words)) })
    single = []
  }
  for (let at = 0; at < lines.length; ) {
    const band = growBand(lines, at)
    const line = lines[at]
    if (band) {
      flush()
      parts.push(...readBand(band))
      at += band.lines.length
    } else {
      if (line) single.push(line)
      at += 1
    }
  }
  flush()
  return parts
}

/** The longest run of lines from `start` that leave a common gutter free; null when the line has no gap to begin with. */
function growBand(lines: WordLine[], start: number): Band | null {
  const first = lines[start]
  if (!first) return null
  let gutters = innerGaps(first).filter((gap) => gap.to - gap.from >= GUTTER_HEIGHTS * heightOf(first))
  if (gutters.length === 0) return null
  const taken = [first]
  for (const line of lines.slice(start + 1)) {
    const previous = taken.at(-1) ?? first
    if (line.top - previous.bottom > MAX_LEADING_HEIGHTS * heightOf(previous)) break
    const narrowed = gutters.flatMap((gutter) => freeOf(gutter, line))
    if (narrowed.length === 0) break
    gutters = narrowed
    taken.push(line)
  }
  return { lines: trimBand(taken, gutters), gutters }
}

/** Lines below the last side-by-side one belong to the band only while they follow tightly in one of its columns. */
function trimBand(lines: WordLine[], gutters: Span[]): WordLine[] {
  const lastSplit = lines.findLastIndex((line) => gutters.some((gutter) => isSplit(line, gutter)))
  let end = lastSplit + 1
  while (end < lines.length) {
    const above = lines[end - 1]
    const line = lines[end]
    if (!above || !line || line.top - above.bottom > TIGHT_LEADING_HEIGHTS * heightOf(line)) break
    end += 1
  }
  return lines.slice(0, end)
}

function readBand({ lines, gutters }: Band): PagePart[] {
  const columns = lines.map((line) => splitLine(line, gutters))
  if (isTable(columns, gutters.length + 1)) return [{ kind: 'table', rows: tableRows(columns) }]
  return Array.from({ length: gutters.length + 1 }, (_, column): PagePart => {
    const words = columns.map((cells) => cells[column] ?? []).filter((cell) => cell.length > 0)
    return { kind: 'lines', lines: words.map(toTextLine) }
  })
}

/** Three columns or more over several lines, or numbers beside text, are a table; two are columns of text. */
function isTable(lines: Word[][][], columns: number): boolean {
  const firsts = lines.map((cells) => cells[0] ?? []).filter((cell) => cell.length > 0)
  const numbered = firsts.filter((cell) => {
    const { text } = toTextLine(cell)
    return text.length <= NUMBER_COLUMN_CHARS && /\d|^(?:TT|STT)$/u.test(text)
  })
  const isNumbered = firsts.length >= 2 && numbered.length >= firsts.length * 0.6
  return lines.length >= MIN_TABLE_LINES && (columns >= 3 || isNumbered)
}

/** A row begins where its first column has something; lines with that column empty go on with the row above. */
function tableRows(lines: Word[][][]): string[][] {
  const rows: string[][][] = []
  for (const cells of lines) {
    const texts = cells.map((cell) => (cell.length > 0 ? toTextLine(cell).text : ''))
    const last = rows.at(-1)
    if (last && !texts[0]) for (const [column, text] of texts.entries()) last[column]?.push(text)
    else rows.push(texts.map((text) => [text]))
  }
  return rows.map((row) => row.map((cell) => joinCellLines([cell.filter(Boolean).join(' ')])))
}

function splitLine(line: WordLine, gutters: Span[]): Word[][] {
  const edges = gutters.map((gutter) => (gutter.from + gutter.to) / 2)
  const cells: Word[][] = Array.from({ length: gutters.length + 1 }, () => [])
  for (const word of line.words) {
    const column = edges.filter((edge) => (word.left + word.right) / 2 > edge).length
    cells[column]?.push(word)
  }
  return cells
}

function innerGaps(line: WordLine): Span[] {
  const gaps: Span[] = []
  let end = line.words[0]?.right ?? 0
  for (const word of line.words.slice(1)) {
    if (word.left > end) gaps.push({ from: end, to: word.left })
    end = Math.max(end, word.right)
  }
  return gaps
}

/** What of a gutter a line leaves free, margins included, as long as it is still wide enough. */
function freeOf(gutter: Span, line: WordLine): Span[] {
  const outer = [
    { from: -Infinity, to: line.left },
    { from: line.right, to: Infinity },
  ]
  return [...outer, ...innerGaps(line)]
    .map((gap) => ({ from: Math.max(gap.from, gutter.from), to: Math.min(gap.to, gutter.to) }))
    .filter((gap) => gap.to - gap.from >= MIN_GUTTER_HEIGHTS * heightOf(line))
}

function isSplit(line: WordLine, gutter: Span): boolean {
  const middle = (gutter.from + gutter.to) / 2
  return line.left < middle && line.right > middle
}

function heightOf(line: WordLine): number {
  return line.bottom - line.top
}
