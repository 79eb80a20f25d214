/** A page in grey: what lines are looked for in, and what the recognition is given without the cost of packing it. */
import type { Canvas } from '@napi-rs/canvas'
import type { Picture } from './image-rulings.ts'

const BYTES_A_POINT = 4

/** The canvas in grey, weighed as the eye sees its colours. */
export function toGrey(canvas: Canvas): Picture {
  const { width, height, data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const offset = at * BYTES_A_POINT
    grey[at] = ((data[offset] ?? 255) * 3 + (data[offset + 1] ?? 255) * 6 + (data[offset + 2] ?? 255)) / 10
  }
  return { width, height, grey }
}

/** The picture as a portable greymap: a line of text before the points (PNG takes seconds to pack a noisy scan). */
export function toGreymap({ width, height, grey }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), grey])
}
