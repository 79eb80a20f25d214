import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Channel, pageChannel } from '../../src/channels/index.ts'
import { databaseNow, noteCopy, type Store } from '../../src/store/index.ts'
import { copyDiskTroubles } from '../../src/watch/copies.ts'
import { createAlarms, createMetricsPage, findTroubles, watchModel } from '../../src/watch/index.ts'
import { type Assistant, openAssistant, seedCommune } from '../support/assistant.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const GIB = 2 ** 30
const TOKEN = 'a-long-token-for-figures'
const quiet = { info: (_: string) => {}, warn: (_: string) => {} }

onEmbeddedStore('watching', (ground) => {
  let assistant: Assistant
  let free = 100 * GIB
  const store = (): Store => ground().store
  const dataFolder = mkdtempSync(join(tmpdir(), 'watch-'))
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))
  const delivering = (name: Channel['name'], health?: Channel['health']): Channel => ({
    ...{ ...pageChannel('web'), name, isPage: false },
    ...(health && { health }),
  })
  const settings = { alarmCommune: null as string | null, copyMaxAgeDays: 2, isPublic: false }
  const sources = () => ({
    ...{ store: store(), channels: [pageChannel('web'), delivering('telegram')], dataFolder, ...settings },
    ...{ freeBytes: async () => free, isErasureNoted: () => true, folders: async () => [] },
  })
  const keys = async (): Promise<string[]> => (await findTroubles(sources())).map(({ key }) => key).sort()

  beforeEach(async () => {
    await emptyStore(store())
    for (const table of ['zalo_oa', 'inbox']) await store().query(`DELETE FROM ${table}`)
    rmSync(join(dataFolder, 'ban-sao-moi-nhat'), { force: true })
    Object.assign(settings, { alarmCommune: null, copyMaxAgeDays: 2, isPublic: false })
    free = 100 * GIB
    assistant = await openAssistant(ground())
    return assistant.close
  })

  const owe = async (status: string, age: string): Promise<void> => {
    const { id } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: crypto.randomUUID() })
    await store().query('INSERT INTO conversation (account_id) VALUES ($1)', [id])
    await store().query(
      `INSERT INTO message (conversation_id, direction, external_key, class, text, status, due_at, finished_at)
       SELECT id, 'out', 'k', 'answer', 'lời riêng của một người', $2, now() - $3::interval, now()
         FROM conversation WHERE account_id = $1`,
      [id, status, age],
    )
  }

  it('finds nothing wrong where nothing is', async () => {
    await owe('sent', '1 day')
    await owe('due', '1 minute')
    expect(await keys()).toEqual([])
  })

  it('tells of a full disk, a late outbox, doubts, a scheduler that stopped, a consent running out and a failing model', async () => {
    free = GIB / 2
    await owe('due', '40 minutes')
    await owe('unknown', '1 hour')
    const beat = new Date(Date.now() - 3_600_000).toISOString()
    await store().query(
      `INSERT INTO setting (name, value) VALUES ('reminders_beat', jsonb_build_object('at', $1::text))`,
      [beat],
    )
    await store().query(
      `INSERT INTO zalo_oa (oa_id, name, access_token, refresh_token, obtained_at, access_expires_at, refresh_expires_at)
       VALUES ('7', 'xã An Hòa', 'a', 'r', now(), now(), now() + interval '5 days')`,
    )
    const watch = watchModel(quiet)
    for (let call = 0; call < 6; call += 1) watch.log.warn('model_failed')
    await watch.share(store())
    expect(await keys()).toEqual(['disk', 'model', 'outbox', 'reminders', 'token-7', 'unclear'])
    for (const { says, remedy } of await findTroubles(sources())) {
      expect(says).toMatch(/^\p{Lu}?.+\.$/u)
      expect(remedy).toMatch(/\.$/)
    }
  })

  it('does not call a model failing that answers most of the time, nor one that was asked once', async () => {
    const watch = watchModel(quiet)
    watch.log.warn('model_failed')
    await watch.share(store())
    expect(await keys()).toEqual([])
    for (let call = 0; call < 9; call += 1) watch.log.info('model_asked')
    await watch.share(store())
    expect(await keys()).toEqual([])
  })

  /** Whoever looks after the installation, since so many days; no chat of theirs is linked. */
  const takeIntoUse = async (daysAgo: number): Promise<void> => {
    const [person] = await store().query<{ id: number }>(`INSERT INTO person (name) VALUES ('Quản trị') RETURNING id`)
    await store().query(
      `INSERT INTO login (person_id, name, password_hash, covers_all, created_at)
       VALUES ($1, 'quan-tri', 'x', true, now() - make_interval(days => $2))`,
      [person?.id, daysAgo],
    )
  }

  it('tells that no administrator can be reached, once the installation is in use, and not of a trial', async () => {
    expect(await keys()).toEqual([])
    settings.isPublic = true
    expect(await keys()).toEqual(['administrators'])
    settings.isPublic = false
    await takeIntoUse(0)
    expect(await keys()).toEqual(['administrators'])
  })

  it('tells of a copy that was not made for two days, and of none at all, from the third day of use', async () => {
    await takeIntoUse(1)
    expect(await keys()).not.toContain('copy')
    await store().query(`UPDATE login SET created_at = now() - interval '3 days'`)
    expect(await keys()).toContain('copy')
    const made = (daysAgo: number): void =>
      noteCopy(dataFolder, { at: new Date(Date.now() - daysAgo * 86_400_000), folder: '/var/backups' }, 1)
    made(1)
    expect(await keys()).not.toContain('copy')
    made(4)
    const told = (await findTroubles(sources())).find(({ key }) => key === 'copy')
    expect(told?.says).toContain('đã 4 ngày')
    settings.copyMaxAgeDays = 0
    expect(await keys()).not.toContain('copy')
  })

  it('goes by the row that whoever copies a server leaves', async () => {
    await takeIntoUse(9)
    const onServer = async (): Promise<string[]> =>
      (await findTroubles({ ...sources(), store: { ...store(), kind: 'server' } })).map(({ key }) => key)
    expect(await onServer()).toContain('copy')
    await store().query(`INSERT INTO setting (name, value) VALUES ('copy_made', '{}')`)
    expect(await onServer()).not.toContain('copy')
    await store().query(`UPDATE setting SET updated_at = now() - interval '3 days' WHERE name = 'copy_made'`)
    expect(await onServer()).toContain('copy')
  })

  it('tells of the disk where copies lie, which may be another than that of the data', async () => {
    expect(await copyDiskTroubles({ dataFolder }, async () => 1)).toEqual([])
    noteCopy(dataFolder, { at: new Date(), folder: '/mnt/sao-luu' }, 1)
    expect(await copyDiskTroubles({ dataFolder }, async () => 100 * GIB)).toEqual([])
    const [told] = await copyDiskTroubles({ dataFolder }, async () => GIB / 2)
    expect(told).toMatchObject({ key: 'disk-copies', says: expect.stringContaining('còn 512 MiB') })
  })

  it('tells that erasures would leave no trace outside the database', async () => {
    const found = await findTroubles({ ...sources(), isErasureNoted: () => false })
    expect(found.map(({ key }) => key)).toEqual(['erasures'])
  })

  describe('alarms', () => {
    const onUntold = vi.fn()
    beforeEach(() => void onUntold.mockClear())
    const alarms = (channels: Channel[] = sources().channels) =>
      createAlarms({ ...sources(), ...assistant, channels, clock: () => databaseNow(store()), onUntold })
    const appointAdministrator = async (commune: string, chat: string, channel = 'telegram'): Promise<void> => {
      const { slug } = await seedCommune(store(), commune)
      const added = await assistant.people.posts.add({ commune: slug, role: 'administrator', unit: null }, 'cli')
      if (added.kind !== 'added') throw new Error(added.kind)
      await link(assistant.people, await assistant.people.findOrCreate({ channel, externalId: chat }), added.post)
    }
    const told = async (): Promise<string[]> => [...new Set((await notices()).map(({ chat }) => chat))].sort()
    const notices = (): Promise<{ chat: string; text: string }[]> =>
      store().query(
        `SELECT external_id AS chat, text FROM message JOIN conversation ON conversation.id = conversation_id
           JOIN channel_account ON channel_account.id = account_id WHERE external_key LIKE 'alarm-%'`,
      )

    it('reach every administrator in their chat, once a day each, and nobody else', async () => {
      await seedCommune(store(), 'xã An Hòa')
      for (const [chat, role] of [
        ['quan-tri', 'administrator'],
        ['dieu-phoi', 'coordinator'],
      ] as const) {
        const post = await addPost(assistant.people, { role, unit: null })
        await link(
          assistant.people,
          await assistant.people.findOrCreate({ channel: 'telegram', externalId: chat }),
          post,
        )
      }
      free = GIB / 4
      const told = await Promise.all([alarms().tell(), alarms().tell()])
      expect(told.reduce((sum, count) => sum + count, 0)).toBe(1)
      expect(await alarms().tell()).toBe(0)
      expect(await notices()).toEqual([{ chat: 'quan-tri', text: expect.stringContaining('sắp đầy: còn 256 MiB') }])
      expect(onUntold).not.toHaveBeenCalled()
    })

    it('are said in the log once a day where nobody can be reached, over a channel that is not set up neither', async () => {
      await appointAdministrator('xã Xa', 'khong-noi-duoc', 'zalo_oa')
      await takeIntoUse(0)
      free = GIB / 4
      const watching = alarms()
      expect([await watching.tell(), await watching.tell()]).toEqual([0, 0])
      expect(onUntold.mock.calls).toEqual([[['disk', 'administrators']]])
      expect(await told()).toEqual([])
    })

    describe('of a machine with many communes', () => {
      const NAMES = ['xã Một', 'xã Hai', 'xã Ba', 'xã Bốn', 'xã Năm']
      beforeEach(async () => {
        for (const [at, name] of NAMES.entries()) await appointAdministrator(name, `quan-tri-${at + 1}`)
        free = GIB / 4
      })

      it('reach three administrators and not every commune, where nobody said who looks after the machine', async () => {
        await alarms().tell()
        expect(await told()).toEqual(['quan-tri-1', 'quan-tri-2', 'quan-tri-3'])
      })

      it('reach the administrators of the commune that looks after the machine', async () => {
        settings.alarmCommune = 'xã-bốn'
        await alarms().tell()
        expect(await told()).toEqual(['quan-tri-4'])
      })

      it('of one commune reach its own administrators', async () => {
        free = 100 * GIB
        await store().query(
          `INSERT INTO zalo_oa (oa_id, name, commune_slug, access_token, refresh_token, obtained_at, access_expires_at,
                                refresh_expires_at)
           VALUES ('7', 'OA', 'xã-năm', 'a', 'r', now(), now(), now() + interval '5 days')`,
        )
        await alarms().tell()
        expect(await told()).toEqual(['quan-tri-5'])
      })
    })

    it('go to another address of the same person while the provider of the first is in trouble', async () => {
      await appointAdministrator('xã An Hòa', 'quan-tri')
      await store().query(
        `INSERT INTO channel_account (person_id, channel, external_id)
         SELECT person_id, 'email', 'quan-tri@xa.example.vn' FROM channel_account WHERE external_id = 'quan-tri'`,
      )
      free = GIB / 4
      const ill = delivering('telegram', () => ({ state: 'trouble', says: 'Telegram không trả lời.', remedy: '' }))
      await alarms([ill, delivering('email')]).tell()
      expect(await told()).toEqual(['quan-tri@xa.example.vn'])
    })
  })

  describe('the figures', () => {
    const page = (token: string | null) =>
      createMetricsPage({
        ...{ ...sources(), token, jobCounts: assistant.jobs.counts, refused: () => ({ signature_wrong: 3 }) },
      })
    type From = { address?: string; headers?: Record<string, string>; host?: string }
    const get = (token: string | null, { address = '127.0.0.1', headers = {}, host = 'localhost' }: From = {}) =>
      page(token).request(`http://${host}/`, { headers }, { incoming: { socket: { remoteAddress: address } } })

    it('are shown to this machine where no token is set, and to nobody through a proxy or from elsewhere', async () => {
      expect((await get(null)).status).toBe(200)
      expect((await get(null, { address: '192.168.1.20' })).status).toBe(404)
      expect((await get(null, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
      expect((await get(null, { host: 'xa.example.vn' })).status).toBe(404)
    })

    it('are shown to whoever has the token, from anywhere, and to nobody without', async () => {
      const from = { address: '192.168.1.20', host: 'xa.example.vn' }
      expect((await get(TOKEN, { ...from, headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200)
      expect((await get(TOKEN, { ...from, headers: { authorization: 'Bearer wrong' } })).status).toBe(404)
      expect((await get(TOKEN)).status).toBe(404)
    })

    it('tell what waits and what is wrong, without a word of anybody', async () => {
      await owe('due', '40 minutes')
      const text = await (await get(null)).text()
      expect(text).toContain('assistant_outbox_waiting{class="answer"} 1')
      expect(text).toContain('assistant_trouble{key="outbox"} 1')
      expect(text).toContain('assistant_webhooks_refused{reason="signature_wrong"} 3')
      expect(text).toMatch(/assistant_jobs\{kind="deliver",state="waiting"\} \d/)
      expect(text).toContain('assistant_process_resident_memory_bytes')
      expect(text).not.toContain('lời riêng')
    })

    it('are all drawn by the dashboard, which names none that does not exist', async () => {
      const { default: dashboard } = await import('../../docs/dashboard.json', { with: { type: 'json' } })
      const drawn: string[] = JSON.stringify(dashboard).match(/assistant_\w+/g) ?? []
      const text = await (await get(null)).text()
      const known = new Set([...text.matchAll(/^# TYPE (assistant_\w+)/gm)].map(([, name]) => name))
      expect(drawn.filter((name) => !known.has(name))).toEqual([])
      const ours = [...known].filter((name) => !/_(?:process|nodejs)_/.test(name ?? ''))
      expect(ours.filter((name) => !drawn.includes(name ?? ''))).toEqual([])
    })
  })
})
