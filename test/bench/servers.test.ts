import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedisServer, postgresBinaries } from '../support/throwaway-servers.ts'
import { type BenchServers, startBenchServers } from './servers.ts'

const STARTED_WITHIN_MS = 120_000

describe.skipIf(!postgresBinaries() || !hasRedisServer())('the servers of the bench', () => {
  let servers: BenchServers | null
  beforeAll(async () => {
    servers = await startBenchServers()
  }, STARTED_WITHIN_MS)
  afterAll(() => servers?.remove())

  it('write to disk before they answer, as those of an office do', () => {
    expect(servers?.settings).toMatchObject({
      'PostgreSQL fsync': 'on',
      'PostgreSQL synchronous_commit': 'on',
      'PostgreSQL full_page_writes': 'on',
    })
  })

  it('are counted by what their connections cost, too', async () => {
    const before = servers?.cpuSeconds() ?? Number.NaN
    const client = new Client({ connectionString: servers?.postgresUrl })
    await client.connect()
    await client.query('SELECT sum(length(repeat(n::text, 50))) FROM generate_series(1, 200000) AS n')
    expect(servers?.cpuSeconds()).toBeGreaterThan(before)
    await client.end()
  })

  it('are none of the machine’s', () => {
    expect(servers?.postgresUrl).not.toContain(':5432')
    expect(servers?.redisUrl).not.toContain(':6379')
  })
})

describe('without the programs', () => {
  it('there are none, and nothing hangs', async () => {
    const given = process.env.PG_BIN
    process.env.PG_BIN = '/nowhere'
    try {
      expect(await startBenchServers()).toBeNull()
    } finally {
      if (given === undefined) delete process.env.PG_BIN
      else process.env.PG_BIN = given
    }
  })
})
