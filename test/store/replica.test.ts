import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openFigures } from '../../src/figures/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { openReplica } from '../../src/store/replica.ts'
import { findTroubles } from '../../src/watch/index.ts'
import { type Standby, startStandby } from '../support/standby.ts'
import { postgresBinaries, startPostgres, type ThrowawayServer } from '../support/throwaway-servers.ts'

const DAY = '2026-11-29'
const troublesOf = async (store: Store): Promise<string[]> => {
  const found = await findTroubles({
    store,
    ...{ alarmCommune: null, copyMaxAgeDays: 0, isPublic: false, isErasureNoted: () => true, folders: async () => [] },
    channels: [],
    dataFolder: '.',
    freeBytes: async () => null,
  })
  return found.map(({ key }) => key)
}

describe.skipIf(!postgresBinaries())('a standby of the server', () => {
  let primary: ThrowawayServer
  let standby: Standby
  let store: Store

  beforeAll(async () => {
    primary = await startPostgres()
    standby = await startStandby(primary.url)
    store = await openStore({ url: primary.url, replicaUrl: standby.url })
    await store.query(`INSERT INTO commune (id, slug, name) VALUES (1, 'an-hoa', 'xã An Hòa')`)
    await store.query('INSERT INTO person DEFAULT VALUES')
    await store.query(
      `INSERT INTO channel_account (person_id, channel, external_id, commune_id) VALUES (1, 'web', 'a', 1)`,
    )
    await store.query('INSERT INTO conversation (account_id) VALUES (1)')
  })
  afterAll(async () => {
    await store?.close()
    await standby?.remove()
    await primary?.remove()
  })
  beforeEach(async () => {
    await store.query('DELETE FROM message')
    await asked(1)
    await standby.catchUp()
  })

  const asked = async (number: number): Promise<void> => {
    const text = `INSERT INTO message (conversation_id, direction, external_key, text, status, outcome, answers_id, created_at)`
    const at = `'${DAY}T09:00:00+07'`
    await store.query(`WITH question AS (${text} VALUES (1, 'in', 'i${number}', 'câu', 'answered', NULL, NULL, ${at}) RETURNING id)
      ${text} SELECT 1, 'out', 'o${number}', 'lời', 'sent', 'answered', id, ${at} FROM question`)
  }
  const figures = () => openFigures({ store, shownCommunes: async () => [1], today: () => DAY })
  const counted = async (): Promise<number> => (await figures().usage({ communeId: 1, from: DAY, to: DAY })).total

  it('answers for figures and for the public page, and nothing else is read there', async () => {
    await standby.run('SELECT pg_wal_replay_pause()')
    try {
      await asked(2)
      expect(await counted()).toBe(1)
      expect((await figures().open.of('an-hoa'))?.usage.total).toBe(1)
      expect(await store.query('SELECT pg_is_in_recovery() AS there')).toEqual([{ there: false }])
      expect(await store.db.message.count()).toBe(4)
    } finally {
      await standby.run('SELECT pg_wal_replay_resume()')
    }
    await standby.catchUp()
    expect(await counted()).toBe(2)
    expect(await troublesOf(store)).not.toContain('replica')
  })

  it('cannot be written to', async () => {
    await expect(standby.run('DELETE FROM message')).rejects.toThrow(/read-only/)
  })

  it('is left for the primary while it is behind, and read again once it has caught up', async () => {
    const replica = openReplica({ url: standby.url, primary: store.query, believedMs: 0, mostBehindSeconds: 0 })
    try {
      await standby.run('SELECT pg_wal_replay_pause()')
      await asked(2)
      expect(await replica.trouble()).toBe('behind')
      expect(await replica.query('SELECT count(*)::int AS n FROM message')).toEqual([{ n: 4 }])
      await standby.run('SELECT pg_wal_replay_resume()')
      await standby.catchUp()
      expect(await replica.trouble()).toBeNull()
      expect(await replica.query('SELECT pg_is_in_recovery() AS there')).toEqual([{ there: true }])
    } finally {
      await standby.run('SELECT pg_wal_replay_resume()')
      await replica.close()
    }
  })

  it('that ends a query half way costs nobody the answer', async () => {
    const replica = openReplica({ url: standby.url, primary: store.query })
    try {
      const slow = replica.query(
        'SELECT pg_is_in_recovery() AS there, pg_sleep(CASE WHEN pg_is_in_recovery() THEN 60 END)',
      )
      await vi.waitFor(async () => {
        const ended =
          await standby.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(CASE%'
          AND pid <> pg_backend_pid()`)
        expect(ended).toHaveLength(1)
      }, 30_000)
      expect((await slow).map(({ there }) => there)).toEqual([false])
      expect(await replica.query('SELECT pg_is_in_recovery() AS there')).toEqual([{ there: true }])
    } finally {
      await replica.close()
    }
  })

  it('that hangs is waited for once and then believed to be down', async () => {
    const replica = openReplica({ url: standby.url, primary: store.query, queryTimeoutMs: 300 })
    try {
      const rows = await replica.query(
        'SELECT pg_is_in_recovery() AS there, pg_sleep(CASE WHEN pg_is_in_recovery() THEN 60 END)',
      )
      expect(rows.map(({ there }) => there)).toEqual([false])
      expect(await replica.trouble()).toBe('down')
    } finally {
      await replica.close()
    }
  })

  it('is told of when it does not answer, and everything goes on at the primary', async () => {
    const nobody = 'postgres://postgres@127.0.0.1:1/postgres'
    const alone = await openStore({ url: primary.url, replicaUrl: nobody })
    try {
      const { usage } = openFigures({ store: alone, shownCommunes: async () => [1], today: () => DAY })
      expect((await usage({ communeId: 1, from: DAY, to: DAY })).total).toBe(1)
      expect(await troublesOf(alone)).toContain('replica')
    } finally {
      await alone.close()
    }
  })
})
