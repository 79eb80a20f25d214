/** Passages' vectors in pgvector, kept by model and by a digest of the words: a passage read again is not embedded again. */
import { passageTable, type Store } from '../store/index.ts'
import type { Embedder } from './embeddings.ts'

/** What a passage is embedded as, and the digest of that. */
const EMBEDDED_TEXT = `concat_ws(E'\\n', nullif(heading, ''), lead, quote)`
const BATCH = 64

type Asking = Pick<Store, 'query' | 'capabilities'>

/** Makes the table once. Vectors of any dimension stand in it; only those of one model are ever compared. */
async function ensureVectorTable({ query }: Asking): Promise<void> {
  await query(
    'CREATE TABLE IF NOT EXISTS passage_vector (model text, digest char(32), embedding vector NOT NULL, PRIMARY KEY (model, digest))',
  )
}

export type EmbeddingProgress = { done: number; total: number }

/**
 * Embeds the commune's passages that have no vector of this model yet, batch by batch: stopping loses one batch at most
 * and running again goes on. Returns how many were embedded; 0 without pgvector. Rejects when the endpoint fails.
 */
export async function embedMissing(
  store: Asking,
  embedder: Embedder,
  { communeId, onProgress }: { communeId: number; onProgress?: (progress: EmbeddingProgress) => void },
): Promise<number> {
  if (!store.capabilities.vector) return 0
  await ensureVectorTable(store)
  const missing = await findMissing(store, embedder.model, communeId)
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH)
    await writeVectors(store, embedder.model, batch, await embedder.embedDocuments(batch.map(({ text }) => text)))
    onProgress?.({ done: Math.min(start + BATCH, missing.length), total: missing.length })
  }
  return missing.length
}

type Missing = { digest: string; text: string }

function findMissing({ query }: Asking, model: string, communeId: number): Promise<Missing[]> {
  return query<Missing>(
    `SELECT DISTINCT md5(${EMBEDDED_TEXT}) AS digest, ${EMBEDDED_TEXT} AS text FROM ${passageTable(communeId)}
     WHERE NOT EXISTS (SELECT 1 FROM passage_vector WHERE model = $1 AND digest = md5(${EMBEDDED_TEXT}))`,
    [model],
  )
}

async function writeVectors(
  { query }: Asking,
  model: string,
  batch: readonly Missing[],
  vectors: number[][],
): Promise<void> {
  const rows = batch.map(({ digest }, index) => ({ digest, embedding: JSON.stringify(vectors[index]) }))
  await query(
    `INSERT INTO passage_vector (model, digest, embedding)
     SELECT $1, digest, embedding::vector FROM jsonb_to_recordset($2::jsonb) AS row(digest text, embedding text)
     ON CONFLICT DO NOTHING`,
    [model, JSON.stringify(rows)],
  )
}

export type Similar = { id: number; similarity: number }

/** The passages nearest to a question's vector, best first, by cosine (1 is the same direction). */
export async function findSimilar(
  store: Asking,
  { communeId, model, vector, limit }: { communeId: number; model: string; vector: readonly number[]; limit: number },
): Promise<Similar[]> {
  if (!store.capabilities.vector) return []
  await ensureVectorTable(store)
  return store.query<Similar>(
    `SELECT id, 1 - (embedding <=> $2::vector) AS similarity
     FROM ${passageTable(communeId)} JOIN passage_vector ON model = $1 AND digest = md5(${EMBEDDED_TEXT})
     WHERE vector_dims(embedding) = $3
     ORDER BY embedding <=> $2::vector, id LIMIT ${Number(limit)}`,
    [model, JSON.stringify(vector), vector.length],
  )
}
