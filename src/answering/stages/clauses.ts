/**
 * A message that tells its story around its question: where the whole of it finds nothing but what is near, the clause that asks
 * is looked up alone. What is found so is borne out like any answer, and must be what the whole message found nearest.
 */
import { Flow, type Step } from '../flow.ts'
import { isOnlyNear } from '../lookups/clauses/passages.ts'
import type { Outcome } from '../outcome.ts'
import { askingClause, makeWhole } from '../question/follow-up.ts'
import type { Citation } from '../turn.ts'
import { answer, askRegister } from './answer.ts'
import { findShelves, rankPassages } from './find.ts'
import type { Answered, Asked, Seen, Sources } from './sources.ts'

type Found = Extract<Outcome, { kind: 'found' }>

/** Ends the turn with what the asking clause alone finds; what the rest of the message bounds is left as it was denied. */
export async function answerClause(answered: Answered, sources: Sources, seen: Seen): Promise<Step<Answered>> {
  const { outcome, inquiry } = answered
  const { turn, whole, scope, paper } = inquiry
  const isBounded = scope.how === 'named' || paper !== null || whole.page > 0 || !isOnlyNear(outcome)
  const clause = isBounded ? null : askingClause(whole.said)
  if (clause === null || !tellsOnlyAStory(whole.said, clause)) return { go: answered }
  const again: Seen = { shelves: [], hits: [] }
  const asked: Asked = { turn, whole: { ...makeWhole(clause, turn.history), language: whole.language } }
  const found = await lookUp(asked, sources, again)
  if (found.kind !== 'found' || !isOfTheSame(found, outcome)) return { go: answered }
  Object.assign(seen, again)
  return { stop: found }
}

/** A year, a number, a place or a name beside the clause bounds what it asks. */
function tellsOnlyAStory(said: string, clause: string): boolean {
  const rest = said.replace(clause, ' ').trim()
  return !/\d/.test(rest) && !/(?<!^)(?<![.?!]\s)(?<!\p{L})\p{Lu}/u.test(rest)
}

/** What the whole message found nearest is what its clause must find: another would be an answer to less than was said. */
function isOfTheSame(found: Found, whole: Outcome): boolean {
  const nearest = whole.kind === 'not_in_documents' ? (whole.nearest?.citations ?? []) : []
  const isNearest = ({ documentId, position }: Citation): boolean =>
    nearest.some((each) => each.documentId === documentId && each.position === position)
  return found.finding.citations.some(isNearest)
}

/** Through the documents alone, without a model: it has said already that it knows nothing. */
async function lookUp(asked: Asked, { phrase: _, ...sources }: Sources, seen: Seen): Promise<Outcome> {
  const { step } = await Flow.of(asked)
    .step('scope', (each) => findShelves(each, sources, seen))
    .step('rank', (each) => rankPassages(each, sources, seen))
    .step('register', (each) => askRegister(each, seen))
    .step('answer', (each) => answer(each, sources, seen))
    .end()
  return 'stop' in step ? step.stop : step.go.outcome
}
