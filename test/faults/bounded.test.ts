import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedisServer, postgresBinaries } from '../support/throwaway-servers.ts'
import { providerTroubled } from './endpoints.ts'
import { type Servers, startServers } from './ground.ts'
import { killedOnServer } from './killed.ts'
import { schedulerKilled } from './scheduler.ts'
import { flushedBeforeWork } from './stores-stopped.ts'

const isPossible = postgresBinaries() !== null && hasRedisServer()

/** The smallest form of `npm run test:faults`, on servers of its own. */
describe.skipIf(!isPossible && !process.env.CI)('under faults', () => {
  let servers: Servers
  beforeAll(async () => {
    servers = await startServers()
  })
  afterAll(async () => {
    await servers?.remove()
  })

  it('every message is answered and every reminder told when web and worker are killed in turn and Redis forgets every job', async () => {
    const found = await killedOnServer(servers, { people: 20, perSecond: 4, kills: 2, reminders: 10, hurries: true })
    expect(found).toMatchObject({ owed: 20, lost: 0, reminders: { owed: 10, lost: 0 }, holds: true })
  })

  it('every reminder goes out when the scheduler is killed in the middle of promising them', async () => {
    const found = await schedulerKilled(servers, { units: 10, kills: 2, hurries: true })
    expect(found).toMatchObject({ lost: 0, neverOwed: 0, holds: true })
  })

  it('every message is answered when Redis loses its jobs before a worker has seen them', async () => {
    const found = await flushedBeforeWork(servers, { people: 20, perSecond: 40 })
    expect(found).toMatchObject({ owed: 20, done: 20, duplicated: 0, lost: 0, holds: true })
  })

  it('nobody is left without an answer, or with a third copy, when the wire to the provider is cut under answers', async () => {
    const found = await providerTroubled(servers, 'cut', { people: 6, perSecond: 6, quietMs: 0, troubledMs: 8_000 })
    expect(found).toMatchObject({ owed: 6, lost: 0, holds: true })
  })
})
