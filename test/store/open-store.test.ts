import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ensurePassagePartition, openStore, Prisma, passageTable, type Store } from '../../src/store/index.ts'
import { serverDatabase } from '../support/server-database.ts'

const folders: string[] = []
const open: Store[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  folders.push(folder)
  return folder
}

async function opened(place: Parameters<typeof openStore>[0]): Promise<Store> {
  const store = await openStore(place)
  open.push(store)
  return store
}

afterEach(async () => {
  for (const store of open.splice(0)) await store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Reads every model once: a column the migrations forgot makes the query fail. */
async function readEveryModel(store: Store): Promise<number> {
  const models = Object.keys(Prisma.ModelName).map((name) => `${name[0]?.toLowerCase()}${name.slice(1)}`)
  for (const model of models) {
    const delegate: unknown = Reflect.get(store.db, model)
    expect(await (delegate as { findMany(): Promise<unknown[]> }).findMany()).toEqual([])
  }
  return models.length
}

describe('the embedded store', () => {
  it('serves every model from a freshly migrated database and keeps rows over a restart', async () => {
    const folder = newFolder()
    const store = await openStore({ folder })
    expect(await readEveryModel(store)).toBeGreaterThan(10)
    expect(store.capabilities).toEqual({ bm25: true, vector: true, unaccent: true })
    await store.db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
    await store.close()
    const again = await opened({ folder })
    expect(await again.db.commune.findMany({ select: { slug: true } })).toEqual([{ slug: 'binh-phu' }])
  })

  it('keeps the passages of each commune in a table of their own', async () => {
    const store = await opened({ folder: newFolder() })
    await ensurePassagePartition(store, 7)
    await ensurePassagePartition(store, 7)
    const passage = {
      documentId: 1,
      position: 0,
      kind: 'prose',
      cite: 'I',
      heading: 'I',
      quote: 'a',
      tokens: 'chu ky so',
    }
    await store.db.passage.create({ data: { ...passage, communeId: 7 } })
    expect(await store.query(`SELECT quote FROM ${passageTable(7)}`)).toEqual([{ quote: 'a' }])
    await expect(store.db.passage.create({ data: { ...passage, communeId: 8 } })).rejects.toThrow()
  })

  it('refuses a second opener, in this process and in another, and loses nothing', async () => {
    const folder = newFolder()
    const store = await opened({ folder })
    await expect(openStore({ folder })).rejects.toMatchObject({ name: 'StoreError', code: 'in_use', place: folder })
    expect(await openInAnotherProcess(folder)).toBe('in_use')
    expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('takes over the lock of a process that was killed', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'lock'), '999999 long-gone')
    const store = await opened({ folder })
    expect(store.kind).toBe('embedded')
  })

  it('says that a folder is corrupt instead of starting empty over it', async () => {
    const folder = newFolder()
    await (await openStore({ folder })).close()
    rmSync(join(folder, 'postgres', 'global', 'pg_control'))
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('refuses a database that a newer version of the program has migrated', async () => {
    const folder = newFolder()
    const store = await openStore({ folder })
    await store.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '29990101000000_future', now())`,
    )
    await store.close()
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'newer_version' })
  })

  it('runs locked work one caller after the other, also when one fails', async () => {
    const store = await opened({ folder: newFolder() })
    const order: string[] = []
    const first = store.withLock('ingestion', async () => {
      order.push('first begins')
      await new Promise((resolve) => setTimeout(resolve, 20))
      order.push('first ends')
      throw new Error('first failed')
    })
    const second = store.withLock('ingestion', async () => void order.push('second'))
    await expect(first).rejects.toThrow('first failed')
    await second
    expect(order).toEqual(['first begins', 'first ends', 'second'])
  })
})

describe.skipIf(!serverDatabase.reachable)('the store on a PostgreSQL server', () => {
  it('serves every model from a freshly migrated database', async () => {
    const { url, drop } = await serverDatabase.create()
    try {
      const store = await openStore({ url })
      expect(store.kind).toBe('server')
      expect(await readEveryModel(store)).toBeGreaterThan(10)
      await ensurePassagePartition(store, 7)
      await store.close()
    } finally {
      await drop()
    }
  })

  it('is migrated once when several processes open it at the same moment', async () => {
    const { url, drop } = await serverDatabase.create()
    try {
      const stores = await Promise.all([openStore({ url }), openStore({ url }), openStore({ url })])
      const [ledger] = await stores[0].query<{ names: number; rows: number }>(
        'SELECT count(DISTINCT migration_name)::int AS names, count(*)::int AS rows FROM _prisma_migrations',
      )
      expect(ledger?.rows).toBe(ledger?.names)
      await Promise.all(stores.map((store) => store.close()))
    } finally {
      await drop()
    }
  })

  it('says that the server cannot be reached without telling the password', async () => {
    const failure = openStore({ url: 'postgres://someone:secret@127.0.0.1:1/nothing' })
    await expect(failure).rejects.toMatchObject({ code: 'unreachable', place: '127.0.0.1:1/nothing' })
    await failure.catch((error: Error) => expect(error.message).not.toContain('secret'))
  })
})

function openInAnotherProcess(folder: string): Promise<string> {
  const child = fork(new URL('../support/open-store-child.ts', import.meta.url), [folder])
  return new Promise((resolve, reject) => {
    child.on('message', (message) => resolve(String(message)))
    child.on('error', reject)
  })
}
