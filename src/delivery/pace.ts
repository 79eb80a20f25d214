import type { Channel } from '../channels/index.ts'

const MS_PER_SECOND = 1_000

/** Waits until one more message may be handed to an address. */
export type Pace = { take(lane: string): Promise<void> }

/**
 * Spaces what this process hands to one address of a provider. The lane's limit, which holds over all processes, counts
 * jobs when they are taken up; several that waited for the database together would leave together. Counts by the monotonic
 * clock: the machine's own may be put back by a day, and what waits may not wait that long.
 */
export function createPace({ limits: { perSecond } }: Pick<Channel, 'limits'>): Pace {
  if (!Number.isFinite(perSecond)) return { take: async () => {} }
  // Timers count whole milliseconds: a fraction cut off at each of thirty sends lets a thirty-first into the second.
  const everyMs = Math.ceil(MS_PER_SECOND / perSecond)
  /** When the last in line of each lane left. */
  const lines = new Map<string, Promise<number>>()
  return {
    take: async (lane) => {
      // Counted from when the one before really left: those that a busy process held up do not leave together.
      const left = (lines.get(lane) ?? Promise.resolve(Number.NEGATIVE_INFINITY)).then(async (leftAt) => {
        const waitMs = leftAt + everyMs - performance.now()
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(waitMs)))
        return performance.now()
      })
      lines.set(lane, left)
      await left
    },
  }
}
