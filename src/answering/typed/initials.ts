/**
 * Short forms in capitals ("HTX", "LLĐT", "BDHVS") written out by the papers themselves: words of theirs that follow one another
 * and begin with those letters. A form the papers write themselves, or that several runs of words would fit as well, stays.
 */
import { fold } from '../../language/text.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { phraseBeside } from './initials-beside.ts'
import { plain } from './plain.ts'

const SHORT = /(?<![\p{L}\d])\p{Lu}{3,7}(?![\p{L}\d])/gu
const PAIR = /(?<![\p{L}\d])\p{Lu}{2}(?![\p{L}\d])/gu
/** A message of letters alone is no question in short forms. */
const MOST_PAIRS = 6
const known = new WeakMap<Shelf, Map<string, string | null>>()

export function writeOut(said: string, shelves: readonly Shelf[]): string {
  if (said === said.toUpperCase() || shelves.length === 0) return said
  // "HTX NN" is one name written as two.
  const joined = said.replace(
    /(?<![\p{L}\d])(\p{Lu}{2,4}) (\p{Lu}{2,4})(?![\p{L}\d])/gu,
    (both, one: string, two: string) => {
      return shelves.map((shelf) => phraseFor(`${one}${two}`, shelf)).find((phrase) => phrase !== null) ?? both
    },
  )
  const written = joined.replace(SHORT, (short) => {
    if (isKnownShort(short)) return short
    return shelves.map((shelf) => phraseFor(short, shelf)).find((phrase) => phrase !== null) ?? short
  })
  if ((written.match(PAIR) ?? []).length > MOST_PAIRS) return written
  return written.replace(PAIR, (short: string, at: number) => {
    if (isKnownShort(short)) return short
    const beside = { before: written.slice(0, at), after: written.slice(at + short.length) }
    return shelves.map((shelf) => phraseBeside(short, beside, shelf)).find((phrase) => phrase !== null) ?? short
  })
}

/** A short form that the plain form writes out by itself. */
function isKnownShort(short: string): boolean {
  return plain(short).trim() !== fold(short)
}

function phraseFor(short: string, shelf: Shelf): string | null {
  const letters = fold(short)
  const memory = known.get(shelf) ?? new Map<string, string | null>()
  known.set(shelf, memory)
  if (!memory.has(letters)) memory.set(letters, findPhrase(short, letters, shelf))
  return memory.get(letters) ?? null
}

function findPhrase(short: string, letters: string, { entries }: Shelf): string | null {
  const counts = new Map<string, number>()
  for (const { passage } of entries) {
    if (new RegExp(`(?<!\\p{L})${short}(?!\\p{L})`, 'u').test(passage.quote)) return null
    for (const run of passage.quote.split(/[^\p{L}\p{M}\s]+/u)) {
      const words = run.trim().split(/\s+/)
      for (let at = 0; at + letters.length <= words.length; at++) {
        const phrase = words.slice(at, at + letters.length)
        if (phrase.every((word, index) => fold(word).startsWith(letters.charAt(index)))) {
          const key = phrase.join(' ').toLowerCase()
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
    }
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  return first && (!second || first[1] > 2 * second[1]) ? first[0] : null
}
