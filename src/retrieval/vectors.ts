/** Passages' vectors in pgvector, kept by space and by a digest of the words: a passage read again is not embedded again. */
import { passageTable, type Store } from '../store/index.ts'
import type { Embedder } from './embeddings.ts'

/** What a passage is embedded as, and the digest of that. */
const EMBEDDED_TEXT = `concat_ws(E'\\n', nullif(heading, ''), lead, quote)`
const BATCH = 64

type Asking = Pick<Store, 'query' | 'capabilities'>

const tables = new WeakMap<Store['query'], Promise<unknown>>()

/** Made once a process, where the extension is. Vectors of any dimension stand in it; only those of one space are compared. */
export function ensureVectorTable({ query }: Asking): Promise<unknown> {
  const made =
    tables.get(query) ??
    query(
      'CREATE TABLE IF NOT EXISTS passage_vector (model text, digest char(32), embedding vector NOT NULL, PRIMARY KEY (model, digest))',
    )
  tables.set(query, made)
  made.catch(() => tables.delete(query))
  return made
}

export type EmbeddingProgress = { done: number; total: number }

export type Filling = {
  communeId: number
  /** Internal documents leave the house only for an endpoint that the office marked domestic. */
  includesInternal: boolean
  onProgress?: (progress: EmbeddingProgress) => void
}

/**
 * Embeds the commune's passages that have no vector in this space yet, batch by batch: stopping loses one batch at most
 * and running again goes on. Once none is missing the commune's questions are asked in this space, and vectors that serve
 * nobody any more are dropped. Returns how many were embedded; 0 without pgvector. Rejects when the endpoint fails.
 */
export async function embedMissing(store: Asking, embedder: Embedder, filling: Filling): Promise<number> {
  if (!store.capabilities.vector) return 0
  const { communeId, onProgress } = filling
  await ensureVectorTable(store)
  const missing = await findMissing(store, embedder.space, filling)
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH)
    await writeVectors(store, embedder.space, batch, await embedder.embedDocuments(batch.map(({ text }) => text)))
    onProgress?.({ done: Math.min(start + BATCH, missing.length), total: missing.length })
  }
  await serveIn(store, embedder.space, communeId)
  if (missing.length > 0) await dropUnused(store, embedder.space)
  return missing.length
}

type Missing = { digest: string; text: string }

function findMissing({ query }: Asking, space: string, { communeId, includesInternal }: Filling): Promise<Missing[]> {
  const allowed = includesInternal
    ? ''
    : `AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = document_id AND visibility <> 'public')`
  return query<Missing>(
    `SELECT DISTINCT md5(${EMBEDDED_TEXT}) AS digest, ${EMBEDDED_TEXT} AS text FROM ${passageTable(communeId)}
     WHERE NOT EXISTS (SELECT 1 FROM passage_vector WHERE model = $1 AND digest = md5(${EMBEDDED_TEXT})) ${allowed}`,
    [space],
  )
}

async function writeVectors(
  { query }: Asking,
  space: string,
  batch: readonly Missing[],
  vectors: number[][],
): Promise<void> {
  const rows = batch.map(({ digest }, index) => ({ digest, embedding: JSON.stringify(vectors[index]) }))
  await query(
    `INSERT INTO passage_vector (model, digest, embedding)
     SELECT $1, digest, embedding::vector FROM jsonb_to_recordset($2::jsonb) AS row(digest text, embedding text)
     ON CONFLICT DO NOTHING`,
    [space, JSON.stringify(rows)],
  )
}

async function serveIn({ query }: Asking, space: string, communeId: number): Promise<void> {
  await query(
    `INSERT INTO commune_vectors (commune_id, space) VALUES ($1, $2)
     ON CONFLICT (commune_id) DO UPDATE SET space = excluded.space, filled_at = now()`,
    [communeId, space],
  )
}

/** Spaces no commune is asked in, but the one that is filling; and in that one, words no passage has any more. */
async function dropUnused({ query }: Asking, filling: string): Promise<void> {
  await query(
    `DELETE FROM passage_vector
      WHERE (model <> $1 AND model NOT IN (SELECT space FROM commune_vectors))
         OR (model = $1 AND digest NOT IN (SELECT md5(${EMBEDDED_TEXT}) FROM passage))`,
    [filling],
  )
}

/** The space each of these communes is asked in; a commune never filled is left out. */
export async function servingSpaces(
  { query, capabilities }: Asking,
  communes: readonly number[],
): Promise<Map<number, string>> {
  if (!capabilities.vector) return new Map()
  const rows = await query<{ id: number; space: string }>(
    'SELECT commune_id AS id, space FROM commune_vectors WHERE commune_id = ANY($1::int[])',
    [communes],
  )
  return new Map(rows.map(({ id, space }) => [id, space]))
}

/** How much of what may be embedded stands in a space, over all communes. Null without pgvector. */
export async function vectorProgress(
  store: Asking,
  { space, includesInternal }: { space: string; includesInternal: boolean },
): Promise<EmbeddingProgress | null> {
  if (!store.capabilities.vector) return null
  await ensureVectorTable(store)
  const [row] = await store.query<EmbeddingProgress>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE embedding IS NOT NULL)::int AS done
       FROM passage JOIN document ON document.id = document_id
       LEFT JOIN passage_vector ON model = $1 AND passage_vector.digest = md5(${EMBEDDED_TEXT})
      WHERE $2 OR visibility = 'public'`,
    [space, includesInternal],
  )
  return row ?? { done: 0, total: 0 }
}

export type Similar = { id: number; similarity: number }

export type Nearness = { communeId: number; space: string; vector: readonly number[]; limit: number }

/** The passages nearest to a question's vector, best first, by cosine (1 is the same direction). */
export async function findSimilar(store: Asking, { communeId, space, vector, limit }: Nearness): Promise<Similar[]> {
  await ensureVectorTable(store)
  return store.query<Similar>(
    `SELECT id, 1 - (embedding <=> $2::vector) AS similarity
     FROM ${passageTable(communeId)} JOIN passage_vector ON model = $1 AND digest = md5(${EMBEDDED_TEXT})
     WHERE vector_dims(embedding) = $3
     ORDER BY embedding <=> $2::vector, id LIMIT ${Number(limit)}`,
    [space, JSON.stringify(vector), vector.length],
  )
}
