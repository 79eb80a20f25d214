/**
 * A message that tells its story around its question: where the whole of it finds nothing, the clause that asks is looked up
 * alone. What is found so is borne out by its clauses like any answer.
 */
import { Flow, type Step } from '../flow.ts'
import type { Outcome } from '../outcome.ts'
import { askingClause, makeWhole } from '../question/follow-up.ts'
import type { Citation } from '../turn.ts'
import { answer, askRegister } from './answer.ts'
import { findShelves, rankPassages } from './find.ts'
import type { Answered, Asked, Seen, Sources } from './sources.ts'

type Found = Extract<Outcome, { kind: 'found' }>

/** Ends the turn with what the asking clause alone finds. */
export async function answerClause(answered: Answered, sources: Sources, seen: Seen): Promise<Step<Answered>> {
  const { outcome, inquiry } = answered
  const { said, page } = inquiry.whole
  const clause = outcome.kind === 'not_in_documents' && page === 0 ? askingClause(said) : null
  if (clause === null) return { go: answered }
  const { turn, whole } = inquiry
  const found = await lookUp(
    { turn, whole: { ...makeWhole(clause, turn.history), language: whole.language } },
    sources,
    seen,
  )
  return found.kind === 'found' && isOfTheSame(found, outcome) ? { stop: found } : { go: answered }
}

/** What the whole message found nearest is what its clause must find: another clause would be an answer to less than was said. */
function isOfTheSame(found: Found, whole: Outcome): boolean {
  const nearest = whole.kind === 'not_in_documents' ? (whole.nearest?.citations ?? []) : []
  const isNearest = ({ documentId, position }: Citation): boolean =>
    nearest.some((each) => each.documentId === documentId && each.position === position)
  return nearest.length === 0 || found.finding.citations.some(isNearest)
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
