/** The text conventions every format is brought to: a blank line between paragraphs, a table as lines of tabbed cells. */

export type Block = { kind: 'paragraph'; text: string } | { kind: 'table'; rows: string[][] }

/** Stands between two lines of one table cell that are items of their own: white space, yet not the end of a row. */
export const CELL_BREAK = '\u2028'

const ENDS_OPEN = /[-–—,/&(]$/u
const STARTS_ITEM = /^(?:[-+*•–]\s|\p{Lu}|\d{1,2}[.)]\s)/u

/**
 * Lines or paragraphs of one cell as one string. A line that begins like an item of its own stays apart by CELL_BREAK,
 * so that two offices written under one another are not read as one name.
 */
export function joinCellLines(lines: string[]): string {
  let joined = ''
  for (const line of lines) {
    const text = line.replace(/\s+/gu, ' ').trim()
    if (!text) continue
    if (!joined) joined = text
    else joined += (STARTS_ITEM.test(text) && !ENDS_OPEN.test(joined) ? CELL_BREAK : ' ') + text
  }
  return joined
}

/** Blocks as plain text in the conventions above. */
export function blocksToText(blocks: Block[]): string {
  const parts = blocks.map((block) => (block.kind === 'paragraph' ? block.text.trimEnd() : tableToText(block.rows)))
  return `${parts.filter((part) => part.trim()).join('\n\n')}\n`
}

function tableToText(rows: string[][]): string {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows
    .filter((row) => row.some((cell) => cell.trim()))
    .map((row) => Array.from({ length: width }, (_, column) => cellToText(row[column])).join('\t'))
    .join('\n')
}

function cellToText(cell: string | undefined): string {
  return (cell ?? '').replace(/[^\S\u2028]+/gu, ' ').trim()
}

/** A whole paragraph in bold is marked as Markdown does, so that the outline can tell a heading from a list item. */
export function emphasise(text: string, bold: boolean): string {
  return bold && text.length <= MAX_BOLD_CHARS && /\p{L}/u.test(text) ? `**${text}**` : text
}

const MAX_BOLD_CHARS = 400
