/** A model-free answer phrased by a model and verified, or left exactly as it was. */
import { randomBytes } from 'node:crypto'
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  wrap,
} from 'cockatiel'
import type { Inquiry } from '../inquiry.ts'
import type { Ranking } from '../lookups/lookup.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import { citePassage } from '../shelf.ts'
import { Budget, type Budgets } from './budget.ts'
import { choosePassages, holdsWanted, isSupport, type Phrasable } from './choose-passages.ts'
import { type AskModel, MAX_OUTPUT_TOKENS, type Message } from './endpoint.ts'
import { hideTyped, type Material, makeMaterial, restoreContacts } from './material.ts'
import { loadPrompt } from './prompts.ts'
import { type Draft, type Fault, type FaultKind, type Given, verify } from './verify.ts'

export type PhraseRequest = { inquiry: Inquiry; ranking: Ranking; outcome: Outcome }

/** `tokens`: what the turn took of the model, 0 when it was not asked. */
export type Phrased = { outcome: Outcome; tokens: number }

export type Phrase = (request: PhraseRequest) => Promise<Phrased>

type Fields = Readonly<Record<string, string | number | boolean | null>>

export type PhrasingOptions = {
  ask: AskModel
  budgets: Budgets
  /** Whether internal documents may be sent to it. */
  isDomestic: boolean
  /** Most a turn waits for the model, its repair included. */
  withinMs: number
  now: () => Date
  log: { info(event: string, fields: Fields): void; warn(event: string, fields: Fields): void }
}

const MAX_ANSWER_CHARS = 600
/** Calls at once; a turn beyond them gets its model-free answer at once instead of a place in a queue. */
const MAX_CALLS_AT_ONCE = 8
const FAULTS_TO_REST = 5
const REST_MS = 30_000
/** Vietnamese takes fewer tokens than this: a reservation should not be too small. */
const CHARS_A_TOKEN = 2
const MAX_FAULTS_TOLD = 5

/**
 * The function that phrases. It never rejects and never makes an answer worse: whatever goes wrong, the outcome comes back
 * as it was, with one line in the log. Throws `PromptError` at once when a prompt file is faulty.
 */
export function createPhrasing(options: PhrasingOptions): Phrase {
  const prompts = {
    rules: loadPrompt('compose-answer'),
    question: loadPrompt('ask-answer'),
    repair: loadPrompt('repair-answer'),
  }
  const budget = new Budget(options.budgets, options.now)
  const guarded = wrap(
    bulkhead(MAX_CALLS_AT_ONCE),
    circuitBreaker(handleAll, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAULTS_TO_REST) }),
  )
  const session: Session = { ...options, prompts, budget, guarded }
  return async (request) => {
    const { outcome } = request
    if (outcome.kind !== 'found' && outcome.kind !== 'not_in_documents') return { outcome, tokens: 0 }
    const passages = choosePassages({ ...request, outcome }, options.isDomestic)
    const material = makeMaterial(passages)
    if (material.pieces.length === 0) return { outcome, tokens: 0 }
    return phraseFrom(session, { ...request, outcome, material })
  }
}

type Session = PhrasingOptions & {
  prompts: {
    rules: ReturnType<typeof loadPrompt<'compose-answer'>>
    question: ReturnType<typeof loadPrompt<'ask-answer'>>
    repair: ReturnType<typeof loadPrompt<'repair-answer'>>
  }
  budget: Budget
  guarded: { execute<T>(run: () => Promise<T>): Promise<T> }
}

type Work = PhraseRequest & { outcome: Phrasable; material: Material }

async function phraseFrom(session: Session, work: Work): Promise<Phrased> {
  const spending = { tokens: 0 }
  const started = performance.now()
  const tell = (result: string, faults: readonly FaultKind[] = []): void => {
    const ms = Math.round(performance.now() - started)
    const fields = { result, ms, tokens: spending.tokens, prompt: session.prompts.rules.version }
    const kinds = [...new Set(faults)].join(',')
    if (result === 'failed') session.log.warn('model_failed', { ...fields, fault: kinds })
    else session.log.info('model_asked', { ...fields, faults: kinds })
  }
  try {
    const { draft, faults } = await draftTwice(session, work, spending)
    const told = faults.length === 0 ? accept(work, draft) : null
    tell(told ? 'phrased' : draft.complete === 'none' ? 'none' : 'refused', faults.map(({ kind }) => kind))
    return { outcome: told ?? work.outcome, tokens: spending.tokens }
  } catch (fault) {
    session.log.warn('model_failed', {
      fault: nameOf(fault),
      ms: Math.round(performance.now() - started),
      tokens: spending.tokens,
    })
    return { outcome: work.outcome, tokens: spending.tokens }
  }
}
