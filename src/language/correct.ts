/** Words the collection does not know, read as the words it does: keystrokes left in, quick spellings, slips. */
import { type Glossary, readingsOf } from './glossary.ts'
import { readKeystrokes } from './keystrokes.ts'
import type { SpellingStatistics } from './restore-marks.ts'
import { isOneSlipAway, rewritings } from './slips.ts'
import { isSyllable, type Spelling, spell } from './syllables.ts'

/** A collection's own words, beside their counts. */
export type Collection = SpellingStatistics & { bareWords(): Iterable<string> }

/** Shortest word in which one wrong letter is looked for, and the most such words in one question. */
const SHORTEST_SLIP = 4
const MOST_SLIPS = 6
const HAS_KEYED_TONE = /(?<![\p{L}\p{N}])[a-z]+[1-9][a-z0-9]{0,8}(?![\p{L}\p{N}])/giu

/** VNI keys become marks before digits are cut from letters, where the word made is one the collection has. */
export function readKeyedTones(text: string, collection: Collection): string {
  return text.replace(HAS_KEYED_TONE, (word) => {
    const made = readKeystrokes(word)
    return made !== null && isKnown(spell(made), collection) ? made : word
  })
}

/** The words in order, unknown ones replaced. A word nothing is found for stays as it was. */
export function correct(words: readonly Spelling[], collection: Collection, glossary: Glossary): Spelling[] {
  let slipsLeft = MOST_SLIPS
  return words.flatMap((word, index) => {
    if (isKnown(word, collection) || /\d/.test(word.bare)) return [word]
    const meant = quickReading(word, collection, glossary) ?? keyed(word, collection)
    if (meant) return meant
    const neighbours = { before: words[index - 1], after: words[index + 1] }
    const rewritten = respelled(word, neighbours, collection)
    if (rewritten) return [rewritten]
    if (word.bare.length < SHORTEST_SLIP || slipsLeft-- <= 0) return [word]
    return [nearest(word, neighbours, collection) ?? word]
  })
}

function isKnown(word: Spelling, collection: Collection): boolean {
  return collection.spellings(word.bare).length > 0
}

function quickReading(word: Spelling, collection: Collection, glossary: Glossary): Spelling[] | null {
  const readings = readingsOf([word], glossary).map((reading) => [...reading.expansion.words])
  const known = readings.filter((words) => words.every((part) => isKnown(part, collection)))
  return known.toSorted((a, b) => strength(b, collection) - strength(a, collection))[0] ?? readings[0] ?? null
}

/** How usual a reading is here: its rarest pair of neighbours, or its word. */
function strength(words: readonly Spelling[], collection: Collection): number {
  if (words.length === 1) return collection.count(words[0]?.form ?? '')
  return Math.min(...words.slice(1).map((word, index) => collection.pairCount(words[index]?.form ?? '', word.form)))
}

function keyed(word: Spelling, collection: Collection): Spelling[] | null {
  const made = readKeystrokes(word.form)
  return made !== null && isKnown(spell(made), collection) ? [spell(made)] : null
}

type Neighbours = { before: Spelling | undefined; after: Spelling | undefined }

function respelled(word: Spelling, neighbours: Neighbours, collection: Collection): Spelling | null {
  const [first] = rewritings(word.form, word.bare)
    .map((rewritten) => ({ form: rewritten.word, bare: rewritten.bare }))
    .filter(
      (rewritten) => isKnown(rewritten, collection) && mayReplace(word, rewritten.bare, { neighbours, collection }),
    )
  return first ?? null
}

type Surroundings = { neighbours: Neighbours; collection: Collection }

/** A proper syllable is left alone, though the collection lacks it, unless another goes with a neighbour there. */
function mayReplace(word: Spelling, bare: string, { neighbours, collection }: Surroundings): boolean {
  return !isSyllable(word.bare) || pairsWith(bare, neighbours, collection) > 0
}

/** The known word one letter away that goes best with its neighbours; marks are left to be restored. */
function nearest(word: Spelling, neighbours: Neighbours, collection: Collection): Spelling | null {
  let best: { bare: string; score: number } | null = null
  for (const bare of collection.bareWords()) {
    if (!isOneSlipAway(word.bare, bare) || !mayReplace(word, bare, { neighbours, collection })) continue
    const score = goesWith(bare, neighbours, collection)
    if (!best || score > best.score) best = { bare, score }
  }
  return best && { form: best.bare, bare: best.bare }
}

function goesWith(bare: string, neighbours: Neighbours, collection: Collection): number {
  const commonest = Math.max(0, ...collection.spellings(bare).map((form) => collection.count(form)))
  return 10 * pairsWith(bare, neighbours, collection) + commonest
}

/** How often the collection has the word beside these neighbours, marks aside. */
function pairsWith(bare: string, { before, after }: Neighbours, collection: Collection): number {
  const forms = collection.spellings(bare)
  const beside = (words: readonly string[], count: (word: string, form: string) => number): number =>
    Math.max(0, ...words.flatMap((word) => forms.map((form) => count(word, form))))
  const left = before ? beside(collection.spellings(before.bare), (word, form) => collection.pairCount(word, form)) : 0
  const right = after ? beside(collection.spellings(after.bare), (word, form) => collection.pairCount(form, word)) : 0
  return left + right
}
