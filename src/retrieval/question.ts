/** A question as weighed words: what to ask the database for, and what to score passages by. */
import { restoreMarks } from '../language/restore-marks.ts'
import type { Spelling } from '../language/syllables.ts'
import { clean, fold } from '../language/text.ts'
import { encodePair, encodeToken, tokenise } from '../language/tokens.ts'
import type { Level, Statistics } from './statistics.ts'
import type { Vocabulary } from './vocabulary.ts'
import { MOST_CANDIDATE_WORDS, MOST_QUESTION_WORDS, WEIGHTS } from './weights.ts'

/** A word, or a pair of neighbours when `second` is set. `weight` holds its rarity and every factor. */
export type Term = { level: Level; first: number; second: number | null; weight: number }

export type Question = { terms: Term[]; searchWords: string[] }

const MOST_QUESTION_CHARS = 8_000

export function readQuestion(text: string, statistics: Statistics, vocabulary: Vocabulary): Question {
  const tokens = tokenise(clean(text.slice(0, MOST_QUESTION_CHARS))).slice(0, MOST_QUESTION_WORDS)
  const pieces = tokens.filter((token) => !token.whole)
  const restored = restoreMarks(pieces, statistics).map((form, index) => ({
    form,
    bare: pieces[index]?.bare ?? fold(form),
  }))
  const terms = weigh(
    restored,
    tokens.filter((token) => token.whole),
    { statistics, vocabulary },
  )
  return { terms, searchWords: [...candidateWords(terms, vocabulary), ...unknownWords(tokens, statistics)] }
}

/** Words no passage had when the counts were made: the database may hold newer ones. */
function unknownWords(tokens: readonly Spelling[], statistics: Statistics): string[] {
  const unknown = tokens.filter((token) => statistics.spellings(token.bare).length === 0)
  return [...new Set(unknown.map((token) => encodeToken(token.bare)))].slice(0, MOST_CANDIDATE_WORDS)
}

type Known = { statistics: Statistics; vocabulary: Vocabulary }

function weigh(pieces: readonly Spelling[], wholes: readonly Spelling[], known: Known): Term[] {
  const terms = new Map<string, Term>()
  const add = (first: Spelling, second: Spelling | null, factor: number): void => {
    addTerm(
      terms,
      'form',
      { first: first.form, second: second?.form ?? null, factor: factor * (1 - WEIGHTS.bare) },
      known,
    )
    addTerm(terms, 'bare', { first: first.bare, second: second?.bare ?? null, factor: factor * WEIGHTS.bare }, known)
  }
  for (const piece of [...pieces, ...wholes]) add(piece, null, 1)
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1]
    if (next) add(piece, next, WEIGHTS.pair)
  }
  return [...terms.values()]
}

type Addition = { first: string; second: string | null; factor: number }

function addTerm(terms: Map<string, Term>, level: Level, addition: Addition, known: Known): void {
  const first = known.vocabulary.find(addition.first)
  const second = addition.second === null ? null : known.vocabulary.find(addition.second)
  if (first === undefined || second === undefined) return
  const rarity = known.statistics.rarity(level, first, second)
  if (rarity === 0) return
  const key = `${level} ${first} ${second}`
  const term = terms.get(key)
  if (term) term.weight += rarity * addition.factor
  else terms.set(key, { level, first, second, weight: rarity * addition.factor })
}

/** The weightiest unmarked words and pairs, as the search column spells them. */
function candidateWords(terms: readonly Term[], vocabulary: Vocabulary): string[] {
  const bare = terms.filter((term) => term.level === 'bare').sort((a, b) => b.weight - a.weight)
  return bare
    .slice(0, MOST_CANDIDATE_WORDS)
    .map(({ first, second }) =>
      second === null
        ? encodeToken(vocabulary.word(first))
        : encodePair(vocabulary.word(first), vocabulary.word(second)),
    )
}
