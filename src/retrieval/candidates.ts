/**
 * What the database thinks worth an exact look. Of a small commune: every passage, because scoring them all here is quicker
 * than any index (the planner would parse 70 texts anew, 13 ms, rather than walk one). With BM25: the best of one commune's
 * own table. Without: every passage with one of the question's rarest words, unranked, because `ts_rank` would parse each
 * passage anew (a thousand of them: 0.2 s).
 */
import { passageTable, type Store } from '../store/index.ts'
import type { SearchWord } from './question.ts'
import { CANDIDATES, SMALL_COMMUNE, UNRANKED_CANDIDATES } from './weights.ts'

type Asking = Pick<Store, 'query' | 'capabilities'>
/** `held`: how many passages it had when it was last read. */
type Place = { communeId: number; held: number }

/** Ids of at most a few hundred passages of the commune. None when it has no table yet or no word is asked for. */
export async function findCandidates(
  store: Asking,
  { communeId, held }: Place,
  searchWords: readonly SearchWord[],
): Promise<number[]> {
  if (searchWords.length === 0) return []
  const table = passageTable(communeId)
  if (held <= SMALL_COMMUNE) return everyPassage(store, table)
  const all = searchWords.map(({ word }) => word)
  const rows = store.capabilities.bm25
    ? await store.query<{ id: number }>(byBm25(table), [all.join(' ')])
    : await withoutBm25(store, table, searchWords)
  return rows.map((row) => row.id)
}

/** One row: a list of numbers is read faster than as many rows. */
async function everyPassage({ query }: Asking, table: string): Promise<number[]> {
  const [row] = await query<{ ids: number[] | null }>(`SELECT array_agg(id) AS ids FROM ${table}`)
  return row?.ids ?? []
}

function withoutBm25(store: Asking, table: string, searchWords: readonly SearchWord[]): Promise<{ id: number }[]> {
  const rare = rarest(searchWords)
  if (rare.some(({ passages }) => passages > 0)) return store.query(byAnyOf(table), [alternatives(rare)])
  return store.query(byTsRank(table), [alternatives(searchWords)])
}

/** The rarest words that together stand in few enough passages to be scored one by one. */
function rarest(searchWords: readonly SearchWord[]): SearchWord[] {
  let passages = 0
  return searchWords
    .toSorted((one, other) => one.passages - other.passages)
    .filter((word) => {
      passages += word.passages
      return passages <= UNRANKED_CANDIDATES
    })
}

/** A tsquery. Search words hold letters and digits only, so that nothing in them is an operator. */
function alternatives(words: readonly SearchWord[]): string {
  return words.map(({ word }) => word).join(' | ')
}

/**
 * $1: search words. The score is only ordered by: also selecting it makes the query several times slower.
 * The table is named, not the partitioned parent, because only then does the planner walk the BM25 index.
 */
function byBm25(table: string): string {
  return `SELECT id FROM ${table} ORDER BY tokens <@> to_bm25query($1, '${table}_bm25_idx') LIMIT ${CANDIDATES}`
}

/** $1: a tsquery of alternatives. */
function byAnyOf(table: string): string {
  return `SELECT id FROM ${table}
    WHERE to_tsvector('pg_catalog.simple', tokens) @@ to_tsquery('pg_catalog.simple', $1) LIMIT ${2 * UNRANKED_CANDIDATES}`
}

/** The same where even the rarest word stands in most passages. */
function byTsRank(table: string): string {
  return `SELECT id FROM ${table}, to_tsquery('pg_catalog.simple', $1) AS question
    WHERE to_tsvector('pg_catalog.simple', tokens) @@ question
    ORDER BY ts_rank(to_tsvector('pg_catalog.simple', tokens), question, 1) DESC, id LIMIT ${CANDIDATES}`
}
