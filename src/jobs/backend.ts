import {
  createPostgresBackend,
  type PgPool,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { Redis } from 'ioredis'
import type { Store } from '../store/index.ts'
import { openEmbeddedPool } from './embedded-pool.ts'
import { JobsError } from './errors.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Where jobs wait: makes BullMQ's queues and workers on one place, and lets go of it. */
export type Backend = {
  /** Jobs of an earlier run are still there, perhaps at work in another process. */
  keepsJobs: boolean
  queue(name: string, options?: Partial<QueueOptions>): Queue
  worker(name: string, process: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
}

export type JobsPlace = {
  store: Store
  /** Needed with a server store, unused with the embedded one. */
  redisUrl: string | null
  /** Keeps installations sharing one Redis apart. */
  keyPrefix: string
}

/** Redis beside a database server, the embedded database otherwise (why: the design's decision on jobs). */
export async function openBackend({ store, redisUrl, keyPrefix }: JobsPlace): Promise<Backend> {
  if (store.pglite) return onPostgres(await openEmbeddedPool(store.pglite))
  if (!redisUrl) throw new JobsError('redis_url_missing')
  await assertReachable(redisUrl)
  return onRedis(redisUrl, keyPrefix)
}

function onPostgres(pool: PgPool): Backend {
  const connection = pool as never
  return {
    keepsJobs: false,
    queue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend) as unknown as Worker,
  }
}

function onRedis(url: string, prefix: string): Backend {
  return {
    keepsJobs: true,
    queue: (name, options) => new Queue(name, { ...options, prefix, connection: { url } }),
    worker: (name, process, options) =>
      // A worker waits for Redis to come back rather than failing its commands.
      new Worker(name, process, { ...options, prefix, connection: { url, maxRetriesPerRequest: null } }),
  }
}

/** BullMQ itself would try for ever without a word. */
async function assertReachable(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  redis.on('error', () => {})
  try {
    await redis.connect()
    await redis.ping()
  } catch (cause) {
    throw new JobsError('redis_unreachable', cause)
  } finally {
    redis.disconnect()
  }
}
