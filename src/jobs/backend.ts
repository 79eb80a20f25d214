import {
  createPostgresBackend,
  type PgPool,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import type { Store } from '../store/index.ts'
import { openEmbeddedPool } from './embedded-pool.ts'
import { JobsError } from './errors.ts'
import { existing, openRedis } from './redis.ts'

/** Where jobs wait: makes BullMQ's queues and workers on one place, and lets go of it. */
export type Backend = {
  /** Jobs of an earlier run are still there, perhaps at work in another process. */
  keepsJobs: boolean
  queue(name: string, options?: Partial<QueueOptions>): Queue
  worker(name: string, process: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Takes away what an earlier version of this program left where nobody looks any more: the rows say anew what is owed. */
  forgetEarlier(names: readonly string[]): Promise<void>
  /** After every queue and worker. */
  close(): void
}

export type JobsPlace = {
  store: Store
  /** Needed with a server store, unused with the embedded one. */
  redisUrl: string | null
  /** Keeps installations sharing one Redis apart. Without braces: a queue's own are put around it. */
  keyPrefix: string
}

/** Redis beside a database server, the embedded database otherwise (why: the design's decision on jobs). */
export async function openBackend({ store, redisUrl, keyPrefix }: JobsPlace): Promise<Backend> {
  if (store.pglite) return onPostgres(await openEmbeddedPool(store.pglite))
  if (!redisUrl) throw new JobsError('redis_url_missing')
  return onRedis(redisUrl, keyPrefix)
}

function onPostgres(pool: PgPool): Backend {
  const connection = pool as never
  return {
    keepsJobs: false,
    queue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend) as unknown as Worker,
    forgetEarlier: async () => {},
    close: () => {},
  }
}

/**
 * A script of BullMQ touches several keys of its queue, and a cluster runs it only where all lie in one slot: what stands in
 * braces decides the slot. A queue each, so that they spread over the nodes.
 */
async function onRedis(url: string, keyPrefix: string): Promise<Backend> {
  const { isCluster, queues, workers, close } = await openRedis(url)
  const prefixOf = (name: string): string => `{${keyPrefix}-${name}}`
  return {
    keepsJobs: true,
    queue: (name, options) => new Queue(name, { ...options, prefix: prefixOf(name), connection: queues }),
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, prefix: prefixOf(name), connection: workers }),
    // No cluster ever ran a queue without braces.
    forgetEarlier: async (names) => (isCluster ? undefined : forgetUntagged(url, keyPrefix, names)),
    close,
  }
}

/** Queues as they were named before they had braces: jobs, schedulers and all. */
async function forgetUntagged(url: string, prefix: string, names: readonly string[]): Promise<void> {
  const left = await existing(
    url,
    names.map((name) => `${prefix}:${name}:meta`),
  )
  for (const name of names.filter((each) => left.includes(`${prefix}:${each}:meta`))) {
    const queue = new Queue(name, { prefix, connection: { url }, skipMetasUpdate: true })
    // What fails here is told by the promise; an event nobody hears would end the process.
    queue.on('error', () => {})
    try {
      await queue.obliterate({ force: true })
    } finally {
      await queue.close()
    }
  }
}
