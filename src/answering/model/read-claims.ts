/**
 * What a text claims that must not be invented: its words in order, its figures with what stands around them, the offices
 * and names in it. The same reading is done of an answer and of the passages it rests on, so that both compare as strings.
 */
import { spell } from '../../language/syllables.ts'
import { clean } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'

/** One number, date, share, Roman number, weekday or spelled numeral with the words that give it its meaning. */
export type Figure = {
  value: string
  /** "trước", "ít nhất"…: what stands before it and turns its meaning; empty when nothing does. */
  qualifier: string
  /** The word before it; empty at the start of a stretch. */
  before: string
  /** The one or two words after it, none at the end of a stretch: what is counted. */
  counted: string[]
}

type TokenKind = 'word' | 'figure' | 'stop'
export type Token = { kind: TokenKind; form: string }

/** A stretch that says one thing: the unit within which figures, offices and their roles belong together. */
export type Clause = { text: string; tokens: Token[]; figures: Figure[]; units: string[] }

const TOKEN =
  /(?<figure>\d+(?:[.,/:-]\d+)*(?:[/-]\p{L}[\p{L}\d]*)*%?)|(?<mark>[≥≤><=])|(?<word>\p{L}[\p{L}\p{M}]*)|(?<stop>[.,;:!?()\n"“”…])/gu
const ROMAN = /^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$/
const WEEKDAY = /thứ (hai|ba|tư|năm|sáu|bảy)(?!\p{L})|chủ nhật/giu
/** Spelled numerals that are nothing else; "một" and "năm" are other words more often. */
const NUMERALS = new Set(
  'hai ba bốn sáu bảy tám chín mười mươi trăm nghìn ngàn triệu tỷ tỉ rưỡi nửa gấp đôi'.split(' ').map(formOf),
)
const QUALIFIERS = new Set(
  'trước sau từ đến dưới trên hơn quá nhất thiểu đa khoảng gần ngoài kém tròn ≥ ≤ > < ='.split(' ').map(formOf),
)
/** Of these the word before matters too: "ít nhất", "không quá". */
const QUALIFIERS_OF_TWO = new Set('nhất quá thiểu đa hơn dưới'.split(' ').map(formOf))
/** How far before a figure its qualifier stands: "trước ngày 20", "đạt ít nhất khoảng 20". */
const QUALIFIER_REACH = 3

/** One spelling for a word, whatever its case and the place of its tone. */
export function formOf(word: string): string {
  return spell(word.normalize('NFC').toLowerCase()).form
}

/** Layout out of the way: dates in words as numbers, spaces inside figures closed, weekdays as one figure. */
export function neutral(text: string): string {
  return clean(text)
    .replace(/[*_`#|]+/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/(\d)[^\S\n]*-[^\S\n]*(?=\d)/g, '$1-')
    .replace(/(\d)[^\S\n]+%/g, '$1%')
    .replace(/(\d) phần trăm/giu, '$1%')
    .replace(/ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/giu, 'ngày $1/$2/$3')
    .replace(/ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?!\d)/giu, 'ngày $1/$2')
    .replace(/tháng\s+(\d{1,2})\s+năm\s+(\d{4})/giu, 'tháng $1/$2')
    .replace(/[^\S\n]+/g, ' ')
    .replace(WEEKDAY, (day) => day.replace(' ', '\u2007'))
}

/** The tokens of a neutral text. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN_WITH_DAYS)].map(({ groups = {} }) => {
    if (groups.day) return { kind: 'figure', form: formOf(groups.day) }
    if (groups.figure) return { kind: 'figure', form: normalFigure(groups.figure) }
    if (groups.mark) return { kind: 'word', form: groups.mark }
    if (groups.stop) return { kind: 'stop', form: groups.stop }
    const word = groups.word ?? ''
    if (ROMAN.test(word)) return { kind: 'figure', form: word }
    const form = formOf(word)
    return { kind: NUMERALS.has(form) ? 'figure' : 'word', form }
  })
}

const TOKEN_WITH_DAYS = new RegExp(`(?<day>\\p{L}+\\u2007\\p{L}+)|${TOKEN.source}`, 'gu')

/** `09/12/2026` and `9/12/2026` are one date, `02` and `2` one number; `0,05` stays what it is. */
function normalFigure(figure: string): string {
  return figure.toLowerCase().replace(/(^|[/-])0+(?=\d)/g, '$1')
}

/** Every figure of some tokens. */
function figuresOf(tokens: readonly Token[]): Figure[] {
  return tokens.flatMap((token, at): Figure[] => {
    if (token.kind !== 'figure') return []
    const before = tokens[at - 1]
    // What is numbered in brackets, "(1) hạ tầng số", stands behind the bracket.
    const next = tokens[at + 1]?.form === ')' ? at + 2 : at + 1
    return [
      {
        value: token.form,
        qualifier: qualifierOf(tokens, at),
        before: before && before.kind !== 'stop' ? before.form : '',
        counted: untilStop(tokens.slice(next, next + 2)),
      },
    ]
  })
}

function untilStop(tokens: readonly Token[]): string[] {
  const stop = tokens.findIndex(({ kind }) => kind === 'stop')
  return tokens.slice(0, stop < 0 ? tokens.length : stop).map(({ form }) => form)
}

function qualifierOf(tokens: readonly Token[], at: number): string {
  for (let back = 1; back <= QUALIFIER_REACH; back++) {
    const token = tokens[at - back]
    if (token?.kind !== 'word') return ''
    if (!QUALIFIERS.has(token.form)) continue
    const before = tokens[at - back - 1]
    const isOfTwo = QUALIFIERS_OF_TWO.has(token.form) && before?.kind === 'word'
    return isOfTwo ? `${before.form} ${token.form}` : token.form
  }
  return ''
}

const CLAUSE_END = /[;\n!?]+|\.(?=\s|$)/u
const COMMA = /,\s/u

/** The sentences of a neutral text; with `atCommas` its clauses. */
export function clausesOf(text: string, { atCommas }: { atCommas: boolean }): Clause[] {
  const sentences = text.split(CLAUSE_END)
  return (atCommas ? sentences.flatMap((sentence) => sentence.split(COMMA)) : sentences)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\d]/u.test(part))
    .map((part) => {
      const tokens = tokensOf(part)
      return { text: part, tokens, figures: figuresOf(tokens), units: unitsIn(part) }
    })
}

/** Keys of the offices named, groups ("các đơn vị") included. */
export function unitsIn(text: string): string[] {
  return findUnits(text).map(({ key }) => key)
}

/** A name as written: a run of capitalised words. One that opens a sentence may owe its first capital to that. */
export type Name = { text: string; opens: boolean }

export function namesIn(text: string): Name[] {
  return text.split(/[.;:!?\n"“”()]+\s*/u).flatMap((sentence) =>
    [...sentence.trim().matchAll(/\p{Lu}[\p{L}\p{M}\d]*(?:[ -]\p{Lu}[\p{L}\p{M}\d]*)*/gu)].map((match) => ({
      text: match[0],
      opens: match.index === 0,
    })),
  )
}
