import { Prisma, type Store } from '../../store/index.ts'
import type { Cadence } from '../administrative-document.ts'
import { recordChange } from '../ingestion/record-change.ts'
import type { StoredRow } from '../ingestion/register-rows.ts'
import { tableOf } from '../ingestion/register-rows.ts'
import type { Visibility } from '../ingestion/replace-document.ts'
import { corrected, type DuePreview, previewDue } from './correct.ts'
import { type Correction, cleanCorrection } from './fields.ts'
import { type HistoryLine, historyOf } from './history.ts'
import { change, type Edit, inTransaction, judge, lockDocument, readingOf } from './judging.ts'
import {
  type AwaitingDocument,
  type DocumentReview,
  documentsAwaiting,
  type EntryKind,
  reviewDocument,
  type Seen,
} from './list.ts'
import { merge } from './merge.ts'
import type { Judge, Outcome } from './outcome.ts'

export type Review = {
  /** Documents in force with something to judge, changed and vanished entries first. */
  awaiting(): Promise<AwaitingDocument[]>
  /** One document with all its entries; null when it is not in force. */
  document(documentId: number): Promise<DocumentReview | null>
  /** Every change of one entry, or of a document and all its entries, the latest first. */
  history(of: { kind: EntryKind; id: number } | { documentId: number }): Promise<HistoryLine[]>
  confirm(seen: Seen, judge: Judge): Promise<Outcome>
  /** Confirms every entry of one kind that nobody has judged, as the caller saw them in that version of the document. */
  confirmAll(of: { documentId: number; version: number; kind: EntryKind }, judge: Judge): Promise<ConfirmedAll>
  correct(seen: Seen, correction: Correction, judge: Judge): Promise<Outcome>
  /** When a report would fall due by these words; null where they name no day. */
  previewDue(words: { documentId: number; cadence: Cadence; dueText: string }): Promise<DuePreview | null>
  /** Takes the entry out of the register; asks for a reason. */
  reject(seen: Seen, judge: Judge): Promise<Outcome>
  /** Makes the entry a proposal again, with what the file says. */
  reopen(seen: Seen, judge: Judge): Promise<Outcome>
  /** Two entries that say one thing: `drop` goes into `keep`, which takes the units and blanks it fills. */
  merge(pair: { keep: Seen; drop: Seen }, judge: Judge): Promise<Outcome>
  /**
   * Ends a difference between people's word and the file: `take_file` confirms what the file says now (an entry it no
   * longer says is taken out), `keep_own` keeps people's word.
   */
  settle(seen: Seen, choice: 'take_file' | 'keep_own', judge: Judge): Promise<Outcome>
  /** Publishes a document or withdraws it; outlasts the next reading of the file. */
  setVisibility(documentId: number, visibility: Visibility, judge: Judge): Promise<Outcome>
}

export type ConfirmedAll = { kind: 'done'; confirmed: number } | { kind: 'overtaken' } | { kind: 'gone' }

const NO_REASON = 'Cần ghi lý do để người sau hiểu vì sao thay đổi.'
const NOT_SETTLED =
  'Tệp mới ghi khác điều đã xác nhận. Chọn "Lấy theo tệp" hoặc "Giữ như đã xác nhận" trước khi làm việc khác.'

/** The office's review of what was read. `today` (ISO, Asia/Ho_Chi_Minh) is where previewed due dates begin. */
export function openReview({ store, today }: { store: Store; today: () => string }): Review {
  const reasoned = async (who: Judge, work: () => Promise<Outcome>): Promise<Outcome> =>
    who.why?.trim() ? work() : { kind: 'refused', why: NO_REASON }
  return {
    awaiting: () => documentsAwaiting(store),
    document: (documentId) => reviewDocument(store, documentId),
    history: (of) => historyOf(store, of),
    confirm: (seen, who) => judge(store, seen, who, (row) => confirmed(seen.kind, row)),
    confirmAll: (of, who) => confirmAll(store, of, who),
    correct: (seen, correction, who) =>
      reasoned(who, async () => {
        const clean = correction.kind === seen.kind ? cleanCorrection(correction) : null
        if (!clean) return { kind: 'refused', why: 'Nội dung sửa không đúng mẫu: kiểm tra các ô vừa nhập.' }
        return judge(store, seen, who, (row, tx) => corrected(row, tx, { correction: clean, today: today() }))
      }),
    previewDue: (words) => previewDue(store, { ...words, today: today() }),
    reject: (seen, who) => reasoned(who, () => judge(store, seen, who, (row) => rejected(seen.kind, row))),
    reopen: (seen, who) => judge(store, seen, who, (row) => reopened(seen.kind, row)),
    merge: (pair, who) => reasoned(who, () => merge(store, pair, who)),
    settle: (seen, choice, who) => judge(store, seen, who, (row) => settled(seen.kind, row, choice)),
    setVisibility: (documentId, visibility, who) => setVisibility(store, { documentId, visibility }, who),
  }
}

function confirmed(kind: EntryKind, row: StoredRow): Edit {
  if (row.reading !== null || row.vanishedAt !== null) return { refused: NOT_SETTLED }
  if (row.state === 'corrected' || row.state === 'confirmed') return { refused: 'Mục này đã được cán bộ xác nhận.' }
  const columns = { state: 'confirmed', judgedOn: readingOf(kind, row), mergedInto: null }
  return { action: 'confirmed', columns }
}

function rejected(kind: EntryKind, row: StoredRow): Edit {
  const columns = { state: 'rejected', judgedOn: readingOf(kind, row), reading: Prisma.DbNull, kept: false }
  return { action: 'rejected', columns }
}

function reopened(kind: EntryKind, row: StoredRow): Edit {
  if (row.state === 'proposed') return { refused: 'Mục này đang chờ xác nhận.' }
  if (row.vanishedAt !== null) return { refused: 'Tệp không còn ghi mục này nên không có gì để xác nhận lại.' }
  const { section: _section, quote: _quote, key: _key, ...substance } = readingOf(kind, row)
  const columns = { ...substance, state: 'proposed', judgedOn: Prisma.DbNull, reading: Prisma.DbNull, mergedInto: null }
  return { action: 'reopened', columns }
}

function settled(kind: EntryKind, row: StoredRow, choice: 'take_file' | 'keep_own'): Edit {
  if (row.vanishedAt !== null) {
    return choice === 'take_file'
      ? { action: 'took_file', columns: { state: 'rejected', kept: false } }
      : { action: 'kept_own', columns: { kept: true } }
  }
  if (row.reading === null) return { refused: 'Tệp không ghi khác điều đã xác nhận.' }
  const file = readingOf(kind, row)
  const judgement = { judgedOn: file, reading: Prisma.DbNull }
  if (choice === 'keep_own') return { action: 'kept_own', columns: { ...judgement, state: 'corrected' } }
  const { section: _section, quote: _quote, key: _key, ...substance } = file
  return { action: 'took_file', columns: { ...substance, ...judgement, state: 'confirmed' } }
}

async function confirmAll(
  store: Store,
  { documentId, version, kind }: { documentId: number; version: number; kind: EntryKind },
  who: Judge,
): Promise<ConfirmedAll> {
  return inTransaction(store, async (tx) => {
    if (!(await lockDocument(tx, documentId))) return { kind: 'gone' }
    const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { version: true } })
    if (document.version !== version) return { kind: 'overtaken' }
    const rows = await tableOf(tx, kind).findMany({ where: { documentId, state: 'proposed' } })
    for (const row of rows) {
      const columns = { state: 'confirmed', judgedOn: readingOf(kind, row) }
      await change(tx, { kind, row, action: 'confirmed', columns, ...who })
    }
    return { kind: 'done', confirmed: rows.length }
  })
}

async function setVisibility(
  store: Store,
  { documentId, visibility }: { documentId: number; visibility: Visibility },
  { by, why }: Judge,
): Promise<Outcome> {
  return inTransaction(store, async (tx) => {
    if (!(await lockDocument(tx, documentId))) return { kind: 'gone' }
    const document = await tx.document.findUniqueOrThrow({ where: { id: documentId } })
    if (document.internalUse && visibility === 'public') {
      return { kind: 'refused', why: 'Văn bản ghi "Lưu hành nội bộ" nên không công khai được.' }
    }
    await tx.document.update({ where: { id: documentId }, data: { visibility, visibilitySaid: visibility } })
    const [before, after] = [{ visibility: document.visibility }, { visibility }]
    const subject = { documentId, subject: 'document', subjectId: documentId } as const
    await recordChange(tx, { ...subject, action: 'visibility', by, why: why?.trim() || null, before, after })
    return { kind: 'done', revision: document.review }
  })
}
