/** One turn, stage by stage. Everything before `answer` may stop it; `answer` always ends it. */
import type { CommuneRegister, Register } from '../duties/index.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import { clean } from '../language/text.ts'
import { Flow, type Step, type Timing } from './flow.ts'
import { findQuestion, makeWhole, type WholeQuestion } from './follow-up.ts'
import { findDanger } from './guard.ts'
import type { GuideAnswer, GuideAnswers } from './guides/index.ts'
import { type Inquiry, makeInquiry } from './inquiry.ts'
import { lookUpRegister } from './lookups/index.ts'
import type { Ranking } from './lookups/lookup.ts'
import { lookUpPassages } from './lookups/passages.ts'
import { putsAPremise } from './lookups/premise.ts'
import type { Phrase } from './model/index.ts'
import { findElsewhere } from './out-of-scope.ts'
import type { Outcome } from './outcome.ts'
import { plain } from './plain.ts'
import { rank } from './rank.ts'
import { findScope, type Scope } from './scope.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { findSmallTalk } from './small-talk.ts'
import { coverage, indexText } from './terms.ts'
import type { Turn } from './turn.ts'

export type Hit = { documentId: number; position: number; quote: string; cite: string; score: number }

/** What answering needs from outside: the register, and ranked passages of communes by their ids. */
export type Sources = {
  register: Register
  /** Answers about public services; left out where no guides are kept. */
  guides?: GuideAnswers
  /** Has document answers phrased by a model; left out where there is none. */
  phrase?: Phrase
  search: (request: { text: string; communes: readonly number[]; limit: number }) => Promise<Hit[]>
}

export type Told = { outcome: Outcome; shelves: Shelf[]; hits: Hit[] }

type Placed = { turn: Turn; whole: WholeQuestion; scope: Scope; shelves: Shelf[]; others: () => Promise<Shelf[]> }
/** `absent`: what the register is certain of not having. */
type Looked = Ranked & { absent: Outcome | null }
type Ranked = { inquiry: Inquiry; ranking: Ranking; others: () => Promise<Shelf[]> }

export async function runTurn(turn: Turn, sources: Sources): Promise<Told & { timings: Timing[] }> {
  const seen: Seen = { shelves: [], hits: [] }
  const { step, timings } = await Flow.of(turn)
    .step('guard', guardInput)
    .step('service', (asked) => tellService(asked, sources))
    .step('small talk', endSmallTalk)
    .step('scope', (asked) => findShelves(asked, sources, seen))
    .step('understand', understand)
    .step('rank', (placed) => rankPassages(placed, sources, seen))
    .step('elsewhere', endElsewhere)
    .step('register', (ranked) => askRegister(ranked, seen))
    .step('guide', (ranked) => askGuides(ranked, sources))
    .step('answer', (looked) => answer(looked, sources))
    .end()
  return { outcome: 'stop' in step ? step.stop : step.go, ...seen, timings }
}

/** What wording the answer needs however the turn ended. */
type Seen = { shelves: Shelf[]; hits: Hit[] }

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

/**
 * How to get a service done, where that is surely asked, and the next step of the guide told last. Plans name every service
 * without telling how, so that their nearness says nothing here; what is not sure waits until they have been asked.
 */
async function tellService({ turn, whole }: Asked, { guides }: Sources): Promise<Step<Asked>> {
  const answered = (await guides?.answer({ ...turn, question: whole.said })) ?? null
  return answered?.certainty === 'sure' ? { stop: { kind: 'guided', answer: answered } } : { go: { turn, whole } }
}

function endSmallTalk({ turn, whole }: Asked): Step<Asked> {
  const talk = findSmallTalk(whole.asked)
  if (talk && whole.context === null) return { stop: { kind: 'small_talk', of: talk } }
  if (talk && talk !== 'acknowledgement' && talk !== 'english') return { stop: { kind: 'small_talk', of: talk } }
  return { go: { turn, whole } }
}

async function findShelves({ turn, whole }: Asked, { register }: Sources, seen: Seen): Promise<Step<Placed>> {
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
  seen: Seen,
): Promise<Step<Ranked>> {
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
  return { go: { inquiry, ranking, others } }
}

/** A matter of somewhere else, unless the plans themselves speak of it. */
function endElsewhere(ranked: Ranked): Step<Ranked> {
  const { asked, whole } = ranked.inquiry
  const topic = whole.context === null ? findElsewhere(asked) : null
  return topic && !isCovered(ranked.ranking, OWN_MATTER_BESIDE_TOPICS)
    ? { stop: { kind: 'elsewhere', topic } }
    : { go: ranked }
}

/** What the register is certain of ends the turn; what it is certain of not having is kept for last. */
async function askRegister(ranked: Ranked, seen: Seen): Promise<Step<Looked>> {
  const { inquiry, ranking, others } = ranked
  const { shelves, asked } = inquiry
  if (shelves.length === 0 || isAskedOfNobody(inquiry)) return { go: { ...ranked, absent: null } }
  const rest = shelves.length === 1 && putsAPremise(asked) ? await others() : []
  const outcome = lookUpRegister(inquiry, ranking, rest)
  if (outcome?.kind === 'found') {
    seen.shelves = [...shelves, ...rest]
    return { stop: outcome }
  }
  return { go: { ...ranked, absent: outcome } }
}

/** A service guide answers what the plans speak little of; the surer the guide, the more they must say to come first. */
async function askGuides(looked: Looked, { guides }: Sources): Promise<Step<Looked>> {
  const { turn, whole, asked } = looked.inquiry
  if (!guides || isCovered(looked.ranking, OWN_MATTER)) return { go: looked }
  const answered: GuideAnswer | null = await guides.answer({ ...turn, question: whole.said })
  if (!answered) return { go: looked }
  if (!speaksOf(answered, looked.inquiry)) return { go: looked }
  const share = answered.certainty === 'sure' && ASKS_HOW.test(asked) ? OWN_MATTER : OWN_MATTER_BESIDE_GUIDES
  return isCovered(looked.ranking, share) ? { go: looked } : { stop: { kind: 'guided', answer: answered } }
}

/** Least share of the question's telling words a guide's answer must have: one word in common is no answer. */
const GUIDE_SUPPORT = 0.3

function speaksOf({ text, citations }: GuideAnswer, { terms, shelves }: Inquiry): boolean {
  const [shelf] = shelves
  if (!shelf || terms.words.length < 4) return true
  const said = indexText([text, ...citations.map(({ quote }) => quote)].join(' '))
  return coverage(terms, said, shelf.weigh).words >= GUIDE_SUPPORT
}

/** How to get a thing done, which a guide knows and a plan does not. */
const ASKS_HOW =
  / (?:giay to gi|giay gi|can gi|can nhung gi|can giay|thu tuc|le phi|lam sao|cach (?:lam|dang ky|nop|xin|kich hoat)|may ngay|cac buoc|huong dan em|(?:lam|nop|dang ky|xin|cap|doi|kich hoat)(?: \S+){0,6} (?:o dau|cho nao|dau)) /

/** The documents' own words, or an honest nothing; what comes of the documents may be phrased by a model. */
async function answer({ inquiry, ranking, absent }: Looked, { phrase }: Sources): Promise<Step<Outcome>> {
  const { shelves } = inquiry
  if (shelves.length === 0) return { stop: { kind: 'no_documents' } }
  if (isAskedOfNobody(inquiry)) {
    return { stop: { kind: 'which_commune', communes: shelves.map(({ register }) => register.commune.name) } }
  }
  const outcome = absent ?? lookUpPassages(inquiry, ranking)
  if (absent || !phrase) return { go: outcome }
  const phrased = await phrase({ inquiry, ranking, outcome })
  return { go: phrased.outcome, tokens: phrased.tokens }
}

/** Asked of no commune in particular, only what is harmless in general is answered. */
function isAskedOfNobody({ scope, wants, asked }: Inquiry): boolean {
  if (scope.how !== 'unknown') return false
  return !wants.includes('definition') || / (?:bao nhieu|kinh phi|khi nao|han|ai|don vi|nhiem vu) /.test(asked)
}

/** A passage that has nearly all of the question makes it the documents' own matter. */
const OWN_MATTER = 0.8
/** A word of another matter is only an example inside a question the plans speak of. */
const OWN_MATTER_BESIDE_TOPICS = 0.5
const OWN_MATTER_BESIDE_GUIDES = 0.5

function isCovered(ranking: Ranking, share: number): boolean {
  return [...ranking.values()].some(([best]) => best !== undefined && best.covered >= share)
}
