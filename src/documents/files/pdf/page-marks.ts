/** The text layer and the lines of one PDF page, in points from its upper left corner as a reader sees it. */
import { OPS, type PageViewport, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PageMarks, Word } from '../layout/page-marks.ts'
import { convertLegacyFont } from '../legacy-fonts.ts'
import { readRulings } from './rulings.ts'

export type PdfPageMarks = PageMarks & {
  hasPictures: boolean
  /** Letters too small to be seen or off the page: left out. */
  hiddenChars: number
  /** Share of letters that have no meaning outside their font, as when a font lacks its table of letters. */
  garbledShare: number
}

type TextPiece = { str: string; transform: number[]; width: number; fontName: string }
type Matrix = number[]

const ASCENT = 0.8
const DESCENT = 0.2
const MIN_VISIBLE_POINTS = 2
const PICTURE_OPERATIONS = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
])
const GARBLED = /[\uFFFD\p{Co}\p{Cc}]/gu
/** Bullets of the symbol fonts, which stand in the private area of Unicode. */
const SYMBOL_BULLET = /^\p{Co}$/u

/** Reads one page; text written sideways on an upright page turns the page. */
export async function readPageMarks(page: PDFPageProxy): Promise<PdfPageMarks> {
  const operations = await page.getOperatorList()
  const content = await page.getTextContent()
  const pieces = content.items.filter((item): item is TextPiece & typeof item => 'str' in item)
  const viewport = page.getViewport({ scale: 1, rotation: uprightRotation(page, pieces) })
  const matrix = Array.from(viewport.transform)
  const { words, hiddenChars } = readWords(page, pieces, viewport)
  const text = words.map((word) => word.text).join('')
  return {
    width: viewport.width,
    height: viewport.height,
    words,
    rulings: readRulings(operations, matrix),
    hasPictures: operations.fnArray.some((operation) => PICTURE_OPERATIONS.has(operation)),
    hiddenChars,
    garbledShare: text.length === 0 ? 0 : (text.match(GARBLED)?.length ?? 0) / text.length,
  }
}

/** Landscape tables are often set sideways on a portrait page without saying so: most letters decide what is up. */
function uprightRotation(page: PDFPageProxy, pieces: TextPiece[]): number {
  const base = page.getViewport({ scale: 1 })
  const letters = new Map<number, number>()
  for (const piece of pieces) {
    const [a = 1, b = 0] = Util.transform(base.transform, piece.transform)
    const quarters = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4
    letters.set(quarters, (letters.get(quarters) ?? 0) + piece.str.length)
  }
  const [quarters = 0] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return (base.rotation + 360 - quarters * 90) % 360
}

function readWords(
  page: PDFPageProxy,
  pieces: TextPiece[],
  viewport: PageViewport,
): { words: Word[]; hiddenChars: number } {
  const words: Word[] = []
  let hiddenChars = 0
  let spaced = false
  for (const piece of pieces) {
    if (!piece.str.trim()) {
      spaced ||= piece.str !== ''
      continue
    }
    const word = placeWord(piece, viewport.transform, fontOf(page, piece.fontName))
    if (isVisible(word, viewport)) words.push({ ...word, spaced: spaced || /^\s/.test(piece.str) })
    else hiddenChars += piece.str.length
    spaced = /\s$/.test(piece.str)
  }
  return { words, hiddenChars }
}

function placeWord(piece: TextPiece, transform: Matrix, font: PdfFont): Word {
  const [, , c = 0, d = 0, x = 0, y = 0] = Util.transform(transform, piece.transform)
  const size = Math.hypot(c, d)
  return {
    text: convertLegacyFont(piece.str.trim().replace(SYMBOL_BULLET, '-'), font.name),
    left: x,
    right: x + piece.width,
    top: y - size * ASCENT,
    bottom: y + size * DESCENT,
    bold: font.bold,
    spaced: false,
  }
}

function isVisible(word: Word, viewport: PageViewport): boolean {
  const onPage = word.right > 0 && word.left < viewport.width && word.bottom > 0 && word.top < viewport.height
  return onPage && word.bottom - word.top >= MIN_VISIBLE_POINTS
}

type PdfFont = { name: string; bold: boolean }

/** The font's own name is known once the page's operations are; a name says bold more often than the flag does. */
function fontOf(page: PDFPageProxy, id: string): PdfFont {
  const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null
  const name = typeof font === 'object' && font && 'name' in font ? String(font.name).replace(/^[A-Z]{6}\+/, '') : ''
  const flagged = typeof font === 'object' && font !== null && 'bold' in font && font.bold === true
  return { name, bold: flagged || /bold|black|heavy|,b\b/i.test(name) }
}
