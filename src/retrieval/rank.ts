/** The exact second look at the database's candidates: BM25 of the whole passage plus its best stretch. */

import type { IndexedPassage } from './snapshot.ts'
import type { Statistics } from './statistics.ts'
import type { Term } from './terms.ts'
import type { Vocabulary } from './vocabulary.ts'
import { WEIGHTS } from './weights.ts'

export type Scored = { passage: IndexedPassage; score: number }

/** Terms by the word they begin with, and which words of the vocabulary begin one at all. */
type TermIndex = {
  wanted: Uint8Array
  form: Map<number, number[]>
  bare: Map<number, number[]>
  terms: readonly Term[]
}

export type Ranking = { terms: readonly Term[]; statistics: Statistics; vocabulary: Vocabulary }

/** Best first. Equal scores keep the older passage first, so that a run can be repeated. */
export function rank(passages: readonly IndexedPassage[], { terms, statistics, vocabulary }: Ranking): Scored[] {
  const index = indexTerms(terms, vocabulary)
  return passages
    .map((passage) => ({ passage, score: score(findHits(passage, index, vocabulary), passage, { terms, statistics }) }))
    .filter((scored) => scored.score > 0)
    .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id)
}

function indexTerms(terms: readonly Term[], vocabulary: Vocabulary): TermIndex {
  const index: TermIndex = { wanted: new Uint8Array(vocabulary.size), form: new Map(), bare: new Map(), terms }
  for (const [position, term] of terms.entries()) {
    const byWord = index[term.level]
    byWord.set(term.first, [...(byWord.get(term.first) ?? []), position])
    const words = term.level === 'form' ? [term.first] : vocabulary.spellingsOf(term.first)
    for (const word of words) index.wanted[word] = 1
  }
  return index
}

/** Where each term stands in a passage: parallel arrays, in the order of the text. */
type Hits = { positions: number[]; terms: number[] }

function findHits(passage: IndexedPassage, index: TermIndex, vocabulary: Vocabulary): Hits {
  const hits: Hits = { positions: [], terms: [] }
  const { forms, neighbours } = passage
  for (let position = 0; position < forms.length; position++) {
    const form = forms[position] ?? 0
    if (!index.wanted[form]) continue
    const next = position + 1 < neighbours ? (forms[position + 1] ?? null) : null
    collect(hits, index.form.get(form), { position, next, terms: index.terms })
    const starting = index.bare.get(vocabulary.bareOf(form))
    if (starting)
      collect(hits, starting, { position, next: next === null ? null : vocabulary.bareOf(next), terms: index.terms })
  }
  return hits
}

type Place = { position: number; next: number | null; terms: readonly Term[] }

function collect(hits: Hits, starting: readonly number[] | undefined, { position, next, terms }: Place): void {
  if (!starting) return
  for (const term of starting) {
    const second = terms[term]?.second ?? null
    if (second !== null && second !== next) continue
    hits.positions.push(position)
    hits.terms.push(term)
  }
}

function score(hits: Hits, passage: IndexedPassage, { terms, statistics }: Omit<Ranking, 'vocabulary'>): number {
  if (hits.terms.length === 0) return 0
  const { nearWindow, nearWindowWords, wideWindow, wideWindowWords } = WEIGHTS
  return (
    wholeScore(hits, passage, { terms, statistics }) +
    nearWindow * bestWindow(hits, terms, nearWindowWords) +
    wideWindow * bestWindow(hits, terms, wideWindowWords)
  )
}

function wholeScore(hits: Hits, passage: IndexedPassage, { terms, statistics }: Omit<Ranking, 'vocabulary'>): number {
  const counts = new Float64Array(terms.length)
  for (const [index, term] of hits.terms.entries()) {
    const inHeading = (hits.positions[index] ?? 0) < passage.headingLength
    counts[term] = (counts[term] ?? 0) + (inHeading ? WEIGHTS.heading : 1)
  }
  const { saturation, lengthPenalty } = WEIGHTS
  const length = 1 - lengthPenalty + (lengthPenalty * passage.forms.length) / Math.max(1, statistics.averageLength)
  let total = 0
  for (const [term, count] of counts.entries()) {
    if (count > 0) total += ((terms[term]?.weight ?? 0) * count * (saturation + 1)) / (count + saturation * length)
  }
  return total
}

/** The most that any stretch of `windowWords` words holds of the question, each term once. */
function bestWindow(hits: Hits, terms: readonly Term[], windowWords: number): number {
  const inside = new Uint16Array(terms.length)
  let [best, total, tail] = [0, 0, 0]
  for (const [head, term] of hits.terms.entries()) {
    const end = hits.positions[head] ?? 0
    while ((hits.positions[tail] ?? end) <= end - windowWords) {
      const leaving = hits.terms[tail++] ?? 0
      const left = (inside[leaving] ?? 1) - 1
      inside[leaving] = left
      if (left === 0) total -= terms[leaving]?.weight ?? 0
    }
    const count = inside[term] ?? 0
    inside[term] = count + 1
    if (count === 0) total += terms[term]?.weight ?? 0
    if (total > best) best = total
  }
  return best
}
