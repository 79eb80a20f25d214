/**
 * Finding: a question in, the passages that bear on it out, best first, each with its quote and its clause.
 * Owns the reading of questions and the ranking; promises the same answer with or without marks as far as the collection
 * tells, and only passages of the communes asked for. Refuses nothing: a hopeless question gets a weak or empty list.
 * Fails only when the store does.
 */
export { GlossaryError, loadGlossary } from './glossary-folder.ts'
export type { NewPassage } from './passages.ts'
export { type Found, Retrieval, type SearchRequest } from './retrieval.ts'
