/** Lines of tables in a picture: long unbroken runs of dark points along one axis. */
import type { Ruling } from '../layout/page-marks.ts'

/** A picture in grey, one byte a point, 0 for black. */
export type Picture = { width: number; height: number; grey: Uint8Array }
export type PictureRuling = Ruling & { thickness: number }

const DARK_BELOW = 190
const MIN_ACROSS_SHARE = 0.03
const MIN_DOWN_SHARE = 0.022
const MAX_BREAK = 3
/** A scanned line has grey edges and leans a little; what is left of it would be read as dots. */
const HALO = 3
/** Thicker runs are bars, photographs or blackened areas. */
const MAX_THICKNESS_SHARE = 0.006

/** Rulings of a picture, in its own points. */
export function findRulings(picture: Picture): PictureRuling[] {
  const { width, height, grey } = picture
  const longSide = Math.max(width, height)
  const across = runsAlong({
    lanes: height,
    length: width,
    min: longSide * MIN_ACROSS_SHARE,
    isDark: (lane, at) => (grey[lane * width + at] ?? 255) < DARK_BELOW,
  })
  const down = runsAlong({
    lanes: width,
    length: height,
    min: longSide * MIN_DOWN_SHARE,
    isDark: (lane, at) => (grey[at * width + lane] ?? 255) < DARK_BELOW,
  })
  const thickest = Math.max(4, Math.min(width, height) * MAX_THICKNESS_SHARE)
  const horizontals = bundle(across, thickest).map((run) => toRuling('horizontal', run))
  const verticals = bundle(down, thickest).map((run) => toRuling('vertical', run))
  return keepGrid(horizontals, verticals, thickest)
}

/** Underlines and the stems of large letters are no part of a table: its lines meet at least two across them. */
function keepGrid(horizontals: PictureRuling[], verticals: PictureRuling[], slack: number): PictureRuling[] {
  const columns = verticals.filter((down) => horizontals.filter((across) => meets(across, down, slack)).length >= 2)
  const rows = horizontals.filter((across) => columns.filter((down) => meets(across, down, slack)).length >= 2)
  return [...rows, ...columns.filter((down) => rows.filter((across) => meets(across, down, slack)).length >= 2)]
}

function meets(across: Ruling, down: Ruling, slack: number): boolean {
  const inWidth = down.at >= across.from - slack && down.at <= across.to + slack
  return inWidth && across.at >= down.from - slack && across.at <= down.to + slack
}

/** Paints the rulings white, so that they are not read as letters. */
export function eraseRulings(picture: Picture, rulings: PictureRuling[]): void {
  for (const { axis, at, from, to, thickness } of rulings) {
    const low = Math.floor(at - thickness / 2) - HALO
    const high = Math.ceil(at + thickness / 2) + HALO
    const [start, end] = [from - HALO, to + HALO]
    const [left, right, top, bottom] = axis === 'horizontal' ? [start, end, low, high] : [low, high, start, end]
    for (let y = Math.max(0, top); y <= Math.min(picture.height - 1, bottom); y += 1) {
      const row = y * picture.width
      picture.grey.fill(255, row + Math.max(0, left), row + Math.min(picture.width - 1, right) + 1)
    }
  }
}

type Run = { lane: number; lastLane: number; from: number; to: number }
type Scan = { lanes: number; length: number; min: number; isDark: (lane: number, at: number) => boolean }

function runsAlong({ lanes, length, min, isDark }: Scan): Run[] {
  const runs: Run[] = []
  for (let lane = 0; lane < lanes; lane += 1) {
    let from = -1
    let last = -1
    for (let at = 0; at < length; at += 1) {
      if (!isDark(lane, at)) continue
      if (from < 0 || at - last > MAX_BREAK) {
        if (from >= 0 && last - from >= min) runs.push({ lane, lastLane: lane, from, to: last })
        from = at
      }
      last = at
    }
    if (from >= 0 && last - from >= min) runs.push({ lane, lastLane: lane, from, to: last })
  }
  return runs
}

/** Runs on neighbouring lanes that overlap are one line of some thickness; what is too thick is no line. */
function bundle(runs: Run[], thickest: number): Run[] {
  const bundles: Run[] = []
  let open: Run[] = []
  for (const run of runs) {
    open = open.filter((candidate) => run.lane - candidate.lastLane <= 2)
    const near = open.find((candidate) => run.from <= candidate.to && run.to >= candidate.from)
    if (near) {
      near.lastLane = run.lane
      near.from = Math.min(near.from, run.from)
      near.to = Math.max(near.to, run.to)
    } else {
      const started = { ...run }
      open.push(started)
      bundles.push(started)
    }
  }
  return bundles.filter((found) => found.lastLane - found.lane + 1 <= thickest)
}

function toRuling(axis: Ruling['axis'], run: Run): PictureRuling {
  return {
    axis,
    at: (run.lane + run.lastLane) / 2,
    from: run.from,
    to: run.to,
    thickness: run.lastLane - run.lane + 1,
  }
}
