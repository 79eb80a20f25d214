/** A page that lay askew on the scanner, turned straight: rows of tables are only rows when they are level. */
import { type Canvas, createCanvas } from '@napi-rs/canvas'

const PROBE_WIDTH = 700
const MAX_DEGREES = 4
const STEP_DEGREES = 0.1
/** Below this a row stays within its own height across the page. */
const LEVEL_DEGREES = 0.15
const DARK_BELOW = 150
const BYTES_A_POINT = 4

/** The page level; the same canvas when it already is. */
export function deskew(canvas: Canvas): Canvas {
  const degrees = skewDegrees(canvas)
  if (Math.abs(degrees) < LEVEL_DEGREES) return canvas
  const level = createCanvas(canvas.width, canvas.height)
  const context = level.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, level.width, level.height)
  context.translate(level.width / 2, level.height / 2)
  context.rotate((-degrees * Math.PI) / 180)
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2)
  return level
}

/** The slope along which the dark points gather in the fewest rows, clockwise. */
function skewDegrees(canvas: Canvas): number {
  const points = darkPoints(canvas)
  if (points.length === 0) return 0
  let best = { degrees: 0, score: rowScore(points, 0) }
  for (let step = 1; step * STEP_DEGREES <= MAX_DEGREES; step += 1) {
    for (const degrees of [step * STEP_DEGREES, -step * STEP_DEGREES]) {
      const score = rowScore(points, Math.tan((degrees * Math.PI) / 180))
      if (score > best.score) best = { degrees, score }
    }
  }
  return best.degrees
}

type Point = { x: number; y: number }

function darkPoints(canvas: Canvas): Point[] {
  const scale = Math.min(1, PROBE_WIDTH / canvas.width)
  const probe = createCanvas(Math.ceil(canvas.width * scale), Math.ceil(canvas.height * scale))
  const context = probe.getContext('2d')
  context.drawImage(canvas, 0, 0, probe.width, probe.height)
  const { data, width } = context.getImageData(0, 0, probe.width, probe.height)
  const points: Point[] = []
  for (let at = 0; at * BYTES_A_POINT < data.length; at += 1) {
    if ((data[at * BYTES_A_POINT + 1] ?? 255) < DARK_BELOW) points.push({ x: at % width, y: Math.floor(at / width) })
  }
  return points
}

function rowScore(points: Point[], slope: number): number {
  const rows = new Map<number, number>()
  for (const { x, y } of points) {
    const row = Math.round(y - x * slope)
    rows.set(row, (rows.get(row) ?? 0) + 1)
  }
  let score = 0
  for (const count of rows.values()) score += count * count
  return score
}
