/** What the database thinks worth an exact look: BM25 on one commune's own table, or `ts_rank` where BM25 is missing. */
import { passageTable, type Store } from '../store/index.ts'
import { CANDIDATES } from './weights.ts'

type Asking = Pick<Store, 'query' | 'capabilities'>

/** Ids of at most `CANDIDATES` passages of the commune. None when it has no table yet or no word is asked for. */
export async function findCandidates(
  store: Asking,
  communeId: number,
  searchWords: readonly string[],
): Promise<number[]> {
  if (searchWords.length === 0) return []
  const table = passageTable(communeId)
  const rows = store.capabilities.bm25
    ? await store.query<{ id: number }>(byBm25(table), [searchWords.join(' ')])
    : await store.query<{ id: number }>(byTsRank(table), [searchWords.join(' | ')])
  return rows.map((row) => row.id)
}

/**
 * $1: search words. The score is only ordered by: also selecting it makes the query several times slower.
 * The table is named, not the partitioned parent, because only then does the planner walk the BM25 index.
 */
function byBm25(table: string): string {
  return `SELECT id FROM ${table} ORDER BY tokens <@> to_bm25query($1, '${table}_bm25_idx') LIMIT ${CANDIDATES}`
}

/** $1: a tsquery of alternatives. Search words hold letters and digits only, so that nothing in them is an operator. */
function byTsRank(table: string): string {
  return `SELECT id FROM ${table}, to_tsquery('pg_catalog.simple', $1) AS question
    WHERE to_tsvector('pg_catalog.simple', tokens) @@ question
    ORDER BY ts_rank(to_tsvector('pg_catalog.simple', tokens), question, 1) DESC, id LIMIT ${CANDIDATES}`
}
