/**
 * Finding: a question in, the passages that bear on it out, best first, each with its quote and its clause.
 * Owns the reading of questions and the ranking; promises the same answer with or without marks as far as the collection
 * tells, and only passages of the communes asked for. Refuses nothing: a hopeless question gets a weak or empty list.
 * Fails only when the store does. For other people's chains `langchain.ts` has the same as a LangChain retriever, imported
 * by its own path so that nobody else waits for that library.
 */
export { createEmbeddings, type Embedder, type EmbeddingEndpoint, type Embeddings } from './embeddings.ts'
export { GlossaryError, loadGlossary } from './glossary-folder.ts'
export type { NewPassage } from './passages.ts'
export { type Found, Retrieval, type RetrievalOptions, type SearchRequest } from './retrieval.ts'
export { loadSayings } from './sayings-folder.ts'
export { type EmbeddingProgress, embedMissing, ensureVectorTable, vectorProgress } from './vectors.ts'
