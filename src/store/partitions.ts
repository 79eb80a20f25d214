import type { Capabilities } from './capabilities.ts'
import type { Query } from './database.ts'

/** The table that is divided. */
export const PASSAGES = 'passage'

/** A commune's passages are a table of their own: `passage_7`, index `passage_7_bm25_idx` (or `passage_7_tsv_idx`). */
export function passageTable(communeId: number): string {
  if (!Number.isInteger(communeId) || communeId < 0) throw new RangeError(`not a commune id: ${communeId}`)
  return `passage_${communeId}`
}

/** Makes the commune's partition with its full-text index unless both exist. */
export async function ensurePassagePartition(
  { query, capabilities }: { query: Query; capabilities: Capabilities },
  communeId: number,
): Promise<void> {
  const table = passageTable(communeId)
  await query(`CREATE TABLE IF NOT EXISTS ${table} PARTITION OF passage FOR VALUES IN (${communeId})`)
  await query(
    capabilities.bm25
      ? `CREATE INDEX IF NOT EXISTS ${table}_bm25_idx ON ${table} USING bm25 (tokens) WITH (text_config = 'pg_catalog.simple')`
      : `CREATE INDEX IF NOT EXISTS ${table}_tsv_idx ON ${table} USING gin (to_tsvector('pg_catalog.simple', tokens))`,
  )
}

/** The same for every commune there is. */
export async function ensureEveryPassagePartition(store: { query: Query; capabilities: Capabilities }): Promise<void> {
  const communes = await store.query<{ id: number }>('SELECT id FROM commune ORDER BY id')
  for (const { id } of communes) await ensurePassagePartition(store, id)
}
