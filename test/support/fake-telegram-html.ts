/** Telegram's reading of `parse_mode: HTML`: its few tags, its four named entities, its complaints. */

export type Entity = { type: string; offset: number; length: number; url?: string }

export class ParseError extends Error {}

const TYPES: Record<string, string> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline' },
  ...{ s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough', code: 'code', pre: 'pre' },
  ...{ a: 'text_link', blockquote: 'blockquote', 'tg-spoiler': 'spoiler' },
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const PIECE = /<(\/?)([a-z-]*)([^>]*)>|<|&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));|[^<&]+|&/giy

type Open = { tag: string; offset: number; url?: string }

export function parseHtml(html: string): { text: string; entities: Entity[] } {
  let text = ''
  const entities: Entity[] = []
  const open: Open[] = []
  for (const match of html.matchAll(PIECE)) {
    const [piece, slash, tag = '', attributes = '', decimal, hex, name] = match
    if (piece.startsWith('<')) {
      if (slash === undefined) throw new ParseError(`Unclosed start tag at byte offset ${byteOffset(html, match)}`)
      if (!slash) open.push(opened(tag, attributes, text.length, byteOffset(html, match)))
      else entities.push(closed(open.pop(), tag, text.length, byteOffset(html, match)))
    } else text += decoded(piece, decimal, hex, name)
  }
  const last = open.at(-1)
  if (last) throw new ParseError(`Can't find end tag corresponding to start tag "${last.tag}"`)
  return { text, entities }
}

function opened(tag: string, attributes: string, offset: number, at: number): Open {
  if (!TYPES[tag.toLowerCase()]) throw new ParseError(`Unsupported start tag "${tag}" at byte offset ${at}`)
  const [, url] = /href="([^"]*)"/.exec(attributes) ?? []
  return { tag: tag.toLowerCase(), offset, url }
}

function closed(start: Open | undefined, tag: string, end: number, at: number): Entity {
  if (!start) throw new ParseError(`Unexpected end tag at byte offset ${at}`)
  if (start.tag !== tag.toLowerCase()) {
    throw new ParseError(`Unmatched end tag at byte offset ${at}, expected "</${start.tag}>", found "</${tag}>"`)
  }
  const { offset, url } = start
  return { type: TYPES[start.tag] ?? '', offset, length: end - offset, ...(url ? { url } : {}) }
}

function decoded(piece: string, decimal?: string, hex?: string, name?: string): string {
  if (decimal) return String.fromCodePoint(Number(decimal))
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
  return (name && NAMED[name]) || piece
}

function byteOffset(html: string, { index }: RegExpExecArray): number {
  return Buffer.byteLength(html.slice(0, index))
}
