import { createHash } from 'node:crypto'
import { type Prisma, SHARED_COMMUNE_ID, type Store } from '../../store/index.ts'
import type { AdministrativeDocument } from '../administrative-document.ts'
import { findOrCreateCommune, type NamedCommune } from './commune.ts'
import type { Tokenise } from './entries.ts'
import { type KnowledgeFile, listKnowledgeFiles } from './knowledge-folder.ts'
import { type Correction, readManifest } from './manifest.ts'
import { type Disturbed, replaceDocument, retireDocument } from './replace-document.ts'

/** A file that was left out, with the place, the reason and what to do about it, in Vietnamese. */
export type RefusedFile = { file: string; reason: string; remedy: string }

export type IngestionReport = {
  added: string[]
  changed: string[]
  unchanged: string[]
  retired: string[]
  refused: RefusedFile[]
  /** Changed files that no longer say, or say otherwise, what people had judged: shown to them beside their own word. */
  disturbed: ({ file: string } & Disturbed)[]
  /** Files that were read, with what in them has to be looked at: old encodings, scans, tables without headings. */
  remarks: ({ file: string } & Remark)[]
}

/** Why a reading is in doubt, with the place, and what to do about it, in Vietnamese. */
export type Remark = { reason: string; remedy: string }

export function emptyReport(): IngestionReport {
  return { added: [], changed: [], unchanged: [], retired: [], refused: [], disturbed: [], remarks: [] }
}

/** What opening and reading one file gave. */
export type ReadOutcome =
  | { kind: 'read'; document: AdministrativeDocument; remarks?: Remark[] }
  | { kind: 'refused'; reason: string; remedy: string }

export type Ingestion = {
  store: Store
  folder: string
  read: (path: string, file: string) => Promise<ReadOutcome>
  tokenise: Tokenise
  /** Changes whenever reading or tokenising would give another result for the same bytes. */
  version: string
  onProgress?: (progress: { done: number; total: number; file: string }) => void
}

type KnownDocument = { id: number; file: string; digest: string; status: string; communeId: number }

/**
 * Brings the store to what the knowledge folder says: unchanged files are skipped, changed ones replaced in one
 * transaction each, vanished ones retired; a file that cannot be read is reported and the others go on.
 * Only one run at a time. Throws `KnowledgeFolderError` or `ManifestError` before touching anything.
 */
export async function ingest(ingestion: Ingestion): Promise<IngestionReport> {
  const files = listKnowledgeFiles(ingestion.folder)
  const { corrections } = readManifest(ingestion.folder)
  return ingestion.store.withLock('ingestion', async () => {
    const { db } = ingestion.store
    const run = await db.ingestionRun.create({ data: {} })
    const noted = noteProgress(ingestion, run.id)
    const report = await ingestFiles(noted, files, corrections)
    const json: Prisma.InputJsonObject = { ...report }
    await db.ingestionRun.update({ where: { id: run.id }, data: { finishedAt: new Date(), report: json } })
    return report
  })
}

/** How far a run is, kept in its row for whoever looks at a page meanwhile; at most once in so many milliseconds. */
const NOTE_EVERY_MS = 500

function noteProgress(ingestion: Ingestion, runId: number): Ingestion {
  let notedAt = Number.NEGATIVE_INFINITY
  let progress = { done: 0, total: 0 }
  return {
    ...ingestion,
    read: async (path, file) => {
      const at = performance.now()
      if (at - notedAt > NOTE_EVERY_MS) {
        notedAt = at
        const report: Prisma.InputJsonObject = { ...progress }
        await ingestion.store.db.ingestionRun.update({ where: { id: runId }, data: { report } })
      }
      return ingestion.read(path, file)
    },
    onProgress: (now) => {
      progress = { done: now.done, total: now.total }
      ingestion.onProgress?.(now)
    },
  }
}

async function ingestFiles(
  ingestion: Ingestion,
  files: KnowledgeFile[],
  corrections: ReadonlyMap<string, Correction>,
): Promise<IngestionReport> {
  const report = emptyReport()
  const known = new Map((await knownDocuments(ingestion.store)).map((document) => [document.file, document]))
  for (const [done, knowledgeFile] of files.entries()) {
    ingestion.onProgress?.({ done, total: files.length, file: knowledgeFile.file })
    const correction = corrections.get(knowledgeFile.file) ?? {}
    await ingestFile({ ingestion, report, knowledgeFile, correction, known: known.get(knowledgeFile.file) })
  }
  ingestion.onProgress?.({ done: files.length, total: files.length, file: '' })
  const present = new Set(files.map(({ file }) => file))
  for (const document of known.values()) {
    if (present.has(document.file) || document.status === 'retired') continue
    await retireDocument(ingestion.store, document)
    report.retired.push(document.file)
  }
  return report
}

function knownDocuments(store: Store): Promise<KnownDocument[]> {
  const where = { communeId: { not: SHARED_COMMUNE_ID } }
  return store.db.document.findMany({
    where,
    select: { id: true, file: true, digest: true, status: true, communeId: true },
  })
}

type FileTask = {
  ingestion: Ingestion
  report: IngestionReport
  knowledgeFile: KnowledgeFile
  correction: Correction
  known: KnownDocument | undefined
}

async function ingestFile({ ingestion, report, knowledgeFile, correction, known }: FileTask): Promise<void> {
  const { file, path, bytesDigest } = knowledgeFile
  const refuse = (reason: string, remedy: string): void => void report.refused.push({ file, reason, remedy })
  if (bytesDigest === null) return refuse('không mở được tệp', 'kiểm tra quyền đọc của tệp rồi nạp lại')
  const digest = digestOf([bytesDigest, ingestion.version, JSON.stringify(correction)])
  if (known?.digest === digest && known.status === 'active') {
    report.unchanged.push(file)
    return
  }
  const outcome = await readSafely(ingestion, path, file)
  if (outcome.kind === 'refused') return refuse(outcome.reason, outcome.remedy)
  const { document, remarks = [] } = outcome
  if (document.secrecy) return refuseSecret({ ingestion, known, document, refuse })
  const commune = communeOf(document, correction)
  if (!commune) {
    return refuse(
      'không đọc được tên xã, phường ban hành văn bản',
      `ghi "commune" cho tệp ${file} trong manifest.yaml của thư mục kiến thức rồi nạp lại`,
    )
  }
  const { id } = await findOrCreateCommune(ingestion.store, commune)
  const disturbed = await replaceDocument(ingestion.store, {
    file,
    digest,
    communeId: id,
    document: corrected(document, correction),
    visibility: correction.visibility ?? 'internal',
    tokenise: ingestion.tokenise,
  })
  report[known ? 'changed' : 'added'].push(file)
  for (const remark of remarks) report.remarks.push({ file, ...remark })
  if (disturbed.changed + disturbed.vanished > 0) report.disturbed.push({ file, ...disturbed })
}

/** One broken file must not stop the others: whatever reading throws becomes an entry of the report. */
async function readSafely({ read }: Ingestion, path: string, file: string): Promise<ReadOutcome> {
  try {
    return await read(path, file)
  } catch {
    return {
      kind: 'refused',
      reason: 'chương trình gặp lỗi khi đọc tệp',
      remedy: 'lưu lại tệp ở dạng .docx hoặc .txt rồi nạp lại; nếu vẫn lỗi, gửi tệp cho người hỗ trợ',
    }
  }
}

type SecretTask = {
  ingestion: Ingestion
  known: KnownDocument | undefined
  document: AdministrativeDocument
  refuse: (reason: string, remedy: string) => void
}

/** A secret paper is not kept, not even its earlier version that bore no mark. */
async function refuseSecret({ ingestion, known, document, refuse }: SecretTask): Promise<void> {
  if (known) await eraseDocument(ingestion.store, known)
  refuse(
    `văn bản đóng dấu độ mật (${document.secrecy})`,
    'trợ lý không nhận văn bản mật: đưa tệp ra khỏi thư mục kiến thức và xử lý theo quy định bảo vệ bí mật nhà nước',
  )
}

function communeOf(document: AdministrativeDocument, correction: Correction): NamedCommune | null {
  const properName = correction.commune ?? document.identity.commune
  if (!properName) return null
  const kind = correction.communeKind ?? kindOf(document.identity.issuer)
  return { properName, name: `${kind} ${properName}`, province: correction.province ?? document.identity.province }
}

function kindOf(issuer: string | null): 'xã' | 'phường' | 'đặc khu' {
  const words = (issuer ?? '').normalize('NFC').toLowerCase()
  if (words.includes('phường')) return 'phường'
  return words.includes('đặc khu') ? 'đặc khu' : 'xã'
}

function corrected(
  document: AdministrativeDocument,
  { number, date, title, signer }: Correction,
): AdministrativeDocument {
  const said = Object.fromEntries(
    Object.entries({ number, date, title, signer }).filter(([, value]) => value !== undefined),
  )
  return { ...document, identity: { ...document.identity, ...said } }
}

async function eraseDocument(store: Store, { id }: KnownDocument): Promise<void> {
  await store.db.$transaction(async (tx) => {
    await tx.passage.deleteMany({ where: { documentId: id } })
    await tx.document.delete({ where: { id } })
  })
}

function digestOf(parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
