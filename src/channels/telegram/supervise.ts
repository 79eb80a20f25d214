import { setTimeout as sleep } from 'node:timers/promises'

export type Supervised = {
  /** One round of work; answers how long to pause before the next. */
  step(stopping: AbortSignal): Promise<number>
  /** Told of what a round threw; answers how long to wait at least. */
  failed(error: unknown): number
  /** What is left to do once stopped. */
  ended?(): Promise<void>
}

export type Waits = { firstMs: number; longestMs: number }

/** Runs rounds until stopped, whatever they throw; the wait after failures grows with their number. */
export function supervise(
  { step, failed, ended }: Supervised,
  { firstMs, longestMs }: Waits,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number): Promise<void> =>
    ms > 0 ? sleep(ms, undefined, { signal }).catch(() => {}) : Promise.resolve()
  const run = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      try {
        const pauseMs = await step(signal)
        failures = 0
        await pause(pauseMs)
      } catch (error) {
        if (signal.aborted) break
        const growingMs = Math.min(longestMs, firstMs * 2 ** failures++)
        await pause(Math.max(failed(error), growingMs))
      }
    }
    await ended?.()
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
