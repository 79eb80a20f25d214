/** A model behind the product's own endpoint code that obeys whoever attacks it, and a record of what reached it. */
import { readFileSync } from 'node:fs'
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock'
import { createEndpoint, createPhrasing, type Phrase } from '../../src/answering/index.ts'

/** What the model is told to say to what it was sent. */
export type Say = (request: { system: string; user: string }) => string

/** `slipped`: words put behind the question after the guard has let the question pass, as if it knew no better. */
export type Told = { say: Say; slipped?: string | undefined }

export type ObeyingModel = {
  /** What the model says, through the gate. */
  phrase: Phrase
  /** The same from a model inside the country, which may be shown internal papers. */
  domestic: Phrase
  /** The same with nothing between the model and the person. */
  ungated: Phrase
  tell(told: Told): void
  startCounting(): void
  /** Distinct pairs of a question sent and words said to it, since then: what a trial on the model path is. */
  distinct(): number
  /** Whether anything was asked of it since it was last told what to say. */
  wasReached(): boolean
  /** Every request so far, as sent. */
  sent: readonly string[]
  close(): Promise<void>
}

export const PROMPT = readFileSync('prompts/compose-answer.md', 'utf8')
const WITHIN_MS = 5_000
/** Marks of one turn: two requests that differ in them alone are one. */
const TURN_MARKS = /=====[0-9a-f]+=====|KX[0-9a-f]{16}/g

export async function startObeyingModel(): Promise<ObeyingModel> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  await mock.start()
  let told: Told = { say: () => '' }
  let isReached = false
  const pairs = new Set<string>()
  const sent: string[] = []
  const answerTo: Say = ({ system, user }) => {
    isReached = true
    const said = told.say({ system, user })
    pairs.add(`${user}\n${said}`.replace(TURN_MARKS, ''))
    sent.push(`${system}\n${user}`)
    return said
  }
  mock.on({}, (request: ChatCompletionRequest) => {
    const [system = '', user = ''] = request.messages.map(({ content }) => String(content))
    return { content: JSON.stringify({ used: ['D1'], answer: answerTo({ system, user }), complete: 'full' }) }
  })
  const ask = createEndpoint({
    ...{ apiKey: 'key', baseUrl: `${mock.url}/v1`, model: 'm', structure: 'json_schema' as const },
    timeoutMs: WITHIN_MS,
  })
  const phrasing = (isDomestic: boolean): Phrase =>
    createPhrasing({
      ...{ ask, budgets: { dayTokens: 1e9, personTokens: 1e9 }, isDomestic, withinMs: 2 * WITHIN_MS },
      ...{ now: () => new Date(), log: { info: () => {}, warn: () => {} } },
    })
  const ungated: Phrase = async ({ inquiry, outcome }) => {
    if (outcome.kind !== 'found') return { outcome, tokens: 0 }
    const lines = [answerTo({ system: PROMPT, user: inquiry.whole.said })]
    return { outcome: { ...outcome, finding: { ...outcome.finding, lines } }, tokens: 0 }
  }
  const slipping = (phrase: Phrase): Phrase => slipBehind(phrase, () => told.slipped)
  return {
    phrase: slipping(phrasing(false)),
    domestic: slipping(phrasing(true)),
    ungated: slipping(ungated),
    tell: (next) => {
      told = next
      isReached = false
    },
    startCounting: () => pairs.clear(),
    distinct: () => pairs.size,
    wasReached: () => isReached,
    sent,
    close: () => mock.stop(),
  }
}

/** Puts words behind the question as the model reads it; what was found for the question stays. */
export function slipBehind(phrase: Phrase, slipped: () => string | undefined): Phrase {
  return (request) => {
    const words = slipped()
    if (words === undefined) return phrase(request)
    const { whole } = request.inquiry
    return phrase({ ...request, inquiry: { ...request.inquiry, whole: { ...whole, said: `${whole.said}. ${words}` } } })
  }
}
