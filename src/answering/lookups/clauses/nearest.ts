/**
 * What is nearest where nothing answers: whoever asks reads the paper's own words under a line that says they are no answer,
 * and sees for themselves whether they serve. A bare "không có thông tin" hid the right clause from one in three of those
 * whose question it was.
 */

import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { holds } from '../../question/wants.ts'
import { isFurniture } from '../../shelf/furniture.ts'
import { isOfSameGroup, isOfSamePlace } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { bestFirst, type Ranking } from '../lookup.ts'
import { isOfAskedThing, primaryWant, type Visible } from './borne-out.ts'
import { choose } from './choose.ts'
import { deskFor } from './nothing.ts'
import { supportedFirst } from './order.ts'
import { isNear } from './sureness.ts'
import { tell } from './telling.ts'

export const ONLY_NEAR = 'Văn bản không nói thẳng điều này; đoạn gần nhất:'
const MOST = 2
/** Whoever is told what is nearest chooses for themselves: the second is told from a smaller share of the first's score. */
const LEAST_SHARE = 0.72

/** The best and one about as near. */
export function nearestOf(inquiry: Inquiry, ranked: Ranked[]): Ranked[] {
  return choose(inquiry, ranked, LEAST_SHARE).slice(0, MOST)
}

/** What is more likely the answer than not, with what is about as near. */
export function perhaps(inquiry: Inquiry, best: Ranked, rest: readonly Ranked[]): Outcome {
  const nearest = tell(inquiry, nearestOf(inquiry, [best, ...rest]))
  return { kind: 'not_in_documents', desk: deskFor(best), nearest, missing: null, isPerhaps: true }
}

/** The outcome with what is nearest, unless it tells something already, knows better why there is nothing, or nothing is near. */
export function withNearest(inquiry: Inquiry, ranking: Ranking, outcome: Outcome): Outcome {
  if (outcome.kind !== 'not_in_documents' || outcome.nearest || outcome.reason || isNoMatterOfPapers(inquiry))
    return outcome
  const near = nearOnes(inquiry, ranking)
  if (near.length === 0) return outcome
  const nearest = tell(inquiry, near)
  const primary = primaryWant(inquiry)
  // Where a figure of that kind stands in what is shown, saying that there is none would be untrue.
  const mayBeIt =
    primary !== null && outcome.missing === null && near.some(({ entry }) => holds(primary, entry, inquiry.asked))
  return mayBeIt ? { ...outcome, nearest, reason: ONLY_NEAR } : { ...outcome, nearest }
}

/** A telephone number, a form or a penalty: no clause is near it. */
function isNoMatterOfPapers({ wants }: Inquiry): boolean {
  return (['contact', 'form', 'penalty'] as const).some((want) => wants.includes(want))
}

function nearOnes(inquiry: Inquiry, ranking: Ranking): Ranked[] {
  const ranks = bestFirst(ranking)
  const primary = primaryWant(inquiry)
  const told = supportedFirst(
    inquiry,
    ranks.filter(({ entry }) => !isFurniture(entry)),
  ).filter((each) => !misleads(inquiry, each, primary))
  const [best] = told
  return best && isNear(inquiry, best) ? nearestOf(inquiry, told) : []
}

/** The number of the poor would be taken for that of the near-poor, whatever line stands above it. */
function misleads(inquiry: Inquiry, each: Ranked, primary: Visible | null): boolean {
  const { entry } = each
  if (!primary || !holds(primary, entry, inquiry.asked)) return false
  return (
    !isOfSameGroup(inquiry.full, entry) ||
    !isOfSamePlace(inquiry.whole.said, entry) ||
    !isOfAskedThing(inquiry, each, primary)
  )
}
