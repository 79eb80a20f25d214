/** What the three registers (duties, reporting rules, targets) have in common as rows of the store. */
import type { Prisma } from '../../store/index.ts'

export type EntryKind = 'duty' | 'rule' | 'target'

/** Columns that say what is owed, by whom and when: where they are equal, two readings say the same. */
export const SUBSTANCE = {
  duty: ['name', 'lead', 'coordinating', 'output', 'timeText', 'startsOn', 'endsOn', 'recurrence', 'ongoing'],
  rule: ['who', 'recipient', 'via', 'cadence', 'dueText', 'recurrence'],
  target: ['text', 'op', 'value', 'unit', 'byYear', 'phase'],
} as const satisfies Record<EntryKind, readonly string[]>

/** A row as plain values, by column. */
export type Row = Readonly<Record<string, unknown>>

/** An extracted entry as stored. People's words (confirmed, corrected, rejected) survive every later reading. */
export type StoredRow = Row & {
  id: number
  documentId: number
  state: string
  key: string
  section: string
  quote: string
  revision: number
  /** What reading proposed when people judged it; null while nobody has. */
  judgedOn: unknown
  /** What the file says now, where that is not what people judged. */
  reading: unknown
  vanishedAt: Date | null
  mergedInto: number | null
  /** People keep it in force though the file no longer says it. */
  kept: boolean
}

/** What the store does with the rows of one register. */
export type RowTable = {
  findMany(query: { where: Row; orderBy?: unknown }): PromiseLike<StoredRow[]>
  findUnique(query: { where: { id: number } }): PromiseLike<StoredRow | null>
  createMany(query: { data: Row[] }): PromiseLike<unknown>
  update(query: { where: { id: number }; data: Row }): PromiseLike<unknown>
  updateMany(query: { where: Row; data: Row }): PromiseLike<{ count: number }>
  deleteMany(query: { where: { id: { in: number[] } } }): PromiseLike<unknown>
}

type Tables = Pick<Prisma.TransactionClient, 'duty' | 'reportingRule' | 'target'>

/** One register's table. Its rows are those of the schema: the columns that `SUBSTANCE` names and `StoredRow` are in all. */
export function tableOf(db: Tables, kind: EntryKind): RowTable {
  const tables: Record<EntryKind, unknown> = { duty: db.duty, rule: db.reportingRule, target: db.target }
  return tables[kind] as RowTable
}

/** The columns that say what is owed, out of a row or a kept reading. */
export function substanceOf(kind: EntryKind, row: Row): Row {
  return Object.fromEntries(SUBSTANCE[kind].map((column) => [column, row[column] ?? null]))
}

/** Columns in which two readings of one kind differ. */
export function differing(kind: EntryKind, a: Row, b: Row): string[] {
  return SUBSTANCE[kind].filter((column) => JSON.stringify(a[column] ?? null) !== JSON.stringify(b[column] ?? null))
}

/** A kept reading as its columns; what the store holds there was written from a row. */
export function keptReading(value: unknown): Row | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Row) : null
}
