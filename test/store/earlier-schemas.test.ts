import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { openStore, Prisma, type Store } from '../../src/store/index.ts'
import { serverDatabase } from '../support/server-database.ts'

const FOLDER = 'prisma/migrations'
const MIGRATIONS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** Rows as the very first version wrote them. */
const ROWS = `
  INSERT INTO commune (slug, name) VALUES ('binh-phu', 'xã Bình Phú');
  INSERT INTO document (commune_id, file, digest, identity, text)
    SELECT id, 'a.txt', 'd', '{}', 'toàn văn' FROM commune WHERE slug = 'binh-phu';
  INSERT INTO person DEFAULT VALUES;
  INSERT INTO channel_account (person_id, channel, external_id) SELECT id, 'telegram', '42' FROM person;
  INSERT INTO conversation (account_id) SELECT id FROM channel_account;
  INSERT INTO message (conversation_id, direction, external_key, text, status)
    SELECT id, 'in', 'k1', 'câu hỏi cũ', 'answered' FROM conversation;`

/** The database as a program left it that knew the first so many migrations only. */
async function makeEarlier(url: string, known: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`)
  for (const [at, name] of known.entries()) {
    const sql = readFileSync(`${FOLDER}/${name}/migration.sql`, 'utf8')
    await client.query(sql)
    const checksum = createHash('sha256').update(sql).digest('hex')
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    if (at === 0) await client.query(ROWS)
  }
  await client.end()
}

/** Columns, constraints and indexes, in words that two databases share. */
async function shapeOf({ query }: Store): Promise<unknown> {
  return {
    columns: await query(
      `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY 1, 2`,
    ),
    constraints: await query(
      `SELECT conrelid::regclass::text AS of, pg_get_constraintdef(oid) AS says FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
    ),
    indexes: await query(
      `SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') AS says FROM pg_indexes
        WHERE schemaname = 'public' ORDER BY 1, 2`,
    ),
  }
}

async function onDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { url, drop } = await serverDatabase.create()
  try {
    return await work(url)
  } finally {
    await drop()
  }
}

async function opened<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ url })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

describe.skipIf(!serverDatabase.reachable)('a database of an earlier version', async () => {
  const fresh = serverDatabase.reachable ? await onDatabase((url) => opened(url, shapeOf)) : null

  it.each(MIGRATIONS.slice(0, -1).map((name, at) => [name, at + 1] as const))(
    'that ended with %s becomes the present one, with its rows',
    async (_, count) => {
      await onDatabase(async (url) => {
        await makeEarlier(url, MIGRATIONS.slice(0, count))
        await opened(url, async (store) => {
          expect(await shapeOf(store)).toEqual(fresh)
          expect(await store.db.message.findMany({ select: { text: true } })).toEqual([{ text: 'câu hỏi cũ' }])
          expect(await store.db.document.findMany({ select: { file: true, text: true } })).toEqual([
            { file: 'a.txt', text: 'toàn văn' },
          ])
          expect(await store.db.channelAccount.count({ where: { externalId: '42' } })).toBe(1)
          for (const model of Object.keys(Prisma.ModelName)) {
            const delegate: unknown = Reflect.get(store.db, `${model[0]?.toLowerCase()}${model.slice(1)}`)
            await (delegate as { findMany(): Promise<unknown[]> }).findMany()
          }
        })
      })
    },
  )
})
