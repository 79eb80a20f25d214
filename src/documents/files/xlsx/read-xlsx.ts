/** A workbook: each visible sheet as the paragraphs around its tables and the tables themselves. */
import { type Archive, openArchive } from '../archive.ts'
import type { Block } from '../blocks.ts'
import type { FileLimits } from '../limits.ts'
import { mainPart, relatedParts } from '../office-parts.ts'
import { child, children, eachElement, readElements, type XmlElement } from '../xml.ts'
import { type CellValues, countsFrom1904, readCellValues, richText } from './cell-values.ts'
import { readSheetRows } from './sheet-rows.ts'

const MIN_TABLE_COLUMNS = 3
const DEFAULT_SHEET_NAME = /^(?:sheet|trang[ _]?tính|bảng[ _]?tính)\s*\d*$/iu

/** Reads a .xlsx; throws ReadingStopped with the reason when it cannot be read. */
export async function readXlsx(bytes: Buffer, limits: FileLimits): Promise<{ blocks: Block[]; notes: string[] }> {
  const archive = await openArchive(bytes, limits)
  const main = await mainPart(archive, limits)
  const related = await relatedParts(archive, main, limits)
  const [workbook] = await partElements(archive, main, { wanted: ['workbook'], limits })
  const shared = await sharedStrings(archive, related.of('sharedStrings')[0], limits)
  const [styles] = await partElements(archive, related.of('styles')[0], { wanted: ['styleSheet'], limits })
  const values = readCellValues(shared, styles, { from1904: countsFrom1904(workbook) })
  const sheets = children(child(workbook, 'sheets'), 'sheet')
  const visible = sheets.filter((sheet) => (sheet.attributes.state ?? 'visible') === 'visible')
  const blocks: Block[] = []
  for (const { attributes } of visible) {
    const part = related.byId(attributes.id ?? '')
    blocks.push(...(await sheetBlocks({ archive, part, limits, values, name: attributes.name ?? '' })))
  }
  const hidden = sheets.length - visible.length
  return { blocks, notes: [...related.notes, ...(hidden > 0 ? [`không đọc ${hidden} trang tính đang ẩn`] : [])] }
}

type Sheet = { archive: Archive; part: string | null; limits: FileLimits; values: CellValues; name: string }

async function sheetBlocks({ archive, part, limits, values, name }: Sheet): Promise<Block[]> {
  const chunks = part === null ? null : archive.open(part)
  if (part === null || !chunks) return []
  const blocks = rowsToBlocks(await readSheetRows({ chunks, part, limits }, values))
  const isNamed = blocks.length > 0 && !DEFAULT_SHEET_NAME.test(name)
  return isNamed ? [{ kind: 'paragraph', text: name }, ...blocks] : blocks
}

/** A table begins at a row of three written cells; a sparse row after an empty one ends it. Outside is running text. */
function rowsToBlocks(rows: string[][]): Block[] {
  const blocks: Block[] = []
  let table: string[][] | null = null
  let afterGap = false
  for (const row of rows) {
    const written = row.filter((cell) => cell.trim())
    const dense = written.length >= MIN_TABLE_COLUMNS
    if (afterGap && !dense && written.length > 0) table = null
    if (table && written.length > 0) table.push(row)
    else if (dense) {
      table = [row]
      blocks.push({ kind: 'table', rows: table })
    } else blocks.push(...written.map((text): Block => ({ kind: 'paragraph', text })))
    afterGap = written.length === 0
  }
  return blocks
}

async function sharedStrings(archive: Archive, part: string | undefined, limits: FileLimits): Promise<string[]> {
  const strings: string[] = []
  const chunks = part ? archive.open(part) : null
  if (part && chunks) await eachElement({ chunks, part, limits }, ['si'], (item) => strings.push(richText(item)))
  return strings
}

async function partElements(
  archive: Archive,
  part: string | undefined,
  { wanted, limits }: { wanted: string[]; limits: FileLimits },
): Promise<XmlElement[]> {
  const chunks = part ? archive.open(part) : null
  return part && chunks ? readElements({ chunks, part, limits }, wanted) : []
}
