/** Rows of the passage table: writing them with their search words, reading them back for scoring and for showing. */
import { searchWords } from '../language/analyser.ts'
import { ensurePassagePartition, passageTable, type Store } from '../store/index.ts'
import type { PassageText } from './snapshot.ts'

export type NewPassage = {
  documentId: number
  position: number
  kind: string
  cite: string
  /** Headings from the top joined by " › ". */
  heading: string
  lead: string | null
  quote: string
}

/** What a found passage shows. `position` is its place in the document. */
export type ShownPassage = NewPassage & { id: number }

const ROWS_A_STATEMENT = 500

/** Adds passages to a commune, making its table when it is the first time. Returns their ids in order. */
export async function insertPassages(
  store: Store,
  communeId: number,
  passages: readonly NewPassage[],
): Promise<number[]> {
  await ensurePassagePartition(store, communeId)
  const ids: number[] = []
  for (let start = 0; start < passages.length; start += ROWS_A_STATEMENT) {
    const rows = passages
      .slice(start, start + ROWS_A_STATEMENT)
      .map((passage) => ({ ...passage, tokens: searchWords(passage) }))
    ids.push(...(await insertRows(store, communeId, rows)))
  }
  return ids
}

async function insertRows(
  store: Store,
  communeId: number,
  rows: (NewPassage & { tokens: string })[],
): Promise<number[]> {
  const inserted = await store.query<{ id: number }>(
    `INSERT INTO passage (commune_id, document_id, position, kind, cite, heading, lead, quote, tokens)
     SELECT $1, "documentId", position, kind, cite, heading, lead, quote, tokens
     FROM jsonb_to_recordset($2::jsonb) AS row("documentId" int, position int, kind text, cite text, heading text, lead text, quote text, tokens text)
     RETURNING id`,
    [communeId, JSON.stringify(rows)],
  )
  return inserted.map((row) => row.id)
}

/** Everything a snapshot of the commune is made of; none when the commune has no table. */
export async function readPassageTexts({ query }: Pick<Store, 'query'>, communeId: number): Promise<PassageText[]> {
  if (!(await hasTable({ query }, communeId))) return []
  return query<PassageText>(
    `SELECT id, document_id AS "documentId", heading, lead, quote FROM ${passageTable(communeId)} ORDER BY id`,
  )
}

async function hasTable({ query }: Pick<Store, 'query'>, communeId: number): Promise<boolean> {
  const [row] = await query<{ found: string | null }>('SELECT to_regclass($1)::text AS found', [
    passageTable(communeId),
  ])
  return row?.found != null
}

/** The rows of these ids in these communes, in the order of the ids; those gone meanwhile are left out. */
export async function readShownPassages(
  { query }: Pick<Store, 'query'>,
  communes: readonly number[],
  ids: readonly number[],
): Promise<ShownPassage[]> {
  const rows = await query<ShownPassage>(
    `SELECT id, document_id AS "documentId", position, kind, cite, heading, lead, quote FROM passage
     WHERE commune_id = ANY($1::int[]) AND id = ANY($2::int[])`,
    [communes, ids],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
