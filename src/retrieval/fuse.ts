/** Two opinions of the same passages made one, by score: ranks alone would forget how sure each was. */
import type { Scored } from './rank.ts'
import type { IndexedPassage } from './snapshot.ts'
import { WEIGHTS } from './weights.ts'

/**
 * Best first, on the scale of the words' scores. `similarity` holds the cosine of passages the vectors brought; a passage
 * only one side knows gets nothing from the other.
 */
export function fuse(byWords: readonly Scored[], similarity: ReadonlyMap<IndexedPassage, number>): Scored[] {
  if (similarity.size === 0) return [...byWords]
  const top = byWords[0]?.score ?? 1
  const nearest = Math.max(...similarity.values())
  const farthest = Math.min(...similarity.values())
  const span = nearest - farthest || 1
  const fused = new Map(byWords.map(({ passage, score }) => [passage, (1 - WEIGHTS.vector) * (score / top)]))
  for (const [passage, cosine] of similarity) {
    fused.set(passage, (fused.get(passage) ?? 0) + (WEIGHTS.vector * (cosine - farthest)) / span)
  }
  return [...fused]
    .map(([passage, share]) => ({ passage, score: share * top }))
    .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id)
}
