import { Prisma, type Store } from '../../store/index.ts'
import { type EntryKind, type Row, type StoredRow, SUBSTANCE, tableOf } from '../ingestion/register-rows.ts'
import { change, inTransaction, lockDocument, overtaken, readingOf, type Transaction } from './judging.ts'
import type { Seen } from './list.ts'
import type { Judge, Outcome } from './outcome.ts'

/** Two entries that say one thing become one. The one dropped stays in the store, rejected, and names where it went. */
export async function merge(store: Store, { keep, drop }: { keep: Seen; drop: Seen }, who: Judge): Promise<Outcome> {
  if (keep.kind !== drop.kind || keep.id === drop.id) {
    return { kind: 'refused', why: 'Chỉ gộp được hai mục khác nhau cùng loại.' }
  }
  const { kind } = keep
  return inTransaction(store, async (tx) => {
    const rows = await lockedPair(tx, kind, [keep.id, drop.id])
    const [kept, dropped] = [rows.get(keep.id), rows.get(drop.id)]
    if (!kept || !dropped) return { kind: 'gone' }
    if (kept.revision !== keep.revision) return overtaken(tx, kind, kept)
    if (dropped.revision !== drop.revision) return overtaken(tx, kind, dropped)
    if (!(await haveOneCommune(tx, kept, dropped))) {
      return { kind: 'refused', why: 'Hai mục thuộc hai xã khác nhau nên không gộp được.' }
    }
    const filled = filledFrom(kind, kept, dropped)
    const state = Object.keys(filled).length > 0 ? 'corrected' : 'confirmed'
    const judgement = { state, judgedOn: readingOf(kind, kept), reading: Prisma.DbNull }
    await change(tx, { kind, row: kept, action: 'merged', columns: { ...filled, ...judgement }, ...who })
    const columns = {
      state: 'rejected',
      judgedOn: readingOf(kind, dropped),
      reading: Prisma.DbNull,
      mergedInto: kept.id,
    }
    await change(tx, { kind, row: dropped, action: 'merged', columns, ...who })
    return { kind: 'done', revision: keep.revision + 1 }
  })
}

/** Documents are locked in the order of their numbers, so that two merges across the same documents wait for each other. */
async function lockedPair(tx: Transaction, kind: EntryKind, ids: number[]): Promise<Map<number, StoredRow>> {
  const find = (): PromiseLike<StoredRow[]> => tableOf(tx, kind).findMany({ where: { id: { in: ids } } })
  const documentIds = new Set((await find()).map(({ documentId }) => documentId))
  for (const documentId of [...documentIds].sort((a, b) => a - b)) await lockDocument(tx, documentId)
  return new Map((await find()).map((row) => [row.id, row]))
}

async function haveOneCommune(tx: Transaction, a: StoredRow, b: StoredRow): Promise<boolean> {
  if (a.documentId === b.documentId) return true
  const where = { id: { in: [a.documentId, b.documentId] } }
  const documents = await tx.document.findMany({ where, select: { communeId: true } })
  return new Set(documents.map(({ communeId }) => communeId)).size === 1
}

/** Units of both; what the kept entry leaves blank. Its time comes whole from one of them. */
function filledFrom(kind: EntryKind, kept: StoredRow, dropped: StoredRow): Row {
  const filled: Record<string, unknown> = {}
  const takesTime = !kept.timeText && !kept.dueText
  for (const column of SUBSTANCE[kind]) {
    const [own, other] = [kept[column], dropped[column]]
    if (Array.isArray(own) && Array.isArray(other)) {
      const joined = [...new Set([...own, ...other])]
      if (joined.length > own.length) filled[column] = joined
    } else if (TIME.has(column) ? takesTime && hasValue(other) : !hasValue(own) && hasValue(other)) {
      filled[column] = other
    }
  }
  return filled
}

const TIME = new Set(['timeText', 'startsOn', 'endsOn', 'recurrence', 'ongoing', 'dueText', 'cadence'])

function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && value !== false
}
