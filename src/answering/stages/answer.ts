/** The last stages: the register, then a guide, then the documents' own words, a guide that gave way, or an honest nothing. */

import type { Step } from '../flow.ts'
import type { GuideAnswer } from '../guides/index.ts'
import { withNearest } from '../lookups/clauses/nearest.ts'
import { lookUpPassages } from '../lookups/clauses/passages.ts'
import { lookUpRegister } from '../lookups/index.ts'
import { putsAPremise } from '../lookups/money/premise.ts'
import { asksSignedBy } from '../lookups/papers/signed-by.ts'
import { asksWhichPaper } from '../lookups/papers/which-paper.ts'
import type { Outcome } from '../outcome.ts'
import { readEitherOr, speaksOfBoth } from '../question/either-or.ts'
import type { Inquiry } from '../question/inquiry.ts'
import { coverage, indexText } from '../weighing/terms.ts'
import { isCovered } from './find.ts'
import type { Answered, Looked, Ranked, Seen, Sources } from './sources.ts'

/** How many passages are looked through for the point of a question that a guide would answer. */
const NEAREST = 6

/** A sure guide that was held back tells, unless a passage of the plans speaks of both ways that are put against each other. */
export function tellHeldService(ranked: Ranked): Step<Ranked> {
  const { held, inquiry, ranking } = ranked
  if (!held) return { go: ranked }
  const ways = readEitherOr(inquiry.asked)
  const nearest = [...ranking.values()].flatMap((passages) => passages.slice(0, NEAREST))
  const isPlans = ways !== null && nearest.some((passage) => speaksOfBoth(ways, passage, inquiry.terms))
  return isPlans ? { go: ranked } : { stop: { kind: 'guided', answer: held } }
}

/** What the register is certain of ends the turn; what it is certain of not having is kept for last. */
export async function askRegister(ranked: Ranked, seen: Seen): Promise<Step<Looked>> {
  const { inquiry, ranking, others } = ranked
  const { shelves, asked } = inquiry
  if (shelves.length === 0 || isAskedOfNobody(inquiry)) return { go: { ...ranked, absent: null } }
  const rest = shelves.length === 1 && putsAPremise(asked) ? await others() : []
  const outcome = lookUpRegister(inquiry, ranking, rest)
  if (isOver(inquiry, outcome)) return { stop: { kind: 'small_talk', of: 'nothing_more' } }
  if (outcome?.kind === 'found') {
    seen.shelves = [...seen.shelves, ...rest]
    return { stop: outcome }
  }
  return { go: { ...ranked, absent: outcome } }
}

/** "Xem tiếp" after the last page of a list, or after what was no list. */
function isOver({ whole }: Inquiry, outcome: Outcome | null): boolean {
  const isPage = outcome?.kind === 'found' && outcome.finding.left !== undefined && outcome.finding.lines.length > 0
  return whole.page > 0 && !isPage
}

/** A passage that has nearly all of the question makes it the documents' own matter. */
const OWN_MATTER = 0.8
const OWN_MATTER_BESIDE_GUIDES = 0.5

/** A service guide answers what the plans speak little of; the surer the guide, the more they must say to come first. */
export async function askGuides(looked: Looked, { guides }: Sources): Promise<Step<Looked>> {
  const { turn, whole, asked } = looked.inquiry
  // The plans have the very point: the guide would answer another question.
  if (looked.held) return { go: looked }
  const answered: GuideAnswer | null = (await guides?.answer({ ...turn, question: whole.said })) ?? null
  if (!answered) return { go: looked }
  const givesWay: Step<Looked> = { go: { ...looked, guide: answered } }
  const share = shareIn(answered, looked.inquiry)
  if (share < leastShare(answered, looked.inquiry)) return ASKS_OF_THE_COMMUNE.test(asked) ? { go: looked } : givesWay
  if (isCovered(looked.ranking, OWN_MATTER)) return givesWay
  const ownMatter = answered.certainty === 'sure' && ASKS_HOW.test(asked) ? OWN_MATTER : OWN_MATTER_BESIDE_GUIDES
  return isCovered(looked.ranking, ownMatter) ? givesWay : { stop: { kind: 'guided', answer: answered } }
}

/** Least share of the question's telling words a guide's answer must have: one word in common is no answer. */
const GUIDE_SUPPORT = 0.3
const LIKELY_GUIDE_SUPPORT = 0.4
/** Whether the commune itself does or gives something is its papers' matter: a guide on something like it is none. */
const ASKS_OF_THE_COMMUNE =
  / (?:(?:xa|phuong|uy ban|ubnd|hdnd)(?: (?:minh|ta|nay|em|toi))? (?:co|cho|se|dinh)|(?:nguoi dan|ba con) co duoc(?! cap))(?= ).* (?:khong|chua) /
const SUPPORT_ABOUT_THE_COMMUNE = 0.6

/** Share of the question's telling words that a guide's answer has; all of them where there is nothing to weigh by. */
function shareIn({ text, citations, certainty }: GuideAnswer, { terms, shelves }: Inquiry): number {
  const [shelf] = shelves
  if (!shelf || (certainty === 'sure' && terms.words.length < 4)) return 1
  const said = indexText([text, ...citations.map(({ quote }) => quote)].join(' '))
  return coverage(terms, said, shelf.weigh).words
}

/** What the guide must have to come before the papers. */
function leastShare({ certainty }: GuideAnswer, { asked }: Inquiry): number {
  if (ASKS_OF_THE_COMMUNE.test(asked)) return SUPPORT_ABOUT_THE_COMMUNE
  return certainty === 'sure' ? GUIDE_SUPPORT : LIKELY_GUIDE_SUPPORT
}

/** How to get a thing done, which a guide knows and a plan does not. */
const ASKS_HOW =
  / (?:giay to gi|giay gi|can gi|can nhung gi|can giay|thu tuc|le phi|lam sao|cach (?:lam|dang ky|nop|xin|kich hoat)|may ngay|cac buoc|huong dan em|(?:lam|nop|dang ky|xin|cap|doi|kich hoat)(?: \S+){0,6} (?:o dau|cho nao|dau)) /

/** The documents' own words, perhaps phrased by a model; what finds no answer is handed on. */
export async function answer(looked: Looked, { phrase }: Sources, seen: Seen): Promise<Step<Answered>> {
  const { inquiry, ranking, absent } = looked
  const { shelves } = inquiry
  if (shelves.length === 0) return { stop: { kind: 'no_documents' } }
  if (isAskedOfNobody(inquiry)) {
    return { stop: { kind: 'which_commune', communes: shelves.map(({ register }) => register.commune.name) } }
  }
  const own = withNearest(inquiry, ranking, absent ?? lookUpPassages(inquiry, ranking))
  const phrased = absent || !phrase ? null : await phrase({ inquiry, ranking, outcome: own })
  if (phrased?.asked) seen.model = { ...phrased.asked, tokens: phrased.tokens }
  const outcome = phrased?.outcome ?? own
  const tokens = phrased ? { tokens: phrased.tokens } : {}
  return outcome.kind === 'not_in_documents' ? { go: { ...looked, outcome }, ...tokens } : { stop: outcome, ...tokens }
}

/** A guide that gave way to the documents for nothing: a citizen is better served by it than by a desk to ask. */
export function fallBackOnGuide({ guide, absent, inquiry, outcome }: Answered): Step<Outcome> {
  const isUse = absent === null && inquiry.turn.asker === 'citizen' && guide?.status === 'answered'
  return isUse ? { stop: { kind: 'guided', answer: guide } } : { go: outcome }
}

/** Asked of no commune in particular, only what is harmless in general is answered. */
function isAskedOfNobody({ scope, wants, asked }: Inquiry): boolean {
  if (scope.how !== 'unknown' || asksWhichPaper(asked) || asksSignedBy(asked)) return false
  return !wants.includes('definition') || / (?:bao nhieu|kinh phi|khi nao|han|ai|don vi|nhiem vu) /.test(asked)
}
