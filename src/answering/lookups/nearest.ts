/**
 * What is nearest where nothing answers: whoever asks reads the paper's own words under a line that says they are no answer,
 * and sees for themselves whether they serve. A bare "không có thông tin" hid the right clause from one in three of those
 * whose question it was.
 */
import type { Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import type { Ranked } from '../rank.ts'
import { isFurniture } from '../support.ts'
import { choose } from './choose.ts'
import type { Ranking } from './lookup.ts'
import { supportedFirst } from './order.ts'
import { isNear } from './sureness.ts'
import { tell } from './telling.ts'

export const MOST_NEAREST = 2

/** The outcome with what is nearest, unless it tells something already, knows better why there is nothing, or nothing is near. */
export function withNearest(inquiry: Inquiry, ranking: Ranking, outcome: Outcome): Outcome {
  if (outcome.kind !== 'not_in_documents' || outcome.nearest || outcome.reason || isNoMatterOfPapers(inquiry))
    return outcome
  const near = nearOnes(inquiry, ranking)
  return near.length > 0 ? { ...outcome, nearest: tell(inquiry, near) } : outcome
}

/** A telephone number, a form or what is going on these days: no clause is near it. */
function isNoMatterOfPapers({ wants }: Inquiry): boolean {
  return (['contact', 'form', 'penalty'] as const).some((want) => wants.includes(want))
}

function nearOnes(inquiry: Inquiry, ranking: Ranking): Ranked[] {
  const ranks = [...ranking.values()].flat().sort((a, b) => b.score - a.score)
  const told = supportedFirst(
    inquiry,
    ranks.filter(({ entry }) => !isFurniture(entry)),
  )
  const [best] = told
  return best && isNear(inquiry, best) ? choose(inquiry, told).slice(0, MOST_NEAREST) : []
}
