/** A store outside `data/` that holds one knowledge folder, kept in the system's temporary folder while nothing changed. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ingestKnowledge } from '../documents/index.ts'
import { openStore, type Store, StoreError } from '../store/index.ts'
import { CommandError } from './command.ts'
import { ingestionLines } from './ingestion-lines.ts'

export type ScratchStore = {
  /** The knowledge folder. */
  folder: string
  /** ISO date that named dates are worked out from. */
  today: string
}

const READY = 'ready'
/** Code that changes what reading, tokenising or storing gives. */
const CODE = ['documents', 'language', 'calendar', 'store', 'retrieval']

/**
 * Opens the store, reading the folder first when it or the code changed. Beside another run on the same folder a throw-away
 * store is used. Where no manifest says who may see what, the papers count as published: they were handed over to be asked.
 */
export async function openScratchStore({ folder, today }: ScratchStore): Promise<Store> {
  const place = join(tmpdir(), `commune-assistant-${process.getuid?.() ?? 0}`, digestOf(folder, today))
  if (existsSync(join(place, READY))) {
    const kept = await openKept(place)
    if (kept) return kept
  } else {
    const filled = await unlessInUse(() => fill(place, { folder, today }, false))
    if (filled) return filled
  }
  return fill(mkdtempSync(join(tmpdir(), 'commune-ask-')), { folder, today }, true)
}

/** Null while another process holds it. */
async function openKept(place: string): Promise<Store | null> {
  try {
    return await unlessInUse(() => openStore({ folder: join(place, 'store') }))
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    throw error
  }
}

async function unlessInUse(open: () => Promise<Store>): Promise<Store | null> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in_use') return null
    throw error
  }
}

async function fill(place: string, { folder, today }: ScratchStore, throwAway: boolean): Promise<Store> {
  mkdirSync(place, { recursive: true })
  const store = await openStore({ folder: join(place, 'store') })
  let isWhole = false
  try {
    const report = await ingestKnowledge({ store, folder, today })
    process.stderr.write(`${ingestionLines(report).join('\n')}\n`)
    await publishUnmarked(store, folder)
    isWhole = report.refused.length === 0
  } catch (error) {
    await store.close()
    rmSync(place, { recursive: true, force: true })
    throw error
  }
  // A file left out may be read by the next run: only a whole reading is kept.
  if (!throwAway && isWhole) writeFileSync(join(place, READY), '')
  const close = async (): Promise<void> => {
    await store.close()
    if (throwAway) rmSync(place, { recursive: true, force: true })
  }
  return { ...store, close }
}

async function publishUnmarked(store: Store, folder: string): Promise<void> {
  if (existsSync(join(folder, 'manifest.yaml'))) return
  await store.db.document.updateMany({ data: { visibility: 'public' } })
}

function digestOf(folder: string, today: string): string {
  const source = join(import.meta.dirname, '..')
  const hash = createHash('sha256').update(today)
  for (const root of [folder, ...CODE.map((name) => join(source, name)), join(source, '..', 'prisma', 'migrations')]) {
    for (const file of filesBelow(root)) hash.update(relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

function filesBelow(root: string): string[] {
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new CommandError({
      vi: `Không có thư mục ${root}; kiểm tra đường dẫn rồi chạy lại.`,
      en: `There is no folder ${root}; check the path and try again.`,
    })
  }
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(join('store', 'client')))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
