/** Lines drawn on a PDF page: strokes along an axis, and filled boxes so thin that they are seen as lines. */
import { OPS, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Ruling } from '../layout/page-marks.ts'

type Matrix = number[]
type Operations = { fnArray: number[]; argsArray: unknown[] }
type Point = { x: number; y: number }
type Subpath = { points: Point[]; isClosed: boolean; isStraight: boolean }

const STROKES = new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke])
const FILLS = new Set([OPS.fill, OPS.eoFill])
const MAX_LINE_THICKNESS = 2.5
const AXIS_SLACK = 1
const MAX_RULINGS = 20_000
/** Codes inside a path and how many numbers follow each, as pdf.js packs them: move, line, curve, quadratic, close. */
const NUMBERS_AFTER: Record<number, number> = { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 }
const LINE = 1
const CLOSE = 4

/** Every axis-aligned line of a page, in the viewport that `matrix` maps to. */
export function readRulings({ fnArray, argsArray }: Operations, matrix: Matrix): Ruling[] {
  const rulings: Ruling[] = []
  const saved: Matrix[] = []
  let current = matrix
  fnArray.forEach((operation, at) => {
    const args = argsArray[at]
    if (operation === OPS.save) saved.push(current)
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) current = saved.pop() ?? matrix
    else if (operation === OPS.transform && isNumbers(args)) current = Util.transform(current, args)
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(current)
      const inner = Array.isArray(args) ? args[0] : null
      if (isNumbers(inner)) current = Util.transform(current, inner)
    } else if (operation === OPS.constructPath && rulings.length < MAX_RULINGS)
      rulings.push(...pathRulings(args, current))
  })
  return rulings
}

function pathRulings(args: unknown, matrix: Matrix): Ruling[] {
  if (!Array.isArray(args)) return []
  const [paint, packed] = args
  const path = Array.isArray(packed) ? packed[0] : null
  if (!(path instanceof Float32Array) && !isNumbers(path)) return []
  const subpaths = readSubpaths(path, matrix)
  if (STROKES.has(paint)) return subpaths.flatMap(strokedRulings)
  return FILLS.has(paint) ? subpaths.flatMap(filledRuling) : []
}

function readSubpaths(path: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = []
  for (let at = 0; at < path.length; ) {
    const code = path[at] ?? CLOSE
    const numbers = NUMBERS_AFTER[code]
    if (numbers === undefined) break
    const point = { x: path[at + numbers - 1] ?? 0, y: path[at + numbers] ?? 0 }
    const open = subpaths.at(-1)
    if (code === 0 || !open) subpaths.push({ points: [place(point, matrix)], isClosed: false, isStraight: true })
    else if (code === CLOSE) open.isClosed = true
    else {
      open.points.push(place(point, matrix))
      open.isStraight &&= code === LINE
    }
    at += numbers + 1
  }
  return subpaths
}

function place({ x, y }: Point, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

function strokedRulings({ points, isClosed, isStraight }: Subpath): Ruling[] {
  if (!isStraight) return []
  const ends = isClosed && points[0] ? [...points, points[0]] : points
  return ends.slice(1).flatMap((to, at) => {
    const from = ends[at]
    return from ? segmentRuling(from, to) : []
  })
}

function segmentRuling(from: Point, to: Point): Ruling[] {
  const across = Math.abs(from.x - to.x)
  const down = Math.abs(from.y - to.y)
  if (down <= AXIS_SLACK && across > AXIS_SLACK) {
    return [{ axis: 'horizontal', at: (from.y + to.y) / 2, from: Math.min(from.x, to.x), to: Math.max(from.x, to.x) }]
  }
  if (across <= AXIS_SLACK && down > AXIS_SLACK) {
    return [{ axis: 'vertical', at: (from.x + to.x) / 2, from: Math.min(from.y, to.y), to: Math.max(from.y, to.y) }]
  }
  return []
}

/** Word draws the borders of tables as filled boxes half a point thick. */
function filledRuling({ points, isStraight }: Subpath): Ruling[] {
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  if (!isStraight || points.length < 2 || points.length > 6) return []
  if (bottom - top <= MAX_LINE_THICKNESS && right - left > MAX_LINE_THICKNESS) {
    return [{ axis: 'horizontal', at: (top + bottom) / 2, from: left, to: right }]
  }
  if (right - left <= MAX_LINE_THICKNESS && bottom - top > MAX_LINE_THICKNESS) {
    return [{ axis: 'vertical', at: (left + right) / 2, from: top, to: bottom }]
  }
  return []
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}
