import type { Store } from '../store/index.ts'

/** A target of a paper in force with how far it has come, as the office says. */
export type TargetLine = {
  documentId: number
  document: string
  key: string
  text: string
  section: string
  byYear: string | null
  /** As the office wrote it: "62%"; null while it said nothing. */
  result: string | null
  /** ISO day. */
  asOf: string | null
  isPublished: boolean
  isPublic: boolean
}

/** Targets people confirmed or corrected, in the order of their papers. */
export function listTargets({ query }: Pick<Store, 'query'>, communeId: number): Promise<TargetLine[]> {
  return query<TargetLine>(
    `SELECT document.id AS "documentId", coalesce(document.title, document.file) AS document, target.key, target.text,
            target.section, target.by_year AS "byYear", result, as_of AS "asOf", coalesce(is_published, false) AS "isPublished",
            document.visibility = 'public' AS "isPublic"
       FROM target JOIN document ON document.id = target.document_id
       LEFT JOIN target_result ON target_result.document_id = document.id AND target_key = target.key
      WHERE document.commune_id = $1 AND document.status = 'active' AND target.state IN ('confirmed', 'corrected')
        AND merged_into IS NULL
      ORDER BY document.file, target.position LIMIT 1000`,
    [communeId],
  )
}

export type Said = { documentId: number; key: string; result: string; asOf: string; isPublished: boolean }

/** False when the commune has no such target. An empty result takes it back. */
export async function sayResult(
  { query }: Pick<Store, 'query'>,
  communeId: number,
  { said, by }: { said: Said; by: number },
): Promise<boolean> {
  const known = await query(
    `SELECT 1 FROM target JOIN document ON document.id = document_id
      WHERE document.id = $1 AND commune_id = $2 AND key = $3 LIMIT 1`,
    [said.documentId, communeId, said.key],
  )
  if (known.length === 0) return false
  if (said.result === '') {
    await query('DELETE FROM target_result WHERE document_id = $1 AND target_key = $2', [said.documentId, said.key])
    return true
  }
  await query(
    `INSERT INTO target_result (document_id, target_key, result, as_of, is_published, said_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (document_id, target_key) DO UPDATE SET result = excluded.result, as_of = excluded.as_of,
       is_published = excluded.is_published, said_by = excluded.said_by, at = now()`,
    [said.documentId, said.key, said.result, said.asOf, said.isPublished, by],
  )
  return true
}
