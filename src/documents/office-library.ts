import { searchWords } from '../language/analyser.ts'
import { SHARED_COMMUNE_ID, type Store } from '../store/index.ts'
import { type DocumentView, viewDocument } from './library.ts'

/** A paper as the office sees it: internal and retired ones too. */
export type OfficeDocument = {
  id: number
  file: string
  commune: { id: number; slug: string; name: string }
  title: string | null
  type: string | null
  number: string | null
  dateText: string | null
  visibility: 'public' | 'internal'
  status: 'active' | 'retired'
  /** As written: what period it covers and what it replaces. */
  period: string | null
  replaces: string | null
  warnings: number
  /** How often its file was read with another result, from one. */
  version: number
  /** A version before is kept to be compared with. */
  hasPrevious: boolean
  ingestedAt: Date
}

/** The papers of these communes, those in force first, then by name. */
export function listOfficeDocuments(store: Store, communeIds: readonly number[]): Promise<OfficeDocument[]> {
  return store.query<OfficeDocument>(
    `SELECT document.id, file, title, type, number, date_text AS "dateText", visibility, status,
            identity ->> 'period' AS period, identity ->> 'replaces' AS replaces, cardinality(warnings) AS warnings,
            version, previous_text IS NOT NULL AS "hasPrevious", ingested_at AS "ingestedAt",
            jsonb_build_object('id', commune.id, 'slug', slug, 'name', commune.name) AS commune
       FROM document JOIN commune ON commune.id = commune_id
      WHERE commune_id = ANY($1::int[]) AND commune_id <> ${SHARED_COMMUNE_ID}
      ORDER BY status, commune.name, file`,
    [communeIds],
  )
}

/** One paper in force with its text, public or not, of one of these communes; null when there is none. */
export function findOfficeDocument(
  store: Store,
  id: number,
  communeIds: readonly number[],
): Promise<DocumentView | null> {
  return viewDocument(store, { id, status: 'active', communeId: { in: [...communeIds] } })
}

/** A passage that holds every word searched for, next to one another as they were written. */
export type FoundPassage = {
  documentId: number
  title: string | null
  type: string | null
  file: string
  position: number
  cite: string
  quote: string
}

const MOST_FOUND = 40

/** Passages of these communes' papers, marks and capitals aside; in the papers' own order. */
export async function searchOfficeDocuments(
  store: Store,
  communeIds: readonly number[],
  words: string,
): Promise<FoundPassage[]> {
  const wanted = [...new Set(searchWords({ heading: '', lead: null, quote: words }).split(' ').filter(Boolean))]
  if (wanted.length === 0) return []
  const found: FoundPassage[] = []
  // A commune at a time: each one's passages are a table of their own.
  for (const communeId of communeIds) {
    found.push(
      ...(await store.query<FoundPassage>(
        `SELECT document_id AS "documentId", title, type, file, position, cite, quote
           FROM passage JOIN document ON document.id = document_id
          WHERE passage.commune_id = $1 AND status = 'active'
            AND (SELECT bool_and(strpos(' ' || tokens || ' ', ' ' || word || ' ') > 0) FROM unnest($2::text[]) AS word)
          ORDER BY document_id, position LIMIT ${MOST_FOUND}`,
        [communeId, wanted],
      )),
    )
  }
  return found.slice(0, MOST_FOUND)
}

/** A paper's text and that of the version before; null when there is no such paper or no version before. */
export type Versions = { before: string; after: string }

export async function findVersions(store: Store, id: number, communeIds: readonly number[]): Promise<Versions | null> {
  const row = await store.db.document.findFirst({
    where: { id, status: 'active', communeId: { in: [...communeIds] } },
    select: { text: true, previousText: true },
  })
  return row?.previousText == null ? null : { before: row.previousText, after: row.text }
}
