/** As Zalo takes it: composed, because it counts characters and the decomposed form is longer by a quarter; whole characters only. */
export function sendable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').normalize('NFC')
}

export function countChars(text: string): number {
  return [...text.normalize('NFC')].length
}

/** The text cut to `maxChars` at the end of a word, with an ellipsis where anything was lost. */
export function shorten(text: string, maxChars: number): string {
  const chars = [...sendable(text).trim()]
  if (chars.length <= maxChars) return chars.join('')
  const kept = chars.slice(0, maxChars - 1).join('')
  const atWord = kept.replace(/\s+\S*$/u, '')
  return `${(atWord || kept).trimEnd()}…`
}

/** Choices as they are typed where there is no button for them, links as they are read. */
export function writtenOut(choices: readonly string[], links: readonly { label: string; url: string }[]): string[] {
  return [...choices, ...links.map(({ label, url }) => `${label}: ${url}`)].map(sendable)
}
