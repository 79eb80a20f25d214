/**
 * A zip archive written while its entries come, however large: sizes are filled in once they are known, and beyond 4 GiB the
 * archive is Zip64. What packs archives for our other libraries keeps them in memory and ends at 4 GiB.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipWriter = {
  add(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>
  /** Writes the directory; without it the archive is none. */
  finish(): Promise<void>
  close(): Promise<void>
}

type Entry = { name: Buffer; offset: number; crc: number; packedBytes: number; bytes: number }

const MOST_32_BIT = 0xffff_ffff
const MOST_ENTRIES = 0xffff
const VERSION_ZIP64 = 45
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** A plain file that its owner alone may read. */
const FILE_ATTRIBUTES = (0o100600 << 16) >>> 0
/** 1 January 1980: the hour stands in the manifest, and equal data make an equal archive. */
const NO_DATE = 0x0021
const LOCAL_HEAD_BYTES = 30

export type ZipOptions = {
  mode: number /** Sizes and places from here on are written in 64 bits. */
  largeFrom?: number
}

/** Throws where the file is there already. */
export async function createZip(path: string, { mode, largeFrom = MOST_32_BIT }: ZipOptions): Promise<ZipWriter> {
  const file = await open(path, 'wx', mode)
  const entries: Entry[] = []
  let end = 0
  const append = async (bytes: Uint8Array): Promise<void> => {
    await writeAll(file, bytes, end)
    end += bytes.length
  }
  return {
    add: async (name, chunks) => {
      const entry: Entry = { name: Buffer.from(name), offset: end, crc: 0, packedBytes: 0, bytes: 0 }
      await append(localHead(entry))
      const start = end
      await pipeline(
        Readable.from(counted(chunks, entry), { highWaterMark: 1 }),
        createDeflateRaw(),
        async (packed: AsyncIterable<Buffer>) => {
          for await (const piece of packed) await append(piece)
        },
      )
      entry.packedBytes = end - start
      await writeAll(file, localHead(entry), entry.offset)
      entries.push(entry)
    },
    finish: async () => {
      const start = end
      for (const entry of entries) await append(directoryLine(entry, largeFrom))
      await append(directoryEnd({ entries: entries.length, start, bytes: end - start, largeFrom }))
      await file.sync()
    },
    close: () => file.close(),
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    entry.crc = crc32(chunk, entry.crc)
    entry.bytes += chunk.length
    yield chunk
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, place + done)).bytesWritten
  }
}

/** Sizes always in 64 bits: they are not known when this is first written. */
function localHead({ name, crc, bytes, packedBytes }: Entry): Buffer {
  const head = Buffer.alloc(LOCAL_HEAD_BYTES)
  head.writeUInt32LE(0x0403_4b50, 0)
  writeCommon(head.subarray(4), { crc, bytes: MOST_32_BIT, packedBytes: MOST_32_BIT })
  head.writeUInt16LE(name.length, 26)
  const sizes = wide([bytes, packedBytes])
  head.writeUInt16LE(sizes.length, 28)
  return Buffer.concat([head, name, sizes])
}

function directoryLine({ name, offset, crc, bytes, packedBytes }: Entry, largeFrom: number): Buffer {
  const isLarge = Math.max(offset, bytes, packedBytes) >= largeFrom
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x0201_4b50, 0)
  head.writeUInt16LE((3 << 8) | VERSION_ZIP64, 4)
  writeCommon(head.subarray(6), {
    crc,
    bytes: isLarge ? MOST_32_BIT : bytes,
    packedBytes: isLarge ? MOST_32_BIT : packedBytes,
  })
  const places = isLarge ? wide([bytes, packedBytes, offset]) : Buffer.alloc(0)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(places.length, 30)
  head.writeUInt32LE(FILE_ATTRIBUTES, 38)
  head.writeUInt32LE(isLarge ? MOST_32_BIT : offset, 42)
  return Buffer.concat([head, name, places])
}

/** What stands alike in both heads, from the version needed to the sizes. */
function writeCommon(to: Buffer, { crc, bytes, packedBytes }: Pick<Entry, 'crc' | 'bytes' | 'packedBytes'>): void {
  to.writeUInt16LE(VERSION_ZIP64, 0)
  to.writeUInt16LE(UTF8_NAMES, 2)
  to.writeUInt16LE(DEFLATED, 4)
  to.writeUInt16LE(NO_DATE, 8)
  to.writeUInt32LE(crc, 10)
  to.writeUInt32LE(packedBytes, 14)
  to.writeUInt32LE(bytes, 18)
}

function wide(numbers: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(8 * numbers.length, 2)
  for (const [at, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + 8 * at)
  return extra
}

type Directory = { entries: number; start: number; bytes: number; largeFrom: number }

function directoryEnd({ entries, start, bytes, largeFrom }: Directory): Buffer {
  const isLarge = entries >= MOST_ENTRIES || Math.max(start, bytes) >= largeFrom
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  for (const at of [8, 10]) end.writeUInt16LE(isLarge ? MOST_ENTRIES : entries, at)
  end.writeUInt32LE(isLarge ? MOST_32_BIT : bytes, 12)
  end.writeUInt32LE(isLarge ? MOST_32_BIT : start, 16)
  return isLarge ? Buffer.concat([directoryEnd64({ entries, start, bytes }), end]) : end
}

function directoryEnd64({ entries, start, bytes }: Omit<Directory, 'largeFrom'>): Buffer {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x0606_4b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE((3 << 8) | VERSION_ZIP64, 12)
  record.writeUInt16LE(VERSION_ZIP64, 14)
  for (const [at, number] of [entries, entries, bytes, start].entries()) {
    record.writeBigUInt64LE(BigInt(number), 24 + 8 * at)
  }
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(start + bytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}
