/** Optical recognition of Vietnamese, offline: the language data comes with the program, nothing is fetched or cached. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Canvas } from '@napi-rs/canvas'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { pointSize } from '../layout/page-layout.ts'
import type { PageMarks, Ruling, Word } from '../layout/page-marks.ts'
import { emptyCells } from '../layout/ruled-tables.ts'
import { deskew } from './deskew.ts'
import { cropInk, toGrey, toGreymap } from './grey-picture.ts'
import { eraseRulings, findRulings, type Picture } from './image-rulings.ts'

export type RecognisedPage = PageMarks & {
  /** Mean confidence of its words by their length, 0 to 100; 0 when no word was found. */
  confidence: number
}

const LANGUAGE = 'vie'
const LANGUAGE_FILE = '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'
const MAX_MISSED_CELLS = 150
const PAGE_MODE = PSM.AUTO
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
  const onPage = await recogniseWords(worker, picture)
  const found = [...onPage, ...(await recogniseMissedCells(worker, picture, { words: onPage.map(toWord), rulings }))]
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

async function recogniseWords(worker: Worker, picture: Picture): Promise<FoundWord[]> {
  const { data } = await worker.recognize(toGreymap(picture), {}, { blocks: true, text: false })
  return (data.blocks ?? [])
    .flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
    .flatMap((line) => line.words)
    .filter(isWord)
}

/** A digit alone in its cell is often passed over as a speck: cells with ink but no word are read by themselves. */
async function recogniseMissedCells(
  worker: Worker,
  picture: Picture,
  { words, rulings }: { words: Word[]; rulings: Ruling[] },
): Promise<FoundWord[]> {
  const cells = emptyCells(words, rulings, pointSize(picture.width, picture.height))
    .map((box) => cropInk(picture, box))
    .filter((crop) => crop !== null)
    .slice(0, MAX_MISSED_CELLS)
  if (cells.length === 0) return []
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK })
  const found: FoundWord[] = []
  for (const { picture: cell, left, top } of cells) {
    const inCell = await recogniseWords(worker, cell)
    found.push(...inCell.map((word) => ({ ...word, bbox: moved(word.bbox, left, top) })))
  }
  await worker.setParameters({ tessedit_pageseg_mode: PAGE_MODE })
  return found
}

function moved({ x0, y0, x1, y1 }: FoundWord['bbox'], left: number, top: number): FoundWord['bbox'] {
  return { x0: x0 + left, y0: y0 + top, x1: x1 + left, y1: y1 + top }
}

async function startEngine(): Promise<Worker> {
  const langPath = dirname(fileURLToPath(import.meta.resolve(LANGUAGE_FILE)))
  const worker = await createWorker(LANGUAGE, OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' })
  // The engine's own default takes a page for one block: words of neighbouring columns then run into one another.
  await worker.setParameters({ tessedit_pageseg_mode: PAGE_MODE })
  return worker
}

type FoundWord = { text: string; confidence: number; bbox: { x0: number; y0: number; x1: number; y1: number } }

function isWord({ text, confidence }: FoundWord): boolean {
  if (!text.trim()) return false
  return confidence >= (/[\p{L}\d]/u.test(text) ? MIN_WORD_CONFIDENCE : MIN_SIGN_CONFIDENCE)
}

function toWord({ text, bbox }: FoundWord): Word {
  return { text, left: bbox.x0, right: bbox.x1, top: bbox.y0, bottom: bbox.y1, bold: false, spaced: true }
}
