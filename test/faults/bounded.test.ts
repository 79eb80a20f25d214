import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedisServer, postgresBinaries } from '../support/throwaway-servers.ts'
import { type Servers, startServers } from './ground.ts'
import { killedOnServer } from './killed.ts'
import { schedulerKilled } from './scheduler.ts'

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

  it('every message is answered when web and worker are killed in turn and Redis forgets every job', async () => {
    const found = await killedOnServer(servers, { people: 20, perSecond: 4, kills: 2, hurries: true })
    expect(found).toMatchObject({ owed: 20, lost: 0, holds: true })
  })

  it('every reminder goes out when the scheduler is killed in the middle of promising them', async () => {
    const found = await schedulerKilled(servers, { units: 10, kills: 2, hurries: true })
    expect(found).toMatchObject({ lost: 0, neverOwed: 0, holds: true })
  })
})
