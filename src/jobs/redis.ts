import type { ConnectionOptions } from 'bullmq'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { JobsError } from './errors.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** How BullMQ reaches one Redis, or a cluster of them. */
export type RedisConnections = {
  isCluster: boolean
  queues: ConnectionOptions
  /** A worker waits for Redis to come back rather than failing its commands. */
  workers: ConnectionOptions
  /** Lets go of what queues and workers shared. */
  close(): void
}

/**
 * Asks the server itself whether it is one of a cluster. Throws `redis_unreachable`: BullMQ would try for ever without a word.
 */
export async function openRedis(url: string): Promise<RedisConnections> {
  const redis = connectOnce(url)
  try {
    await redis.connect()
    const isCluster = /^cluster_enabled:1/m.test(await redis.info('cluster'))
    return isCluster ? toCluster(redis.options) : toServer(url)
  } catch (cause) {
    throw new JobsError('redis_unreachable', cause)
  } finally {
    redis.disconnect()
  }
}

/** Which of these keys there are. */
export async function existing(url: string, keys: readonly string[]): Promise<string[]> {
  const redis = connectOnce(url)
  try {
    await redis.connect()
    const found = await Promise.all(keys.map((key) => redis.exists(key)))
    return keys.filter((_, at) => found[at])
  } finally {
    redis.disconnect()
  }
}

function connectOnce(url: string): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  redis.on('error', () => {})
  return redis
}

function toServer(url: string): RedisConnections {
  return {
    isCluster: false,
    queues: { url },
    workers: { url, maxRetriesPerRequest: null },
    close: () => {},
  }
}

/** The other nodes are found through the first, at the addresses that they give of themselves. */
function toCluster({ host, port, username, password, tls }: RedisOptions): RedisConnections {
  const connect = (options: RedisOptions): Cluster =>
    new Cluster([{ host, port }], { redisOptions: { username, password, tls, ...options } })
  const queues = connect({})
  const workers = connect({ maxRetriesPerRequest: null })
  return {
    isCluster: true,
    queues,
    workers,
    close: () => {
      queues.disconnect()
      workers.disconnect()
    },
  }
}
