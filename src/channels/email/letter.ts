import type { OutboundMessage } from '../channel.ts'
import { sendableText } from '../sendable-text.ts'

/** What inboxes show of a subject on a phone, twice over. */
const SUBJECT_MAX_CHARS = 120

/** The text with its links written out below. */
export function wordsOf({ text, links = [] }: Pick<OutboundMessage, 'text' | 'links'>): string {
  const written = links.map(({ label, url }) => `${sendableText(label)}: ${url}`)
  return [sendableText(text), ...(written.length > 0 ? ['', ...written] : [])].join('\n')
}

/** The first line that says something, whole words of it. */
export function subjectOf(words: string): string {
  const first = words.split('\n').find((line) => line.trim()) ?? ''
  const line = first.replace(/\s+/g, ' ').trim()
  if (line.length <= SUBJECT_MAX_CHARS) return line
  const cut = line.slice(0, SUBJECT_MAX_CHARS - 1)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : cut.length)}…`
}
