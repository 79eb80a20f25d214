import { ANALYSER_VERSION, searchWords } from '../../language/analyser.ts'
import type { Store } from '../../store/index.ts'
import type { AdministrativeDocument } from '../administrative-document.ts'
import { type ExtractedText, extractText, type ReadProgress } from '../files/index.ts'
import { ingestGuides } from '../guides/index.ts'
import { readText } from '../reading/index.ts'
import { type Ingestion, type IngestionReport, ingest, type ReadOutcome, type Remark } from './ingest.ts'

/** Raise when reading gives another result for the same file: every document is then read again. */
const READER_VERSION = 8

export type KnowledgeRun = Pick<Ingestion, 'folder' | 'onProgress'> & {
  store: Store
  /** ISO date in Asia/Ho_Chi_Minh: named dates are worked out from it. */
  today: string
  /** What reading one file may cost; the defaults where left out. */
  reading?: { ocr: boolean; maxFileMib: number; maxPdfPages: number; maxOcrPages: number }
  /** Pages of a long file as they are recognised. */
  onPages?: (file: string, progress: ReadProgress) => void
}

/**
 * `ingest` with our own file opening, reading and search words, then the service guides beside the documents: one report of
 * both. Throws `KnowledgeFolderError` or `ManifestError`.
 */
export async function ingestKnowledge({
  store,
  folder,
  today,
  onProgress,
  onPages,
  reading,
}: KnowledgeRun): Promise<IngestionReport> {
  const documents = await ingest({
    store,
    folder,
    onProgress,
    tokenise: searchWords,
    version: `reader ${READER_VERSION}, analyser ${ANALYSER_VERSION}`,
    read: (path, file) => readFile({ path, file, today, onPages, reading }),
  })
  return joined(documents, await ingestGuides({ store, folder }))
}

function joined(documents: IngestionReport, guides: IngestionReport): IngestionReport {
  return {
    added: [...documents.added, ...guides.added],
    changed: [...documents.changed, ...guides.changed],
    unchanged: [...documents.unchanged, ...guides.unchanged],
    retired: [...documents.retired, ...guides.retired],
    refused: [...documents.refused, ...guides.refused],
    disturbed: documents.disturbed,
    remarks: documents.remarks,
  }
}

type FileToRead = Pick<KnowledgeRun, 'today' | 'onPages' | 'reading'> & { path: string; file: string }

const BYTES_A_MIB = 2 ** 20

async function readFile({ path, file, today, onPages, reading }: FileToRead): Promise<ReadOutcome> {
  const { ocr, maxFileMib, ...limits } = reading ?? { ocr: true }
  const extraction = await extractText(path, {
    ocr,
    limits: { ...limits, ...(maxFileMib ? { maxFileBytes: maxFileMib * BYTES_A_MIB } : {}) },
    onProgress: (progress) => onPages?.(file, progress),
  })
  if (extraction.kind === 'unreadable') return { kind: 'refused', reason: extraction.why, remedy: extraction.remedy }
  const document = readText({ file, text: extraction.text, today })
  const remarks = remarksOn(extraction, document)
  return {
    kind: 'read',
    document: { ...document, warnings: [...document.warnings, ...remarks.map(({ reason }) => reason)] },
    remarks,
  }
}

/** What was read with doubt: said in the report, and kept with the document's warnings. */
function remarksOn({ notes, confidence }: ExtractedText, { unreadTables }: AdministrativeDocument): Remark[] {
  const remedy =
    confidence === undefined ? 'đối chiếu với bản gốc' : 'đối chiếu với bản gốc, hoặc nạp bản Word, PDF có chữ'
  return [
    ...(notes.length > 0 ? [{ reason: notes.join('; '), remedy }] : []),
    ...unreadTables.map((place) => ({
      reason: `bảng không có dòng tiêu đề nhận ra được (${place}): không lấy nhiệm vụ từ bảng này`,
      remedy: 'thêm dòng tiêu đề cột (STT, Nhiệm vụ, Đơn vị chủ trì, Thời gian…) rồi nạp lại',
    })),
  ]
}
