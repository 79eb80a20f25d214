/**
 * Who was erased, kept outside the database, so that a copy of it put back can be rid of them again: digests under a key of
 * this folder's own and the moment, nothing that reads. One file a day, only ever added to, deleted whole.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Address } from '../account.ts'

export type ErasureJournal = {
  /** Written before the rows go: of a process that dies in between, the next start erases. A fault is told, never thrown. */
  note(addresses: readonly Address[], at: Date): void
  /** Drops the days before this one. */
  forget(before: Date): void
  /** False where an erasure now would leave no trace outside the database. */
  isWritable(): boolean
}

/** What one journal knows of an address: the last moment it was erased at, null for never. */
export type Remembered = (address: Address) => Date | null

const FOLDER = 'so-xoa'
const KEY = 'khoa'
const KEY_BYTES = 32
const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.jsonl$/
/** A data folder that a restore of a whole installation put aside keeps the erasures since the copy. */
const ASIDE = '-hong-'

type Line = { at: string; who: string }

/** The journal below the data folder, made with the first erasure. `onFault`: an erasure that could not be noted. */
export function openErasureJournal(dataFolder: string, onFault: (error: unknown) => void): ErasureJournal {
  const folder = join(dataFolder, FOLDER)
  return {
    note: (addresses, at) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const digest = digestWith(ownKey(folder))
        const lines = addresses.map((address) => lineOf({ at: at.toISOString(), who: digest(address) }))
        appendFileSync(join(folder, `${dayOf(at)}.jsonl`), lines.join(''), { mode: 0o600, flush: true })
      } catch (error) {
        onFault(error)
      }
    },
    forget: (before) => {
      const old = dayFilesIn(folder).filter(({ day }) => day < dayOf(before))
      for (const { path } of old) rmSync(path, { force: true })
    },
    isWritable: () => isWritable(folder),
  }
}

/** Every journal that knows of erasures here: the data folder's own, and those put aside beside it. */
export function readErasures(dataFolder: string): Remembered[] {
  const above = dirname(dataFolder)
  const aside = namesIn(above).filter((name) => name.startsWith(`${basename(dataFolder)}${ASIDE}`))
  return [dataFolder, ...aside.map((name) => join(above, name))].flatMap((folder) => rememberedIn(join(folder, FOLDER)))
}

function rememberedIn(folder: string): Remembered[] {
  const files = dayFilesIn(folder)
  if (files.length === 0 || !existsSync(join(folder, KEY))) return []
  const digest = digestWith(readKey(folder))
  const last = new Map<string, Date>()
  for (const { at, who } of files.flatMap(({ path }) => linesIn(path))) {
    const moment = new Date(at)
    if (!Number.isNaN(moment.getTime()) && (last.get(who) ?? new Date(0)) < moment) last.set(who, moment)
  }
  return last.size === 0 ? [] : [(address) => last.get(digest(address)) ?? null]
}

function digestWith(key: Buffer): (address: Address) => string {
  return ({ channel, endpoint = '', externalId }) =>
    createHmac('sha256', key).update([channel, endpoint, externalId].join('\0')).digest('base64url')
}

/** Made once; of two processes that make it, both use the one that was there first. */
function ownKey(folder: string): Buffer {
  const place = join(folder, KEY)
  if (!existsSync(place)) {
    const making = join(folder, `${KEY}.${randomUUID()}`)
    writeFileSync(making, randomBytes(KEY_BYTES).toString('base64url'), { mode: 0o600, flush: true })
    try {
      linkSync(making, place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(making, { force: true })
    }
  }
  return readKey(folder)
}

function readKey(folder: string): Buffer {
  return Buffer.from(readFileSync(join(folder, KEY), 'utf8').trim(), 'base64url')
}

/** Begins on a line of its own, whatever a process that was cut short left before it. */
function lineOf(line: Line): string {
  return `\n${JSON.stringify(line)}\n`
}

function linesIn(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        const { at, who } = JSON.parse(text) as Partial<Line>
        return typeof at === 'string' && typeof who === 'string' ? [{ at, who }] : []
      } catch {
        return []
      }
    })
}

function dayFilesIn(folder: string): { day: string; path: string }[] {
  return namesIn(folder).flatMap((name) => {
    const [, day] = DAY_FILE.exec(name) ?? []
    return day === undefined ? [] : [{ day, path: join(folder, name) }]
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Of the folder, or where it is not made yet of the nearest one above. */
function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return folder !== dirname(folder) && isWritable(dirname(folder))
  try {
    accessSync(folder, constants.W_OK)
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}
