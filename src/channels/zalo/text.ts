/** Zalo counts characters, and Vietnamese in its composed form is the shorter by a quarter. */
export function countChars(text: string): number {
  return [...text.normalize('NFC')].length
}

/** The text cut to `maxChars` at the end of a word, with an ellipsis where anything was lost. */
export function shorten(text: string, maxChars: number): string {
  const chars = [...text.normalize('NFC').trim()]
  if (chars.length <= maxChars) return chars.join('')
  const kept = chars.slice(0, maxChars - 1).join('')
  const atWord = kept.replace(/\s+\S*$/u, '')
  return `${(atWord || kept).trimEnd()}…`
}
