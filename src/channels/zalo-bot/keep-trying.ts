import { setTimeout as pause } from 'node:timers/promises'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** A wait that a stop cuts short. */
export type Patience = { isOver(): boolean; wait(ms: number): Promise<void>; end(): void }

export function createPatience(): Patience {
  const ending = new AbortController()
  return {
    isOver: () => ending.signal.aborted,
    wait: async (ms) => {
      await pause(ms, undefined, { signal: ending.signal }).catch(() => {})
    },
    end: () => ending.abort(),
  }
}

/** How long to wait after so many failures in a row. */
export function waitMsAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)
}
