/** Words into lines, and lines into the words between them. */
import type { TextLine, Word } from './page-marks.ts'

/** Share of the letter height beyond which a gap is a space even when the file has none there. */
const SPACE_SHARE = 0.2

/** Words of one line, left to right. */
export type WordLine = { words: Word[]; left: number; right: number; top: number; bottom: number }

/** Words that overlap in height by more than half are one line; lines come from top to bottom. */
export function groupLines(words: Word[]): WordLine[] {
  const sorted = words.toSorted((a, b) => a.top + a.bottom - (b.top + b.bottom))
  const lines: WordLine[] = []
  for (const word of sorted) {
    const line = lines.slice(-LOOK_BACK).findLast((candidate) => overlaps(candidate, word))
    if (line) addWord(line, word)
    else lines.push({ words: [word], left: word.left, right: word.right, top: word.top, bottom: word.bottom })
  }
  for (const line of lines) line.words.sort((a, b) => a.left - b.left)
  return lines.sort((a, b) => a.top - b.top)
}

const LOOK_BACK = 4

function overlaps(line: WordLine, word: Word): boolean {
  const shared = Math.min(line.bottom, word.bottom) - Math.max(line.top, word.top)
  return shared > Math.min(line.bottom - line.top, word.bottom - word.top) / 2
}

function addWord(line: WordLine, word: Word): void {
  line.words.push(word)
  line.left = Math.min(line.left, word.left)
  line.right = Math.max(line.right, word.right)
  // The line keeps the height of its tallest word, so that small marks beside it do not stretch it.
  if (word.bottom - word.top > line.bottom - line.top) {
    line.top = word.top
    line.bottom = word.bottom
  }
}

/** The line as text with the measures that tell how it continues. */
export function toTextLine(words: Word[]): TextLine {
  const sorted = words.toSorted((a, b) => a.left - b.left)
  let text = ''
  let previous: Word | undefined
  for (const word of sorted) {
    const gap = previous ? word.left - previous.right : 0
    const apart = word.spaced || gap > SPACE_SHARE * (word.bottom - word.top)
    text += previous && apart ? ` ${word.text}` : word.text
    previous = word
  }
  const squeezed = text.replace(/\s+/gu, ' ').trim()
  const left = Math.min(...words.map((word) => word.left))
  const right = Math.max(...words.map((word) => word.right))
  const firstWord = squeezed.split(' ', 1)[0] ?? ''
  const lettered = words.filter((word) => /[\p{L}\d]/u.test(word.text))
  return {
    text: squeezed,
    left,
    right,
    top: Math.min(...words.map((word) => word.top)),
    bottom: Math.max(...words.map((word) => word.bottom)),
    bold: lettered.length > 0 && lettered.every((word) => word.bold),
    firstWordWidth: ((right - left) * firstWord.length) / Math.max(1, squeezed.length),
  }
}

/** Whether `next` is where `line` goes on: its first word would not have fitted before the edge. */
export function wraps(line: TextLine, next: TextLine, availableWidth: number): boolean {
  const height = line.bottom - line.top
  const width = line.right - line.left
  // A small letter goes on with the sentence in any case of doubt, a capital only when it clearly would not have fitted.
  const doubt = /^\p{Ll}/u.test(next.text) ? height : height / 3
  return width + next.firstWordWidth + height / 4 > availableWidth - doubt
}

/** Two pieces of a wrapped line as one: a name broken after its own hyphen gets no space there. */
export function joinWrapped(before: string, next: string): string {
  const isHyphenated = /[\p{L}\d][-/]$/u.test(before) && /^[\p{L}\d]/u.test(next)
  return isHyphenated ? before + next : `${before} ${next}`
}
