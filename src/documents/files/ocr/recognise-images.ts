/** Pictures of pages, each a photograph or a scan, into one text with the confidence it was read at. */
import { type Canvas, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { blocksToText } from '../blocks.ts'
import { ReadingStopped } from '../extraction.ts'
import { composePages } from '../layout/compose-pages.ts'
import { layoutPage } from '../layout/page-layout.ts'
import type { PageLayout } from '../layout/page-marks.ts'
import type { FileLimits } from '../limits.ts'
import type { ReadProgress } from '../reader-protocol.ts'
import { lowConfidenceNotes, type PageConfidence, totalConfidence } from './confidence.ts'
import type { RecognisedPage } from './recogniser.ts'
import { mendRomanNumbers } from './roman-slips.ts'
import { recogniseUpright, turned, whiteCanvas } from './upright.ts'

/** Long side at which letters of an A4 page are about 40 points high: more is slower and no better. */
const LONG_SIDE = 2_900
const MAX_ENLARGEMENT = 2

export type RecognisedText = { text: string; pages: number; confidence: number; notes: string[] }

/** Recognises pictures in order; each is fetched when its turn comes, so that only one is in memory. */
export async function recogniseImages(
  images: (() => Promise<Buffer | null>)[],
  limits: FileLimits,
  report: (progress: ReadProgress) => void,
): Promise<RecognisedText> {
  if (images.length > limits.maxOcrPages) throw new ReadingStopped('too_many_pages', `${images.length} ảnh`)
  const layouts: PageLayout[] = []
  const confidences: PageConfidence[] = []
  for (const [index, fetch] of images.entries()) {
    const bytes = await fetch()
    if (!bytes) continue
    const page = await recogniseUpright(await decode(bytes, limits))
    layouts.push(layoutPage(page))
    confidences.push(toPageConfidence(index + 1, page))
    report({ stage: 'recognising', page: index + 1, pages: images.length })
  }
  mendRomanNumbers(layouts)
  return {
    text: blocksToText(composePages(layouts)),
    pages: layouts.length,
    confidence: totalConfidence(confidences),
    notes: lowConfidenceNotes(confidences),
  }
}

/** What the confidence of a whole file is made of. */
export function toPageConfidence(page: number, recognised: RecognisedPage): PageConfidence {
  const chars = recognised.words.reduce((sum, word) => sum + word.text.length, 0)
  return { page, confidence: recognised.confidence, chars }
}

async function decode(bytes: Buffer, limits: FileLimits): Promise<Canvas> {
  const { width, height, orientation } = measure(bytes)
  if (width * height > limits.maxImagePixels) throw new ReadingStopped('image_too_large', `${width} × ${height}`)
  const image = await loadImage(bytes)
  const scale = Math.min(MAX_ENLARGEMENT, LONG_SIDE / Math.max(width, height))
  const canvas = whiteCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  // Cameras store the picture as the sensor saw it and write beside it how it was held.
  const stored = image.width === width && image.height === height
  const quarters = CAMERA_TURNS[orientation ?? 1] ?? 0
  return stored && quarters > 0 ? turned(canvas, quarters) : canvas
}

/** Quarter turns clockwise for the orientations cameras write (EXIF tag 0x0112); mirrored ones do not occur in scans. */
const CAMERA_TURNS: Record<number, number> = { 3: 2, 6: 1, 8: 3 }

function measure(bytes: Buffer): { width: number; height: number; orientation?: number } {
  try {
    return imageSize(bytes)
  } catch (error) {
    throw new ReadingStopped('damaged', undefined, { cause: error })
  }
}
