import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStore, type Store } from '../../src/store/index.ts'
import { serverDatabase } from './server-database.ts'
import { copyOfEmptyStore } from './store-template.ts'

const REDIS_URL = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

/** What a suite stands on: a migrated store of its own, and where its jobs wait. */
export type Ground = { store: Store; redisUrl: string | null; keyPrefix: string }

type Kind = Store['kind']

/**
 * Runs a suite on the embedded store and on server Postgres with Redis, each on an empty database of its own. Without
 * a reachable server the second half is skipped and says so, unless CI=true.
 */
export async function onEachStore(title: string, suite: (ground: () => Ground, kind: Kind) => void): Promise<void> {
  onStore('embedded', title, suite)
  const reachable = serverDatabase.reachable && (await isRedisReachable())
  if (reachable || process.env.CI === 'true') onStore('server', title, suite)
  else
    describe.skip(`${title} (server: PostgreSQL or Redis not reachable, skipped)`, () => suite(unavailable, 'server'))
}

/** The embedded half alone, for what does not depend on the store. */
export function onEmbeddedStore(title: string, suite: (ground: () => Ground) => void): void {
  onStore('embedded', title, suite)
}

function onStore(kind: Kind, title: string, suite: (ground: () => Ground, kind: Kind) => void): void {
  describe(`${title} (${kind})`, () => {
    let opened: { ground: Ground; close: () => Promise<void> } | undefined
    beforeAll(async () => {
      opened = kind === 'embedded' ? await openEmbedded() : await openServer()
    })
    afterAll(async () => {
      await opened?.close()
    })
    suite(() => opened?.ground ?? unavailable(), kind)
  })
}

function unavailable(): never {
  throw new Error('the store is not open: use it inside a test or a hook')
}

async function openEmbedded(): Promise<{ ground: Ground; close: () => Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  return {
    ground: { store, redisUrl: null, keyPrefix: 'unused' },
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openServer(): Promise<{ ground: Ground; close: () => Promise<void> }> {
  const database = await serverDatabase.create()
  const keyPrefix = `test-${randomUUID()}`
  const store = await openStore({ url: database.url })
  return {
    ground: { store, redisUrl: REDIS_URL, keyPrefix },
    close: async () => {
      await store.close()
      await database.drop()
      await removeKeys(keyPrefix)
    },
  }
}

async function removeKeys(prefix: string): Promise<void> {
  const redis = new Redis(REDIS_URL)
  const keys = await redis.keys(`{${prefix}*`)
  if (keys.length > 0) await redis.del(keys)
  redis.disconnect()
}

async function isRedisReachable(): Promise<boolean> {
  const redis = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return true
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
