/** Grids of lines on a page: which lines belong to one table, and which of its slots are one merged cell. */
import type { Ruling, Word } from './page-marks.ts'

export type Box = { left: number; right: number; top: number; bottom: number }

/** Edges of columns and rows, left to right and top to bottom, and the lines they were found from. */
export type Grid = { xs: number[]; ys: number[]; rulings: Ruling[] }

/** Slots by the cell they belong to; a cell is known by the index of its first slot, counted row by row. */
export type Groups = { of(row: number, column: number): number }

const SNAP = 2.5
const TOUCH = 4
const MIN_LENGTH = 6
const COVERED_SHARE = 0.5
/** More lines than this on a page are a drawing or a map, not a table. */
const MAX_RULINGS = 3_000
const MIN_ONE_ROW_COLUMNS = 3

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

/**
 * Lines that cross one another, directly or through others, are one grid. `unit` is the size of a point in the page's
 * unit, so that distances mean the same in a PDF and in an image.
 */
export function findGrids(drawn: Ruling[], unit: number): Grid[] {
  const rulings = mergeRulings(drawn, unit)
  if (rulings.length > MAX_RULINGS) return []
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

/** Where one slot lies. */
export function slotBox({ xs, ys }: Grid, row: number, column: number): Box {
  return { left: xs[column] ?? 0, right: xs[column + 1] ?? 0, top: ys[row] ?? 0, bottom: ys[row + 1] ?? 0 }
}

/** The cell a word stands in. */
export function groupAt(grid: Grid, groups: Groups, word: Word): number {
  return groups.of(slot(grid.ys, (word.top + word.bottom) / 2), slot(grid.xs, (word.left + word.right) / 2))
}

/** Neighbouring slots with no line between them are one cell. */
export function mergeCells(grid: Grid): Groups {
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

/** The outer frame of a grid. */
export function edges({ xs, ys }: Grid): Box {
  return { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
}

/** Whether the middle of a word lies in a grid. */
export function isInside(word: Word, grid: Grid): boolean {
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
