import { squeeze } from '../language/text.ts'

export type TableRow = { cells: string[]; head: string[] | null }

const SEPARATOR_ROW = /^[\s:|-]+$/
const HEAD_MARK = /^(stt|tt|số tt|số thứ tự)\.?$/iu

/**
 * The rows of a text's tables by their line as a passage quotes it (white space squeezed), with the head of their table.
 * Quotes lose their tabs when they are stored; a page sets a table again with this.
 */
export function tableRows(text: string): Map<string, TableRow> {
  const rows = new Map<string, TableRow>()
  let head: string[] | null = null
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const cells = cellsOf(line)
    if (!cells) head = null
    else if (HEAD_MARK.test(cells[0] ?? '')) head = cells
    else if (!SEPARATOR_ROW.test(line)) rows.set(squeeze(line), { cells, head })
  }
  return rows
}

/** Null when the line is no table row. */
function cellsOf(line: string): string[] | null {
  const isPiped = /^\s*\|.*\|\s*$/.test(line)
  if (!isPiped && !line.includes('\t')) return null
  const inner = isPiped ? line.trim().slice(1, -1) : line
  return inner.split(isPiped ? /(?<!\\)\|/ : '\t').map((cell) => squeeze(cell.replace(/\\\|/g, '|')))
}
