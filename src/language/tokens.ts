/** Text cut into the units that search counts: syllables, numbers, and whole identifiers such as `15/2020/NĐ-CP`. */
import { type Spelling, spell } from './syllables.ts'

/** `start` and `end` are offsets into the NFC text. A `whole` token stands beside its parts and has no neighbours. */
export type Token = Spelling & { start: number; end: number; whole: boolean }

const PIECE = /\p{L}[\p{L}\p{M}]*|\p{N}+|%/gu
/** Digits joined by separators, and numbers of documents: `74.971.550.000`, `30/9/2026`, `57-NQ/TW`, `15/2020/NĐ-CP`. */
const JOINED = /\d{1,20}(?:[./,-]\d{1,20}){1,6}(?:[/-]\p{L}{1,12}){0,4}|\d{1,20}(?:[/-]\p{L}{1,12}){1,4}/gu
const PERCENT = [spell('phần'), spell('trăm')]
const MAX_TOKEN_CHARS = 64

/** Every token in the order of the text; wholes after all the pieces. */
export function tokenise(text: string): Token[] {
  const lower = text.normalize('NFC').toLowerCase()
  const tokens: Token[] = []
  for (const match of lower.matchAll(PIECE)) pushPiece(tokens, match[0], match.index)
  for (const match of lower.matchAll(JOINED)) tokens.push(wholeOf(match[0], match.index))
  return tokens
}

function pushPiece(tokens: Token[], piece: string, start: number): void {
  const end = start + piece.length
  if (piece === '%') {
    for (const word of PERCENT) tokens.push({ ...word, start, end, whole: false })
    return
  }
  const { form, bare } = spell(withoutLeadingZeros(piece.slice(0, MAX_TOKEN_CHARS)))
  tokens.push({ form, bare, start, end, whole: false })
}

/** `30/09/2026` and `30-9-2026` are one date; dots inside a number only group its digits. */
function wholeOf(piece: string, start: number): Token {
  const parts = piece.split(/[/-]/).map((part) => withoutLeadingZeros(part.replace(/[.,]/g, '')))
  const { bare } = spell(parts.join('-'))
  return { form: bare, bare, start, end: start + piece.length, whole: true }
}

function withoutLeadingZeros(piece: string): string {
  return piece.replace(/^0+(?=\d)/, '')
}

/** A token as a word PostgreSQL's parser leaves alone: it begins with a letter and holds a-z and 0-9 only. */
export function encodeToken(bare: string): string {
  if (/^[a-z]+$/.test(bare)) return bare
  if (/^\d+$/.test(bare)) return `n${bare}`
  return `u${[...bare].map((char) => (/[a-z0-9]/.test(char) ? char : `x${char.codePointAt(0)?.toString(16)}`)).join('')}`
}

/** A pair of neighbours as one such word. The digit between keeps `a bc` apart from `ab c`. */
export function encodePair(first: string, second: string): string {
  return `${encodeToken(first)}0${encodeToken(second)}`
}
