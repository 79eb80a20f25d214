import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { forgetBackups, openStore, placeForBackup, restoreStore, saveStore } from '../../src/store/index.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { placesOf } from './whole-database.ts'

const MS_PER_DAY = 86_400_000
const daysAgo = (days: number): Date => new Date(Date.now() - days * MS_PER_DAY)

const folders: string[] = []
const kept = (folder: string): string => {
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder or file as it was last written so many days ago. */
function leave(path: string, days: number): void {
  if (/\.\w+\.gz(\.|$)|dang-ghi$/.test(path)) writeFileSync(path, 'x')
  else mkdirSync(join(path, 'base'), { recursive: true })
  utimesSync(path, daysAgo(days), daysAgo(days))
}

const asideOf = (days: number): string => `postgres.truoc-${daysAgo(days).toISOString().replace(/[:.]/g, '-')}`

describe('what is kept beside the data', () => {
  it('goes once it is older than its days: copies, what restores set aside, and what a killed process left', () => {
    const folder = kept(mkdtempSync(join(tmpdir(), 'copies-')))
    mkdirSync(join(folder, 'sao-luu'))
    for (const days of [29, 31]) {
      leave(join(folder, 'sao-luu', `ban-${days}.tar.gz`), days)
      leave(join(folder, 'sao-luu', `ban-${days}.tar.gz.dang-ghi`), days)
      leave(join(folder, asideOf(days)), 0)
    }
    leave(join(folder, 'postgres.dang-khoi-phuc'), 31)
    leave(join(folder, 'postgres'), 400)
    leave(join(folder, 'drafts'), 400)
    expect(forgetBackups(folder, daysAgo(30))).toBe(1)
    expect(readdirSync(join(folder, 'sao-luu')).sort()).toEqual(['ban-29.tar.gz', 'ban-29.tar.gz.dang-ghi'])
    const names = readdirSync(folder).sort()
    expect(names.filter((name) => !name.startsWith('postgres.truoc-'))).toEqual(['drafts', 'postgres', 'sao-luu'])
    expect(names.filter((name) => name.startsWith('postgres.truoc-'))).toHaveLength(1)
    expect(forgetBackups(folder, daysAgo(30))).toBe(0)
  })

  it('is no fault where there is no folder', () => {
    expect(forgetBackups(join(tmpdir(), 'never-made'), new Date())).toBe(0)
  })

  it('holds an erased person no longer than that, after a restore too', async () => {
    const folder = kept(await copyOfEmptyStore())
    const before = await openStore({ folder })
    await before.db.person.create({ data: { name: 'Kim Quy Đạo' } })
    await before.close()
    const { file } = placeForBackup(folder, new Date())
    const empty = kept(await copyOfEmptyStore())
    const other = await openStore({ folder: empty })
    await saveStore(other, file)
    await other.close()
    const aside = (await restoreStore(folder, file)) ?? ''
    expect(await whereIs('Kim Quy Đạo', join(folder, aside))).toEqual(['person.name'])
    forgetBackups(folder, daysAgo(1))
    expect(existsSync(join(folder, aside))).toBe(true)
    forgetBackups(folder, daysAgo(-1))
    expect(existsSync(join(folder, aside))).toBe(false)
    expect(await whereIs('Kim Quy Đạo', join(folder, 'postgres'))).toEqual([])
  })

  it('is looked through by the running program, by the days it was set', async () => {
    const folder = kept(await copyOfEmptyStore())
    mkdirSync(join(folder, 'sao-luu'))
    for (const days of [3, 9]) {
      leave(join(folder, 'sao-luu', `ban-${days}.tar.gz`), days)
      leave(join(folder, asideOf(days)), days)
    }
    const KNOWLEDGE_DIR = kept(mkdtempSync(join(tmpdir(), 'knowledge-')))
    const assistant = await startAssistant({ DATA_DIR: folder, KNOWLEDGE_DIR, BACKUP_RETENTION_DAYS: '7' })
    await assistant.stop()
    expect(readdirSync(join(folder, 'sao-luu'))).toEqual(['ban-3.tar.gz'])
    expect(readdirSync(folder).filter((name) => name.startsWith('postgres.'))).toHaveLength(1)
  })
})

/** Where a text stands in the database of this folder, opened as a copy. */
async function whereIs(text: string, postgres: string): Promise<string[]> {
  const folder = kept(mkdtempSync(join(tmpdir(), 'looked-at-')))
  cpSync(postgres, join(folder, 'postgres'), { recursive: true })
  const store = await openStore({ folder })
  try {
    return await placesOf(store, text)
  } finally {
    await store.close()
  }
}
