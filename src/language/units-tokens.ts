import { fold } from './text.ts'
import { UNIT_ABBREVIATIONS } from './units-abbreviations.ts'

/** One syllable or mark of a text as unit matching sees it; an abbreviation gives several, all spanning its letters. */
export type UnitToken = {
  fold: string
  /** Lower case with marks, as written; equal to `fold` when typed without marks or from an abbreviation. */
  marked: string
  start: number
  end: number
  /** A mark, or "và": may stand between two words of one name. */
  connector: boolean
  capital: boolean
}

const WORDS = /[\p{L}\p{N}]+|[-–—&/,;.:()+]/gu
const LETTERS = /^[\p{L}\p{N}]/u
const UPPER_START = /^\p{Lu}/u

/** Abbreviations whose reading needs the next or previous syllable: `TT` is thường trực before HĐND, trung tâm before DVSNC. */
const BY_NEXT = new Map<string, (next: string) => string | null>(
  Object.entries({
    tt: (next: string) =>
      /^(hdnd|hoi|dang|ubnd|ubmttq|mttq)$/.test(next)
        ? 'thường trực'
        : /^(pvhcc|hcc|dvsnc|dvc|dich|phuc|hanh)$/.test(next)
          ? 'trung tâm'
          : null,
    bch: (next: string) => (/^(qs|quan)$/.test(next) ? 'ban chỉ huy' : /^(dang)$/.test(next) ? 'ban chấp hành' : null),
    p: (next: string) =>
      /^(kinh|kt|van|vh|vhxh|vhxx|vhxxh|noi|ktht|kthtdt|tu|tai|giao|ha)$/.test(next) ? 'phòng' : null,
    ca: (next: string) => (/^(xa|phuong)$/.test(next) ? 'công an' : null),
  }),
)
const BY_PREVIOUS = new Map<string, (previous: string) => string | null>(
  Object.entries({
    kt: (previous: string) => (/^(phong|p|ban)$/.test(previous) ? 'kinh tế' : null),
    dt: (previous: string) => (/^(&|va|-|–)$/.test(previous) ? 'đô thị' : null),
    qs: (previous: string) => (/^(bch|huy)$/.test(previous) ? 'quân sự' : null),
    nd: (previous: string) => (previous === 'hoi' ? 'nông dân' : null),
    pn: (previous: string) => (previous === 'hoi' ? 'phụ nữ' : null),
    th: (previous: string) => (previous === 'truong' ? 'tiểu học' : null),
    mn: (previous: string) => (previous === 'truong' ? 'mầm non' : null),
    tn: (previous: string) => (previous === 'doan' ? 'thanh niên' : null),
  }),
)
/** Prefixes left out where the word before already says them: "Hội LHPN". */
const SELF_HEADED = new Map([
  ['ccb', 'hội'],
  ['nct', 'hội'],
  ['lhpn', 'hội'],
])
const ABBREVIATIONS = new Map(Object.entries(UNIT_ABBREVIATIONS))

/** Cuts a text into syllables and marks, abbreviations of offices written out. Offsets are into `text`. */
export function unitTokens(text: string): UnitToken[] {
  const raw = [...text.matchAll(WORDS)].map((match) => ({ word: match[0], start: match.index }))
  const foldedText = fold(text)
  // One pass over the whole text; only text with letters that fold to several (or none) needs it word by word.
  const aligned = foldedText.length === text.length
  const folded = raw.map(({ word, start }) => (aligned ? foldedText.slice(start, start + word.length) : fold(word)))
  const tokens: UnitToken[] = []
  raw.forEach(({ word, start }, at) => {
    const own = folded[at] ?? ''
    const end = start + word.length
    const expansion = expand(own, previousWord(folded, at), nextWord(folded, at))
    if (expansion) tokens.push(...expandedTokens(expansion, start, end))
    else tokens.push(plainToken(word, own, start, end))
  })
  return tokens
}

function expandedTokens(expansion: string, start: number, end: number): UnitToken[] {
  return fold(expansion)
    .split(' ')
    .map((part) => ({ fold: part, marked: part, start, end, connector: false, capital: true }))
}

function plainToken(word: string, own: string, start: number, end: number): UnitToken {
  const connector = !LETTERS.test(word) || own === 'va'
  return { fold: own, marked: word.toLowerCase(), start, end, connector, capital: UPPER_START.test(word) }
}

/** Most letters of an abbreviation that a stop ends inside a name: "P.KT", "TT.PVHCC". */
const MAX_STOPPED_CHARS = 2

function previousWord(folded: readonly string[], at: number): string {
  const previous = folded[at - 1] ?? ''
  const stopped = previous === '.' ? (folded[at - 2] ?? '') : ''
  return stopped !== '' && stopped.length <= MAX_STOPPED_CHARS ? stopped : previous
}

function nextWord(folded: readonly string[], at: number): string {
  const next = folded[at + 1] ?? ''
  return /^[.\-/]$/.test(next) ? (folded[at + 2] ?? '') : next
}

function expand(own: string, previous: string, next: string): string | null {
  const dependent = BY_NEXT.get(own)?.(next) ?? BY_PREVIOUS.get(own)?.(previous)
  if (dependent) return dependent
  const plain = ABBREVIATIONS.get(own)
  if (!plain) return null
  if (own === 'ub' && !/^(mttq|mat|kiem|nhan)$/.test(next)) return 'ủy ban nhân dân'
  const head = SELF_HEADED.get(own)
  return head && previous !== fold(head) ? `${head} ${plain}` : plain
}
