import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Database, Session } from './database.ts'
import { StoreError } from './errors.ts'

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url)
/** Prisma's own advisory lock, so that `prisma migrate deploy` and we never run at once. */
const PRISMA_LOCK = 72_707_369

/** Columns as Prisma makes them. */
const LEDGER = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`

type Migration = { name: string; sql: string; checksum: string }

/**
 * Brings the database to this program's schema, keeping Prisma's ledger. Safe to call from several processes at once.
 * Throws `newer_version` when the ledger holds a migration this program does not know, `migration_failed` when one fails
 * (its statements are undone, and earlier ones stand).
 */
export async function migrate(database: Database, place: string): Promise<void> {
  await database.withSession(async (session) => {
    await session.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
    try {
      await session.exec(LEDGER)
      await applyMissing(session, readMigrations(), place)
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK])
    }
  })
}

function readMigrations(): Migration[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(`${name}/migration.sql`, MIGRATIONS), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function applyMissing(session: Session, migrations: Migration[], place: string): Promise<void> {
  const rows = await session.query<{ migration_name: string }>(
    'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Set(rows.map((row) => row.migration_name))
  const known = new Set(migrations.map(({ name }) => name))
  if ([...applied].some((name) => !known.has(name))) throw new StoreError('newer_version', place)
  for (const migration of migrations) {
    if (!applied.has(migration.name)) await apply(session, migration, place)
  }
}

async function apply(session: Session, { name, sql, checksum }: Migration, place: string): Promise<void> {
  await session.exec('BEGIN')
  try {
    await session.exec(sql)
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await session.exec('COMMIT')
  } catch (cause) {
    await session.exec('ROLLBACK')
    throw new StoreError('migration_failed', `${place} (${name})`, cause)
  }
}
