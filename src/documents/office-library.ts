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
  ingestedAt: Date
}

/** The papers of these communes, those in force first, then by name. */
export function listOfficeDocuments(store: Store, communeIds: readonly number[]): Promise<OfficeDocument[]> {
  return store.query<OfficeDocument>(
    `SELECT document.id, file, title, type, number, date_text AS "dateText", visibility, status,
            identity ->> 'period' AS period, identity ->> 'replaces' AS replaces, cardinality(warnings) AS warnings,
            ingested_at AS "ingestedAt",
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
