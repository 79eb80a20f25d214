/** A zip archive written while its entries come, however large: in constant memory, as Zip64 where it must be. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export type ZipWriter = {
  add(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>
  /** Writes the directory; without it the archive is none. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** A plain file that its owner alone may read. */
const ENTRY_MODE = 0o100600
/** The hour stands in the manifest, and equal data make an equal archive. */
const NO_DATE = new Date(1980, 0, 1)

export type ZipOptions = {
  mode: number
  /** Sizes and places in 64 bits, however small. */
  isZip64?: boolean
}

/** Throws where the file is there already. */
export async function createZip(path: string, { mode, isZip64 = false }: ZipOptions): Promise<ZipWriter> {
  const file = createWriteStream(path, { flags: 'wx', mode, flush: true })
  await once(file, 'open')
  const zip = new ZipFile()
  const failed = new Promise<never>((_, reject) => zip.once('error', reject))
  const written = pipeline(zip.outputStream, file)
  for (const told of [failed, written]) told.catch(() => {})
  return {
    add: async (name, chunks) => {
      const entry = Readable.from(chunks)
      const read = once(entry, 'end')
      const options = { mtime: NO_DATE, mode: ENTRY_MODE, forceDosTimestamp: true, forceZip64Format: isZip64 }
      zip.addReadStream(entry, name, options)
      // A disk that is full ends the writing while the entry still waits to be read.
      await Promise.race([read, failed, written])
    },
    finish: async () => {
      zip.end({ forceZip64Format: isZip64, comment: '' })
      await Promise.race([written, failed])
    },
    close: async () => void file.destroy(),
  }
}
