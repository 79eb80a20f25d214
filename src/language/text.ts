/** The smallest operations on Vietnamese text, shared by reading, finding and answering. */

const COMBINING_MARKS = /\p{M}/gu
/** Format characters (soft hyphen, zero width, bidi, tags), unpaired surrogates, and controls but tab and line feed. */
const UNPRINTABLE = /[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/gu

/** NFC without invisible, control and unpaired characters: what may be stored, searched or sent. Line breaks and tabs stay. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNPRINTABLE, '')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
}

/** NFC with every run of white space as one space, trimmed: the form in which quotes are compared. */
export function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Lower case without tone and vowel marks, đ as d: `Chữ ký số` → `chu ky so`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(COMBINING_MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** A name as it stands in addresses and contracts: `Hòa Bình 2` → `hoa-binh-2`. */
export function slugify(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The text without what stands in round brackets and the white space before it; a bracket that is never closed stays. */
export function withoutBrackets(text: string): string {
  let kept = ''
  let from = 0
  for (;;) {
    const open = text.indexOf('(', from)
    const close = open < 0 ? -1 : text.indexOf(')', open)
    if (close < 0) return kept + text.slice(from)
    kept += text.slice(from, open).trimEnd()
    from = close + 1
  }
}
