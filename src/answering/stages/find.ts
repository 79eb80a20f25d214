/** The middle stages: whose documents are asked, what the question means in them, and which passages are near it. */
import type { CommuneRegister } from '../../duties/index.ts'
import { findFeedback } from '../feedback.ts'
import type { Step } from '../flow.ts'
import type { Ranking } from '../lookups/lookup.ts'
import { findElsewhere } from '../out-of-scope.ts'
import { findQuestion, makeWhole, type WholeQuestion } from '../question/follow-up.ts'
import { makeInquiry } from '../question/inquiry.ts'
import { findScope } from '../question/scope.ts'
import { openShelf, type Shelf } from '../shelf/shelf.ts'
import { writeOut } from '../typed/initials.ts'
import { plain } from '../typed/plain.ts'
import { repair } from '../typed/repair.ts'
import { NO_SAYINGS } from '../typed/sayings.ts'
import { rank } from '../weighing/rank.ts'
import type { Asked, Ranked, Seen, Sources, Understood } from './sources.ts'

/** Hits beyond these say nothing more of an order. */
const MAX_HITS = 30

/** The shelves of the communes asked about, and the question as understood with them. */
export async function findShelves(
  { turn, whole: typed, held }: Asked,
  { register, sayings = NO_SAYINGS }: Sources,
  seen: Seen,
): Promise<Step<Understood>> {
  const communes = await register.communes()
  const own = communes.some(({ slug }) => slug === turn.commune) ? turn.commune : null
  const scope = findScope(typed.said, scopeWords(typed), own, communes)
  const open = async (slug: string): Promise<Shelf[]> => {
    const found: CommuneRegister | null = await register.of(slug)
    if (!found) return []
    const shelf = openShelf(found, turn.asker !== 'citizen' && slug === own)
    return shelf.entries.length > 0 ? [shelf] : []
  }
  const openAll = async (slugs: string[]): Promise<Shelf[]> => (await Promise.all(slugs.map(open))).flat()
  const shelves = await openAll(scope.communes)
  seen.shelves = shelves
  const whole = repaired(typed, turn, shelves)
  const rest = communes.map(({ slug }) => slug).filter((slug) => !scope.communes.includes(slug))
  const inquiry = makeInquiry(turn, whole, { scope, open: shelves, sayings })
  return { go: { inquiry, others: () => openAll(rest), held } }
}

function scopeWords({ said, context }: WholeQuestion): string {
  const all = plain(said)
  return context === null ? all : `${all.trimEnd()}${context}`
}

/** Slips are put right with the words of the papers asked, which are known only now. */
function repaired(typed: WholeQuestion, turn: Asked['turn'], shelves: Shelf[]): WholeQuestion {
  const said = writeOut(repair(typed.said, shelves), shelves)
  if (said === typed.said) return typed
  const again = makeWhole(said, turn.history)
  return { ...again, language: typed.language, page: typed.page, context: again.context ?? typed.context }
}

export async function rankPassages(understood: Understood, { search }: Sources, seen: Seen): Promise<Step<Ranked>> {
  const { inquiry } = understood
  const { whole, shelves } = inquiry
  const communes = shelves.map(({ register }) => register.commune.id)
  const question = findQuestion(whole.said)
  const text = whole.context === null ? question : `${question} ${whole.context}`
  const visible = new Set(shelves.flatMap(({ documents }) => documents.map(({ id }) => id)))
  const found = communes.length === 0 ? [] : await search({ text, communes, limit: MAX_HITS })
  const hits = found.filter(({ documentId }) => visible.has(documentId))
  seen.hits = hits
  const best = hits[0]?.score ?? 1
  const retrieved = new Map(hits.map((hit) => [`${hit.documentId}/${hit.position}`, hit.score / best]))
  const ranking: Ranking = new Map(shelves.map((shelf) => [shelf, rank(inquiry, shelf, retrieved)]))
  return { go: { ...understood, ranking } }
}

/** A passage that has so much of the question makes it the documents' own matter; a word of elsewhere is an example then. */
const OWN_MATTER_BESIDE_TOPICS = 0.5

/** A matter of somewhere else, unless the plans themselves speak of it. */
export function endElsewhere(ranked: Ranked): Step<Ranked> {
  const { asked, whole } = ranked.inquiry
  const topic = whole.context === null ? findElsewhere(asked) : null
  const isFeedback = findFeedback(asked) === 'new' && !isCovered(ranked.ranking, OWN_MATTER_BESIDE_TOPICS)
  if (isFeedback) return { stop: { kind: 'feedback', of: 'new' } }
  // Asked of no commune in particular, all papers together have a word of nearly everything.
  const isOwn = ranked.inquiry.scope.how !== 'unknown' && isCovered(ranked.ranking, OWN_MATTER_BESIDE_TOPICS)
  return topic && (topic === 'weather' || !isOwn) ? { stop: { kind: 'elsewhere', topic } } : { go: ranked }
}

export function isCovered(ranking: Ranking, share: number): boolean {
  return [...ranking.values()].some(([best]) => best !== undefined && best.covered >= share)
}
