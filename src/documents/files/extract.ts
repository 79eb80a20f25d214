/** From a path to its text: plain files here, every other format in a reader process. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { convertLegacy } from '../../language/legacy-encodings.ts'
import { type ExtractedText, type Extraction, unreadable } from './extraction.ts'
import { SNIFF_BYTES, sniffFormat } from './format.ts'
import { DEFAULT_LIMITS, type FileLimits, isTooLong } from './limits.ts'
import { decodePlainText } from './plain-text.ts'
import { ReaderPool } from './reader-pool.ts'
import type { ReadProgress } from './reader-protocol.ts'

export type ExtractOptions = {
  /** Limits other than the defaults. */
  limits?: Partial<FileLimits>
  /** Optical recognition of scans and photographs; on unless switched off. */
  ocr?: boolean
  onProgress?: (progress: ReadProgress) => void
}

const pool = new ReaderPool()

/** Text of one file, or the one reason why it has none. Never throws for what a file contains. */
export async function extractText(path: string, options: ExtractOptions = {}): Promise<Extraction> {
  const file = basename(path)
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const bytes = await readBounded(path, limits.maxFileBytes)
  if (typeof bytes === 'string') return unreadable(file, bytes)
  const sniffed = sniffFormat(file, bytes.subarray(0, SNIFF_BYTES))
  if ('reason' in sniffed) return unreadable(file, sniffed.reason, sniffed.place)
  const { format } = sniffed
  if (format === 'txt' || format === 'md') return extractPlain({ file, bytes, format, limits })
  const request = { format, bytes, ocr: options.ocr ?? true, limits }
  const result = await pool.read({ request, onProgress: options.onProgress ?? (() => {}) })
  if (result.kind === 'unreadable') return unreadable(file, result.reason, result.place)
  return withoutLegacyCodes({ ...result, format })
}

/** Ends reader processes that wait for work; they end by themselves after a few idle seconds. */
export function closeReaders(): void {
  pool.close()
}

/** Largest resident memory any reader process was seen to have, in MiB. */
export function peakReaderMib(): number {
  return pool.peakResidentMib
}

type PlainFile = { file: string; bytes: Buffer; format: 'txt' | 'md'; limits: FileLimits }

function extractPlain({ file, bytes, format, limits }: PlainFile): Extraction {
  if (bytes.length > limits.maxPlainBytes) return unreadable(file, 'too_large')
  const decoded = decodePlainText(bytes)
  if ('reason' in decoded) return unreadable(file, decoded.reason, decoded.place)
  if (isTooLong(decoded.text, limits)) return unreadable(file, 'too_large')
  if (!/[\p{L}\d]/u.test(decoded.text)) return unreadable(file, 'empty')
  return withoutLegacyCodes({ kind: 'text', text: decoded.text, format, notes: decoded.notes })
}

/** Old code pages are undone here, while every byte they use is still there: later cleaning drops some as invisible. */
function withoutLegacyCodes(extracted: ExtractedText): ExtractedText {
  const { text, encoding } = convertLegacy(extracted.text)
  if (!encoding) return extracted
  const note = `đã chuyển từ bảng mã ${encoding.toUpperCase()} sang Unicode; cần rà lại`
  return { ...extracted, text, notes: [...extracted.notes, note] }
}

/** The file's bytes through one handle, so that its size cannot change between the look and the reading. */
async function readBounded(path: string, maxBytes: number): Promise<Buffer | 'missing' | 'empty' | 'too_large'> {
  try {
    await using handle = await open(path, 'r')
    const stat = await handle.stat()
    if (!stat.isFile()) return 'missing'
    if (stat.size === 0) return 'empty'
    if (stat.size > maxBytes) return 'too_large'
    const bytes = Buffer.alloc(stat.size)
    const { bytesRead } = await handle.read(bytes, 0, stat.size, 0)
    return bytes.subarray(0, bytesRead)
  } catch {
    return 'missing'
  }
}
