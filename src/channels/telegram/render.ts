import type { OutboundMessage } from '../channel.ts'
import { sendableText } from '../sendable-text.ts'
import { linksToWrite } from './buttons.ts'

/** Lines that say what an answer rests on; set apart so that the answer itself stands out. */
const SOURCE_LINE = /^(?:Căn cứ|Nguồn):/

/** What the person reads, before any markup. */
export function wordsOf({ text, links }: Pick<OutboundMessage, 'text' | 'links'>): string {
  return [sendableText(text), ...linksToWrite(links).map(({ label, url }) => `${sendableText(label)}: ${url}`)].join(
    '\n',
  )
}

/** Telegram's HTML: only `<`, `>` and `&` have a meaning in it, so these alone are escaped. */
export function htmlOf(words: string): string {
  return words
    .split('\n')
    .map((line) => (SOURCE_LINE.test(line) ? `<blockquote>${escapeHtml(line)}</blockquote>` : escapeHtml(line)))
    .join('\n')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
