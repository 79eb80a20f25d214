import { squeeze } from '../../language/text.ts'
import { bulletMarker, isCaps, isRow, type Line } from './repair.ts'

/** One paragraph, bullet or table row, with what its form says and where it stands in the text. */
export type Block = {
  kind: 'text' | 'bullet' | 'row'
  /** Words with emphasis marks, without bullet or heading marks: a stretch of the text. */
  raw: string
  /** The same without emphasis marks. */
  plain: string
  /** For each character of `plain` its place in `raw`; null when they are equal. */
  places: number[] | null
  /** 0 for "*" leads and text, 1 for "-", 2 for "+". */
  depth: number
  /** The whole line is in bold or italics. */
  bold: boolean
  /** Number of "#" before it, 0 when none. */
  hashes: number
  caps: boolean
  cells: string[]
  gap: boolean
  /** Places in `raw` that no quote runs over. */
  seams: number[]
  /** Offset of `raw` in the document's text. */
  start: number
}

const HASHES = /^(#{1,6})\s+/
/** A bullet inside emphasis: "**- Lưu: VT.**". */
const BOLD_BULLET = /^(?:\*{2,3}|__)[-+–•]\s+(?=\S)/u
const QUOTE_MARK = /^(?:>\s*)+/
const SEPARATOR_ROW = /^(?=.[^|]*\|)[\s:|-]+$/s
const SECOND_LEVEL = /[+○◦▪]/u

/** Cuts lines into blocks; `text` is what every quote stands in. */
export function toBlocks(lines: readonly Line[]): { blocks: Block[]; text: string } {
  const blocks: Block[] = []
  let offset = 0
  for (const line of lines) {
    const made = toBlock(line, offset)
    if (made) blocks.push(...splitRunIn(made))
    offset += line.raw.length + 1
  }
  return { blocks, text: lines.map((line) => line.raw).join('\n') }
}

function toBlock(line: Line, offset: number): Block | null {
  if (isRow(line.raw)) return rowBlock(line, offset)
  const quoted = QUOTE_MARK.exec(line.raw)?.[0].length ?? 0
  const rest = line.raw.slice(quoted)
  const heading = HASHES.exec(rest)
  const marker = heading ? null : (bulletMarker(rest) ?? BOLD_BULLET.exec(rest)?.[0] ?? null)
  const skip = quoted + (heading?.[0].length ?? marker?.length ?? 0)
  const raw = line.raw.slice(skip)
  const block = textBlock(raw, offset + skip, line.gap)
  return {
    ...block,
    kind: marker === null ? 'text' : 'bullet',
    depth: marker === null ? 0 : bulletDepth(marker),
    seams: line.seams.map((seam) => seam - skip),
    hashes: heading?.[1]?.length ?? 0,
  }
}

const RUN_IN =
  /^(\*\*|__)\s*((?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[A-Z]{1,4})\s*[.)][^*_]{2,160}?)\1\s*[:.]?\s*(?=[\p{L}\d])/u

/** A numbered title in bold with its text on the same line is a heading and a paragraph. */
function splitRunIn(block: Block): Block[] {
  const match = block.kind === 'text' ? RUN_IN.exec(block.raw) : null
  if (!match) return [block]
  const head = textBlock(match[0].trimEnd(), block.start, block.gap)
  const rest = textBlock(block.raw.slice(match[0].length), block.start + match[0].length, false)
  return rest.plain.split(/\s+/).length >= 3 ? [{ ...head, bold: true, hashes: block.hashes }, rest] : [block]
}

function bulletDepth(marker: string): number {
  if (SECOND_LEVEL.test(marker)) return 2
  return marker.trim() === '*' ? 0 : 1
}

const WHOLE_EMPHASIS = /^(?:\*{1,3}|_{1,2})[^*_\s(].*(?:\*{1,3}|_{1,2})[.:]?$/u

/** A block of running text at a place of the document; also used for a cell of a layout table. */
export function textBlock(raw: string, start: number, gap: boolean): Block {
  const { plain, places } = stripEmphasis(raw)
  const bold = WHOLE_EMPHASIS.test(raw)
  return {
    kind: 'text',
    raw,
    plain,
    places,
    depth: 0,
    bold,
    hashes: 0,
    caps: isCaps(plain),
    cells: [],
    gap,
    start,
    seams: [],
  }
}

function rowBlock(line: Line, offset: number): Block | null {
  if (SEPARATOR_ROW.test(line.raw) && line.raw.includes('-')) return null
  const piped = line.raw.startsWith('|')
  const inner = piped ? line.raw.replace(/^\||\|\s*$/g, '') : line.raw
  const cells = inner.split(piped ? /(?<!\\)\|/ : '\t').map(cellText)
  if (cells.every((cell) => cell === '')) return null
  const block = textBlock(line.raw.trim(), offset + (line.raw.length - line.raw.trimStart().length), line.gap)
  return { ...block, kind: 'row', plain: cells.join(' '), places: null, cells }
}

function cellText(cell: string): string {
  return stripEmphasis(cell.replace(/<br\s*\/?>/gi, ' ').replace(/\\([|*_-])/g, '$1'))
    .plain.replace(/\s+/g, ' ')
    .trim()
}

const EMPHASIS = /\*+|__+|(?<![\p{L}\d])_|_(?![\p{L}\d])|`+|\\(?=[-.+*_#()[\]])/gu

function stripEmphasis(raw: string): { plain: string; places: number[] | null } {
  if (!/[*_`\\]/.test(raw)) return { plain: raw, places: null }
  const kept: number[] = []
  const out: string[] = []
  let from = 0
  const keep = (to: number): void => {
    for (let i = from; i < to; i++) {
      kept.push(i)
      out.push(raw[i] ?? '')
    }
  }
  for (const match of raw.matchAll(EMPHASIS)) {
    keep(match.index)
    from = match.index + match[0].length
    if (joinsWords(raw, match.index, from)) {
      kept.push(match.index)
      out.push(' ')
    }
  }
  keep(raw.length)
  const joined = out.join('')
  const lead = joined.length - joined.trimStart().length
  const plain = joined.trim()
  return { plain, places: kept.slice(lead, lead + plain.length) }
}

/** Emphasis may be all that parts two words: "PHỤ LỤC**DANH MỤC**". */
function joinsWords(raw: string, from: number, to: number): boolean {
  return /\p{L}/u.test(raw[from - 1] ?? '') && /\p{L}/u.test(raw[to] ?? '')
}

/** The stretch of the file behind `plain.slice(from, to)`, emphasis marks inside it kept; the longest part without a seam. */
export function quoteOf(block: Block, from: number, to: number): string {
  const first = block.places ? block.places[from] : from
  const last = block.places ? block.places[to - 1] : to - 1
  if (first === undefined || last === undefined) return ''
  const parts = seamless(block, first, last + 1)
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '')
}

/** Parts of `raw` between two places that stand in the file as one, white space squeezed. */
export function seamless(block: Block, from: number, to: number): string[] {
  const cuts = [from, ...block.seams.filter((seam) => seam > from && seam < to), to]
  return cuts.slice(1).map((end, at) => squeeze(block.raw.slice(cuts[at], end)))
}
