import type { Database } from './database.ts'

/** What this database can do beyond plain PostgreSQL. Absent means a stated fallback, never a failure. */
export type Capabilities = {
  /** `pg_textsearch`: ranking by BM25; without it `tsvector` and `ts_rank`. */
  bm25: boolean
  /** `vector`: columns for embeddings; without it the search is lexical. */
  vector: boolean
  unaccent: boolean
}

const EXTENSIONS = { bm25: 'pg_textsearch', vector: 'vector', unaccent: 'unaccent' } as const

export async function detectCapabilities(database: Database): Promise<Capabilities> {
  const found: Capabilities = { bm25: false, vector: false, unaccent: false }
  for (const [capability, extension] of Object.entries(EXTENSIONS) as [keyof Capabilities, string][]) {
    found[capability] = await enable(database, extension)
  }
  return found
}

/** False where the extension is not installed or may not be created by this role. */
async function enable(database: Database, extension: string): Promise<boolean> {
  const available = await database.query('SELECT 1 FROM pg_available_extensions WHERE name = $1', [extension])
  if (available.length === 0) return false
  try {
    await database.query(`CREATE EXTENSION IF NOT EXISTS "${extension}"`)
    return true
  } catch {
    return (await database.query('SELECT 1 FROM pg_extension WHERE extname = $1', [extension])).length > 0
  }
}
