/** One page in reading order: its ruled tables, and the text between them column by column. */
import { splitColumns } from './columns.ts'
import type { PageLayout, PageMarks, PagePart } from './page-marks.ts'
import { readRuledTables } from './ruled-tables.ts'
import { groupLines } from './text-lines.ts'

/** Short side of an A4 page in points: how large a point is in the unit of an image. */
const A4_SHORT_POINTS = 595

/** Lays out one page. */
export function layoutPage({ width, height, words, rulings }: PageMarks): PageLayout {
  const unit = pointSize(width, height)
  const { tables, rest } = readRuledTables(words, rulings, unit)
  const lines = groupLines(rest)
  const parts: PagePart[] = []
  let from = 0
  for (const table of tables) {
    const to = lines.findIndex((line) => line.top > table.top)
    const end = to < 0 ? lines.length : to
    parts.push(...splitColumns(lines.slice(from, end)), { kind: 'table', rows: table.rows })
    from = Math.max(from, end)
  }
  parts.push(...splitColumns(lines.slice(from)))
  return { width, height, parts }
}

/** How large a point is in the unit of a page of that size, taken for an A4 page. */
export function pointSize(width: number, height: number): number {
  return Math.max(1, Math.min(width, height) / A4_SHORT_POINTS)
}
