const MIB = 1024 * 1024

/** What one file may cost. Every limit ends the file with a reason, never the program. */
export type FileLimits = {
  /** Largest file that is opened at all. */
  maxFileBytes: number
  /** Largest .txt or .md, which are read in the main process. */
  maxPlainBytes: number
  /** Longest text a file may yield. */
  maxTextChars: number
  /** Most lines of such a text: each may become an entry of the store. A PDF of the most pages has some 60 a page. */
  maxTextLines: number
  /** Entries, bytes of one entry and bytes altogether that a .docx or .xlsx may unpack to. */
  maxArchiveEntries: number
  maxEntryBytes: number
  maxUnpackedBytes: number
  /** Unpacked to packed bytes of one entry, looked at beyond the first MiB. Office XML packs about 10 to 30 : 1. */
  maxPackingRatio: number
  maxXmlDepth: number
  maxPdfPages: number
  /** Pages of one file that are recognised optically. */
  maxOcrPages: number
  maxImagePixels: number
  /** Time without a page of progress after which a file is given up; a scanned page may take some tens of seconds. */
  stallMs: number
  /** Time a whole file may take, optical recognition included. */
  fileMs: number
  /** Heap (V8) and resident memory (whole process) of a reader process. */
  maxHeapMib: number
  maxResidentMib: number
}

/** Sizes after OWASP ASVS 5.2 and the limits other services state; memory measured with `test/bench/files.ts`. */
export const DEFAULT_LIMITS: FileLimits = {
  maxFileBytes: 50 * MIB,
  maxPlainBytes: 4 * MIB,
  maxTextChars: 4_000_000,
  maxTextLines: 150_000,
  maxArchiveEntries: 2_000,
  maxEntryBytes: 50 * MIB,
  maxUnpackedBytes: 100 * MIB,
  maxPackingRatio: 150,
  maxXmlDepth: 200,
  maxPdfPages: 1_500,
  maxOcrPages: 200,
  maxImagePixels: 40_000_000,
  stallMs: 60_000,
  fileMs: 30 * 60_000,
  maxHeapMib: 384,
  maxResidentMib: 768,
}

/** Whether a text is longer, or has more lines, than a file may yield. */
export function isTooLong(text: string, { maxTextChars, maxTextLines }: FileLimits): boolean {
  if (text.length > maxTextChars) return true
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0 && count <= maxTextLines; at = text.indexOf('\n', at + 1)) count += 1
  return count > maxTextLines
}
