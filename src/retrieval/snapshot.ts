/** One commune's passages as numbers, with the counts that weigh a question's words. Built once, replaced whole. */
import { type Token, tokenise } from '../language/tokens.ts'
import { PairCounts } from './pair-counts.ts'
import type { Vocabulary } from './vocabulary.ts'

export type PassageText = { id: number; documentId: number; heading: string; lead: string | null; quote: string }

/** `forms` are the words in order; the first `headingLength` belong to the heading path and the lead line. */
export type IndexedPassage = {
  id: number
  documentId: number
  forms: Int32Array
  headingLength: number
  neighbours: number
}

export type Snapshot = {
  passages: Map<number, IndexedPassage>
  /** Words in all passages together. */
  totalLength: number
  formPassages: Map<number, number>
  barePassages: Map<number, number>
  formPairs: PairCounts
  barePairs: PairCounts
}

export function emptySnapshot(): Snapshot {
  return {
    passages: new Map(),
    totalLength: 0,
    formPassages: new Map(),
    barePassages: new Map(),
    formPairs: new PairCounts(),
    barePairs: new PairCounts(),
  }
}

/** Adds a passage and counts, once a passage, every word and pair of neighbours in it. */
export function addPassage(snapshot: Snapshot, text: PassageText, vocabulary: Vocabulary): void {
  const heading = tokenise(`${text.heading} ${text.lead ?? ''}`)
  const body = tokenise(text.quote)
  const pieces = [...heading, ...body].filter((token) => !token.whole)
  const wholes = [...heading, ...body].filter((token) => token.whole)
  const forms = Int32Array.from([...pieces, ...wholes], (token: Token) => vocabulary.add(token))
  const headingLength = heading.filter((token) => !token.whole).length
  const passage = { id: text.id, documentId: text.documentId, forms, headingLength, neighbours: pieces.length }
  snapshot.passages.set(text.id, passage)
  snapshot.totalLength += forms.length
  const bares = forms.map((form) => vocabulary.bareOf(form))
  countOnce(snapshot.formPassages, forms)
  countOnce(snapshot.barePassages, bares)
  countPairs(snapshot.formPairs, forms.subarray(0, pieces.length))
  countPairs(snapshot.barePairs, bares.subarray(0, pieces.length))
}

function countOnce(counts: Map<number, number>, ids: Int32Array): void {
  for (const id of new Set(ids)) counts.set(id, (counts.get(id) ?? 0) + 1)
}

function countPairs(counts: PairCounts, ids: Int32Array): void {
  const seen = new Set<number>()
  for (let index = 1; index < ids.length; index++) {
    const [first, second] = [ids[index - 1], ids[index]]
    if (first === undefined || second === undefined) continue
    const key = first * 2 ** 26 + second
    if (seen.has(key)) continue
    seen.add(key)
    counts.increment(first, second)
  }
}
