import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** A quote as people read it: the file's emphasis marks (`**`, `*…*`) become nothing or italics; all else stays text. */
export function withoutMarks(quote: string): (Html | string)[] {
  const parts = quote.replaceAll('**', '').split('*')
  const isPaired = parts.length % 2 === 1
  if (!isPaired) return [parts.join('*')]
  return parts.map((part, at) => (at % 2 === 1 ? html`<em>${part}</em>` : part))
}

/** An address, or a number that the words before it say to call. */
const LINKABLE =
  /(https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]])|((?<=(?<!kêu |mời )\bgọi (?:ngay )?(?:số )?)\d[\d .]{1,13}\d)/giu

/** An answer's line with its addresses and the numbers to call as links. */
export function withLinks(line: string): (Html | string)[] {
  const set: (Html | string)[] = []
  let end = 0
  for (const match of line.matchAll(LINKABLE)) {
    const [words, address] = match
    set.push(line.slice(end, match.index), address ? addressLink(address) : callLink(words))
    end = match.index + words.length
  }
  return [...set, line.slice(end)]
}

function addressLink(address: string): Html {
  return html`<a href="${address}" rel="noopener noreferrer">${address}</a>`
}

function callLink(number: string): Html {
  return html`<a href="tel:${number.replace(/[ .]/g, '')}">${number}</a>`
}
