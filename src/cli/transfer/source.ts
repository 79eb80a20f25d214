/** An export to be read: its zip archive, or the folder it was unpacked to. Nothing of it is ever written to disk. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Entry, openPromise, type ZipFile } from 'yauzl'

export type Source = {
  /** The bytes of a file, or null where there is none of that name. */
  read(name: string): Promise<AsyncIterable<Buffer> | null>
  close(): void
}

/** Throws for what is no archive. */
export async function openSource(path: string): Promise<Source> {
  return statSync(path).isDirectory() ? folderSource(path) : zipSource(path)
}

function folderSource(folder: string): Source {
  return {
    read: async (name) => {
      const file = join(folder, name)
      return existsSync(file) ? createReadStream(file) : null
    },
    close: () => {},
  }
}

async function zipSource(path: string): Promise<Source> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  try {
    const entries = await listEntries(zip)
    return {
      read: async (name) => {
        const entry = entries.get(name)
        return entry ? zip.openReadStreamPromise(entry) : null
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}
