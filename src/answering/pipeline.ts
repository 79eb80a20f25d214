/** One turn, stage by stage. Everything before `answer` may stop it; `answer` always ends it. */
import type { CommuneRegister, Register } from '../duties/index.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import { clean } from '../language/text.ts'
import { Flow, type Step, type Timing } from './flow.ts'
import { findQuestion, makeWhole, type WholeQuestion } from './follow-up.ts'
import { findDanger } from './guard.ts'
import type { GuideAnswer, GuideAnswers } from './guides/index.ts'
import { type Inquiry, makeInquiry } from './inquiry.ts'
import { lookUp } from './lookups/index.ts'
import type { Ranking } from './lookups/lookup.ts'
import { putsAPremise } from './lookups/premise.ts'
import { findElsewhere } from './out-of-scope.ts'
import type { Outcome } from './outcome.ts'
import { plain } from './plain.ts'
import { rank } from './rank.ts'
import { findScope, type Scope } from './scope.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { findSmallTalk } from './small-talk.ts'
import type { Turn } from './turn.ts'

export type Hit = { documentId: number; position: number; quote: string; cite: string; score: number }

/** What answering needs from outside: the register, and ranked passages of communes by their ids. */
export type Sources = {
  register: Register
  /** Answers about public services; left out where no guides are kept. */
  guides?: GuideAnswers
  search: (request: { text: string; communes: readonly number[]; limit: number }) => Promise<Hit[]>
}

export type Told = { outcome: Outcome; shelves: Shelf[]; hits: Hit[] }

type Placed = { turn: Turn; whole: WholeQuestion; scope: Scope; shelves: Shelf[]; others: () => Promise<Shelf[]> }
type Ranked = { inquiry: Inquiry; ranking: Ranking; hits: Hit[]; others: () => Promise<Shelf[]> }

export async function runTurn(turn: Turn, sources: Sources): Promise<Told & { timings: Timing[] }> {
  const seen: { shelves: Shelf[] } = { shelves: [] }
  const { step, timings } = await Flow.of(turn)
    .step('guard', guardInput)
    .step('small talk', endSmallTalk)
    .step('scope', (asked) => findShelves(asked, sources, seen))
    .step('understand', understand)
    .step('rank', (placed) => rankPassages(placed, sources))
    .step('guide', (ranked) => askGuides(ranked, sources))
    .step('answer', answer)
    .end()
  return 'stop' in step ? { outcome: step.stop, shelves: seen.shelves, hits: [], timings } : { ...step.go, timings }
}

type Asked = { turn: Turn; whole: WholeQuestion }

/** Longest question read; the rest of a longer one is left out. */
const MAX_QUESTION_CHARS = 4_000

function guardInput(turn: Turn): Step<Asked> {
  const said = clean(turn.question).slice(0, MAX_QUESTION_CHARS)
  const whole = makeWhole(said, turn.history)
  const danger = findDanger(said, plain(said))
  if (danger?.kind === 'emergency') return { stop: danger }
  if (danger) return { stop: { ...danger, desk: null } }
  return { go: { turn, whole: { ...whole, said: maskPersonalData(said).text } } }
}

function endSmallTalk({ turn, whole }: Asked): Step<Asked> {
  const talk = findSmallTalk(whole.asked)
  if (talk && whole.context === null) return { stop: { kind: 'small_talk', of: talk } }
  if (talk && talk !== 'acknowledgement' && talk !== 'english') return { stop: { kind: 'small_talk', of: talk } }
  return { go: { turn, whole } }
}

async function findShelves(
  { turn, whole }: Asked,
  { register }: Sources,
  seen: { shelves: Shelf[] },
): Promise<Step<Placed>> {
  const communes = await register.communes()
  const own = communes.some(({ slug }) => slug === turn.commune) ? turn.commune : null
  const all = plain(whole.said)
  const asked = whole.context === null ? all : `${all.trimEnd()}${whole.context}`
  const scope = findScope(whole.said, asked, own, communes)
  const open = async (slug: string): Promise<Shelf[]> => {
    const found: CommuneRegister | null = await register.of(slug)
    if (!found) return []
    const shelf = openShelf(found, turn.asker !== 'citizen' && slug === own)
    return shelf.entries.length > 0 ? [shelf] : []
  }
  const openAll = async (slugs: string[]): Promise<Shelf[]> => (await Promise.all(slugs.map(open))).flat()
  const shelves = await openAll(scope.communes)
  seen.shelves = shelves
  const rest = communes.map(({ slug }) => slug).filter((slug) => !scope.communes.includes(slug))
  return { go: { turn, whole, scope, shelves, others: () => openAll(rest) } }
}

function understand({
  turn,
  whole,
  scope,
  shelves,
  others,
}: Placed): Step<{ inquiry: Inquiry; others: () => Promise<Shelf[]> }> {
  return { go: { inquiry: makeInquiry(turn, whole, scope, shelves), others } }
}

/** Hits beyond these say nothing more of an order. */
const MAX_HITS = 30

async function rankPassages(
  { inquiry, others }: { inquiry: Inquiry; others: () => Promise<Shelf[]> },
  { search }: Sources,
): Promise<Step<Ranked>> {
  const { whole, shelves } = inquiry
  const communes = shelves.map(({ register }) => register.commune.id)
  const question = findQuestion(whole.said)
  const text = whole.context === null ? question : `${question} ${whole.context}`
  const visible = new Set(shelves.flatMap(({ documents }) => documents.map(({ id }) => id)))
  const found = communes.length === 0 ? [] : await search({ text, communes, limit: MAX_HITS })
  const hits = found.filter(({ documentId }) => visible.has(documentId))
  const best = hits[0]?.score ?? 1
  const retrieved = new Map(hits.map((hit) => [`${hit.documentId}/${hit.position}`, hit.score / best]))
  const ranking: Ranking = new Map(shelves.map((shelf) => [shelf, rank(inquiry, shelf, retrieved)]))
  return { go: { inquiry, ranking, hits, others } }
}

/** A service guide answers unless the plans themselves speak of nearly all that was asked. */
async function askGuides(ranked: Ranked, { guides }: Sources): Promise<Step<Ranked>> {
  const { turn, whole } = ranked.inquiry
  if (!guides || isCovered(ranked.ranking, OWN_MATTER_BESIDE_GUIDES)) return { go: ranked }
  const answered: GuideAnswer | null = await guides.answer({ ...turn, question: whole.said })
  return answered ? { stop: { kind: 'guided', answer: answered } } : { go: ranked }
}

/** Asked of nobody in particular, only what is harmless in general is answered. */
async function answer({ inquiry, ranking, hits, others }: Ranked): Promise<Step<Told>> {
  const topic = inquiry.whole.context === null ? findElsewhere(inquiry.asked) : null
  if (topic && !isCovered(ranking, OWN_MATTER)) return { stop: { kind: 'elsewhere', topic } }
  const { shelves, scope, wants, asked } = inquiry
  if (shelves.length === 0) return { stop: { kind: 'no_documents' } }
  const general = wants.includes('definition') && !/ (?:bao nhieu|kinh phi|khi nao|han|ai|don vi|nhiem vu) /.test(asked)
  if (scope.how === 'unknown' && !general) {
    return {
      go: {
        outcome: { kind: 'which_commune', communes: shelves.map(({ register }) => register.commune.name) },
        shelves,
        hits,
      },
    }
  }
  const rest = shelves.length === 1 && putsAPremise(asked) ? await others() : []
  return { go: { outcome: lookUp(inquiry, ranking, rest), shelves: [...shelves, ...rest], hits } }
}

/** A passage that has nearly all of the question makes it the documents' own matter. */
const OWN_MATTER = 0.8
const OWN_MATTER_BESIDE_GUIDES = 0.7

function isCovered(ranking: Ranking, share: number): boolean {
  return [...ranking.values()].some(([best]) => best !== undefined && best.covered >= share)
}
