import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../store/index.ts'

/** `gone`: the message does not exist, or was erased. */
export type Waited = 'answered' | 'pending' | 'gone'

export type AnswerBell = {
  ring(messageId: number): void
  wait(messageId: number, timeoutMs: number): Promise<Waited>
}

/** For answers given by another process, which ring no bell here. */
const POLL_MS = 250

/** Lets a request wait for its answer: at once when this process gives it, within a poll when another does. */
export function createAnswerBell(store: Store): AnswerBell {
  const waiting = new EventTarget()
  const look = async (messageId: number): Promise<Waited> => {
    const row = await store.db.message.findFirst({
      where: { id: messageId, direction: 'in' },
      select: { status: true },
    })
    if (!row) return 'gone'
    return row.status === 'received' ? 'pending' : 'answered'
  }
  return {
    ring: (messageId) => void waiting.dispatchEvent(new Event(String(messageId))),
    wait: async (messageId, timeoutMs) => {
      const deadline = performance.now() + timeoutMs
      for (;;) {
        // Listening before looking: an answer that comes between the two is not missed.
        const rung = nextRing(waiting, messageId)
        const seen = await look(messageId)
        const leftMs = deadline - performance.now()
        if (seen !== 'pending' || leftMs <= 0) {
          rung.cancel()
          return seen
        }
        await Promise.race([rung.promise, sleep(Math.min(leftMs, POLL_MS))])
        rung.cancel()
      }
    },
  }
}

function nextRing(waiting: EventTarget, messageId: number): { promise: Promise<void>; cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const listener = (): void => resolve()
  waiting.addEventListener(String(messageId), listener, { once: true })
  return { promise, cancel: () => waiting.removeEventListener(String(messageId), listener) }
}
