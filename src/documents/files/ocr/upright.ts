/** Pages that were scanned or photographed sideways or upside down, turned until they read best. */
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { type RecognisedPage, recognisePage } from './recogniser.ts'

/** Below this a page is most likely upside down, or no page at all. */
const TURNED_BELOW = 55
const MIN_LETTERS = 3

/** Recognises a page whichever way it lies. A page that lies right is recognised once. */
export async function recogniseUpright(canvas: Canvas): Promise<RecognisedPage> {
  const first = await recognisePage(canvas)
  const sideways = isSideways(first)
  if (first.words.length === 0 || (!sideways && first.confidence >= TURNED_BELOW)) return first
  let best = sideways ? null : first
  for (const quarters of sideways ? [1, 3] : [2, 1, 3]) {
    const page = await recognisePage(turned(canvas, quarters))
    if (!isSideways(page) && page.confidence > (best?.confidence ?? 0)) best = page
  }
  return best ?? first
}

/** The recognition reads lines that run up or down the page too, but a layout needs them level. */
function isSideways({ words }: RecognisedPage): boolean {
  const long = words.filter((word) => word.text.length >= MIN_LETTERS)
  const tall = long.filter((word) => word.bottom - word.top > word.right - word.left)
  return tall.length > long.length / 2
}

/** A copy turned clockwise by quarter turns. */
export function turned(canvas: Canvas, quarters: number): Canvas {
  const swapped = quarters % 2 === 1
  const copy = whiteCanvas(swapped ? canvas.height : canvas.width, swapped ? canvas.width : canvas.height)
  const context = copy.getContext('2d')
  context.translate(copy.width / 2, copy.height / 2)
  context.rotate((quarters * Math.PI) / 2)
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2)
  return copy
}

/** An empty sheet. */
export function whiteCanvas(width: number, height: number): Canvas {
  const canvas = createCanvas(Math.max(1, width), Math.max(1, height))
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  return canvas
}
