/** One Word table: a real one as rows of cells, a borderless frame (letterhead, signature) as the text it lays out. */
import { type Block, blocksToText, emphasise, joinCellLines } from '../blocks.ts'
import { child, children, childValue, textOf, type XmlElement } from '../xml.ts'
import { readParagraph, type WordContext, type WordParagraph } from './paragraph.ts'
import { isDrawn } from './styles.ts'

type Cell = { element: XmlElement; column: number; span: number; continues: boolean }

/** Elements that wrap rows, cells or paragraphs without being part of the structure. */
const WRAPPERS = new Set(['sdt', 'sdtContent', 'ins', 'moveTo', 'customXml', 'smartTag'])
const MAX_FRAME_ROWS = 4
const MAX_FRAME_COLUMNS = 3
const MAX_COLUMNS = 200
const FRAME_WORDS =
  /CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|Nơi nhận|(?<!\p{L})(?:TM|KT|TL|TUQ)\.|CHỦ TỊCH|CHỦ TỌA/u
const RULE_OF_DASHES = /^[_\-–—=*.\s]{3,}$/u

/** The children of that name, also where a content control or a tracked insertion wraps them. */
export function structural(element: XmlElement, names: string[]): XmlElement[] {
  return children(element).flatMap((node) => {
    if (names.includes(node.name)) return [node]
    return WRAPPERS.has(node.name) ? structural(node, names) : []
  })
}

/** Reads a `w:tbl`. */
export function readTable(table: XmlElement, context: WordContext): Block[] {
  const rows = structural(table, ['tr'])
    .filter((row) => !child(child(row, 'trPr'), 'del'))
    .map(readCells)
  const width = Math.max(0, ...rows.map((row) => Math.max(0, ...row.map((cell) => cell.column + cell.span))))
  const small = rows.length <= MAX_FRAME_ROWS && width <= MAX_FRAME_COLUMNS
  const isFrame = width <= 1 || (small && (!hasBorders(table, context) || FRAME_WORDS.test(textOf(table))))
  if (isFrame) return rows.flatMap((row) => row.flatMap((cell) => frameBlock(cell, context)))
  return [{ kind: 'table', rows: readRows(rows, Math.min(width, MAX_COLUMNS), context) }]
}

function readCells(row: XmlElement): Cell[] {
  const cells: Cell[] = []
  let column = Number(childValue(child(row, 'trPr'), 'gridBefore') ?? 0)
  for (const element of structural(row, ['tc'])) {
    const properties = child(element, 'tcPr')
    const merge = child(properties, 'vMerge')
    const span = Math.max(1, Number(childValue(properties, 'gridSpan') ?? 1))
    cells.push({ element, column, span, continues: merge !== undefined && merge.attributes.val !== 'restart' })
    column += span
  }
  return cells
}

/** Numbering counts as it is read, so every cell is read once, in document order; a merged cell repeats down its rows. */
function readRows(rows: Cell[][], width: number, context: WordContext): string[][] {
  let above: string[] = []
  return rows.map((cells) => {
    const row = new Array<string>(width).fill('')
    for (const cell of cells) {
      const text = cellText(cell.element, context)
      if (cell.column < width) row[cell.column] = cell.continues ? (above[cell.column] ?? '') : text
    }
    above = row
    return row
  })
}

function cellText(cell: XmlElement, context: WordContext): string {
  return joinCellLines(cellLines(cell, context))
}

function cellLines(cell: XmlElement, context: WordContext): string[] {
  return structural(cell, ['p', 'tbl']).flatMap((node) => {
    if (node.name === 'tbl') {
      return structural(node, ['tr']).flatMap((row) =>
        structural(row, ['tc']).flatMap((inner) => cellLines(inner, context)),
      )
    }
    const paragraph = readParagraph(node, context, true)
    if (!paragraph) return []
    const boxed = paragraph.boxes.flatMap((box) => cellLines(box, context))
    return [...boxed, ...lineOf(paragraph).split('\n')]
  })
}

/** A cell that holds an automatic number and nothing else is that number, without its full stop. */
function lineOf({ label, text }: WordParagraph): string {
  if (!label) return text
  if (text) return `${label} ${text}`
  return /^\P{L}*\d|^[IVXLC]+\.?$/u.test(label) ? label.replace(/\.$/, '') : ''
}

function frameBlock(cell: Cell, context: WordContext): Block[] {
  const lines = structural(cell.element, ['p', 'tbl']).flatMap((node) => {
    if (node.name === 'tbl') return readTable(node, context).map((block) => blocksToText([block]).trim())
    const paragraph = readParagraph(node, context, false)
    return paragraph ? [emphasise(lineOf(paragraph), paragraph.bold)] : []
  })
  const text = lines.filter((line) => line.trim() && !RULE_OF_DASHES.test(line)).join('\n')
  return text ? [{ kind: 'paragraph', text }] : []
}

function hasBorders(table: XmlElement, context: WordContext): boolean {
  const properties = child(table, 'tblPr')
  const own = children(child(properties, 'tblBorders'))
  if (own.length > 0) return own.some(isDrawn)
  if (context.styles.drawsBorders(childValue(properties, 'tblStyle'))) return true
  const cellEdges = structural(table, ['tr'])
    .flatMap((row) => structural(row, ['tc']))
    .flatMap((cell) => children(child(child(cell, 'tcPr'), 'tcBorders')))
  return cellEdges.some(isDrawn)
}
