/** The embedded store as one file, and back. A server's databases are saved with PostgreSQL's own `pg_dump`. */
import {
  existsSync,
  mkdirSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import { vector } from '@electric-sql/pglite-pgvector'
import { StoreError } from './errors.ts'
import { lockFolder } from './lock.ts'

/** A saved store beside the data it was made from. */
export type Backup = { name: string; bytes: number; at: Date }

const FOLDER = 'sao-luu'
/** Names the copy that the next start is to begin with. */
const ASKED = 'khoi-phuc-khi-mo-lai'
const NAME = /^[\w-]{1,60}\.tar\.gz$/
/** A copy being written, and a store being put back: a process killed meanwhile leaves them. */
const UNFINISHED_COPY = '.dang-ghi'
const UNFINISHED_STORE = 'postgres.dang-khoi-phuc'
/** What a restore put aside, by the moment it did. */
const ASIDE = 'postgres.truoc-'

/** Writes everything the store holds to a file, whole or not at all; its size in bytes. Others wait meanwhile. */
export async function saveStore({ pglite }: { pglite: PGlite | null }, file: string): Promise<number> {
  if (!pglite) throw new TypeError('only the embedded store is saved to a file')
  const dump = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer())
  const unfinished = `${file}${UNFINISHED_COPY}`
  try {
    // Holds personal data and digests of passwords: for whoever runs the program alone.
    writeFileSync(unfinished, dump, { mode: 0o600 })
    renameSync(unfinished, file)
  } catch (cause) {
    rmSync(unfinished, { force: true })
    throw new StoreError('not_writable', file, cause)
  }
  return dump.byteLength
}

/**
 * Puts a saved store in the place of the folder's data; what was there is kept beside it until `forgetBackups`, and its new name
 * returned. Throws `StoreError` while a program runs on the folder, and for a file that is no store of ours: nothing is changed then.
 */
export async function restoreStore(folder: string, file: string): Promise<string | null> {
  const release = lockFolder(folder)
  const fresh = join(folder, UNFINISHED_STORE)
  try {
    rmSync(fresh, { recursive: true, force: true })
    await unpack(fresh, file)
    const place = join(folder, 'postgres')
    const aside = existsSync(place) ? nameAside(new Date()) : null
    if (aside) renameSync(place, join(folder, aside))
    renameSync(fresh, place)
    return aside
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    release()
  }
}

function nameAside(at: Date): string {
  return ASIDE + at.toISOString().replace(/[:.]/g, '-')
}

async function unpack(place: string, file: string): Promise<void> {
  try {
    const loadDataDir = await openAsBlob(file)
    const pglite = await PGlite.create({ dataDir: place, loadDataDir, extensions: { vector, pg_textsearch, unaccent } })
    try {
      await pglite.query('SELECT 1 FROM _prisma_migrations LIMIT 1')
    } finally {
      await pglite.close()
    }
  } catch (cause) {
    throw new StoreError('corrupt', file, cause)
  }
}

/** A place for a new copy below the data folder. */
export function placeForBackup(folder: string, now: Date): { name: string; file: string } {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  const name = `tro-ly-so-${stamp}.tar.gz`
  mkdirSync(join(folder, FOLDER), { recursive: true })
  return { name, file: join(folder, FOLDER, name) }
}

/** The copies below the data folder, the newest first. */
export function listBackups(folder: string): Backup[] {
  const place = join(folder, FOLDER)
  return namesIn(place)
    .filter((name) => NAME.test(name))
    .map((name) => ({ name, file: statSync(join(place, name)) }))
    .map(({ name, file }) => ({ name, bytes: file.size, at: file.mtime }))
    .sort((one, other) => other.at.getTime() - one.at.getTime())
}

/**
 * Deletes what was copied or set aside before a moment, half-made leftovers too: people were told that what is erased ends,
 * and it may not outlive that here. How many finished copies.
 */
export function forgetBackups(folder: string, before: Date): number {
  const copies = join(folder, FOLDER)
  const old = listBackups(folder).filter(({ at }) => at < before)
  for (const { name } of old) rmSync(join(copies, name), { force: true })
  const leftovers = namesIn(copies).filter((name) => name.endsWith(UNFINISHED_COPY))
  for (const path of [...leftovers.map((name) => join(copies, name)), join(folder, UNFINISHED_STORE)]) {
    if (existsSync(path) && statSync(path).mtime < before) rmSync(path, { recursive: true, force: true })
  }
  // The moment stands in the name: a renamed folder keeps the time of what it held.
  const aside = namesIn(folder).filter((name) => name.startsWith(ASIDE) && name < nameAside(before))
  for (const name of aside) rmSync(join(folder, name), { recursive: true, force: true })
  return old.length
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Where a copy lies; null when there is none of that name. */
export function findBackup(folder: string, name: string): string | null {
  const file = join(folder, FOLDER, name)
  return NAME.test(name) && existsSync(file) ? file : null
}

/** Has the next start begin with a copy: the data of a running program cannot be changed under it. Null takes it back. */
export function askRestore(folder: string, name: string | null): void {
  const asked = join(folder, ASKED)
  if (name === null) rmSync(asked, { force: true })
  else writeFileSync(asked, name)
}

/** The copy that the next start begins with. */
export function askedRestore(folder: string): string | null {
  const asked = join(folder, ASKED)
  if (!existsSync(asked)) return null
  const name = readFileSync(asked, 'utf8').trim()
  return NAME.test(name) ? name : null
}

/** Before opening: does what was asked for, once. Throws `StoreError`; the wish stays only where another program holds the data. */
export async function restoreIfAsked(folder: string): Promise<void> {
  const name = askedRestore(folder)
  if (name === null) return
  const file = findBackup(folder, name)
  try {
    if (file) await restoreStore(folder, file)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in_use') throw error
    askRestore(folder, null)
    throw error
  }
  askRestore(folder, null)
}
