import type { Store } from '../../store/index.ts'
import type { ChangeAction } from '../ingestion/record-change.ts'
import type { EntryKind, Row } from '../ingestion/register-rows.ts'
import { keptReading } from '../ingestion/register-rows.ts'

/** One change of an entry or of a document's visibility. `before` and `after` hold the store's columns that it touched. */
export type HistoryLine = {
  at: Date
  subject: EntryKind | 'document'
  subjectId: number
  action: ChangeAction
  by: string
  why: string | null
  before: Row | null
  after: Row | null
}

/** Every change of one entry, or of one document and all its entries, the latest first. */
export async function historyOf(
  store: Store,
  of: { kind: EntryKind; id: number } | { documentId: number },
): Promise<HistoryLine[]> {
  const where = 'documentId' in of ? of : { subject: of.kind, subjectId: of.id }
  const rows = await store.db.reviewChange.findMany({ where, orderBy: { id: 'desc' } })
  return rows.map(({ at, subject, subjectId, action, by, why, before, after }) => ({
    ...{ at, subjectId, by, why },
    // Written by `recordChange` alone, with these words.
    subject: subject as HistoryLine['subject'],
    action: action as ChangeAction,
    before: keptReading(before),
    after: keptReading(after),
  }))
}
