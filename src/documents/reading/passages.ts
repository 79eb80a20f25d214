import { squeeze } from '../../language/text.ts'
import type { Cell, Passage, PassageKind } from '../administrative-document.ts'
import { quoteOf, seamless } from './blocks.ts'
import type { Placed } from './outline-state.ts'
import { type Span, sentences } from './sentences.ts'

/** Longest stretch, in characters, that an answer may quote. */
export const MAX_QUOTE_CHARS = 600

/** Every paragraph, bullet and row as it may be quoted: one contiguous stretch each, long ones cut at sentence ends. */
export function readPassages(placed: readonly Placed[]): Passage[] {
  return placed.flatMap((item) => {
    if (item.part === 'columns' || (item.part === 'heading' && !isSentence(item))) return []
    const lead = item.leads.at(-1) ?? null
    const cells = cellsOf(item)
    return quotesOf(item).map((quote) => ({
      kind: kindOf(item),
      section: item.section,
      cite: item.cite,
      quote,
      lead,
      ...(cells ? { cells } : {}),
    }))
  })
}

/** What a table's row says under which heading; a heading that groups rows says it by itself. */
function cellsOf({ block, table, part }: Placed): Cell[] | null {
  if (block.kind !== 'row' || !table || part !== 'matter') return null
  const cells = block.cells.flatMap((text, at) => (text ? [{ heading: table.headings[at] ?? '', text }] : []))
  return cells.length > 1 ? cells : null
}

/** A heading that is itself a rule ("Điều 2. Giao …") is quoted too. */
function isSentence(item: Placed): boolean {
  return /^Điều\s/iu.test(item.block.plain) && item.block.plain.split(/\s+/).length >= 8
}

function kindOf(item: Placed): PassageKind {
  if (item.region === 'head') return 'head'
  if (item.region === 'recipients') return 'recipients'
  if (item.region === 'sign') return 'sign'
  return item.block.kind === 'text' ? 'prose' : item.block.kind
}

function quotesOf(item: Placed): string[] {
  const { block } = item
  if (block.kind === 'row') return chunk(squeeze(block.raw))
  if (block.seams.length) return seamless(block, 0, block.raw.length).flatMap(chunk)
  const whole = squeeze(block.raw)
  if (whole.length <= MAX_QUOTE_CHARS) return whole ? [whole] : []
  return packSentences(block.plain).flatMap((span) => chunk(quoteOf(block, span.from, span.to)))
}

/** Sentences gathered into stretches as long as may be quoted. */
function packSentences(plain: string): Span[] {
  const packed: Span[] = []
  for (const span of sentences(plain).flatMap((sentence) => splitClauses(plain, sentence))) {
    const last = packed.at(-1)
    if (last && span.to - last.from <= MAX_QUOTE_CHARS) last.to = span.to
    else packed.push({ ...span })
  }
  return packed
}

/** A sentence too long to quote is cut at its semicolons. */
function splitClauses(plain: string, span: Span): Span[] {
  if (span.to - span.from <= MAX_QUOTE_CHARS) return [span]
  const cuts = [...plain.slice(span.from, span.to).matchAll(/;\s+/g)].map(
    (match) => span.from + match.index + match[0].length,
  )
  return [span.from, ...cuts].map((from, at) => ({ from, to: cuts[at] ?? span.to }))
}

/** Last resort for a stretch without sentence or clause: cut at a space. */
function chunk(text: string): string[] {
  const out: string[] = []
  let rest = text
  while (rest.length > MAX_QUOTE_CHARS) {
    const space = rest.lastIndexOf(' ', MAX_QUOTE_CHARS)
    const at = space > MAX_QUOTE_CHARS / 2 ? space : MAX_QUOTE_CHARS
    out.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest ? [...out, rest] : out
}
