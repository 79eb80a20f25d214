/** Bytes of a .txt or .md as text: UTF-8, UTF-16 with or without its mark, or the one-byte code pages of old files. */
import type { UnreadableReason } from './extraction.ts'

export type Decoded = { text: string; notes: string[] } | { reason: UnreadableReason; place?: string }

const SAMPLE_BYTES = 64 * 1024
const MAX_CONTROL_SHARE = 0.01
const TAB = 0x09
const LAST_LAYOUT_CONTROL = 0x0d
const FIRST_PRINTABLE = 0x20
const DOS_END_OF_FILE = 0x1a

/** Decodes a whole plain file, or says why it is not one. */
export function decodePlainText(bytes: Buffer): Decoded {
  const marked = markedEncoding(bytes) ?? unmarkedUtf16(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), notes: [] }
  if (looksBinary(bytes)) return { reason: 'not_what_it_says', place: 'nội dung nhị phân' }
  const utf8 = decodeUtf8(bytes)
  if (utf8 !== null) return { text: utf8, notes: [] }
  return decodeByLine(bytes)
}

function markedEncoding(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 saved without its mark: every other byte of line ends, spaces and digits is zero, always on the same side. */
function unmarkedUtf16(bytes: Buffer): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 10
  if (bytes.length % 2 === 0 && odd > many && even === 0) return 'utf-16le'
  if (bytes.length % 2 === 0 && even > many && odd === 0) return 'utf-16be'
  return null
}

function looksBinary(bytes: Buffer): boolean {
  if (bytes.includes(0)) return true
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let controls = 0
  for (const byte of sample) {
    const layout = (byte >= TAB && byte <= LAST_LAYOUT_CONTROL) || byte === DOS_END_OF_FILE
    if (byte < FIRST_PRINTABLE && !layout) controls += 1
  }
  // TCVN3 puts a few capitals among the control codes, so some are no sign of a binary.
  return controls > sample.length * MAX_CONTROL_SHARE
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A file pasted together from several sources: each line is UTF-8 where it can be, a one-byte code page where not. */
function decodeByLine(bytes: Buffer): Decoded {
  const lines: (string | Buffer)[] = []
  for (let from = 0; from <= bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from)
    const to = newline < 0 ? bytes.length : newline
    const line = bytes.subarray(from, to)
    lines.push(decodeUtf8(line) ?? line)
    from = to + 1
  }
  const legacy = lines.filter((line): line is Buffer => typeof line !== 'string')
  const mixed = lines.some((line) => typeof line === 'string' && /[^\0-\x7f]/.test(line))
  const page = chooseCodePage(Buffer.concat(legacy.flatMap((line) => [line, Buffer.from('\n')])))
  const decoder = new TextDecoder(page)
  const text = lines.map((line) => (typeof line === 'string' ? line : decoder.decode(line).normalize('NFC'))).join('\n')
  const count = `${legacy.length} dòng không phải UTF-8`
  const notes = [
    mixed ? `tệp trộn nhiều bảng mã: ${count}; cần rà lại` : `${count}, đã đọc theo bảng mã cũ; cần rà lại`,
  ]
  return { text, notes }
}

const VIETNAMESE_SYLLABLE =
  /^(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aăâeêioôơuưy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?$/u
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu

/** Windows-1258 spells Vietnamese with combining marks; TCVN3 and VNI read as Latin-1 are converted by the language module. */
function chooseCodePage(bytes: Buffer): 'windows-1258' | 'windows-1252' {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  return vietnameseShare(new TextDecoder('windows-1258').decode(sample)) >= MIN_SYLLABLE_SHARE
    ? 'windows-1258'
    : 'windows-1252'
}

const MIN_SYLLABLE_SHARE = 0.7

/** Share of well-formed syllables among the words that carry marks. */
function vietnameseShare(text: string): number {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  const marked = words.filter((word) => /[^\0-\x7f]/.test(word))
  const good = marked.filter((word) => VIETNAMESE_SYLLABLE.test(withoutTone(word)))
  return marked.length === 0 ? 0 : good.length / marked.length
}

function withoutTone(word: string): string {
  return word.normalize('NFD').replace(TONE_MARKS, '').normalize('NFC')
}
