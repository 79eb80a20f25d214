/** What somebody says before the question, in words of home or of hearsay that no paper has. */
import type { Shelf, ShelfEntry } from '../shelf/shelf.ts'
import type { Terms } from '../weighing/terms.ts'

/** So many words of the matter must be left, all of them in one aim, for the opening to be no part of it. */
const LEAST_LEFT = 3
/** The same aim may be set for two phases; standing in more passages the words are too general to be a match. */
const MOST_PASSAGES = 2

/** The terms without the opening words that no paper has, where an aim has every other word of the papers. */
export function withoutOpening(terms: Terms, shelves: readonly Shelf[]): Terms {
  const entries = shelves.flatMap((shelf) => shelf.entries)
  const isKnown = (word: string): boolean =>
    terms.senses.has(word) || entries.some(({ body, heading }) => body.words.has(word) || heading.words.has(word))
  const first = terms.words.findIndex(isKnown)
  if (first <= 0) return terms
  const left = terms.words.slice(first)
  const matter = left.filter(isKnown)
  const having = matter.length < LEAST_LEFT ? [] : entries.filter((entry) => hasAll(entry, matter, terms))
  if (having.length === 0 || having.length > MOST_PASSAGES || !having.some(({ target }) => target)) return terms
  const opening = new Set(terms.words.slice(0, first))
  return {
    ...terms,
    words: left,
    pairs: terms.pairs.filter((pair) => !pair.split(' ').some((word) => opening.has(word))),
  }
}

function hasAll({ body }: ShelfEntry, words: readonly string[], { senses }: Terms): boolean {
  return words.every(
    (word) =>
      body.words.has(word) || senses.get(word)?.some((written) => written.words.every((each) => body.words.has(each))),
  )
}
