import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible'
import type { Channel } from '../channels/index.ts'

const MS_PER_SECOND = 1_000

/** Waits until one more message may be handed to an address. */
export type Pace = { take(lane: string): Promise<void> }

/**
 * Spaces what this process hands to one address of a provider. The lane's limit, which holds over all processes, counts
 * jobs when they are taken up; several that waited for the database together would leave together.
 */
export function createPace({ limits: { perSecond } }: Pick<Channel, 'limits'>): Pace {
  if (!Number.isFinite(perSecond)) return { take: async () => {} }
  // Timers count whole milliseconds: a fraction cut off at each of thirty sends lets a thirty-first into the second.
  const everyMs = Math.ceil(MS_PER_SECOND / perSecond)
  const queue = new RateLimiterQueue(new RateLimiterMemory({ points: 1, duration: everyMs / MS_PER_SECOND }))
  return { take: async (lane) => void (await queue.removeTokens(1, lane)) }
}
