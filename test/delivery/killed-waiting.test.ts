import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { serverDatabase } from '../support/server-database.ts'
import { openTransport, reckon, type TransportGround } from '../support/transport-ground.ts'

/** No more than a worker has at work at once (`src/jobs/kinds.ts`): all others hold their chat and wait. */
const SENDS = 6
/** The first goes at once, the next after so long that no kill meets it. */
const TURNS_PER_SECOND = 1 / 120
const WITHIN_MS = 60_000

describe.skipIf(!serverDatabase.reachable)('a worker that is killed while its messages wait for their turn', () => {
  let ground: TransportGround
  beforeAll(async () => {
    ground = await openTransport({ people: SENDS, latencyMs: { least: 0, most: 0 } })
  })
  afterAll(async () => {
    await ground.close()
  })

  it('leaves them due, never unknown: nobody could have got them', async () => {
    // Of a class that is never sent again by itself: one doubt would make it unknown.
    await ground.oweEach(SENDS, (person) => ({ key: 'k', text: `tin ${person}`, class: 'broadcast' }))
    for (let sent = 1; sent <= 2; sent += 1) {
      const worker = await ground.startWorker(TURNS_PER_SECOND)
      const waiting = { sent, due: SENDS - sent, held: SENDS - sent }
      await vi.waitFor(async () => expect(await lookAt(ground)).toEqual(waiting), { timeout: WITHIN_MS, interval: 100 })
      await worker.stop('SIGKILL')
      // What a minute would do: the dead worker's holds run out and its jobs are found again.
      await ground.store.query('UPDATE conversation SET send_until = now() WHERE send_holder IS NOT NULL')
      await ground.loseQueue()
    }
    const worker = await ground.startWorker()
    expect(await ground.settled(WITHIN_MS)).toBe(true)
    await worker.stop('SIGTERM')
    expect(await reckon(ground)).toEqual({
      sends: SENDS,
      unaccounted: 0,
      duplicates: 0,
      unknown: 0,
      mostCopiesToOne: 1,
    })
  })
})

/** How many messages have which state, and how many chats somebody holds. */
async function lookAt({ store }: TransportGround): Promise<Record<string, number>> {
  const rows = await store.query<{ status: string; messages: number }>(
    `SELECT status, count(*)::int AS messages FROM message WHERE direction = 'out' GROUP BY status
      UNION ALL SELECT 'held', count(*)::int FROM conversation WHERE send_holder IS NOT NULL`,
  )
  return Object.fromEntries(rows.map(({ status, messages }) => [status, messages]))
}
