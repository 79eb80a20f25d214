/** Words, numbers and marks of a text with their offsets: what the grammar of time is written over. */

import { fold } from './text.ts'

export type Token = {
  /** Folded words ("quy"), digits as written ("06"), or one mark ("/"). */
  text: string
  /** The words as written, lower case NFC: told apart from look-alikes such as "quỹ". */
  raw: string
  index: number
  end: number
  kind: 'word' | 'number' | 'mark'
}

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d+|[^\s\p{L}\d]/gu
/** Emphasis marks of markdown never carry meaning here: "(*trước ngày 20*)". */
const EMPHASIS = new Set(['*', '_'])
const DASHES = new Set(['-', '–', '—', '‐', '‑', '−'])

/** Words that look like a word of time once the marks are gone, and are another word. */
const LOOKALIKES: Readonly<Record<string, readonly string[]>> = {
  quy: ['quỹ', 'quỷ', 'quỵ', 'qũy', 'qủy'],
  tu: ['tự', 'tư', 'tụ', 'tủ', 'tú', 'tử', 'tù', 'tứ'],
  trong: ['trọng', 'trồng', 'trống', 'tròng', 'trông'],
  dau: ['dấu', 'dầu', 'dâu', 'đâu', 'đấu', 'đậu', 'đau', 'đẩu'],
  la: ['lá', 'lạ', 'lả', 'lã'],
  den: ['đen', 'đèn', 'đền', 'đẹn'],
  nam: ['nắm', 'nằm', 'nấm', 'nám'],
  thang: ['thắng', 'thẳng', 'thăng'],
  hang: ['hãng', 'hạng'],
  sau: ['sáu', 'sâu', 'sấu', 'sầu'],
  ngay: ['ngáy', 'ngây'],
  ky: ['ký', 'kỹ', 'kỷ', 'kị', 'kỵ'],
  tuan: ['tuân', 'tuẫn', 'tuấn'],
  moi: ['mọi', 'mới', 'mời', 'môi'],
  cuoi: ['cưới', 'cười'],
  lan: ['lân', 'lấn', 'lán'],
}

type Word = { text: string; raw: string }

/** Folding a syllable costs more than looking it up, and a language has few: the limit only guards against noise. */
const folded = new Map<string, Word>()
const MAX_KNOWN_WORDS = 20_000

function wordOf(written: string): Word {
  const known = folded.get(written)
  if (known) return known
  const raw = written.toLowerCase().normalize('NFC')
  const text = fold(raw)
  const word = { text: text === 'qui' ? 'quy' : text, raw }
  if (folded.size < MAX_KNOWN_WORDS) folded.set(written, word)
  return word
}

function tokenOf(match: RegExpExecArray): Token {
  const [written] = match
  const index = match.index
  const end = index + written.length
  if (/^\d/.test(written)) return { text: written, raw: written, index, end, kind: 'number' }
  if (written.length === 1 && !/\p{L}/u.test(written)) {
    return { text: DASHES.has(written) ? '-' : written, raw: written, index, end, kind: 'mark' }
  }
  const { text, raw } = wordOf(written)
  return { text, raw, index, end, kind: /^\p{L}/u.test(written) ? 'word' : 'mark' }
}

/** Tokens in order. Offsets are into `text` as given; emphasis marks are left out. */
export function tokenizeTime(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const token = tokenOf(match)
    if (EMPHASIS.has(token.text)) continue
    tokens.push(token)
    if (token.text === ')') dropSpelledNumber(tokens)
  }
  return tokens
}

const NUMBER_WORDS = new Set('mot hai ba bon tu nam lam sau bay tam chin muoi linh le'.split(' '))

/** "ngày 15 (mười lăm)" says its number twice: the bracket just closed goes. */
function dropSpelledNumber(tokens: Token[]): void {
  let open = tokens.length - 2
  while (tokens.length - open <= 5 && NUMBER_WORDS.has(tokens[open]?.text ?? '')) open -= 1
  const number = tokens[open - 1]
  const spelled = tokens[open]?.text === '(' && open < tokens.length - 2 && number?.kind === 'number'
  // "15/12 (năm)" names the yearly report; only after 5 is the word a number.
  const isYear = open === tokens.length - 3 && tokens[open + 1]?.text === 'nam' && Number(number?.text) !== 5
  if (spelled && !isYear) tokens.splice(open)
}

/** True when the token at `at` is the folded word, and not a look-alike with other marks. */
export function isWord(tokens: readonly Token[], at: number, word: string): boolean {
  const token = tokens[at]
  return token?.text === word && !LOOKALIKES[word]?.includes(token.raw)
}

/** Phrases are constants of the grammar: each is split once. */
const wordsOfPhrase = new Map<string, readonly string[]>()

function splitPhrase(phrase: string): readonly string[] {
  const known = wordsOfPhrase.get(phrase)
  if (known) return known
  const words = phrase.split(' ')
  wordsOfPhrase.set(phrase, words)
  return words
}

/** Index after the phrase (folded words and marks apart by one space) when it stands at `at`, else null. */
function skipPhrase(tokens: readonly Token[], at: number, phrase: string): number | null {
  const first = tokens[at]?.text
  if (first === undefined || !phrase.startsWith(first)) return null
  let next = at
  for (const word of splitPhrase(phrase)) {
    if (!isWord(tokens, next, word)) return null
    next += 1
  }
  return next
}

/** Index after the first phrase of the list that stands at `at`, else null. Put longer phrases first. */
export function skipAny(tokens: readonly Token[], at: number, phrases: readonly string[]): number | null {
  for (const phrase of phrases) {
    const next = skipPhrase(tokens, at, phrase)
    if (next !== null) return next
  }
  return null
}

/** Index after the phrase if it is there, else `at` itself. */
export function skipMaybe(tokens: readonly Token[], at: number, phrases: readonly string[]): number {
  return skipAny(tokens, at, phrases) ?? at
}

export type Counted = { value: number; next: number }

const SPELLED: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  gieng: 1,
}

/** "sau" is six only as "sáu", and "nam" five only as "năm": unmarked they are "after" and "year". */
function spelledValue(token: Token): number | null {
  if (token.text === 'sau') return token.raw === 'sáu' ? 6 : null
  if (token.text === 'nam') return null
  return SPELLED[token.text] ?? null
}

/** A whole number in digits (at most four) or in words up to twelve. */
export function readNumber(tokens: readonly Token[], at: number): Counted | null {
  const token = tokens[at]
  if (!token) return null
  if (token.kind === 'number') return token.text.length <= 4 ? { value: Number(token.text), next: at + 1 } : null
  const value = spelledValue(token)
  if (value === null) return null
  if (value !== 10) return { value, next: at + 1 }
  const ones = tokens[at + 1]
  const added = ones ? spelledValue(ones) : null
  return added === 1 || added === 2 ? { value: 10 + added, next: at + 2 } : { value: 10, next: at + 1 }
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, l: 1, ll: 2, lll: 3, lv: 4, nhat: 1 }

/** A quarter's number: I-IV (also as scanning misreads it, "lll"), 1-4, or in words. */
export function readQuarterNumber(tokens: readonly Token[], at: number): Counted | null {
  const token = tokens[at]
  if (!token) return null
  const roman = ROMAN[token.text]
  if (roman !== undefined) return { value: roman, next: at + 1 }
  if (token.raw === 'tư') return { value: 4, next: at + 1 }
  const counted = readNumber(tokens, at)
  return counted && counted.value >= 1 && counted.value <= 4 ? counted : null
}

/** True when nothing, not even a space, stands between the token at `at` and the one before. */
export function isGlued(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const before = tokens[at - 1]
  return token !== undefined && before !== undefined && before.end === token.index
}
