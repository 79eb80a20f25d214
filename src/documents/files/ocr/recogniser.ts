/** Optical recognition of Vietnamese, offline: the language data comes with the program, nothing is fetched or cached. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Canvas } from '@napi-rs/canvas'
import { createWorker, OEM, type Worker } from 'tesseract.js'
import type { PageMarks, Ruling, Word } from '../layout/page-marks.ts'
import { deskew } from './deskew.ts'
import { toGrey, toGreymap } from './grey-picture.ts'
import { eraseRulings, findRulings } from './image-rulings.ts'

export type RecognisedPage = PageMarks & {
  /** Mean confidence of its words by their length, 0 to 100; 0 when no word was found. */
  confidence: number
}

const LANGUAGE = 'vie'
const LANGUAGE_FILE = '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'
/** Specks and bits of a stamp come out as single signs of low confidence. */
const MIN_SIGN_CONFIDENCE = 50
const MIN_WORD_CONFIDENCE = 10

let engine: Promise<Worker> | undefined

/** Recognises one page. Lines of tables are painted over before the letters are read, else they are read as letters. */
export async function recognisePage(canvas: Canvas): Promise<RecognisedPage> {
  const picture = toGrey(deskew(canvas))
  const rulings = findRulings(picture)
  eraseRulings(picture, rulings)
  engine ??= startEngine()
  const worker = await engine
  const { data } = await worker.recognize(toGreymap(picture), {}, { blocks: true, text: false })
  const found = (data.blocks ?? [])
    .flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
    .flatMap((line) => line.words)
    .filter(isWord)
  const chars = found.reduce((sum, word) => sum + word.text.length, 0)
  const weighted = found.reduce((sum, word) => sum + word.confidence * word.text.length, 0)
  return {
    width: picture.width,
    height: picture.height,
    words: found.map(toWord),
    rulings: rulings.map(({ axis, at, from, to }): Ruling => ({ axis, at, from, to })),
    confidence: chars === 0 ? 0 : weighted / chars,
  }
}

function startEngine(): Promise<Worker> {
  const langPath = dirname(fileURLToPath(import.meta.resolve(LANGUAGE_FILE)))
  return createWorker(LANGUAGE, OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' })
}

type FoundWord = { text: string; confidence: number; bbox: { x0: number; y0: number; x1: number; y1: number } }

function isWord({ text, confidence }: FoundWord): boolean {
  if (!text.trim()) return false
  return confidence >= (/[\p{L}\d]/u.test(text) ? MIN_WORD_CONFIDENCE : MIN_SIGN_CONFIDENCE)
}

function toWord({ text, bbox }: FoundWord): Word {
  return { text, left: bbox.x0, right: bbox.x1, top: bbox.y0, bottom: bbox.y1, bold: false, spaced: true }
}
