import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Store } from '../store/index.ts'

/** Guesses counted in the store, so that a restart forgives nothing and every process counts the same. */
export type Attempts = {
  /** Counts one guess before it is judged: seconds to wait, 0 when it is allowed. */
  take(key: string): Promise<number>
  /** A guess that was right counts for nothing. */
  giveBack(key: string): Promise<void>
  /** Guesses counted so far. */
  taken(key: string): Promise<number>
}

export function countAttempts(store: Store, { points, seconds }: { points: number; seconds: number }): Attempts {
  const limiter = new RateLimiterPostgres({
    storeClient: {
      query: async ({ text, values }: { text: string; values: unknown[] }) => ({
        rows: await store.query(text, values),
      }),
    },
    storeType: 'client',
    tableName: 'link_attempt',
    tableCreated: true,
    keyPrefix: '',
    points,
    duration: seconds,
  })
  return {
    take: async (key) => {
      try {
        await limiter.consume(key)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(Math.ceil(refusal.msBeforeNext / 1_000), 1)
        throw refusal
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
    taken: async (key) => (await limiter.get(key))?.consumedPoints ?? 0,
  }
}
