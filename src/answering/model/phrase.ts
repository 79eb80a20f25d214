/** A model-free answer phrased by a model and verified, or left exactly as it was. */
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
} from 'cockatiel'
import type { Ranking } from '../lookups/lookup.ts'
import type { Outcome } from '../outcome.ts'
import type { Inquiry } from '../question/inquiry.ts'
import { citePassage } from '../shelf/shelf.ts'
import { plain } from '../typed/plain.ts'
import { Budget, type Budgets } from './budget.ts'
import { choosePassages, holdsWanted, isSupport, type Phrasable } from './choose-passages.ts'
import { type Dialogue, loadPrompts, openDialogue } from './dialogue.ts'
import { type AskModel, type Drafted, MAX_OUTPUT_TOKENS, type Message, type Written } from './endpoint.ts'
import { type Material, makeMaterial, restoreContacts } from './material.ts'
import { type Draft, type Fault, verify } from './verify.ts'

export type PhraseRequest = { inquiry: Inquiry; ranking: Ranking; outcome: Outcome }

/** `tokens`: what the turn took of the model, 0 when it was not asked. */
export type Phrased = {
  outcome: Outcome
  tokens: number
  /** What came of it, and the version of the prompts; absent where the model was not asked. */
  asked?: { result: string; prompt: string }
}

export type Phrase = (request: PhraseRequest) => Promise<Phrased>

type Fields = Readonly<Record<string, string | number | boolean | null>>

export type PhrasingOptions = {
  ask: AskModel
  budgets: Budgets
  /** Whether internal documents may be sent to the model. */
  isDomestic: boolean
  /** Most a turn waits for the model, its repair included. */
  withinMs: number
  now: () => Date
  log: { info(event: string, fields: Fields): void; warn(event: string, fields: Fields): void }
}

/** Calls at once; a turn beyond them has its model-free answer instead of a place in a queue. */
const MAX_CALLS_AT_ONCE = 8
const FAULTS_TO_REST = 5
const REST_MS = 30_000
/** Vietnamese has more characters to a token than this: what is set aside should not be too little. */
const CHARS_A_TOKEN = 2

/**
 * The function that phrases. It never rejects and never makes an answer worse: whatever goes wrong, the outcome comes back
 * as it was, with one line in the log. Throws `PromptError` at once when a prompt file is faulty.
 */
export function createPhrasing(options: PhrasingOptions): Phrase {
  const prompts = loadPrompts()
  const call = guardCalls(options)
  return async ({ inquiry, ranking, outcome }) => {
    if (outcome.kind !== 'found' && outcome.kind !== 'not_in_documents') return { outcome, tokens: 0 }
    const material = makeMaterial(choosePassages({ inquiry, ranking, outcome }, options.isDomestic))
    if (material.pieces.length === 0) return { outcome, tokens: 0 }
    const dialogue = openDialogue(prompts, inquiry, material)
    const spending: Spending = { person: inquiry.turn.person ?? null, tokens: 0 }
    const started = performance.now()
    const { told, result, faults } = await askAndVerify({ call, dialogue, spending }, { inquiry, outcome, material })
    const fields = {
      result,
      faults: [...new Set(faults.map(({ kind }) => kind))].join(','),
      ms: Math.round(performance.now() - started),
      tokens: spending.tokens,
      prompt: prompts.rules.version,
    }
    if (QUIET.has(result)) options.log.info('model_asked', fields)
    else options.log.warn('model_failed', fields)
    return {
      outcome: told ?? outcome,
      tokens: spending.tokens,
      asked: { result, prompt: prompts.rules.version },
    }
  }
}

type Spending = { person: string | null; tokens: number }
type Call = (messages: readonly Message[], spending: Spending, onWritten?: (partial: Written) => void) => Promise<Draft>
type Asking = { call: Call; dialogue: Dialogue; spending: Spending }
type Work = { inquiry: Inquiry; outcome: Phrasable; material: Material }
type Result = { told: Outcome | null; result: string; faults: Fault[] }

/** Results that are no failure of the endpoint. */
const QUIET = new Set(['phrased', 'none', 'unfit', 'rejected', 'budget', 'busy', 'resting'])

/** One answer and, when it does not pass, one more; a leak gets no second try. */
async function askAndVerify({ call, dialogue, spending }: Asking, work: Work): Promise<Result> {
  let faults: Fault[] = []
  try {
    let draft = await call(dialogue.messages, spending, showing(dialogue, work))
    if (draft.complete !== 'none') faults = verify(draft, dialogue.given)
    if (faults.length > 0 && !faults.some(({ kind }) => kind === 'leak')) {
      draft = await call(dialogue.repaired(draft, faults), spending)
      faults = draft.complete === 'none' ? [] : verify(draft, dialogue.given)
    }
    if (draft.complete === 'none') return { told: null, result: 'none', faults }
    if (faults.length > 0) return { told: null, result: 'rejected', faults }
    const told = accept(draft, work)
    return { told, result: told ? 'phrased' : 'unfit', faults }
  } catch (fault) {
    return { told: null, result: nameOf(fault), faults }
  }
}

/** Shows whole sentences that pass the gate by themselves; undefined where nobody looks on. */
function showing({ given }: Dialogue, { inquiry, material }: Work): ((partial: Written) => void) | undefined {
  const { onText } = inquiry.turn
  if (!onText) return undefined
  let shown = ''
  return ({ used, answer }) => {
    const whole = /^[\s\S]*[.!?](?=\s|$)/u.exec(answer)?.[0] ?? ''
    if (whole.length <= shown.length) return
    if (verify({ answer: whole, used, complete: 'full' }, given).length > 0) return
    shown = whole
    onText(restoreContacts(whole.trim(), material.contacts))
  }
}

/** What a verified answer makes of the outcome; null when it does not answer what was asked. */
function accept({ answer, used, complete }: Draft, { inquiry, outcome, material }: Work): Outcome | null {
  const pieces = material.pieces.filter(({ id }) => used.includes(id))
  const text = restoreContacts(answer.trim(), material.contacts)
  if (!pieces.some(({ ranked }) => isSupport(ranked)) || !holdsWanted(inquiry, { text, plainText: plain(text) })) {
    return null
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const citations = pieces.map(({ ranked }) => citePassage(ranked.entry))
  if (outcome.kind === 'not_in_documents') {
    return complete === 'full' ? { kind: 'found', finding: { lines, citations }, desk: outcome.desk } : null
  }
  const missing = outcome.finding.missing ?? (complete === 'partial' ? 'rest' : undefined)
  return { ...outcome, finding: { ...outcome.finding, lines, citations, missing } }
}

/** Calls within the day's tokens, a few at once, and none while an endpoint that failed again and again rests. */
function guardCalls({ ask, budgets, withinMs, now }: PhrasingOptions): Call {
  const budget = new Budget(budgets, now)
  const atOnce = bulkhead(MAX_CALLS_AT_ONCE)
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAULTS_TO_REST) })
  const deadlines = new WeakMap<Spending, AbortSignal>()
  return async (messages, spending, onWritten) => {
    const expected = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / CHARS_A_TOKEN)
    const reservation = budget.reserve(spending.person, expected + MAX_OUTPUT_TOKENS)
    if (!reservation) throw new BudgetSpent()
    const deadline = deadlines.get(spending) ?? AbortSignal.timeout(withinMs)
    deadlines.set(spending, deadline)
    let took = expected
    try {
      const { draft, tokens }: Drafted = await atOnce.execute(() =>
        breaker.execute(() => ask(messages, deadline, onWritten)),
      )
      took = tokens ?? expected + Math.ceil(draft.answer.length / CHARS_A_TOKEN)
      return draft
    } catch (fault) {
      if (fault instanceof BrokenCircuitError || fault instanceof BulkheadRejectedError) took = 0
      throw fault
    } finally {
      reservation.settle(took)
      spending.tokens += took
    }
  }
}

class BudgetSpent extends Error {
  override readonly name = 'budget'
}

/** A code for the log: never a message, which may repeat what a person wrote. */
function nameOf(fault: unknown): string {
  if (fault instanceof BrokenCircuitError) return 'resting'
  if (fault instanceof BulkheadRejectedError) return 'busy'
  if (!(fault instanceof Error)) return 'unknown'
  const { status } = fault as { status?: unknown }
  return typeof status === 'number' ? `${fault.name} ${status}` : fault.name
}
