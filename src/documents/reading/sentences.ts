/** A stretch of a block's plain text. */
export type Span = { from: number; to: number }

const END = /(?<![.!?…])([.!?…]+)(["”')\]*]*)(\s+|(?=\p{Lu}\p{Ll}))/gu
const ABBREVIATION =
  /(?:^|[\s(])(?:TP|Tp|tp|ThS|TS|PGS|GS|BS|KS|CN|đ\/c|Đ\/c|v\.v|vv|P|Q|TX|TT|St|tr|No|Mr|KT|TM|TL|TUQ)$/u

/** Sentences of a text; abbreviations, numbers and trailing dots inside one do not end it. */
export function sentences(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(END)) {
    const next = match.index + match[0].length
    if (next >= text.length) break
    if (!endsSentence(text, match.index, next, match[1] ?? '', match[3] ?? '')) continue
    spans.push({ from, to: next - (match[3]?.length ?? 0) })
    from = next
  }
  const to = text.trimEnd().length
  if (to > from) spans.push({ from, to })
  return spans
}

function endsSentence(text: string, dot: number, next: number, marks: string, space: string): boolean {
  if (!/^["“'(]?\p{Lu}/u.test(text.slice(next, next + 3))) return false
  if (!space && marks.length < 3) return false
  if (marks === '.' && ABBREVIATION.test(text.slice(Math.max(0, dot - 6), dot))) return false
  return !(marks === '.' && /(?:^|\s)\d{1,2}$/.test(text.slice(Math.max(0, dot - 3), dot)) && dot < 6)
}
