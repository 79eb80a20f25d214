/** Where an export is written: one zip archive, or a folder of files. Whole or not at all. */
import { createHash, type Hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreError } from '../../store/index.ts'
import { CommandError } from '../command.ts'
import { createZip } from './zip-writer.ts'

/** A file as it was written. */
export type Written = { name: string; bytes: number; sha256: string }

export type Sink = {
  add(name: string, chunks: AsyncIterable<string | Uint8Array>): Promise<Written>
}

/** Holds what people wrote, and of a whole export secrets: for whoever runs the program alone. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
const UNFINISHED = '.dang-ghi'

type Place = Sink & { finish(): Promise<void>; close(): Promise<void> }

type Raw = { add(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> } & Omit<Place, 'add'>

/** Has `work` write; what it leaves gets its name once it is whole. Throws `CommandError` where something has that name. */
export async function writeTo<T>(path: string, work: (sink: Sink) => Promise<T>): Promise<T> {
  if (existsSync(path)) throw taken(path)
  const unfinished = `${path}${UNFINISHED}`
  await rm(unfinished, { recursive: true, force: true })
  const raw = await (path.toLowerCase().endsWith('.zip') ? openZip : openFolder)(unfinished).catch((cause) => {
    throw new StoreError('not_writable', dirname(path), cause)
  })
  try {
    const done = await work({ add: (name, chunks) => addCounted(raw, name, chunks) })
    await raw.finish()
    await raw.close()
    await rename(unfinished, path)
    return done
  } catch (error) {
    await raw.close().catch(() => {})
    await rm(unfinished, { recursive: true, force: true })
    throw isOfTheDisk(error) ? new StoreError('not_writable', dirname(path), error) : error
  }
}

async function addCounted(raw: Raw, name: string, chunks: AsyncIterable<string | Uint8Array>): Promise<Written> {
  const count = { bytes: 0, hash: createHash('sha256') }
  await raw.add(name, counted(chunks, count))
  return { name, bytes: count.bytes, sha256: count.hash.digest('hex') }
}

async function* counted(
  chunks: AsyncIterable<string | Uint8Array>,
  count: { bytes: number; hash: Hash },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    count.bytes += bytes.length
    count.hash.update(bytes)
    yield bytes
  }
}

async function openZip(path: string): Promise<Raw> {
  return createZip(path, { mode: FILE_MODE })
}

async function openFolder(path: string): Promise<Raw> {
  await mkdir(path, { mode: FOLDER_MODE })
  return {
    add: async (name, chunks) => {
      const place = join(path, name)
      await mkdir(dirname(place), { recursive: true, mode: FOLDER_MODE })
      const file = await open(place, 'wx', FILE_MODE)
      try {
        for await (const chunk of chunks) await file.writeFile(chunk)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    finish: async () => {},
    close: async () => {},
  }
}

const DISK_CODES = new Set(['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT', 'EFBIG', 'EIO', 'ENOENT', 'EEXIST'])

function isOfTheDisk(error: unknown): boolean {
  return DISK_CODES.has((error as { code?: string } | null)?.code ?? '')
}

function taken(path: string): CommandError {
  return new CommandError({
    vi: `Đã có ${path}, không ghi đè; chọn tên khác.`,
    en: `${path} is there already and is not written over; choose another name.`,
  })
}
