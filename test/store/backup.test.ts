import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
