/** What the main process and a reader process say to one another. Bytes go in, text or a reason comes back. */
import type { Format, UnreadableReason } from './extraction.ts'
import type { FileLimits } from './limits.ts'

/** Formats that only a reader process opens. */
export type BinaryFormat = Exclude<Format, 'txt' | 'md'>

export type ReadRequest = { format: BinaryFormat; bytes: Buffer; ocr: boolean; limits: FileLimits }

export type ReadResult =
  | { kind: 'text'; text: string; pages?: number; confidence?: number; notes: string[] }
  | { kind: 'unreadable'; reason: UnreadableReason; place?: string }

/** One page more is done; `stage` tells reading from optical recognition, which takes seconds a page. */
export type ReadProgress = { stage: 'reading' | 'recognising'; page: number; pages: number }

export type ReaderMessage = { kind: 'progress'; progress: ReadProgress } | { kind: 'done'; result: ReadResult }
