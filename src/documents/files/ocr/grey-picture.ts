/** A page in grey: what lines are looked for in, and what the recognition is given without the cost of packing it. */
import type { Canvas } from '@napi-rs/canvas'
import type { Picture } from './image-rulings.ts'

const BYTES_A_POINT = 4
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

/** The picture as a portable greymap: a line of text before the points (PNG takes seconds to pack a noisy scan). */
export function toGreymap({ width, height, grey }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), grey])
}
