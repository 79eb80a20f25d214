/** Tables of tabbed text whose rows broke: a group's title without tabs between the rows, a row wrapped over several lines. */
import { squeeze } from '../../language/text.ts'
import type { Block } from './blocks.ts'
import { tableHead } from './tables.ts'

/** Lines that one row may be wrapped over. */
const MOST_LINES = 4
const MOST_TITLE_CHARS = 200
const NUMBER = /^\d{1,3}(?:\.\d{1,3})*[.)]?$/
const GOES_ON = /^[\p{Ll}(]/u

/** The same blocks with each broken row in one piece, and what stands between rows as a row. `text` is what the blocks lie in. */
export function mendTables(blocks: readonly Block[], text: string): Block[] {
  const out: Block[] = []
  let columns = 0
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at]
    if (!block) continue
    columns = columnsFrom(block, columns)
    const mended = columns > 0 ? mendAt({ blocks, at, columns, text }, out.at(-1)) : null
    if (mended?.replaces) out.pop()
    out.push(mended?.row ?? block)
    if (!mended && block.kind !== 'row') columns = 0
    at += (mended?.lines ?? 1) - 1
  }
  return out
}

/** Columns of the table that a block stands in or begins; of a table with bars there is nothing to mend. */
function columnsFrom(block: Block, before: number): number {
  if (block.kind !== 'row' || !tableHead(block.cells)) return before
  return block.raw.includes('\t') ? block.cells.length : 0
}

type Here = { blocks: readonly Block[]; at: number; columns: number; text: string }
/** The row that so many lines make; it `replaces` the row before where it goes on with that one. */
type Mended = { row: Block; lines: number; replaces?: true }

function mendAt({ blocks, at, columns, text }: Here, before: Block | undefined): Mended | null {
  const whole = wholeRow(blocks, at, columns)
  if (whole) return { row: joined(whole, text), lines: whole.length }
  const block = blocks[at]
  if (!block || block.kind === 'row' || before?.kind !== 'row' || !leadsToRow(blocks, at, columns)) return null
  if (GOES_ON.test(block.plain)) return { row: longer(before, block, text), lines: 1, replaces: true }
  return { row: { ...block, kind: 'row', cells: [block.plain, ...Array<string>(columns - 1).fill('')] }, lines: 1 }
}

/** The lines of a numbered row that is whole only with those after it; null where it is whole, or they do not fit. */
function wholeRow(blocks: readonly Block[], at: number, columns: number): Block[] | null {
  const first = blocks[at]
  if (!first || !isNumbered(first) || first.cells.length >= columns - 1) return null
  let cells = first.cells.length
  for (let to = at + 1; to < at + MOST_LINES; to += 1) {
    const next = blocks[to]
    if (!next || next.gap || isNumbered(next) || next.hashes > 0) return null
    cells += next.kind === 'row' ? next.cells.length - 1 : 0
    if (cells > columns) return null
    if (next.kind === 'row' && cells >= columns - 1) return blocks.slice(at, to + 1)
  }
  return null
}

/** Whether one or two lines without tabs stand before a numbered row of the table. */
function leadsToRow(blocks: readonly Block[], at: number, columns: number): boolean {
  for (const to of [at, at + 1]) {
    const [title, next] = [blocks[to], blocks[to + 1]]
    if (!title || title.kind === 'row' || title.hashes > 0 || title.plain.length > MOST_TITLE_CHARS) return false
    if (next && isNumbered(next)) return next.cells.length >= columns - 1 || wholeRow(blocks, to + 1, columns) !== null
  }
  return false
}

function isNumbered(block: Block | undefined): boolean {
  return block?.kind === 'row' && block.raw.includes('\t') && NUMBER.test(block.cells[0] ?? '')
}

function joined(lines: readonly Block[], text: string): Block {
  return lines.slice(1).reduce((row, line) => {
    const [first = '', ...rest] = line.kind === 'row' ? line.cells : [line.plain]
    return longer(row, { ...line, plain: first }, text, rest)
  }, lines[0] as Block)
}

/** A row with words added to its last cell, and the cells after them. */
function longer(row: Block, line: Block, text: string, more: readonly string[] = []): Block {
  const last = squeeze(`${row.cells.at(-1) ?? ''} ${line.plain}`)
  const cells = [...row.cells.slice(0, -1), last, ...more]
  return { ...row, cells, plain: cells.join(' '), raw: text.slice(row.start, line.start + line.raw.length) }
}
