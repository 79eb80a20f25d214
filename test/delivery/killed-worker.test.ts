import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverDatabase } from '../support/server-database.ts'
import { openTransport, reckon, type TransportGround } from '../support/transport-ground.ts'

const SENDS = 120
const KILLS = 3
/** As many as a worker has at work at once (`src/jobs/kinds.ts`). */
const IN_FLIGHT = 8
const SETTLED_MS = 120_000

describe.skipIf(!serverDatabase.reachable)('a worker that is killed while it sends', () => {
  let ground: TransportGround
  beforeAll(async () => {
    ground = await openTransport({ people: SENDS, latencyMs: { least: 20, most: 80 } })
  })
  afterAll(async () => {
    await ground.close()
  })

  it('leaves nothing unaccounted, no more unclear than it had in hand, and nobody with more than two copies', async () => {
    await ground.oweEach(SENDS, (person) => ({
      ...{ key: 'k', text: `tin ${person}`, class: person % 2 === 0 ? 'answer' : 'broadcast' },
    }))
    for (let kill = 0; kill < KILLS; kill += 1) {
      const worker = await ground.startWorker()
      await sleep(600)
      await worker.stop('SIGKILL')
      // What a minute would do: the dead worker's holds run out and its jobs are found again.
      await ground.store.query(`UPDATE conversation SET send_until = now() WHERE send_holder IS NOT NULL`)
      await ground.loseQueue()
    }
    const worker = await ground.startWorker()
    expect(await ground.settled(SETTLED_MS)).toBe(true)
    await worker.stop('SIGTERM')
    const { unaccounted, duplicates, unknown, mostCopiesToOne } = await reckon(ground)
    expect(unaccounted).toBe(0)
    expect(duplicates + unknown).toBeLessThanOrEqual(KILLS * IN_FLIGHT)
    expect(mostCopiesToOne).toBeLessThanOrEqual(2)
  })
})
