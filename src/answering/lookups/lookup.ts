import type { Outcome } from '../outcome.ts'
import type { Inquiry } from '../question/inquiry.ts'
import type { Shelf } from '../shelf/shelf.ts'
import type { Ranked } from '../weighing/rank.ts'

/** What every look-up is given: the question and the entries of each shelf, best first. */
export type Ranking = Map<Shelf, Ranked[]>

/** The entries of all shelves, best first. */
export function bestFirst(ranking: Ranking): Ranked[] {
  return [...ranking.values()].flat().sort((a, b) => b.score - a.score)
}

/** Answers from the register, or null when it has nothing to say and the next one may try. */
export type Lookup = (inquiry: Inquiry, ranking: Ranking) => Outcome | null
