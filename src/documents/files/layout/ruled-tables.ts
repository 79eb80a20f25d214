/** Tables drawn with lines: the lines give the grid, missing pieces of line give the merged cells. */
import { joinCellLines } from '../blocks.ts'
import type { Ruling, TextLine, Word } from './page-marks.ts'
import { groupLines, joinWrapped, toTextLine, wraps } from './text-lines.ts'

export type RuledTable = { left: number; right: number; top: number; bottom: number; rows: string[][] }

type Grid = { xs: number[]; ys: number[]; rulings: Ruling[] }
type Groups = { of(row: number, column: number): number }

const SNAP = 2.5
const TOUCH = 4
const MIN_LENGTH = 6
const COVERED_SHARE = 0.5
/** A line that leaves less than this share free may have been wrapped; only a shorter one surely ends on purpose. */
const SURELY_WRAPPED = 0.85
/** More lines than this on a page are a drawing or a map, not a table. */
const MAX_RULINGS = 3_000
const MIN_ONE_ROW_COLUMNS = 3

/**
 * The ruled tables of a page with their words, and the words that stand in none. `unit` is the size of a point in the
 * page's unit, so that distances mean the same in a PDF and in an image.
 */
export function readRuledTables(
  words: Word[],
  rulings: Ruling[],
  unit: number,
): { tables: RuledTable[]; rest: Word[] } {
  const merged = mergeRulings(rulings, unit)
  const tables: RuledTable[] = []
  let rest = words
  if (merged.length > MAX_RULINGS) return { tables, rest }
  for (const grid of findGrids(merged, unit)) {
    const inside = rest.filter((word) => isInside(word, grid))
    const rows = readRows(grid, inside)
    if (rows.length === 0) continue
    const outside = new Set(inside)
    rest = rest.filter((word) => !outside.has(word))
    tables.push({ ...edges(grid), rows })
  }
  return { tables: tables.sort((a, b) => a.top - b.top), rest }
}

/** Pieces on one line that touch become one ruling. */
function mergeRulings(rulings: Ruling[], unit: number): Ruling[] {
  const sorted = rulings.toSorted((a, b) => a.axis.localeCompare(b.axis) || a.at - b.at || a.from - b.from)
  const merged: Ruling[] = []
  const recent: Ruling[] = []
  for (const ruling of sorted) {
    while (recent[0] && (recent[0].axis !== ruling.axis || ruling.at - recent[0].at > SNAP * unit)) recent.shift()
    const touching = recent.find(
      (known) => ruling.from <= known.to + TOUCH * unit && ruling.to >= known.from - TOUCH * unit,
    )
    if (touching) {
      touching.from = Math.min(touching.from, ruling.from)
      touching.to = Math.max(touching.to, ruling.to)
    } else {
      const copy = { ...ruling }
      merged.push(copy)
      recent.push(copy)
    }
  }
  return merged.filter((ruling) => ruling.to - ruling.from >= MIN_LENGTH * unit)
}

/** Lines that cross one another, directly or through others, are one grid. */
function findGrids(rulings: Ruling[], unit: number): Grid[] {
  const horizontals = rulings.filter((ruling) => ruling.axis === 'horizontal')
  const verticals = rulings.filter((ruling) => ruling.axis === 'vertical')
  const sets = disjointSets(rulings.length)
  const indexOf = new Map(rulings.map((ruling, index) => [ruling, index]))
  for (const across of horizontals) {
    for (const down of verticals) {
      if (crosses(across, down, TOUCH * unit)) sets.join(indexOf.get(across) ?? 0, indexOf.get(down) ?? 0)
    }
  }
  const groups = Map.groupBy(rulings, (ruling) => sets.find(indexOf.get(ruling) ?? 0))
  return [...groups.values()]
    .map((group) => ({
      xs: clusters(
        group.filter((ruling) => ruling.axis === 'vertical').map((ruling) => ruling.at),
        SNAP * unit,
      ),
      ys: clusters(
        group.filter((ruling) => ruling.axis === 'horizontal').map((ruling) => ruling.at),
        SNAP * unit,
      ),
      rulings: group,
    }))
    .filter(isTable)
}

function isTable({ xs, ys }: Grid): boolean {
  const columns = xs.length - 1
  const rows = ys.length - 1
  return columns >= 2 && rows >= 1 && (rows >= 2 || columns >= MIN_ONE_ROW_COLUMNS)
}

function crosses(across: Ruling, down: Ruling, slack: number): boolean {
  return (
    down.at >= across.from - slack &&
    down.at <= across.to + slack &&
    across.at >= down.from - slack &&
    across.at <= down.to + slack
  )
}

function clusters(values: number[], slack: number): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const found: number[] = []
  for (const value of sorted) {
    const last = found.at(-1)
    if (last === undefined || value - last > slack) found.push(value)
  }
  return found
}

/** Text of every row; a cell merged over rows repeats in each, one merged over columns stands in its first. */
function readRows(grid: Grid, words: Word[]): string[][] {
  const groups = mergeCells(grid)
  const wordsOf = Map.groupBy(words, (word) =>
    groups.of(slot(grid.ys, (word.top + word.bottom) / 2), slot(grid.xs, (word.left + word.right) / 2)),
  )
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

/** Neighbouring slots with no line between them are one cell. */
function mergeCells(grid: Grid): Groups {
  const columns = grid.xs.length - 1
  const rows = grid.ys.length - 1
  const sets = disjointSets(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const here = row * columns + column
      if (column + 1 < columns && !hasLine(grid, 'vertical', row, column + 1)) sets.join(here, here + 1)
      if (row + 1 < rows && !hasLine(grid, 'horizontal', row + 1, column)) sets.join(here, here + columns)
    }
  }
  return { of: (row, column) => sets.find(row * columns + column) }
}

function hasLine(grid: Grid, axis: Ruling['axis'], row: number, column: number): boolean {
  const vertical = axis === 'vertical'
  const at = (vertical ? grid.xs[column] : grid.ys[row]) ?? 0
  const from = (vertical ? grid.ys[row] : grid.xs[column]) ?? 0
  const to = (vertical ? grid.ys[row + 1] : grid.xs[column + 1]) ?? 0
  const slack = Math.min(to - from, TOUCH * 2)
  let covered = 0
  for (const ruling of grid.rulings) {
    if (ruling.axis !== axis || Math.abs(ruling.at - at) > slack) continue
    covered += Math.max(0, Math.min(to, ruling.to) - Math.max(from, ruling.from))
  }
  return covered >= (to - from) * COVERED_SHARE
}

function slot(edgesOfSlots: number[], value: number): number {
  const after = edgesOfSlots.findIndex((edge) => edge > value)
  return Math.max(0, after < 0 ? edgesOfSlots.length - 2 : after - 1)
}

function edges({ xs, ys }: Grid): { left: number; right: number; top: number; bottom: number } {
  return { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
}

function isInside(word: Word, grid: Grid): boolean {
  const { left, right, top, bottom } = edges(grid)
  const x = (word.left + word.right) / 2
  const y = (word.top + word.bottom) / 2
  return x >= left && x <= right && y >= top && y <= bottom
}

function disjointSets(size: number): { find(item: number): number; join(a: number, b: number): void } {
  const parents = Array.from({ length: size }, (_, index) => index)
  const find = (item: number): number => {
    let root = item
    while (parents[root] !== undefined && parents[root] !== root) root = parents[root] ?? root
    parents[item] = root
    return root
  }
  return {
    find,
    join: (a, b) => {
      // The smaller index stays the root, so a merged cell is known by its first slot.
      const [low, high] = [find(a), find(b)].toSorted((x, y) => x - y)
      if (low !== undefined && high !== undefined) parents[high] = low
    },
  }
}
