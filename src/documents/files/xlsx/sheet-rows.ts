/** One sheet as a grid of shown values, merged cells repeated down their rows. */
import { joinCellLines } from '../blocks.ts'
import { ReadingStopped } from '../extraction.ts'
import { children, eachElement, type XmlElement, type XmlSource } from '../xml.ts'
import type { CellValues } from './cell-values.ts'

type Merge = { top: number; left: number; bottom: number; right: number }

const MAX_ROWS = 100_000
const MAX_COLUMNS = 256
const MAX_MERGED_ROWS = 5_000

/** Rows of a sheet from its first to its last written one; a row nobody wrote in is an empty array. */
export async function readSheetRows(source: XmlSource, values: CellValues): Promise<string[][]> {
  const rows: string[][] = []
  const merges: Merge[] = []
  let chars = 0
  await eachElement(source, ['row', 'mergeCell'], (element) => {
    if (element.name === 'mergeCell') {
      const merge = parseMerge(element.attributes.ref ?? '')
      if (merge) merges.push(merge)
      return
    }
    const at = Number(element.attributes.r ?? rows.length + 1) - 1
    if (!(at >= 0 && at < MAX_ROWS)) throw new ReadingStopped('too_large', `${source.part}, dòng ${at + 1}`)
    while (rows.length < at) rows.push([])
    rows[at] = readRow(element, values)
    chars += rows[at].join('').length
    if (chars > source.limits.maxTextChars) throw new ReadingStopped('too_large', source.part)
  })
  for (const merge of merges) repeatDown(rows, merge)
  return rows
}

function readRow(element: XmlElement, values: CellValues): string[] {
  const row: string[] = []
  for (const cell of children(element, 'c')) {
    const column = cell.attributes.r ? columnOf(cell.attributes.r) : row.length
    if (column >= MAX_COLUMNS) continue
    while (row.length < column) row.push('')
    row[column] = joinCellLines(values.show(cell).split(/\r?\n/))
  }
  return row
}

/** Only the first cell of a merge holds its value; each of its rows is about the same office or task. */
function repeatDown(rows: string[][], { top, left, bottom, right }: Merge): void {
  const value = rows[top]?.[left]
  // A merge over many columns is a group row or a title: it stays where it is.
  if (!value || left !== right) return
  for (let at = top + 1; at <= Math.min(bottom, top + MAX_MERGED_ROWS, rows.length - 1); at += 1) {
    const row = rows[at]
    if (!row) continue
    while (row.length <= left) row.push('')
    row[left] = value
  }
}

function parseMerge(reference: string): Merge | null {
  const [, from, top, to, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? []
  if (!from || !to) return null
  return { top: Number(top) - 1, left: columnOf(from), bottom: Number(bottom) - 1, right: columnOf(to) }
}

/** Zero-based column of a reference like "AB12". */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.replace(/(?<!\d)\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
