/** One judgement on one entry, whole or not at all. */
import type { Prisma, Store } from '../../store/index.ts'
import { type ChangeAction, recordChange } from '../ingestion/record-change.ts'
import {
  type EntryKind,
  keptReading,
  type Row,
  type StoredRow,
  substanceOf,
  tableOf,
} from '../ingestion/register-rows.ts'
import type { Seen } from './list.ts'
import type { Judge, Outcome } from './outcome.ts'

export type Transaction = Prisma.TransactionClient

/** What a judgement does to its entry; a sentence where it cannot be. */
export type Edit = { action: ChangeAction; columns: Row } | { refused: string }

const LONG_MS = 30_000

/**
 * 1. Find the entry's document and lock it: a reading of the file and every other judgement of the document wait.
 * 2. Look at the entry as it is now; another revision than the one seen means somebody was first.
 * 3. Change it and write its history. The document's `review` number has risen, so registers in memory are read anew.
 */
export async function judge(
  store: Store,
  { kind, id, revision }: Seen,
  { by, why }: Judge,
  edit: (row: StoredRow, tx: Transaction) => Edit | Promise<Edit>,
): Promise<Outcome> {
  return inTransaction(store, async (tx) => {
    const row = await lockedRow(tx, kind, id)
    if (!row) return { kind: 'gone' }
    if (row.revision !== revision) return overtaken(tx, kind, row)
    const edited = await edit(row, tx)
    if ('refused' in edited) return { kind: 'refused', why: edited.refused }
    await change(tx, { kind, row, by, why, ...edited })
    return { kind: 'done', revision: revision + 1 }
  })
}

export function inTransaction<Result>(store: Store, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return store.db.$transaction(work, { timeout: LONG_MS, maxWait: LONG_MS })
}

/** The entry as it stands once its document is locked; null where it is gone. */
async function lockedRow(tx: Transaction, kind: EntryKind, id: number): Promise<StoredRow | null> {
  const table = tableOf(tx, kind)
  const found = await table.findUnique({ where: { id } })
  if (!found) return null
  await lockDocument(tx, found.documentId)
  return table.findUnique({ where: { id } })
}

/** Raising the number holds the row until the transaction ends; false where there is no such document in force. */
export async function lockDocument(tx: Transaction, documentId: number): Promise<boolean> {
  const { count } = await tx.document.updateMany({
    where: { id: documentId, status: 'active' },
    data: { review: { increment: 1 } },
  })
  return count === 1
}

export type RowChange = Judge & { kind: EntryKind; row: StoredRow; action: ChangeAction; columns: Row }

export async function change(tx: Transaction, { kind, row, action, columns, by, why }: RowChange): Promise<void> {
  const data = { ...columns, revision: row.revision + 1 }
  await tableOf(tx, kind).update({ where: { id: row.id }, data })
  const [before, after] = [
    { state: row.state, ...substanceOf(kind, row) },
    { state: columns.state ?? row.state, ...substanceOf(kind, { ...row, ...columns }) },
  ]
  const { documentId, id: subjectId } = row
  await recordChange(tx, { documentId, subject: kind, subjectId, action, by, why: why?.trim() || null, before, after })
}

export async function overtaken(tx: Transaction, subject: EntryKind, row: StoredRow): Promise<Outcome> {
  const last = await tx.reviewChange.findFirst({ where: { subject, subjectId: row.id }, orderBy: { id: 'desc' } })
  return { kind: 'overtaken', by: last?.by ?? '', at: last?.at ?? new Date() }
}

/** What the file says of an entry: its new words where they differ, else those people judged, else the entry itself. */
export function readingOf(kind: EntryKind, row: StoredRow): Row {
  const kept = keptReading(row.reading) ?? keptReading(row.judgedOn) ?? row
  return { ...substanceOf(kind, kept), section: kept.section, quote: kept.quote, key: kept.key }
}
