/**
 * The office's list of everyday ways to say what papers write (`knowledge/glossary/cach-noi`), as rules on the plain form of
 * a question. A word of the question that is part of a way to say it counts as said where a passage has one of the things
 * papers write for it; a way to say it that papers write nothing for is talk, and counts neither for nor against.
 */
import { clean, fold } from '../../language/text.ts'
import { type MarkKeys, markKeysOf } from './mark-keys.ts'
import { plain } from './plain.ts'

/** `asked`: everyday words, "…" for up to four words between. `written`: what papers write; none for mere talk. */
export type Saying = { asked: readonly string[]; written: readonly string[] }

/** Words that follow one another in a paper, in each part. */
export type Written = { words: readonly string[]; pairs: readonly string[]; marks: MarkKeys }

type Way = { parts: readonly (readonly string[])[]; length: number; marks: MarkKeys; written: readonly Written[] }

/** Ways by their first word. */
export type Sayings = ReadonlyMap<string, readonly Way[]>

/** By word of the question, what papers write for it. */
export type Senses = ReadonlyMap<string, readonly Written[]>

export const NO_SAYINGS: Sayings = new Map()
export const NO_SENSES: Senses = new Map()

const GAP = '…'
const MAX_GAP = 4

export function readSayings(sayings: readonly Saying[]): Sayings {
  const ways = new Map<string, Way[]>()
  for (const { asked, written } of sayings) {
    const meant = written.map(readWritten)
    for (const way of asked.map((said) => readWay(said, meant))) {
      const first = way.parts[0]?.[0]
      if (first !== undefined) ways.set(first, [...(ways.get(first) ?? []), way])
    }
  }
  return ways
}

function partsOf(text: string): string[][] {
  return text.split(GAP).map(wordsOf)
}

function wordsOf(text: string): string[] {
  return plain(text).trim().split(' ').filter(Boolean)
}

function readWay(said: string, written: readonly Written[]): Way {
  const parts = partsOf(said)
  return { parts, length: parts.flat().length, marks: markKeysOf(said, true), written }
}

function readWritten(text: string): Written {
  const parts = partsOf(text)
  const pairs = parts.flatMap((part) => part.slice(1).map((word, at) => `${part[at]} ${word}`))
  return { words: parts.flat(), pairs, marks: markKeysOf(text, true) }
}

/** The question without mere talk, and what papers write for its words. */
export type Heard = { asked: string; senses: Senses }

/** A word of the question, with the marks it was typed with where it has any. */
type Word = { plain: string; marks: ReadonlySet<string> | undefined }

/** `asked`: the plain form; `said`: as typed, whose marks tell "canh" from "cảnh". */
export function hear(asked: string, said: string, sayings: Sayings): Heard {
  const words = markedWords(asked, said)
  const found = longest(words.flatMap((_, at) => waysAt(words, at, sayings)))
  const told = found.filter(({ way }) => way.written.length > 0)
  const senses = new Map<string, readonly Written[]>()
  for (const { way, places } of told) {
    for (const word of places.map((place) => words[place]?.plain ?? '')) {
      senses.set(word, [...(senses.get(word) ?? []), ...way.written])
    }
  }
  const matter = new Set(told.flatMap(({ places }) => places))
  const talk = new Set(
    found
      .filter(({ way, places }) => way.written.length === 0 && !places.some((place) => matter.has(place)))
      .flatMap(({ places }) => places),
  )
  return { asked: ` ${words.map((word, at) => (talk.has(at) ? '|' : word.plain)).join(' ')} `, senses }
}

/** The words with the marks each was typed with: by their order where the plain form left a word as often as it was typed. */
function markedWords(asked: string, said: string): Word[] {
  const words = asked.trim().split(' ')
  const typed = Map.groupBy(
    clean(said)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [],
    fold,
  )
  const met = new Map<string, number>()
  return words.map((word) => {
    const nth = met.get(word) ?? 0
    met.set(word, nth + 1)
    const forms = typed.get(word) ?? []
    const isInOrder = forms.length === words.filter((other) => other === word).length
    const own = isInOrder ? (forms[nth] ?? '') : forms.join(' ')
    return { plain: word, marks: markKeysOf(own, true).get(word) }
  })
}

/** A way to say something inside a longer one is but a part of its words. */
function longest(found: readonly Found[]): Found[] {
  const isWithin = ({ places }: Found, other: Found): boolean =>
    other.places.length > places.length && places.every((place) => other.places.includes(place))
  return found.filter((each) => !found.some((other) => isWithin(each, other)))
}

type Found = { way: Way; places: number[] }

function waysAt(words: readonly Word[], at: number, sayings: Sayings): Found[] {
  return (sayings.get(words[at]?.plain ?? '') ?? []).flatMap((way) => {
    const places = placesOf(words, at, way.parts)
    return places &&
      isSaid(
        way,
        places.flatMap((place) => words[place] ?? []),
      )
      ? [{ way, places }]
      : []
  })
}

/** Where the words of each part stand, the next part within a few words of the last; null where one is missing. */
function placesOf(words: readonly Word[], at: number, parts: Way['parts']): number[] | null {
  const places: number[] = []
  let from = at
  for (const [step, part] of parts.entries()) {
    const last = step === 0 ? from : from + MAX_GAP
    while (from <= last && !part.every((word, offset) => words[from + offset]?.plain === word)) from++
    if (from > last) return null
    places.push(...part.map((_, offset) => from + offset))
    from += part.length
  }
  return places
}

/** Marks that were typed must be the list's; a lone word must be typed just as it is listed. */
function isSaid({ length, marks: own }: Way, words: readonly Word[]): boolean {
  return words.every(({ plain: word, marks }) => {
    const listed = own.get(word)
    if (!marks) return length > 1 || !listed
    return listed !== undefined && [...marks].some((key) => listed.has(key))
  })
}
