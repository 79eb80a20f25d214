import { createHash, randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { detectCapabilities } from '../../src/store/capabilities.ts'
import type { Database, Query } from '../../src/store/database.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { openStore, Prisma, type Store, type StorePlace } from '../../src/store/index.ts'
import { ensurePassagePartition } from '../../src/store/partitions.ts'
import { openServer } from '../../src/store/server.ts'
import { serverDatabase } from '../support/server-database.ts'
import { ROWS_BY_MIGRATION } from './earlier-rows.ts'
import { shapeOf } from './whole-database.ts'

const FOLDER = 'prisma/migrations'
const MIGRATIONS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()
/** From here on what an account may do follows from posts: the word of it that only a demonstration may use is taken back. */
const POSTS = '20261129022000_posts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** The database as a program left it that knew the first so many migrations only, with what each of its versions wrote. */
async function makeEarlier(database: Database, known: readonly string[]): Promise<void> {
  const { query } = database
  await query(`CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`)
  for (const [at, name] of known.entries()) {
    const sql = readFileSync(`${FOLDER}/${name}/migration.sql`, 'utf8')
    await database.withSession(({ exec }) => exec(sql))
    await query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
    )
    if (at === 0) await ensurePassagePartition({ query, capabilities: await detectCapabilities(database) }, 1)
    await database.withSession(({ exec }) => exec(ROWS_BY_MIGRATION[name] ?? ''))
  }
}

type Rows = Record<string, Record<string, unknown>[]>

/** Every row of every table of ours, each as a value that can be compared. */
async function rowsOf(query: Query): Promise<Rows> {
  const tables = await query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name !~ '^passage_\\d' ORDER BY 1`,
  )
  const rows: Rows = {}
  for (const { name } of tables) {
    const found = await query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(it) AS row FROM "${name}" it`)
    rows[name] = found.map(({ row }) => row)
  }
  return rows
}

/** What a later version takes back on purpose. */
function asPosts(rows: Rows): Rows {
  const accounts = rows.channel_account?.map((row) =>
    row.demo === false ? { ...row, role: 'citizen', unit_name: null } : row,
  )
  return { ...rows, channel_account: accounts ?? [] }
}

type Made = { place: StorePlace; database: Database; remove(): Promise<void> }
type Ground = { title: string; reachable: boolean; make(): Promise<Made> }

let unmigrated = ''

/** A folder as the embedded database makes it, before any table of ours: made once, for it costs seconds of a core. */
async function emptyFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-'))
  folders.push(folder)
  if (unmigrated) {
    cpSync(unmigrated, folder, { recursive: true })
    return folder
  }
  const { database } = await openEmbedded(folder)
  await database.close()
  unmigrated = folder
  return emptyFolder()
}

const GROUNDS: Ground[] = [
  {
    title: 'embedded',
    reachable: true,
    make: async () => {
      const folder = await emptyFolder()
      const { database } = await openEmbedded(folder)
      return { place: { folder }, database, remove: async () => rmSync(folder, { recursive: true, force: true }) }
    },
  },
  {
    title: 'server',
    reachable: serverDatabase.reachable,
    make: async () => {
      const { url, drop } = await serverDatabase.create()
      const { database } = await openServer(url)
      return { place: { url }, database, remove: drop }
    },
  },
]

/** Opens what `prepare` left, and throws it away afterwards. */
async function opened<T>(
  ground: Ground,
  prepare: (database: Database) => Promise<T>,
  work: (store: Store, left: T) => Promise<void>,
) {
  const { place, database, remove } = await ground.make()
  try {
    const left = await prepare(database)
    await database.close()
    const store = await openStore(place)
    try {
      await work(store, left)
    } finally {
      await store.close()
    }
  } finally {
    await remove()
  }
}

/** The whole program over this store: it reads a folder without papers, begins to work, and misses nothing else. */
async function startsOn(store: Store): Promise<void> {
  const ours = mkdtempSync(join(tmpdir(), 'earlier-program-'))
  folders.push(ours)
  const environment = { DATA_DIR: ours, KNOWLEDGE_DIR: join(ours, 'knowledge'), PORT: '0', LOG_LEVEL: 'silent' }
  mkdirSync(environment.KNOWLEDGE_DIR)
  const app = await buildApp({ config: readConfig(environment), log: createLog('silent'), store })
  try {
    const address = await app.listen()
    await app.ingest(() => {})
    await app.work()
    expect((await fetch(`${address}/`)).status).toBe(200)
    const { reasons } = (await (await fetch(`${address}/readyz`)).json()) as { reasons: string[] }
    expect(reasons).toEqual([expect.stringContaining('Chưa có văn bản nào được đọc')])
  } finally {
    await app.stop()
  }
}

it('every table has a row here', () => {
  const tables = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^ {2}@@map\("(\w+)"\)/gm)].map(
    (found) => found[1],
  )
  const filled = new Set(
    Object.values(ROWS_BY_MIGRATION).flatMap((sql) => [...sql.matchAll(/INSERT INTO (\w+)/g)].map((found) => found[1])),
  )
  expect(tables.filter((table) => !filled.has(table ?? ''))).toEqual([])
  expect(Object.keys(ROWS_BY_MIGRATION).filter((name) => !MIGRATIONS.includes(name))).toEqual([])
})

describe.each(GROUNDS.filter(({ reachable }) => reachable))('a database of an earlier version ($title)', (ground) => {
  let fresh: unknown
  beforeAll(async () => {
    await opened(
      ground,
      async () => {},
      async (store) => {
        fresh = await shapeOf(store)
      },
    )
  })

  it.each(MIGRATIONS.map((name, at) => [name, MIGRATIONS.slice(0, at + 1)] as const))(
    'that ended with %s becomes the present one with every row it had, and the program starts',
    async (_, known) => {
      const prepare = async (database: Database): Promise<Rows> => {
        await makeEarlier(database, known)
        return rowsOf(database.query)
      }
      await opened(ground, prepare, async (store, left) => {
        expect(Object.entries(left).filter(([, rows]) => rows.length === 0)).toEqual([])
        expect(await shapeOf(store)).toEqual(fresh)
        const now = await rowsOf(store.query)
        for (const [table, rows] of Object.entries(known.includes(POSTS) ? left : asPosts(left))) {
          expect(now[table], table).toEqual(expect.arrayContaining(rows.map((row) => expect.objectContaining(row))))
        }
        for (const model of Object.keys(Prisma.ModelName)) {
          const delegate: unknown = Reflect.get(store.db, `${model[0]?.toLowerCase()}${model.slice(1)}`)
          await (delegate as { findMany(): Promise<unknown[]> }).findMany()
        }
        // Beside a server the queues are another's: what the program does there at its start is told by its own tests.
        if (store.kind === 'embedded') await startsOn(store)
      })
    },
  )
})
