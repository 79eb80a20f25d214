/** The weighed words and pairs of one question, each once. */
import type { Spelling } from '../language/syllables.ts'
import type { Level, Statistics } from './statistics.ts'
import type { Vocabulary } from './vocabulary.ts'
import { WEIGHTS } from './weights.ts'

/** A word, or a pair of neighbours when `second` is set. `weight` holds its rarity and every factor. */
export type Term = { level: Level; first: number; second: number | null; weight: number }

type Known = { statistics: Statistics; vocabulary: Vocabulary }
type Addition = { first: string; second: string | null; factor: number }

/** `again`: a word said twice counts twice. `once`: a hint never outweighs the word itself. */
export type Repeating = 'again' | 'once'

export class Terms {
  readonly #terms = new Map<string, Term>()
  readonly #known: Known

  constructor(known: Known) {
    this.#known = known
  }

  all(): Term[] {
    return [...this.#terms.values()]
  }

  /** Adds the words, and the pairs they make with their neighbours, each by its factor. */
  addRun(words: readonly Spelling[], factors: readonly number[], repeating: Repeating): void {
    for (const [index, word] of words.entries()) {
      const factor = factors[index] ?? 1
      this.#addBoth(word, null, { factor, repeating })
      const next = words[index + 1]
      const pairFactor = WEIGHTS.pair * Math.sqrt(factor * (factors[index + 1] ?? 1))
      if (next) this.#addBoth(word, next, { factor: pairFactor, repeating })
    }
  }

  #addBoth(
    first: Spelling,
    second: Spelling | null,
    { factor, repeating }: { factor: number; repeating: Repeating },
  ): void {
    const marked = { first: first.form, second: second?.form ?? null, factor: factor * (1 - WEIGHTS.bare) }
    const bare = { first: first.bare, second: second?.bare ?? null, factor: factor * WEIGHTS.bare }
    this.#add('form', marked, repeating)
    this.#add('bare', bare, repeating)
  }

  #add(level: Level, { first, second, factor }: Addition, repeating: Repeating): void {
    const { statistics, vocabulary } = this.#known
    const firstId = vocabulary.find(first)
    const secondId = second === null ? null : vocabulary.find(second)
    if (firstId === undefined || secondId === undefined) return
    const weight = statistics.rarity(level, firstId, secondId) * factor
    if (weight === 0) return
    const key = `${level} ${firstId} ${secondId}`
    const term = this.#terms.get(key)
    if (!term) this.#terms.set(key, { level, first: firstId, second: secondId, weight })
    else term.weight = repeating === 'again' ? term.weight + weight : Math.max(term.weight, weight)
  }
}
