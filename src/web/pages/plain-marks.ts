import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** A quote as people read it: the file's emphasis marks (`**`, `*…*`) become nothing or italics; all else stays text. */
export function withoutMarks(quote: string): (Html | string)[] {
  const parts = quote.replaceAll('**', '').split('*')
  const isPaired = parts.length % 2 === 1
  if (!isPaired) return [parts.join('*')]
  return parts.map((part, at) => (at % 2 === 1 ? html`<em>${part}</em>` : part))
}
