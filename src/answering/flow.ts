/** Runs the stages of a turn one after another; a stage either hands on what it made or stops the turn with an outcome. */
import { trace } from '@opentelemetry/api'
import type { Outcome } from './outcome.ts'

/** `stop` is the one way to end a turn before its last stage. `tokens`: what the stage took of a model. */
export type Step<T> = ({ go: T } | { stop: Outcome }) & { tokens?: number }

export type Timing = { stage: string; ms: number; tokens: number }

/** A span a stage, for whoever collects traces (docs/watching.md); it says which stage and nothing of the question. */
const tracer = trace.getTracer('commune-assistant')

/** Knows the stages passed and how long and how many tokens each took. */
export class Flow<T> {
  readonly #state: Promise<Step<T>>
  readonly #timings: Timing[]

  private constructor(state: Promise<Step<T>>, timings: Timing[]) {
    this.#state = state
    this.#timings = timings
  }

  static of<T>(start: T): Flow<T> {
    return new Flow(Promise.resolve({ go: start }), [])
  }

  step<U>(stage: string, run: (value: T) => Step<U> | Promise<Step<U>>): Flow<U> {
    const next = this.#state.then(async (state): Promise<Step<U>> => {
      if ('stop' in state) return state
      const started = performance.now()
      const result = await tracer.startActiveSpan(`answer ${stage}`, async (span) => {
        try {
          return await run(state.go)
        } finally {
          span.end()
        }
      })
      this.#timings.push({ stage, ms: performance.now() - started, tokens: result.tokens ?? 0 })
      return result
    })
    return new Flow(next, this.#timings)
  }

  /** What the last stage made, or the outcome that stopped the turn, with the timings. */
  async end(): Promise<{ step: Step<T>; timings: Timing[] }> {
    return { step: await this.#state, timings: this.#timings }
  }
}
