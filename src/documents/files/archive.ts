/** A .docx or .xlsx as a bounded archive: entries are inflated one by one, counted while they inflate, never written. */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { ReadingStopped } from './extraction.ts'
import type { FileLimits } from './limits.ts'

export type Archive = {
  names: string[]
  /** Chunks of one entry, or null when there is none of that name. */
  open(name: string): AsyncIterable<Buffer> | null
  /** One entry whole, or null when there is none. */
  bytes(name: string): Promise<Buffer | null>
}

const RATIO_FREE_BYTES = 1024 * 1024

/** Opens the archive's directory; throws ReadingStopped when it is damaged, encrypted or too full. */
export async function openArchive(bytes: Buffer, limits: FileLimits): Promise<Archive> {
  const zip = await openZip(bytes)
  const entries = await listEntries(zip, limits)
  const budget = { left: limits.maxUnpackedBytes }
  const open = (name: string): AsyncIterable<Buffer> | null => {
    const entry = entries.get(name.replace(/^\//, '').toLowerCase())
    return entry ? inflate({ zip, entry, budget, limits }) : null
  }
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    open,
    bytes: async (name) => {
      const chunks = open(name)
      return chunks ? Buffer.concat(await Array.fromAsync(chunks)) : null
    },
  }
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new ReadingStopped('damaged', undefined, { cause: error }))
      else resolve(zip)
    })
  })
}

async function listEntries(zip: ZipFile, limits: FileLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.maxArchiveEntries) throw new ReadingStopped('archive_bomb', `${zip.entryCount} mục nén`)
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new ReadingStopped('encrypted', entry.fileName)
      // Of two entries of one name the first counts: readers differ, and a second one is a known trick.
      const key = entry.fileName.toLowerCase()
      if (!entries.has(key)) entries.set(key, entry)
      if (entries.size > limits.maxArchiveEntries) throw new ReadingStopped('archive_bomb')
    }
  } catch (error) {
    if (error instanceof ReadingStopped) throw error
    throw new ReadingStopped('damaged', undefined, { cause: error })
  }
  return entries
}

type Inflation = { zip: ZipFile; entry: Entry; budget: { left: number }; limits: FileLimits }

async function* inflate({ zip, entry, budget, limits }: Inflation): AsyncGenerator<Buffer> {
  let unpacked = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      unpacked += chunk.length
      budget.left -= chunk.length
      const ratio = unpacked / Math.max(1, entry.compressedSize)
      const swollen = unpacked > RATIO_FREE_BYTES && ratio > limits.maxPackingRatio
      if (unpacked > limits.maxEntryBytes || budget.left < 0 || swollen) {
        stream.destroy()
        throw new ReadingStopped('archive_bomb', entry.fileName)
      }
      yield chunk
    }
  } catch (error) {
    if (error instanceof ReadingStopped) throw error
    throw new ReadingStopped('damaged', entry.fileName, { cause: error })
  }
}
