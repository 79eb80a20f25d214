/**
 * Owns the way from a file to its text: .txt, .md, .docx, .pdf, .xlsx, and scans and photographs by recognition offline.
 * Promises one text in the conventions of `blocks.ts` or one reason with its remedy, within bounded time and memory;
 * one bad file never harms another. Office files, PDFs and images are opened in child processes only.
 * Refuses macros, encrypted files, old Office formats, and to follow anything outside the file.
 */
export { closeReaders, type ExtractOptions, extractText, peakReaderMib } from './extract.ts'
export type { ExtractedText, Extraction, Format, Unreadable, UnreadableReason } from './extraction.ts'
export { explainUnreadable } from './extraction.ts'
export { SNIFF_BYTES, sniffFormat } from './format.ts'
export type { FileLimits } from './limits.ts'
export type { ReadProgress } from './reader-protocol.ts'
