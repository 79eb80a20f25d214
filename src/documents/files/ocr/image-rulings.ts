/** Lines of tables in a picture: long unbroken runs of dark points along one axis. */
import type { Ruling } from '../layout/page-marks.ts'

export type Picture = { width: number; height: number; data: Uint8ClampedArray }
export type PictureRuling = Ruling & { thickness: number }

const DARK_BELOW = 150
const MIN_ACROSS_SHARE = 0.03
const MIN_DOWN_SHARE = 0.022
const MAX_BREAK = 3
/** Thicker runs are bars, photographs or blackened areas. */
const MAX_THICKNESS_SHARE = 0.006
const BYTES_A_POINT = 4

/** Rulings of a picture, in its own points. */
export function findRulings(picture: Picture): PictureRuling[] {
  const dark = darkPoints(picture)
  const { width, height } = picture
  const longSide = Math.max(width, height)
  const across = runsAlong({
    lanes: height,
    length: width,
    min: longSide * MIN_ACROSS_SHARE,
    isDark: (lane, at) => dark[lane * width + at] === 1,
  })
  const down = runsAlong({
    lanes: width,
    length: height,
    min: longSide * MIN_DOWN_SHARE,
    isDark: (lane, at) => dark[at * width + lane] === 1,
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
    const low = Math.floor(at - thickness / 2) - 1
    const high = Math.ceil(at + thickness / 2) + 1
    const [left, right, top, bottom] = axis === 'horizontal' ? [from, to, low, high] : [low, high, from, to]
    for (let y = Math.max(0, top); y <= Math.min(picture.height - 1, bottom); y += 1) {
      const start = (y * picture.width + Math.max(0, left)) * BYTES_A_POINT
      const end = (y * picture.width + Math.min(picture.width - 1, right) + 1) * BYTES_A_POINT
      picture.data.fill(255, start, end)
    }
  }
}

function darkPoints({ width, height, data }: Picture): Uint8Array {
  const dark = new Uint8Array(width * height)
  for (let at = 0; at < dark.length; at += 1) {
    const offset = at * BYTES_A_POINT
    const [red = 255, green = 255, blue = 255] = [data[offset], data[offset + 1], data[offset + 2]]
    dark[at] = (red * 3 + green * 6 + blue) / 10 < DARK_BELOW ? 1 : 0
  }
  return dark
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
