/** Lines too long to be a paragraph, cut before any rule looks at them: what a rule costs is then bounded by a line, not by the file. */

/** Longest line read in one piece, in characters: three pages without a break, where offices' longest are under two thousand. */
export const MAX_LINE_CHARS = 10_000
/** Longest paragraph that is put together from lines, in characters. */
export const MAX_JOINED_CHARS = 4_000
/** Longest run of blanks kept in a line that is too long. */
const MAX_BLANKS = 200
const LONG_BLANKS = new RegExp(`[^\\S\\t]{${MAX_BLANKS + 1},}`, 'gu')

export type CutLine = {
  text: string
  /** Number of the line in the file. */
  number: number
  /** It goes on with the line before it, which was too long. */
  goesOn: boolean
}

/** The lines of a text, each one longer than `MAX_LINE_CHARS` in several: not a character is lost but blanks in long runs. */
export function cutLongLines(text: string): CutLine[] {
  return text.split('\n').flatMap((line, at) => {
    const pieces = line.length <= MAX_LINE_CHARS ? [line] : cut(line.replace(LONG_BLANKS, ' '.repeat(MAX_BLANKS)))
    return pieces.map((piece, index) => ({ text: piece, number: at + 1, goesOn: index > 0 }))
  })
}

/** Pieces that end at a cell's or a word's end where there is one. */
function cut(line: string): string[] {
  const pieces: string[] = []
  let from = 0
  while (line.length - from > MAX_LINE_CHARS) {
    const to = from + cutAt(line.slice(from, from + MAX_LINE_CHARS))
    pieces.push(line.slice(from, to))
    from = to
  }
  return [...pieces, line.slice(from)]
}

function cutAt(window: string): number {
  for (const space of ['\t', ' ']) {
    const at = window.lastIndexOf(space)
    if (at >= window.length / 2) return at + 1
  }
  // Between the two halves of one character there is no place to cut.
  return /[\ud800-\udbff]$/.test(window) ? window.length - 1 : window.length
}

const SHOWN_LINES = 5

/** What the clerk is told of lines that were cut; null where none was. */
export function longLineWarning(numbers: ReadonlySet<number>): string | null {
  if (numbers.size === 0) return null
  const shown = [...numbers].slice(0, SHOWN_LINES).join(', ')
  const more = numbers.size > SHOWN_LINES ? ` và ${numbers.size - SHOWN_LINES} dòng khác` : ''
  return `Đoạn dài bất thường, không có chỗ xuống dòng (dòng ${shown}${more}): đã ngắt ra để đọc, đề nghị đối chiếu với bản gốc`
}
