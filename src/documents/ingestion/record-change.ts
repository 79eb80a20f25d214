import { Prisma } from '../../store/index.ts'
import type { EntryKind, Row } from './register-rows.ts'

/** Who is named where no officer changed an entry but the reading of a changed file did. */
export const READER = 'Trợ lý (đọc lại tệp)'

export type ChangeAction =
  | 'confirmed'
  | 'corrected'
  | 'rejected'
  | 'reopened'
  | 'merged'
  | 'took_file'
  | 'kept_own'
  | 'visibility'
  | 'changed'
  | 'vanished'
  | 'returned'

export type Change = {
  documentId: number
  subject: EntryKind | 'document'
  subjectId: number
  action: ChangeAction
  by: string
  why?: string | null
  before?: Row | null
  after?: Row | null
}

/** One line of an entry's history, in the transaction that makes the change. */
export async function recordChange(tx: Prisma.TransactionClient, { before, after, ...change }: Change): Promise<void> {
  const json = (row: Row | null | undefined) => (row ? (row as Prisma.InputJsonObject) : Prisma.DbNull)
  await tx.reviewChange.create({ data: { ...change, before: json(before), after: json(after) } })
}
