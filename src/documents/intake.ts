/** Files the office hands in through its pages: kept in the knowledge folder, read by the next run of the ingestion. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { slugify } from '../language/text.ts'
import type { Store } from '../store/index.ts'
import { explainUnreadable, extractText, SNIFF_BYTES, sniffFormat, type UnreadableReason } from './files/index.ts'
import type { IngestionReport, Remark } from './ingestion/ingest.ts'
import { readText } from './reading/index.ts'

export type HandedIn = {
  name: string
  bytes: Buffer
  /** The commune whose papers it lies with; null where there is none yet. */
  slug: string | null
  /** The document it is a new version of, by its file. */
  replaces: string | null
}

const OWN_REASONS = {
  other_format: 'Bản mới cần cùng loại tệp với bản đang dùng. Lưu lại cùng đuôi tệp, hoặc tải lên như văn bản mới.',
  not_writable: 'Máy chủ không ghi được vào thư mục kiến thức. Nhờ quản trị kiểm tra quyền ghi và dung lượng đĩa.',
  secret:
    'Văn bản đóng dấu độ mật: trợ lý không nhận và đã bỏ tệp vừa gửi. Xử lý theo quy định bảo vệ bí mật nhà nước.',
} as const

export type RefusedIntake = UnreadableReason | keyof typeof OWN_REASONS

export type Intake = { kind: 'kept'; file: string } | { kind: 'refused'; because: RefusedIntake }

/** Keeps a file where reading finds it, whole or not at all. What it is called is made safe; its content is looked at. */
export async function keepFile(folder: string, { name, bytes, slug, replaces }: HandedIn): Promise<Intake> {
  const extension = extname(name).toLowerCase()
  const sniffed = bytes.length === 0 ? { reason: 'empty' as const } : sniffFormat(name, bytes.subarray(0, SNIFF_BYTES))
  if ('reason' in sniffed) return { kind: 'refused', because: sniffed.reason }
  if (replaces !== null && extname(replaces).toLowerCase() !== extension) {
    return { kind: 'refused', because: 'other_format' }
  }
  if (await isSecret(bytes, extension)) return { kind: 'refused', because: 'secret' }
  const stem = slugify(basename(name, extname(name))).slice(0, MOST_NAME_CHARS) || 'van-ban'
  const file = replaces ?? [...(slug === null ? [] : [slug]), `${stem}${extension}`].join('/')
  const path = join(folder, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    // Begins with a dot: a run that passes by does not take a half-written file.
    const beside = join(dirname(path), `.${basename(path)}.new`)
    await writeFile(beside, bytes)
    await rename(beside, path)
  } catch {
    return { kind: 'refused', because: 'not_writable' }
  }
  return { kind: 'kept', file }
}

const MOST_NAME_CHARS = 100

/** Why a file was not taken and what to do about it. */
export function explainRefusal(because: RefusedIntake): string {
  return isOwnReason(because) ? OWN_REASONS[because] : explainUnreadable(because)
}

function isOwnReason(because: RefusedIntake): because is keyof typeof OWN_REASONS {
  return Object.hasOwn(OWN_REASONS, because)
}

/** A marked paper never reaches the folder; what a scan says is known only once it is recognised. */
async function isSecret(bytes: Buffer, extension: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'handed-in-'))
  try {
    const path = join(folder, `file${extension}`)
    await writeFile(path, bytes)
    const read = await extractText(path, { ocr: false })
    return read.kind === 'text' && readText({ file: '', text: read.text, today: ANY_DAY }).secrecy !== null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The mark does not hang on the day of reading. */
const ANY_DAY = '2026-01-01'

/** How far the reading of one file is, or what it came to. */
export type ReadingState =
  | { kind: 'waiting' }
  | { kind: 'reading'; done: number; total: number }
  | { kind: 'refused'; reason: string; remedy: string }
  | {
      kind: 'read'
      /** As a new paper, a new version, or the same as before. */
      as: 'added' | 'changed' | 'unchanged'
      documentId: number | null
      communeId: number | null
      remarks: Remark[]
      /** Judged entries that the new version says otherwise, or no longer. */
      disturbed: number
    }

/** The number of the last run so far: what is handed in now is read by a later one. */
export async function lastRunId({ db }: Store): Promise<number> {
  return (await db.ingestionRun.aggregate({ _max: { id: true } }))._max.id ?? 0
}

/** What became of a file in the runs after that one. */
export async function readingState(store: Store, file: string, afterRun: number): Promise<ReadingState> {
  const runs = await store.db.ingestionRun.findMany({ where: { id: { gt: afterRun } }, orderBy: { id: 'asc' } })
  const finished = runs.find(({ finishedAt }) => finishedAt !== null)
  if (!finished) {
    const { done = 0, total = 0 } = (runs.at(-1)?.report ?? {}) as { done?: number; total?: number }
    return runs.length === 0 ? { kind: 'waiting' } : { kind: 'reading', done, total }
  }
  // Written by `ingest` alone, in this shape.
  const report = finished.report as unknown as IngestionReport
  const refused = report.refused.find((each) => each.file === file)
  if (refused) return { kind: 'refused', reason: refused.reason, remedy: refused.remedy }
  const document = await store.db.document.findUnique({ where: { file }, select: { id: true, communeId: true } })
  const as = report.added.includes(file) ? 'added' : report.changed.includes(file) ? 'changed' : 'unchanged'
  const disturbed = report.disturbed.find((each) => each.file === file)
  return {
    ...{ kind: 'read', as, documentId: document?.id ?? null, communeId: document?.communeId ?? null },
    remarks: report.remarks.filter((each) => each.file === file),
    disturbed: (disturbed?.changed ?? 0) + (disturbed?.vanished ?? 0),
  }
}
