import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type Count,
  type Filling,
  fillEmptyStore,
  openStore,
  type Snapshot,
  type Store,
  withSnapshot,
} from '../../src/store/index.ts'
import { serverDatabase } from '../support/server-database.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { onEachStore } from '../support/stores.ts'
import { fillEveryTable } from './earlier-rows.ts'
import { contentsOf, shapeOf } from './whole-database.ts'

type Copy = { fillings: Filling[]; counts: Count[] }

async function copyOf(store: Store): Promise<Copy> {
  return withSnapshot(store, 'Asia/Ho_Chi_Minh', async (snapshot) => {
    const fillings: Filling[] = []
    for (const table of snapshot.tables) {
      const batches = await Array.fromAsync(snapshot.rows(table))
      fillings.push({
        table: table.name,
        columns: table.columns.map(({ name }) => name),
        rows: batches.flat().length,
        batches: async function* () {
          yield* batches
        },
      })
    }
    return { fillings, counts: snapshot.counts }
  })
}

async function openAnother(kind: Store['kind']): Promise<{ store: Store; close(): Promise<void> }> {
  if (kind === 'server') {
    const { url, drop } = await serverDatabase.create()
    const store = await openStore({ url })
    return { store, close: () => store.close().then(drop) }
  }
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  return { store, close: () => store.close().then(() => rmSync(folder, { recursive: true, force: true })) }
}

/** For one test. */
async function another(kind: Store['kind']): Promise<Store> {
  const { store, close } = await openAnother(kind)
  onTestFinished(close)
  return store
}

const MANY_MESSAGES = 5_000

await onEachStore('every row taken out and put in elsewhere', (ground, kind) => {
  const other = kind === 'embedded' && serverDatabase.reachable ? 'server' : 'embedded'
  let refusing: Store
  let close = async (): Promise<void> => {}
  beforeAll(async () => {
    await fill(ground().store)
    const opened = await openAnother(kind)
    refusing = opened.store
    close = opened.close
  })
  afterAll(() => close())

  /** Awkward values beside a row in every table: an answer before its question, numbers that JSON knows not, holes in counters. */
  async function fill(store: Store): Promise<void> {
    await fillEveryTable(store)
    await store.query(
      `INSERT INTO setting (name, value) VALUES ('khong-gi', 'null'), ('chu', '"a\\nb"'), ('so', '1.50')`,
    )
    await store.query(`UPDATE duty SET judged_on = 'null'`)
    await store.query(`UPDATE target SET value = 0.1::float8 + 0.2::float8`)
    await store.query(`UPDATE document SET text = E'dòng\\r\\n"ngoặc" \\\\ \\u2028 😀'`)
    await store.query(`UPDATE inbox SET sort_order = 9007199254740993`)
    await store.query(`UPDATE channel_account SET created_at = '2026-01-02 03:04:05.678901+00'`)
    await store.query(
      `INSERT INTO message (conversation_id, direction, external_key, text, status)
       SELECT 1, 'out', 'nhieu-' || n, repeat('chữ ', 50), 'sent' FROM generate_series(1, ${MANY_MESSAGES}) AS n`,
    )
    await store.query(`UPDATE message SET answers_id = (SELECT max(id) FROM message) WHERE external_key = 'nhieu-1'`)
    await store.query(`DELETE FROM own_reminder`)
    await store.query(`SELECT setval('post_id_seq', 41)`)
  }

  it(`makes a store the same (${other}), counters and shape too`, async () => {
    const { store } = ground()
    const there = await another(other)
    const shape = await shapeOf(there)
    await fillEmptyStore(there, await copyOf(store))
    expect(await contentsOf(there)).toEqual(await contentsOf(store))
    expect(await shapeOf(there)).toEqual(shape)
    const [kept] = await there.query<{ empty: boolean; none: string }>(
      `SELECT (SELECT judged_on::text FROM duty) AS none, (SELECT reading IS NULL FROM duty) AS empty`,
    )
    expect(kept).toEqual({ none: 'null', empty: true })
    const [post] = await there.query<{ id: number }>(
      `INSERT INTO post (commune_id, role, title) VALUES (1, 'chair', 'Chủ tịch') RETURNING id`,
    )
    const [reminder] = await there.query<{ id: number }>(
      `INSERT INTO own_reminder (account_id, about, due_at) VALUES (1, 'a', now()) RETURNING id`,
    )
    expect([post?.id, reminder?.id]).toEqual([42, 2])
    await expect(there.query('UPDATE message SET answers_id = -1 WHERE id = 1')).rejects.toThrow()
  })

  it('refuses a store that holds a row, and leaves it as it is', async () => {
    await refusing.query(`INSERT INTO setting (name, value) VALUES ('da-co', '1')`)
    await expect(fillEmptyStore(refusing, await copyOf(ground().store))).rejects.toMatchObject({
      code: 'not_empty',
      place: 'setting',
    })
    expect(Object.values(await contentsOf(refusing)).flat()).toHaveLength(1)
    await refusing.query('DELETE FROM setting')
  })

  describe('changes nothing where the rows do not go together', () => {
    const spoilt: [string, (copy: Copy) => void, string][] = [
      [
        'a row refers to none',
        ({ fillings }) => change(fillings, 'unit', (line) => line.replace('"commune_id": 1', '"commune_id": 77')),
        'unit',
      ],
      ['fewer rows than told', ({ fillings }) => change(fillings, 'setting', () => null), 'setting'],
      [
        'a row refers to none of its own table',
        ({ fillings }) =>
          change(fillings, 'message', (line) => line.replace(/"answers_id": 1(?=[,}])/, '"answers_id": 999999')),
        'occurrence_event, message',
      ],
      [
        'a column is unknown here',
        ({ fillings }) => void fillings.find(({ table }) => table === 'unit')?.columns.push('la'),
        'unit',
      ],
    ]

    it.each(spoilt)('%s', async (_, spoil, table) => {
      const copy = await copyOf(ground().store)
      const shape = await shapeOf(refusing)
      spoil(copy)
      await expect(fillEmptyStore(refusing, copy)).rejects.toMatchObject({ code: 'rows_refused', place: table })
      expect(Object.values(await contentsOf(refusing)).flat()).toEqual([])
      expect(await shapeOf(refusing)).toEqual(shape)
    })
  })
})

/** Each line of a table becomes another, or goes. */
function change(fillings: Filling[], table: string, to: (line: string) => string | null): void {
  const filling = fillings.find((each) => each.table === table)
  if (!filling) throw new Error(`no ${table}`)
  const { batches } = filling
  filling.batches = async function* () {
    for await (const batch of batches()) {
      const lines = batch.map(to).filter((line) => line !== null)
      if (lines.length > 0) yield lines
    }
  }
}

describe('a snapshot', () => {
  it.skipIf(!serverDatabase.reachable)('on a server holds one moment, whatever others write meanwhile', async () => {
    const store = await another('server')
    await store.query(`INSERT INTO setting (name, value) VALUES ('truoc', '1')`)
    const rowsOf = (snapshot: Snapshot, name: string) => {
      const table = snapshot.tables.find((each) => each.name === name)
      return table ? Array.fromAsync(snapshot.rows(table)) : []
    }
    await withSnapshot(store, 'UTC', async (snapshot) => {
      await store.query(`INSERT INTO setting (name, value) VALUES ('sau', '1')`)
      await store.query(`INSERT INTO commune (slug, name) VALUES ('an-hoa', 'xã An Hòa')`)
      expect((await rowsOf(snapshot, 'setting')).flat()).toHaveLength(1)
      expect(await rowsOf(snapshot, 'commune')).toEqual([])
    })
  })

  it('leaves columns out in the database, and the ledger of migrations and the queues altogether', async () => {
    const store = await another('embedded')
    await store.query(`INSERT INTO setting (name, value) VALUES ('a', '"mật"')`)
    await store.query('CREATE SCHEMA bullmq')
    await store.query('CREATE TABLE bullmq.job (id int PRIMARY KEY)')
    await withSnapshot(store, 'UTC', async ({ tables, rows }) => {
      expect(tables.map(({ name }) => name)).not.toContain('job')
      expect(tables.map(({ name }) => name)).not.toContain('_prisma_migrations')
      expect(tables.filter(({ name }) => /^passage_\d/.test(name))).toEqual([])
      const setting = tables.find(({ name }) => name === 'setting')
      if (!setting) throw new Error('no setting')
      const [[line = ''] = []] = await Array.fromAsync(rows(setting, ['value']))
      expect(Object.keys(JSON.parse(line)).sort()).toEqual(['name', 'updated_at'])
    })
  })
})
