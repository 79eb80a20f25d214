import { randomUUID } from 'node:crypto'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createJobsBoard, type JobHandlers, type Jobs, openJobs } from '../../src/jobs/index.ts'
import type { Store } from '../../src/store/index.ts'
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.ts'
import { hasRedisServer, startRedis, type ThrowawayServer } from '../support/throwaway-servers.ts'

/** Beside Redis the queue asks the store for nothing but that it is not the embedded one. */
const store = { pglite: null } as unknown as Store
const log = { warn: vi.fn(), error: vi.fn() }
const lanes = [{ name: 'telegram', perSecond: 20 }]
const KINDS = ['take', 'respond', 'deliver', 'ingest', 'embed', 'remind'] as const

function handlers(done: string[]): JobHandlers {
  const failOnce = new Set<string>()
  return {
    take: async () => void done.push('take'),
    respond: async () => {
      if (failOnce.has('respond')) return void done.push('respond')
      failOnce.add('respond')
      throw new Error('the first time')
    },
    deliver: async ({ messageId }) => {
      if (messageId === 3 && !failOnce.has('deliver')) {
        failOnce.add('deliver')
        return { againInMs: 50, pausesLane: true }
      }
      done.push(`deliver ${messageId}`)
    },
    ingest: async () => void done.push('ingest'),
    embed: async () => void done.push('embed'),
    remind: async () => void done.push('remind'),
  }
}

/** Every way in which the program uses its queues. */
async function useEverything(jobs: Jobs): Promise<string[]> {
  const done: string[] = []
  await jobs.repeat('remind', {}, 60_000)
  await jobs.enqueue('take', { inboxId: 1 }, { jobId: 'take-1' })
  await jobs.enqueue('respond', { messageId: 1 }, { jobId: 'respond-1', evenIfFailed: true })
  await jobs.enqueue('deliver', { messageId: 1 }, { jobId: 'deliver-1', priority: 5 })
  await jobs.enqueue('deliver', { messageId: 2 }, { jobId: 'deliver-2', delayMs: 20 })
  await jobs.enqueue('deliver', { messageId: 3 }, { jobId: 'deliver-3', lane: 'telegram' })
  await jobs.enqueue('deliver', { messageId: 4 }, { jobId: 'deliver-4', lane: 'telegram', priority: 1 })
  await jobs.enqueue('ingest', {}, { jobId: 'ingest-1' })
  await jobs.enqueue('embed', { communeId: 1 }, { jobId: 'embed-1' })
  jobs.work(handlers(done))
  await vi.waitFor(() => expect(new Set(done).size).toBe(9), 60_000)
  return done.sort()
}

const EVERYTHING = ['deliver 1', 'deliver 2', 'deliver 3', 'deliver 4', 'embed', 'ingest', 'remind', 'respond', 'take']

/** `{…}:queue:…`: what stands in the first braces decides where a cluster keeps a key. */
const TAGGED = /^\{([^{}]+)\}:([\w-]+):/

describe.skipIf(!hasRedisServer())('the keys of a queue', () => {
  let redis: ThrowawayServer | RedisCluster
  let open: Jobs[] = []
  const opened = async (keyPrefix: string): Promise<Jobs> => {
    const jobs = await openJobs({ store, redisUrl: redis.url, keyPrefix, log, lanes })
    open.push(jobs)
    return jobs
  }
  beforeEach(() => vi.clearAllMocks())
  afterEach(async () => {
    await Promise.all(open.map((jobs) => jobs.close()))
    open = []
    await redis.remove()
  })

  it('lie in one slot of a cluster, each queue in its own, and every job runs there', async () => {
    const cluster = await startRedisCluster()
    redis = cluster
    const jobs = await opened('commune-assistant')
    expect(await useEverything(jobs)).toEqual(EVERYTHING)
    expect(log.error.mock.calls.filter(([event]) => event !== 'job_failed')).toEqual([])
    const nodes = await cluster.keys()
    const slots = new Map<string, Set<number>>()
    for (const key of nodes.flat()) {
      const queue = TAGGED.exec(key)?.[2] ?? `untagged: ${key}`
      slots.set(queue, (slots.get(queue) ?? new Set()).add(await cluster.slotOf(key)))
    }
    expect([...slots.keys()].sort()).toEqual([...KINDS, 'deliver-telegram'].sort())
    expect([...slots.values()].map(({ size }) => size)).toEqual([...slots].map(() => 1))
    expect(new Set([...slots.values()].flatMap((each) => [...each])).size).toBe(slots.size)
    expect(nodes.filter((keys) => keys.length > 0).length).toBeGreaterThan(1)
    const board = createJobsBoard(jobs, 'a-long-token-for-tests')
    const asking = { headers: { authorization: `Basic ${btoa('hang-doi:a-long-token-for-tests')}` } }
    const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
    const shown = await board.request('/hang-doi/api/queues?activeQueue=remind&status=delayed', asking, here)
    expect(await shown.text()).toContain('repeat:every-remind')
  })

  it('are the same beside a single Redis, where a prefix keeps installations apart', async () => {
    redis = await startRedis()
    const [ours, theirs] = [await opened('ours'), await opened('theirs')]
    expect(await useEverything(ours)).toEqual(EVERYTHING)
    expect(await theirs.counts()).toMatchObject({ remind: { waiting: 0, delayed: 0 } })
    const keys = await keysAt(redis.url)
    expect(keys.filter((key) => !TAGGED.test(key))).toEqual([])
    expect(
      keys.filter((key) => TAGGED.exec(key)?.[1] !== `ours-${TAGGED.exec(key)?.[2]}` && !key.startsWith('{theirs-')),
    ).toEqual([])
  })

  it('without a tag, as an earlier version left them, are gone after the start, another’s are not', async () => {
    redis = await startRedis()
    const connection = { url: redis.url }
    for (const prefix of ['commune-assistant', 'another']) {
      const left = new Queue('remind', { prefix, connection })
      await left.upsertJobScheduler('every-remind', { every: 60_000 }, { name: 'remind' })
      await left.add('remind', {}, { jobId: `left-${randomUUID()}`, delay: 3_600_000 })
      await left.close()
    }
    const another = (await keysAt(redis.url)).filter((key) => key.startsWith('another:'))
    const jobs = await opened('commune-assistant')
    const keys = await keysAt(redis.url)
    expect(keys.filter((key) => key.startsWith('commune-assistant:'))).toEqual([])
    expect(keys.filter((key) => key.startsWith('another:')).sort()).toEqual(another.sort())
    expect(await jobs.counts()).toMatchObject({ remind: { waiting: 0, delayed: 0 } })
    expect(log.error).not.toHaveBeenCalled()
  })
})

async function keysAt(url: string): Promise<string[]> {
  const redis = new Redis(url)
  const keys = await redis.keys('*')
  redis.disconnect()
  return keys
}
