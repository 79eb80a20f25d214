import { ANALYSER_VERSION, searchWords } from '../../language/analyser.ts'
import type { Store } from '../../store/index.ts'
import { extractText, type ReadProgress } from '../files/index.ts'
import { ingestGuides } from '../guides/index.ts'
import { readText } from '../reading/index.ts'
import { type Ingestion, type IngestionReport, ingest, type ReadOutcome } from './ingest.ts'

/** Raise when reading gives another result for the same file: every document is then read again. */
const READER_VERSION = 4

export type KnowledgeRun = Pick<Ingestion, 'folder' | 'onProgress'> & {
  store: Store
  /** ISO date in Asia/Ho_Chi_Minh: named dates are worked out from it. */
  today: string
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
}: KnowledgeRun): Promise<IngestionReport> {
  const documents = await ingest({
    store,
    folder,
    onProgress,
    tokenise: searchWords,
    version: `reader ${READER_VERSION}, analyser ${ANALYSER_VERSION}`,
    read: (path, file) => readFile({ path, file, today, onPages }),
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
  }
}

type FileToRead = Pick<KnowledgeRun, 'today' | 'onPages'> & { path: string; file: string }

async function readFile({ path, file, today, onPages }: FileToRead): Promise<ReadOutcome> {
  const extraction = await extractText(path, { onProgress: (progress) => onPages?.(file, progress) })
  if (extraction.kind === 'unreadable') return { kind: 'refused', reason: extraction.why, remedy: extraction.remedy }
  const document = readText({ file, text: extraction.text, today })
  const { notes, confidence } = extraction
  const scanned =
    confidence === undefined ? [] : [`nhận dạng chữ từ ảnh, độ tin cậy ${Math.round(confidence)}%: cần người đối chiếu`]
  return { kind: 'read', document: { ...document, warnings: [...document.warnings, ...notes, ...scanned] } }
}
