import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStore } from '../../../src/cli/transfer/fill-store.ts'
import type { Manifest } from '../../../src/cli/transfer/manifest.ts'
import { openExport } from '../../../src/cli/transfer/read-export.ts'
import { writeExport } from '../../../src/cli/transfer/write-export.ts'
import { ensureVectorTable } from '../../../src/retrieval/index.ts'
import { openStore, type Store } from '../../../src/store/index.ts'
import { fillEveryTable } from '../../store/earlier-rows.ts'
import { contentsOf } from '../../store/whole-database.ts'
import { askPapers } from '../../support/asked-papers.ts'
import { openAssistant } from '../../support/assistant.ts'
import { copyOfEmptyStore } from '../../support/store-template.ts'
import { type Ground, onEachStore } from '../../support/stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'moving-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PAPER = 'ke-hoach-cchc-phuong-tan-thoi.md'
const PAPERS = { [PAPER]: readFileSync(`test/fixtures/knowledge/${PAPER}`, 'utf8') }
const QUESTION = 'bao nhiêu phần trăm hồ sơ được trả đúng hạn'
const PASSWORD = 'mat khau dai cua xa 2026'
const REMINDER = 'Báo cáo tháng 11 đến hạn ngày 05/12/2026.'
const OLD = 'may-cu'

type Left = { answer: string; token: string }

/** An office as it worked on the old machine: a paper, an administrator with a session, a reminder owed and not yet sent. */
async function work(ground: Ground): Promise<Left> {
  const { store } = ground
  const papers = await askPapers(store, PAPERS)
  const { text: answer } = await papers.ask(QUESTION)
  papers.close()
  const assistant = await openAssistant(ground)
  const { signIn } = assistant.people
  const made = await signIn.becomeFirstAdministrator((await signIn.firstLink()) ?? '', {
    ...{ loginName: 'quan-tri', personName: 'Người Quản Trị', password: PASSWORD },
  })
  const { id: accountId } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: OLD })
  await assistant.delivery.owe({ accountId, key: 'reminder-1', class: 'reminder', text: REMINDER })
  await assistant.close()
  return { answer, token: made.kind === 'set' ? made.token : '' }
}

/** What the same office finds elsewhere. */
async function expectAtWork(ground: Ground, { answer, token }: Left): Promise<void> {
  const { store } = ground
  const papers = await askPapers(store, PAPERS)
  expect((await papers.ask(QUESTION)).text).toBe(answer)
  papers.close()
  const [run] = await store.query<{ report: { unchanged?: unknown } }>(
    'SELECT report FROM ingestion_run ORDER BY id DESC',
  )
  expect(JSON.stringify(run?.report)).toContain(PAPER)
  const assistant = await openAssistant(ground)
  const { signIn } = assistant.people
  const credentials = { name: 'quan-tri', place: '127.0.0.1' }
  expect(await signIn.signIn({ ...credentials, password: 'sai mat khau roi' })).toEqual({ kind: 'wrong' })
  expect(await signIn.signIn({ ...credentials, password: PASSWORD })).toMatchObject({ kind: 'signed_in' })
  expect(await signIn.operator(token)).not.toBeNull()
  assistant.work()
  for (const _ of [1, 2]) {
    await assistant.delivery.recover()
    expect(await assistant.jobs.drain(30_000)).toBe(true)
  }
  expect(assistant.sent.map(({ to, text }) => [to, text])).toEqual([[OLD, REMINDER]])
  await assistant.close()
}

async function openFolder(): Promise<{ store: Store; close(): Promise<void> }> {
  const place = await copyOfEmptyStore()
  const store = await openStore({ folder: place })
  return { store, close: () => store.close().then(() => rmSync(place, { recursive: true, force: true })) }
}

async function exportTo(name: string, store: Store, kind: Manifest['kind'] = 'whole'): Promise<string> {
  const to = join(folder, name)
  await writeExport(store, { to, kind, now: new Date(), onTable: () => {} })
  return to
}

async function importFrom(path: string, store: Store): Promise<Awaited<ReturnType<typeof fillStore>>> {
  const checked = await openExport(path)
  try {
    return await fillStore(store, checked)
  } finally {
    checked.close()
  }
}

await onEachStore('an office moved from the embedded store', (ground, kind) => {
  it('and back again has every row, answers the same, lets the same people in and sends what was owed once', async () => {
    const old = await openFolder()
    const here = { store: old.store, redisUrl: null, keyPrefix: 'unused' }
    const left = await work(here)
    const moved = await exportTo(`di-${kind}.zip`, old.store)
    expect((await importFrom(moved, ground().store)).rows).toBeGreaterThan(20)
    expect(await contentsOf(ground().store)).toEqual(await contentsOf(old.store))
    await old.close()

    const returned = await exportTo(`ve-${kind}`, ground().store)
    const again = await openFolder()
    await importFrom(returned, again.store)
    expect(await contentsOf(again.store)).toEqual(await contentsOf(ground().store))
    await expectAtWork(ground(), left)
    await expectAtWork({ ...here, store: again.store }, left)
    await again.close()
  })
})

describe('an import', () => {
  let old: Awaited<ReturnType<typeof openFolder>>
  let there: Awaited<ReturnType<typeof openFolder>>
  let whole = ''

  beforeAll(async () => {
    old = await openFolder()
    there = await openFolder()
    await fillEveryTable(old.store)
    whole = await exportTo('goc', old.store)
  })
  afterAll(async () => {
    await old.close()
    await there.close()
  })

  /** A copy of the good export with one thing changed. */
  function spoilt(name: string, spoil: (copy: string) => void): string {
    const copy = join(folder, name)
    cpSync(whole, copy, { recursive: true })
    spoil(copy)
    return copy
  }

  function changeManifest(copy: string, change: (manifest: Manifest) => void): void {
    const file = join(copy, 'manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    change(manifest)
    writeFileSync(file, JSON.stringify(manifest))
  }

  const damages: [string, (copy: string) => void, string][] = [
    ['a changed letter', (copy) => replaceIn(join(copy, 'bang/ticket.jsonl'), 'vay', 'bay'), 'bang/ticket.jsonl'],
    ['a lost line', (copy) => truncateSync(join(copy, 'bang/session.jsonl'), 20), 'bang/session.jsonl'],
    ['a lost file', (copy) => rmSync(join(copy, 'bang/unit.jsonl')), 'bang/unit.jsonl'],
    ['no manifest', (copy) => rmSync(join(copy, 'manifest.json')), 'manifest.json'],
    ['half a manifest', (copy) => truncateSync(join(copy, 'manifest.json'), 500), 'manifest.json'],
    [
      'a name that leads elsewhere',
      (copy) =>
        changeManifest(copy, ({ tables }) => {
          for (const table of tables) table.lines = '../../etc/passwd'
        }),
      'manifest.json',
    ],
  ]

  it.each(damages)('names the file that is damaged: %s', async (what, spoil, name) => {
    const copy = spoilt(what.replaceAll(' ', '-'), spoil)
    await expect(importFrom(copy, there.store)).rejects.toMatchObject({
      sentence: { vi: expect.stringMatching(new RegExp(`^Tệp ${name} .*hỏng hoặc thiếu, chưa nhập gì\\. Chép lại`)) },
    })
  })

  it('refuses half an archive, what is no archive, and nothing', async () => {
    const zip = await exportTo('nguyen.zip', old.store)
    truncateSync(zip, 20_000)
    const other = join(folder, 'la.zip')
    writeFileSync(other, 'không phải bản xuất')
    for (const path of [zip, other]) {
      await expect(importFrom(path, there.store)).rejects.toMatchObject({
        sentence: { vi: expect.stringContaining(`${path} hỏng hoặc thiếu`) },
      })
    }
    await expect(importFrom(join(folder, 'khong-co.zip'), there.store)).rejects.toMatchObject({
      sentence: { vi: expect.stringMatching(/^Không có /) },
    })
  })

  it('refuses an export for reading, another version, and one that lacks a table', async () => {
    const reading = await exportTo('de-doc', old.store, 'reading')
    const other = spoilt('ban-khac', (copy) =>
      changeManifest(copy, (manifest) => {
        manifest.schemaVersion = '20250101000000_truoc'
      }),
    )
    const lacking = spoilt('thieu-bang', (copy) =>
      changeManifest(copy, (manifest) => {
        manifest.tables = manifest.tables.filter(({ name }) => name !== 'ticket')
      }),
    )
    const refused: [string, RegExp][] = [
      [reading, /là bản để đọc.*--whole/],
      [other, /cấu trúc 20250101000000_truoc, nơi nhận có cấu trúc \d+_\w+; chưa nhập gì\. Cập nhật/],
      [lacking, /thiếu bảng ticket; chưa nhập gì\. Xuất lại/],
    ]
    for (const [path, says] of refused) {
      await expect(importFrom(path, there.store)).rejects.toMatchObject({
        sentence: { vi: expect.stringMatching(says) },
      })
    }
    expect(Object.values(await contentsOf(there.store)).flat()).toEqual([])
  })

  it('brings vectors along where they can be kept, and says where they cannot', async () => {
    await ensureVectorTable(old.store)
    await old.store.query(`INSERT INTO passage_vector VALUES ('bge-m3', md5('a'), '[0.1,2,-3e-05]')`)
    const moved = await exportTo('co-so.zip', old.store)
    const without = await openFolder()
    const poor = { ...without.store, capabilities: { ...without.store.capabilities, vector: false } }
    expect(await importFrom(moved, poor)).toMatchObject({ withoutVectors: true })
    await without.close()
    expect(await importFrom(moved, there.store)).toMatchObject({ withoutVectors: false })
    expect(await contentsOf(there.store)).toEqual(await contentsOf(old.store))
  })
})

function replaceIn(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}

type Ended = { code: number; out: string; said: string }

describe('the commands', () => {
  const run = (name: string, data: string, ...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { ...process.env, DATABASE_URL: '', REDIS_URL: '', DATA_DIR: data, LOG_LEVEL: 'silent' }
      execFile(process.execPath, [`src/cli/${name}.ts`, ...args], { env, timeout: 120_000 }, (error, out, said) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), said: said.trim() }),
      )
    })

  it('write, read, note in the trail that they did, and refuse with one sentence', async () => {
    const from = await copyOfEmptyStore()
    const to = await copyOfEmptyStore()
    const file = join(folder, 'lenh.zip')
    const exported = await run('export', from, '--to', file, '--whole')
    expect([exported.code, exported.out]).toEqual([
      0,
      expect.stringMatching(/^Đã xuất \d+ bảng, 1 dòng vào .*\n.*bí mật/),
    ])
    const imported = await run('import', to, '--from', file)
    expect([imported.code, imported.out]).toEqual([0, expect.stringMatching(/^Đã nhập \d+ bảng, 1 dòng từ /)])
    const again = await run('import', to, '--from', file)
    expect([again.code, again.said]).toEqual([1, expect.stringMatching(/^Nơi nhận đã có dữ liệu \(bảng \w+\).*$/)])
    const held = await openStore({ folder: from })
    const beside = await run('export', from, '--to', join(folder, 'ben-canh.zip'))
    await held.close()
    expect([beside.code, beside.said]).toEqual([1, expect.stringContaining('đang được một tiến trình khác dùng')])
    const [badly, worse] = [await run('export', from), await run('import', to, 'a.zip')]
    expect([badly.code, worse.code, worse.said]).toEqual([2, 2, 'Cách dùng: npm run import -- --from FILE.zip'])
    const store = await openStore({ folder: to })
    const trail = await store.query<{ action: string }>('SELECT action FROM audit_entry ORDER BY id')
    expect(trail.map(({ action }) => action)).toEqual(['data_exported', 'data_imported'])
    await store.close()
    expect(existsSync(join(to, 'lock'))).toBe(false)
    for (const place of [from, to]) rmSync(place, { recursive: true, force: true })
  })
})
