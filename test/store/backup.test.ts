import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import {
  askRestore,
  forgetBackups,
  listBackups,
  openStore,
  placeForBackup,
  restoreIfAsked,
  restoreStore,
  saveStore,
} from '../../src/store/index.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

it('a saved store comes back as it was, at the next start or by command, and what was there is kept', async () => {
  const folder = await copyOfEmptyStore()
  folders.push(folder)
  const store = await openStore({ folder })
  await store.db.commune.create({ data: { slug: 'an-hoa', name: 'xã An Hòa' } })
  const { name, file } = placeForBackup(folder, new Date())
  expect(await saveStore(store, file)).toBeGreaterThan(100_000)
  await store.db.commune.create({ data: { slug: 'sau', name: 'xã Sau' } })
  await expect(restoreStore(folder, file)).rejects.toMatchObject({ code: 'in_use' })
  askRestore(folder, name)
  // A command beside the running program leaves the wish to the next start.
  await expect(restoreIfAsked(folder)).rejects.toMatchObject({ code: 'in_use' })
  await store.close()

  await restoreIfAsked(folder)
  await restoreIfAsked(folder)
  const again = await openStore({ folder })
  expect((await again.db.commune.findMany({ where: { id: { gt: 0 } } })).map(({ slug }) => slug)).toEqual(['an-hoa'])
  await again.close()
  expect(listBackups(folder).map((backup) => backup.name)).toEqual([name])
  expect(forgetBackups(folder, new Date(Date.now() - 3_600_000))).toBe(0)

  const elsewhere = mkdtempSync(join(tmpdir(), 'restored-'))
  folders.push(elsewhere)
  expect(await restoreStore(elsewhere, file)).toBeNull()
  expect(await restoreStore(elsewhere, file)).toMatch(/^postgres\.truoc-/)
  expect(forgetBackups(folder, new Date(Date.now() + 3_600_000))).toBe(1)
  expect(listBackups(folder)).toEqual([])
})

it('a file that is no store of ours changes nothing', async () => {
  const folder = await copyOfEmptyStore()
  folders.push(folder)
  const before = await openStore({ folder })
  await before.db.commune.create({ data: { slug: 'an-hoa', name: 'xã An Hòa' } })
  await before.close()
  const file = join(folder, 'la.tar.gz')
  writeFileSync(file, 'không phải bản sao lưu')
  await expect(restoreStore(folder, file)).rejects.toMatchObject({ code: 'corrupt' })
  const store = await openStore({ folder })
  expect(await store.db.commune.count()).toBe(1)
  await store.close()
})

const WRITTEN_BEFORE = 50

/** A process that writes one numbered row after the other; `acknowledged` is the last one it was told is kept. */
async function startWriter(folder: string): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const child = fork('test/support/writing-store-child.ts', [folder])
  let last = 0
  child.on('message', (told) => {
    if (typeof told === 'number') last = told
  })
  await once(child, 'message')
  return { child, acknowledged: () => last }
}

it('a copy made while others write holds everything acknowledged before it, and comes back after the data were destroyed', async () => {
  const folder = await copyOfEmptyStore()
  const elsewhere = mkdtempSync(join(tmpdir(), 'copy-'))
  folders.push(folder, elsewhere)
  const copy = join(elsewhere, 'copy.tar.gz')
  const { child, acknowledged } = await startWriter(folder)
  while (acknowledged() < WRITTEN_BEFORE) await once(child, 'message')
  const before = acknowledged()
  child.send(copy)
  await new Promise<void>((resolve) => child.on('message', (told) => told === 'saved' && resolve()))
  const whileSaving = acknowledged()
  // The writer goes on, and dies in the middle of it.
  while (acknowledged() < whileSaving + 5) await once(child, 'message')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  rmSync(folder, { recursive: true })
  mkdirSync(folder)

  await restoreStore(folder, copy)
  const store = await openStore({ folder })
  const rows = await store.query<{ number: number }>(
    `SELECT value::int AS number FROM setting WHERE name LIKE 'viec-%' ORDER BY 1`,
  )
  const numbers = rows.map(({ number }) => number)
  // Whole up to one moment between asking for the copy and having it: nothing is missing in the middle.
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  expect(numbers.length).toBeGreaterThanOrEqual(before)
  expect(numbers.length).toBeLessThan(acknowledged())
  await store.query(`INSERT INTO setting (name, value) VALUES ('viec-sau', '0')`)
  await store.close()
})
