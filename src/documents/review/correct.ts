import { Prisma, type Store } from '../../store/index.ts'
import type { Cadence, TaskCount } from '../administrative-document.ts'
import type { Row, StoredRow } from '../ingestion/register-rows.ts'
import { openPointsOf } from '../reading/open-points.ts'
import { plannedYear, readCellTime } from '../reading/task-time.ts'
import { readDue } from '../reporting/index.ts'
import { type CleanCorrection, FIELD_OF } from './fields.ts'
import { type Edit, readingOf, type Transaction } from './judging.ts'
import type { EntryKind } from './list.ts'

type Words = { identity: { title: string | null; period: string | null; date: string | null }; headings: string[] }

/** When a report falls due by an officer's words: what the console shows before the correction is kept. */
export type DuePreview = { recurrence: string | null; dueDates: string[]; lastSafeDays: string[] }

/** An officer's fields in place of an entry's, its times read again from their words. */
export async function corrected(
  row: StoredRow,
  tx: Transaction,
  { correction, today }: { correction: CleanCorrection; today: string },
): Promise<Edit> {
  const { kind } = correction
  const given = columnsOf(correction)
  const words = await wordsOf(tx, row.documentId)
  const derived = derivedColumns({ kind, row, given, words, today })
  if (derived.kind === 'refused') return { refused: derived.why }
  const judgement = { state: 'corrected', judgedOn: readingOf(kind, row), reading: Prisma.DbNull }
  return { action: 'corrected', columns: { ...given, ...derived.columns, ...judgement } }
}

function columnsOf({ kind, fields }: CleanCorrection): Row {
  const column: Readonly<Record<string, string>> = FIELD_OF[kind]
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([field, value]) => [column[field] ?? field, value]))
}

type Derivation = { kind: EntryKind; row: StoredRow; given: Row; words: Words; today: string }

type Derived = { kind: 'columns'; columns: Row } | { kind: 'refused'; why: string }

function derivedColumns(derivation: Derivation): Derived {
  if (derivation.kind === 'rule') return ruleColumns(derivation)
  return { kind: 'columns', columns: derivation.kind === 'duty' ? dutyColumns(derivation) : {} }
}

function dutyColumns({ row, given, words }: Derivation): Row {
  const times = timesOf(given, words)
  const all: Row = { ...row, ...given, ...times }
  const count = typeof all.countValue === 'number' ? ({ value: all.countValue } as TaskCount) : null
  return {
    ...times,
    open: openPointsOf({
      name: String(all.name),
      quote: String(all.quote),
      lead: namesIn(all.lead),
      coordinating: namesIn(all.coordinating),
      output: all.output as string | null,
      timed: Boolean(all.timeText || all.ongoing || all.endsOn),
      counted: count !== null,
    }),
  }
}

/** Days given outright outrank what the words say. */
function timesOf(given: Row, { identity }: Words): Row {
  const days = { startsOn: given.startsOn ?? null, endsOn: given.endsOn ?? null }
  if (given.startsOn !== undefined || given.endsOn !== undefined) return { ...days, recurrence: null, ongoing: false }
  if (given.timeText === undefined) return {}
  const { start, end, recurrence, ongoing } = readCellTime(String(given.timeText ?? ''), {
    issued: identity.date,
    planned: plannedYear(identity.period ?? null, identity.date),
  })
  return { startsOn: start, endsOn: end, recurrence, ongoing }
}

function ruleColumns({ row, given, words, today }: Derivation): Derived {
  if (given.dueText === undefined && given.cadence === undefined) return { kind: 'columns', columns: {} }
  const cadence = (given.cadence ?? row.cadence) as Cadence
  const dueText = (given.dueText === undefined ? row.dueText : given.dueText) as string | null
  const due = readDue({ cadence, dueText, ...words, today })
  if (due || cadence === 'on-request' || cadence === 'unspecified') {
    return { kind: 'columns', columns: { recurrence: due?.recurrence ?? null } }
  }
  return {
    kind: 'refused',
    why: `Không tính được ngày từ "${dueText}". Viết như "trước ngày 20 tháng cuối quý" hoặc "chậm nhất ngày 15/12 hằng năm", hoặc chọn kỳ báo cáo "không định kỳ" để giữ nguyên lời.`,
  }
}

async function wordsOf(tx: Transaction | Store['db'], documentId: number): Promise<Words> {
  const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { identity: true } })
  const sections = await tx.section.findMany({ where: { documentId }, select: { heading: true } })
  const identity = document.identity as Partial<Words['identity']> | null
  const { title = null, period = null, date = null } = identity ?? {}
  return { identity: { title, period, date }, headings: sections.map(({ heading }) => heading) }
}

/** Reads due words without keeping them; null where they name no day. */
export async function previewDue(
  store: Store,
  { documentId, cadence, dueText, today }: { documentId: number; cadence: Cadence; dueText: string; today: string },
): Promise<DuePreview | null> {
  return readDue({ cadence, dueText, ...(await wordsOf(store.db, documentId)), today })
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
