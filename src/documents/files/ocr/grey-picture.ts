/** A page in grey: what lines are looked for in, and what the recognition is given without the cost of packing it. */
import type { Canvas } from '@napi-rs/canvas'
import type { Box } from '../layout/grids.ts'
import type { Picture } from './image-rulings.ts'

const BYTES_A_POINT = 4
const INK_BELOW = 128
/** A digit has more dark points than this, specks have fewer. */
const MIN_INK_POINTS = 30
const MIN_CELL_POINTS = 12
const CELL_EDGE = 4
const MARGIN = 12
/** Darker than this is ink or shadow, whatever there is most of. */
const DARKEST_PAPER = 140
/** What is at least this share as bright as the paper is grain. */
const GRAIN_SHARE = 0.88

/** The canvas in grey, weighed as the eye sees its colours. */
export function toGrey(canvas: Canvas): Picture {
  const { width, height, data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const offset = at * BYTES_A_POINT
    grey[at] = ((data[offset] ?? 255) * 3 + (data[offset + 1] ?? 255) * 6 + (data[offset + 2] ?? 255)) / 10
  }
  whiten(grey)
  return { width, height, grey }
}

/** Paper that is grey, yellowed or grainy becomes white, so that painting over a line leaves no edge to be read. */
function whiten(grey: Uint8Array): void {
  const counts = new Uint32Array(256)
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1
  let paper = 255
  for (let value = 255; value >= DARKEST_PAPER; value -= 1) {
    if ((counts[value] ?? 0) > (counts[paper] ?? 0)) paper = value
  }
  const white = paper * GRAIN_SHARE
  for (let at = 0; at < grey.length; at += 1) grey[at] = Math.min(255, ((grey[at] ?? 255) * 255) / white)
}

/** A part of the picture with a white margin, which the recognition needs around letters; null when it holds no ink. */
export function cropInk({ width, grey }: Picture, box: Box): { picture: Picture; left: number; top: number } | null {
  const [left, top] = [Math.ceil(box.left) + CELL_EDGE, Math.ceil(box.top) + CELL_EDGE]
  const [right, bottom] = [Math.floor(box.right) - CELL_EDGE, Math.floor(box.bottom) - CELL_EDGE]
  if (right - left < MIN_CELL_POINTS || bottom - top < MIN_CELL_POINTS) return null
  const crop = { width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN }
  const cropped = new Uint8Array(crop.width * crop.height).fill(255)
  let ink = 0
  for (let y = top; y < bottom; y += 1) {
    const row = grey.subarray(y * width + left, y * width + right)
    for (const value of row) if (value < INK_BELOW) ink += 1
    cropped.set(row, (y - top + MARGIN) * crop.width + MARGIN)
  }
  return ink < MIN_INK_POINTS ? null : { picture: { ...crop, grey: cropped }, left: left - MARGIN, top: top - MARGIN }
}

/** The picture as a portable greymap: a line of text before the points (PNG takes seconds to pack a noisy scan). */
export function toGreymap({ width, height, grey }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), grey])
}
