/** The text without what no provider carries: halves of characters, zeros and other controls but line breaks and tabs. */
export function sendableText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '').replace(/[^\P{Cc}\n\t]/gu, '')
}

/** The label cut to what a button holds, by whole characters. */
export function buttonLabel(label: string, maxChars: number): string {
  const clean = sendableText(label).replace(/\s+/g, ' ').trim()
  if (clean.length <= maxChars) return clean
  return `${[...clean]
    .slice(0, maxChars - 1)
    .join('')
    .slice(0, maxChars - 1)
    .trimEnd()}…`
}
