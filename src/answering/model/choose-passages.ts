/** Whether a model-free answer may be phrased anew, and from which passages. */

import { holdersFirst, primaryWant, SUPPORT } from '../lookups/clauses/borne-out.ts'
import type { Ranking } from '../lookups/lookup.ts'
import type { Outcome } from '../outcome.ts'
import type { Inquiry } from '../question/inquiry.ts'
import { holds } from '../question/wants.ts'
import { placeOf, type Ranked } from '../weighing/rank.ts'

export type Phrasable = Extract<Outcome, { kind: 'found' | 'not_in_documents' }>

const MAX_PASSAGES = 6
/** Parts of a document that say nothing of its matter. */
const NO_MATTER = new Set(['head', 'sign', 'recipients'])
/** Plans hold none of these: no reading of them finds one. */
const NEVER_IN_PLANS = ['contact', 'form'] as const

/**
 * The passages to hand over, those the model-free answer rests on first; empty when the answer is to stay as it is: rows
 * and aims are the register's, what only some may see stays at home unless the model does too, and questions over several
 * communes are told commune by commune.
 */
export function choosePassages(
  { inquiry, ranking, outcome }: { inquiry: Inquiry; ranking: Ranking; outcome: Phrasable },
  isDomestic: boolean,
): Ranked[] {
  const [ranked, ...others] = [...ranking.values()]
  if (!ranked || others.length > 0) return []
  const cited = outcome.kind === 'found' ? restsOn(outcome, ranked) : []
  if (outcome.kind === 'found' ? cited.length === 0 || !cited.every(isProse) : !mayHoldIt(inquiry, ranked)) return []
  if (!isDomestic && cited.some(isInternal)) return []
  const want = primaryWant(inquiry)
  const ordered = want ? holdersFirst(ranked, want, inquiry.asked) : ranked
  const rest = ordered.filter((each) => isProse(each) && !cited.includes(each) && each.covered > 0)
  return [...cited, ...rest].filter((each) => isDomestic || !isInternal(each)).slice(0, MAX_PASSAGES)
}

function restsOn({ finding }: Extract<Outcome, { kind: 'found' }>, ranked: readonly Ranked[]): Ranked[] {
  const places = new Set(finding.citations.map(({ documentId, position }) => `${documentId}/${position}`))
  return ranked.filter(({ entry }) => places.has(placeOf(entry)))
}

function isProse({ entry }: Ranked): boolean {
  return entry.duty === null && entry.target === null && !NO_MATTER.has(entry.passage.kind)
}

function isInternal({ entry }: Ranked): boolean {
  return entry.document.visibility !== 'public'
}

/** "Not in the documents" is doubted only where some passage has enough of the question. */
function mayHoldIt(inquiry: Inquiry, ranked: readonly Ranked[]): boolean {
  return !NEVER_IN_PLANS.some((want) => inquiry.wants.includes(want)) && ranked.some(isSupport)
}

/** Enough of the question's telling words for an answer to rest on it: the measure of the model-free path. */
export function isSupport({ covered, entry }: Ranked): boolean {
  return covered >= SUPPORT && entry.duty === null && entry.target === null
}

/** Whether the thing asked for ("bao nhiêu phần trăm") visibly stands in an answer. */
export function holdsWanted(inquiry: Inquiry, told: { text: string; plainText: string }): boolean {
  const want = primaryWant(inquiry)
  return want === null || holds(want, told, inquiry.asked)
}
