import { SHARED_COMMUNE_ID, type Store } from '../../store/index.ts'
import type { OpenPoint, TaskCount } from '../administrative-document.ts'
import { differing, type EntryKind, keptReading, type StoredRow, tableOf } from '../ingestion/register-rows.ts'
import type { Visibility } from '../ingestion/replace-document.ts'
import { type DutyFields, type DutyNotes, FIELD_OF, fieldsOf, type RuleFields, type TargetFields } from './fields.ts'

export type { EntryKind }

/** One state of one entry as somebody saw it. */
export type Seen = { kind: EntryKind; id: number; revision: number }

export type EntryState = 'proposed' | 'confirmed' | 'corrected' | 'rejected'

type Entry<Kind extends EntryKind, Fields> = Seen & {
  kind: Kind
  state: EntryState
  /** Where the file says it, as a clerk cites it without "mục", and its exact words. */
  section: string
  quote: string
  fields: Fields
  /** What people judged and what the file says now, where these differ; `differs` names the fields. */
  change: { judged: Fields; now: Fields; differs: string[] } | null
  /** Since when the file no longer says it. */
  vanishedAt: Date | null
  /** The entry this one was merged into. */
  mergedInto: number | null
  /** People keep it in force though the file no longer says it. */
  kept: boolean
}

export type ReviewEntry =
  | (Entry<'duty', DutyFields> & DutyNotes)
  | Entry<'rule', RuleFields>
  | Entry<'target', TargetFields>

export type DocumentReview = {
  id: number
  file: string
  commune: { slug: string; name: string }
  title: string | null
  visibility: Visibility
  /** Marked "Lưu hành nội bộ": cannot be published. */
  internalUse: boolean
  /** Raised by every reading of the file. */
  version: number
  /** The text of the version before is kept. */
  hasPrevious: boolean
  warnings: string[]
  entries: ReviewEntry[]
}

const KINDS = ['rule', 'duty', 'target'] as const

/** One document in force with all its entries, judged or not, in its own order; null when there is none. */
export async function reviewDocument(store: Store, documentId: number): Promise<DocumentReview | null> {
  const document = await store.db.document.findFirst({
    where: { id: documentId, status: 'active' },
    select: {
      ...{ id: true, file: true, title: true, visibility: true, internalUse: true, version: true, warnings: true },
      previousText: true,
      commune: { select: { slug: true, name: true } },
    },
  })
  if (!document) return null
  const entries: ReviewEntry[] = []
  for (const kind of KINDS) {
    const rows = await tableOf(store.db, kind).findMany({ where: { documentId }, orderBy: { position: 'asc' } })
    for (const row of rows) entries.push(entryOf(kind, row))
  }
  const { previousText, ...rest } = document
  return {
    ...rest,
    hasPrevious: previousText !== null,
    visibility: document.visibility === 'public' ? 'public' : 'internal',
    entries,
  }
}

export function entryOf(kind: EntryKind, row: StoredRow): ReviewEntry {
  const { id, revision, section, quote, vanishedAt, mergedInto, kept } = row
  const seen = { id, revision, state: row.state as EntryState, section, quote, vanishedAt, mergedInto, kept }
  if (kind === 'duty') {
    return { kind, ...seen, ...notesOf(row), fields: fieldsOf(kind, row), change: changeOf(row, kind, dutyFields) }
  }
  if (kind === 'rule') return { kind, ...seen, fields: fieldsOf(kind, row), change: changeOf(row, kind, ruleFields) }
  return { kind, ...seen, fields: fieldsOf(kind, row), change: changeOf(row, kind, targetFields) }
}

const dutyFields = (row: StoredRow): DutyFields => fieldsOf('duty', row)
const ruleFields = (row: StoredRow): RuleFields => fieldsOf('rule', row)
const targetFields = (row: StoredRow): TargetFields => fieldsOf('target', row)

function changeOf<Fields>(
  row: StoredRow,
  kind: EntryKind,
  read: (row: StoredRow) => Fields,
): { judged: Fields; now: Fields; differs: string[] } | null {
  const now = keptReading(row.reading)
  if (!now) return null
  const judged = keptReading(row.judgedOn) ?? row
  const columns = new Set(differing(kind, judged, now))
  const differs = Object.entries(FIELD_OF[kind]).flatMap(([field, column]) => (columns.has(column) ? [field] : []))
  return { judged: read({ ...row, ...judged }), now: read({ ...row, ...now }), differs }
}

/** The columns of a duty that only it has. */
function notesOf(row: StoredRow): DutyNotes {
  const { no, origin, open, countValue, countUnit, countPer } = row
  const counted = typeof countValue === 'number' && typeof countUnit === 'string'
  return {
    no: typeof no === 'string' ? no : null,
    from: origin === 'appendix' ? 'appendix' : 'prose',
    open: Array.isArray(open) ? (open as OpenPoint[]) : [],
    count: counted ? { value: countValue, unit: countUnit, per: (countPer ?? null) as TaskCount['per'] } : null,
  }
}

/** A document with entries that wait for an officer. */
export type AwaitingDocument = {
  id: number
  file: string
  title: string | null
  communeId: number
  /** Reporting rules, duties and aims that nobody has judged yet. */
  proposed: { rule: number; duty: number; target: number }
  /** Judged entries that the file says otherwise now. */
  changed: number
  /** Judged entries that the file no longer says. */
  vanished: number
}

/** Documents in force that wait for an officer, the ones with changed or vanished entries first. */
export async function documentsAwaiting(store: Store): Promise<AwaitingDocument[]> {
  // One pass over the three registers; a document without anything waiting gives no row.
  const rows = await store.query(`
    SELECT d.id, d.file, d.title, d.commune_id,
      count(*) FILTER (WHERE e.state = 'proposed' AND e.kind = 'rule')::int AS rules,
      count(*) FILTER (WHERE e.state = 'proposed' AND e.kind = 'duty')::int AS duties,
      count(*) FILTER (WHERE e.state = 'proposed' AND e.kind = 'target')::int AS targets,
      count(*) FILTER (WHERE e.changed)::int AS changed,
      count(*) FILTER (WHERE e.vanished)::int AS vanished
    FROM document d
    JOIN (
      SELECT document_id, state, 'rule' AS kind, reading IS NOT NULL AS changed,
        vanished_at IS NOT NULL AND NOT kept AND state <> 'rejected' AS vanished FROM reporting_rule
      UNION ALL
      SELECT document_id, state, 'duty', reading IS NOT NULL, vanished_at IS NOT NULL AND NOT kept AND state <> 'rejected' FROM duty
      UNION ALL
      SELECT document_id, state, 'target', reading IS NOT NULL, vanished_at IS NOT NULL AND NOT kept AND state <> 'rejected' FROM target
    ) e ON e.document_id = d.id AND (e.state = 'proposed' OR e.changed OR e.vanished)
    WHERE d.status = 'active' AND d.commune_id <> ${SHARED_COMMUNE_ID}
    GROUP BY d.id
    ORDER BY count(*) FILTER (WHERE e.changed OR e.vanished) DESC, d.file`)
  return rows.map((row) => ({
    id: Number(row.id),
    file: String(row.file),
    title: row.title === null ? null : String(row.title),
    communeId: Number(row.commune_id),
    proposed: { rule: Number(row.rules), duty: Number(row.duties), target: Number(row.targets) },
    changed: Number(row.changed),
    vanished: Number(row.vanished),
  }))
}
