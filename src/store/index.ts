/**
 * The one database: PostgreSQL on a server when a URL is given, else embedded in this process (PGlite, a folder on disk).
 * Owns opening, migrating, extensions and the lock on the folder; promises a schema that matches `prisma/schema.prisma`.
 * Knows no domain words beyond that schema and decides nothing. Fails with `StoreError` only.
 */
import type { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Capabilities, detectCapabilities } from './capabilities.ts'
import { PrismaClient } from './client/client.ts'
import type { Database, Query } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { openReplica, type Replica, type ReplicaTrouble } from './replica.ts'
import { openServer } from './server.ts'

export {
  askedRestore,
  askRestore,
  type Backup,
  findBackup,
  forgetBackups,
  listBackups,
  placeForBackup,
  restoreIfAsked,
  restoreStore,
  saveStore,
} from './backup.ts'
export type { Capabilities } from './capabilities.ts'
export { Prisma, type PrismaClient } from './client/client.ts'
export { databaseNow } from './clock.ts'
export { copiesFolder, newestCopy, noteCopy } from './copy-mark.ts'
export type { Query } from './database.ts'
export { StoreError, type StoreErrorCode } from './errors.ts'
export { ensurePassagePartition, passageTable } from './partitions.ts'
export type { ReplicaTrouble } from './replica.ts'
export { SHARED_COMMUNE_ID } from './shared-commune.ts'
export { type Filling, fillEmptyStore } from './transfer/put-in.ts'
export { readSchemaVersion, type Table } from './transfer/tables.ts'
export { type Count, type Snapshot, withSnapshot } from './transfer/take-out.ts'

export type Store = {
  kind: 'embedded' | 'server'
  db: PrismaClient
  /** Raw SQL with numbered parameters, for what Prisma cannot say. */
  query: Query
  /** The same for figures and reports, whose rows may be seconds old: on the replica where there is one that keeps up. */
  queryReplica: Query
  /** Why the replica is not read from now; null where it is, or there is none. */
  replicaTrouble(): Promise<ReplicaTrouble | null>
  withLock: Database['withLock']
  withTransaction: Database['withTransaction']
  capabilities: Capabilities
  /** The embedded instance, for the job queue that lives beside our tables; null on a server. */
  pglite: PGlite | null
  close(): Promise<void>
}

/** Where the store is: a server's URL, or a folder for the embedded database. */
export type StorePlace = { url: string; replicaUrl?: string | null } | { folder: string }

/** Opens and migrates. Throws `StoreError`. */
export async function openStore(place: StorePlace): Promise<Store> {
  if ('url' in place) {
    const { database, pool } = await openServer(place.url)
    const adapter = new PrismaPg(pool, { disposeExternalPool: false })
    const replica = place.replicaUrl ? openReplica({ url: place.replicaUrl, primary: database.query }) : null
    return finishOpening({ database, adapter, replica, kind: 'server', pglite: null, name: 'DATABASE_URL' })
  }
  const { database, pglite } = await openEmbedded(place.folder)
  const adapter = new PrismaPGlite(pglite)
  return finishOpening({ database, adapter, replica: null, kind: 'embedded', pglite, name: place.folder })
}

type Opening = Pick<Store, 'kind' | 'pglite'> & {
  database: Database
  adapter: PrismaPg | PrismaPGlite
  replica: Replica | null
  name: string
}

async function finishOpening({ database, adapter, replica, kind, pglite, name }: Opening): Promise<Store> {
  try {
    await migrate(database, name)
    const capabilities = await detectCapabilities(database)
    const db = new PrismaClient({ adapter })
    const { query, withLock, withTransaction } = database
    return {
      ...{ kind, db, query, withLock, withTransaction, capabilities, pglite },
      queryReplica: replica?.query ?? query,
      replicaTrouble: async () => (await replica?.trouble()) ?? null,
      close: async () => {
        await db.$disconnect()
        await replica?.close()
        await database.close()
      },
    }
  } catch (error) {
    await replica?.close()
    await database.close()
    throw error
  }
}
