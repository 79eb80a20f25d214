import type { Channel, OutboundMessage } from '../channels/index.ts'

/** Where an answer's sources begin. */
const SOURCES = /^(?:Căn cứ|Nguồn):/m
/** A number, a mark and a break before each choice or link that a channel has to write into the text. */
const LISTED_CHARS = 8

/**
 * A message as the parts a channel can carry, in order: cut between paragraphs, else sentences, else words, never inside
 * a character; the sources stay in one piece. Choices, links and the file go with the last part. The same message gives
 * the same parts, so that a sending interrupted between two goes on where it was.
 */
export function partsOf(message: OutboundMessage, { maxTextChars }: Channel['limits']): OutboundMessage[] {
  const texts = splitText(message.text, { maxChars: maxTextChars, lastMaxChars: maxTextChars - listedChars(message) })
  const { choices, links, document, ...rest } = message
  return texts.map((text, at) => (at === texts.length - 1 ? { ...message, text } : { ...rest, text }))
}

function listedChars({ choices = [], links = [] }: OutboundMessage): number {
  const listed = [...choices, ...links.map(({ label, url }) => `${label}: ${url}`)]
  return listed.reduce((total, each) => total + each.length + LISTED_CHARS, 0)
}

type Room = { maxChars: number; lastMaxChars: number }

function splitText(text: string, { maxChars, lastMaxChars }: Room): string[] {
  // A channel with less room than its own choices need still gets its text.
  const lastChars = Math.max(lastMaxChars, Math.ceil(maxChars / 2))
  if (text.length <= lastChars) return [text]
  const at = text.search(SOURCES)
  const body = at > 0 ? text.slice(0, at).trimEnd() : text
  const sources = at > 0 ? text.slice(at) : ''
  const parts = cutAll(body, maxChars)
  const last = parts.pop() ?? ''
  const joined = sources ? `${last}\n${sources}` : last
  if (joined.length <= lastChars) return [...parts, joined]
  return [...parts, ...(sources ? [...cutAll(last, maxChars), ...cutAll(sources, lastChars)] : cutAll(last, lastChars))]
}

function cutAll(text: string, maxChars: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > maxChars) {
    const at = cutAt(rest, maxChars)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

/** Where a text is cut best: at a blank line, a line, the end of a sentence, a word. */
const ENDS = [/\n\s*\n/g, /\n/g, /[.!?…;][)"”]?\s/g, /\s/g]

/** The last good place to cut before `maxChars`, not in its first quarter; else between two characters. */
function cutAt(text: string, maxChars: number): number {
  const room = text.slice(0, maxChars + 1)
  for (const pattern of ENDS) {
    const last = [...room.matchAll(pattern)].at(-1)
    if (last && last.index > maxChars / 4) return last.index + last[0].trimEnd().length
  }
  return isInsidePair(text, maxChars) ? maxChars - 1 : maxChars
}

function isInsidePair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')
}
