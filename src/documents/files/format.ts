/** What a file is, from its first bytes; its name only decides between formats that have no signature. */
import { extname } from 'node:path'
import type { Format, UnreadableReason } from './extraction.ts'

export type Sniffed = { format: Format } | { reason: UnreadableReason; place?: string }

/** Enough for every signature looked at here; a PDF may carry some bytes before its own. */
export const SNIFF_BYTES = 1024

const BY_EXTENSION: Record<string, Format> = {
  '.txt': 'txt',
  '.text': 'txt',
  '.md': 'md',
  '.markdown': 'md',
  '.docx': 'docx',
  '.pdf': 'pdf',
  '.xlsx': 'xlsx',
  '.png': 'png',
  '.jpg': 'jpg',
  '.jpeg': 'jpg',
}
const MACRO_EXTENSIONS = new Set(['.docm', '.dotm', '.xlsm', '.xltm', '.xlsb', '.pptm'])
const LEGACY_EXTENSIONS = new Set(['.doc', '.xls', '.ppt', '.dot'])
const ZIPPED: ReadonlySet<Format> = new Set<Format>(['docx', 'xlsx'])

/** The format of a file from its name and first bytes, or why it is not opened. */
export function sniffFormat(name: string, head: Buffer): Sniffed {
  const extension = extname(name).toLowerCase()
  const named = BY_EXTENSION[extension]
  if (MACRO_EXTENSIONS.has(extension)) return { reason: 'macros' }
  const signed = signature(head)
  if (signed === 'ole') return { reason: 'legacy_office' }
  if (signed === 'other') return { reason: named ? 'not_what_it_says' : 'unsupported_format' }
  if (named === 'txt' || named === 'md') {
    return signed ? { reason: 'not_what_it_says', place: `thực ra là .${signed}` } : { format: named }
  }
  if (signed === 'zip') return sniffZip(named, extension)
  if (signed) return { format: signed }
  if (named) return { reason: 'not_what_it_says' }
  return { reason: LEGACY_EXTENSIONS.has(extension) ? 'legacy_office' : 'unsupported_format' }
}

/** Which office format a zip is, only its parts tell; a name that says neither is taken for Word's. */
function sniffZip(named: Format | undefined, extension: string): Sniffed {
  if (named && ZIPPED.has(named)) return { format: named }
  if (named) return { reason: 'not_what_it_says' }
  if (extension === '.doc') return { format: 'docx' }
  if (extension === '.xls') return { format: 'xlsx' }
  return { reason: 'unsupported_format' }
}

function signature(head: Buffer): 'pdf' | 'png' | 'jpg' | 'zip' | 'ole' | 'other' | null {
  const starts = (hex: string): boolean => head.subarray(0, hex.length / 2).toString('hex') === hex
  if (starts('89504e470d0a1a0a')) return 'png'
  if (starts('ffd8ff')) return 'jpg'
  if (starts('504b0304') || starts('504b0506')) return 'zip'
  if (starts('d0cf11e0a1b11ae1')) return 'ole'
  if (head.subarray(0, SNIFF_BYTES).includes('%PDF-')) return 'pdf'
  // Programs, other archives and images that are sometimes given a document's name.
  const foreign = ['4d5a', '7f454c46', '1f8b08', '526172211a07', '377abcaf271c', '47494638', '7b5c727466']
  return foreign.some(starts) ? 'other' : null
}
