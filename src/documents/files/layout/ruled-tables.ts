/** Tables drawn with lines: the lines give the grid, missing pieces of line give the merged cells. */
import { joinCellLines } from '../blocks.ts'
import { type Box, edges, findGrids, type Grid, type Groups, groupAt, isInside, mergeCells, slotBox } from './grids.ts'
import type { Ruling, TextLine, Word } from './page-marks.ts'
import { groupLines, joinWrapped, toTextLine, wraps } from './text-lines.ts'

export type RuledTable = Box & { rows: string[][] }

/** A line that leaves less than this share free may have been wrapped; only a shorter one surely ends on purpose. */
const SURELY_WRAPPED = 0.85

/** The ruled tables of a page with their words, and the words that stand in none. `unit` is the size of a point. */
export function readRuledTables(
  words: Word[],
  rulings: Ruling[],
  unit: number,
): { tables: RuledTable[]; rest: Word[] } {
  const tables: RuledTable[] = []
  let rest = words
  for (const grid of findGrids(rulings, unit)) {
    const inside = rest.filter((word) => isInside(word, grid))
    const rows = readRows(grid, inside)
    if (rows.length === 0) continue
    const outside = new Set(inside)
    rest = rest.filter((word) => !outside.has(word))
    tables.push({ ...edges(grid), rows })
  }
  return { tables: tables.sort((a, b) => a.top - b.top), rest }
}

/** Cells of ruled tables in which no word stands. */
export function emptyCells(words: Word[], rulings: Ruling[], unit: number): Box[] {
  return findGrids(rulings, unit).flatMap((grid) => {
    const groups = mergeCells(grid)
    const inside = words.filter((word) => isInside(word, grid))
    const written = new Set(inside.map((word) => groupAt(grid, groups, word)))
    const columns = grid.xs.length - 1
    const slots = Array.from({ length: columns * (grid.ys.length - 1) }, (_, index) => index)
    // A cell merged down is looked at in its first slot only; what is written in it usually stands there.
    return slots
      .filter((index) => groups.of(Math.floor(index / columns), index % columns) === index && !written.has(index))
      .map((index) => slotBox(grid, Math.floor(index / columns), index % columns))
  })
}

/** Text of every row; a cell merged over rows repeats in each, one merged over columns stands in its first. */
function readRows(grid: Grid, words: Word[]): string[][] {
  const groups = mergeCells(grid)
  const wordsOf = Map.groupBy(words, (word) => groupAt(grid, groups, word))
  const linesOf = new Map([...wordsOf].map(([group, found]) => [group, toTextLines(found)]))
  const textOf = new Map<number, string>()
  for (const [group, lines] of linesOf)
    textOf.set(group, cellText(lines, usableWidth(group, { grid, groups, linesOf })))
  const rows: string[][] = []
  for (let row = 0; row < grid.ys.length - 1; row += 1) {
    const cells: string[] = []
    for (let column = 0; column < grid.xs.length - 1; column += 1) {
      const group = groups.of(row, column)
      const continuesLeft = column > 0 && groups.of(row, column - 1) === group
      cells.push(continuesLeft ? '' : (textOf.get(group) ?? ''))
    }
    rows.push(cells)
  }
  return withoutEmptyColumns(rows.filter((row) => row.some(Boolean)))
}

function toTextLines(words: Word[]): TextLine[] {
  return groupLines(words).map((line) => toTextLine(line.words))
}

type CellContext = { grid: Grid; groups: Groups; linesOf: Map<number, TextLine[]> }

/** How wide text is set in a cell: as its widest line in that column shows, for how cells are padded differs. */
function usableWidth(group: number, { grid, groups, linesOf }: CellContext): number {
  const columns = grid.xs.length - 1
  const column = group % columns
  const width = groupWidth(grid, groups, group)
  const sameColumn = [...linesOf].filter(
    ([other]) => other % columns === column && groupWidth(grid, groups, other) === width,
  )
  return Math.max(...sameColumn.flatMap(([, lines]) => lines.map((line) => line.right - line.left)))
}

function withoutEmptyColumns(rows: string[][]): string[][] {
  const kept = (rows[0] ?? []).map((_, column) => rows.some((row) => row[column]))
  return rows.map((row) => row.filter((_, column) => kept[column]))
}

/** A merged cell is known by its first slot, from which its width is measured. */
function groupWidth(grid: Grid, groups: Groups, group: number): number {
  const columns = grid.xs.length - 1
  const row = Math.floor(group / columns)
  const column = group % columns
  let end = column
  while (end + 1 < columns && groups.of(row, end + 1) === group) end += 1
  return (grid.xs[end + 1] ?? 0) - (grid.xs[column] ?? 0)
}

function cellText(lines: TextLine[], usable: number): string {
  const logical: string[] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const last = logical.at(-1)
    if (before && last !== undefined && wraps(before, line, usable * SURELY_WRAPPED)) {
      logical[logical.length - 1] = joinWrapped(last, line.text)
    } else logical.push(line.text)
  })
  return joinCellLines(logical)
}
