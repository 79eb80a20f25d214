import { createHash } from 'node:crypto'
import { ANALYSER_VERSION, searchWords } from '../../language/analyser.ts'
import { clean } from '../../language/text.ts'
import { SHARED_COMMUNE_ID, type Store } from '../../store/index.ts'
import { ensureSharedCommune } from '../ingestion/commune.ts'
import type { Tokenise } from '../ingestion/entries.ts'
import { emptyReport, type Ingestion, type IngestionReport } from '../ingestion/ingest.ts'
import { replaceDocument, retireDocument } from '../ingestion/replace-document.ts'
import { type Guide, GuideError } from './guide.ts'
import { documentOf } from './guide-document.ts'
import { type GuideFile, listGuideFiles } from './load-guides.ts'
import { GUIDE_READER_VERSION, readGuide } from './read-guide.ts'
import { loadServiceKnowledge } from './service-knowledge.ts'

const VERSION = `guides ${GUIDE_READER_VERSION}, analyser ${ANALYSER_VERSION}`

export type GuideIngestion = Pick<Ingestion, 'store' | 'folder' | 'onProgress'>

/**
 * Brings the shared commune's documents to what `services/` of the knowledge folder says, by the same diff of digests as
 * `ingest`: a guide that cannot be read is reported and its last good version stays. Never throws for a guide's content.
 */
export async function ingestGuides({ store, folder, onProgress }: GuideIngestion): Promise<IngestionReport> {
  const files = listGuideFiles(folder)
  return store.withLock('ingestion', async () => {
    const report = emptyReport()
    await ensureSharedCommune(store)
    const known = new Map((await knownGuides(store)).map((guide) => [guide.file, guide]))
    for (const [done, guideFile] of files.entries()) {
      onProgress?.({ done, total: files.length, file: guideFile.file })
      await ingestGuide({ store, report, guideFile, known: known.get(guideFile.file) })
    }
    onProgress?.({ done: files.length, total: files.length, file: '' })
    const present = new Set(files.map(({ file }) => file))
    for (const guide of known.values()) {
      if (present.has(guide.file) || guide.status === 'retired') continue
      await retireDocument(store, guide)
      report.retired.push(guide.file)
    }
    report.refused.push(...besideGuides(folder))
    return report
  })
}

/** Files beside the guides that cannot be read: told here because nobody else would. */
function besideGuides(folder: string): IngestionReport['refused'] {
  return loadServiceKnowledge(folder)
    .faults.filter(({ file }) => !file.endsWith('.md'))
    .map(({ file, detail, remedy }) => ({ file, reason: detail, remedy }))
}

type KnownGuide = { id: number; file: string; digest: string; status: string }

function knownGuides(store: Store): Promise<KnownGuide[]> {
  const select = { id: true, file: true, digest: true, status: true } as const
  return store.db.document.findMany({ where: { communeId: SHARED_COMMUNE_ID }, select })
}

type GuideTask = { store: Store; report: IngestionReport; guideFile: GuideFile; known: KnownGuide | undefined }

async function ingestGuide({ store, report, guideFile, known }: GuideTask): Promise<void> {
  const { file, text } = guideFile
  const digest = createHash('sha256').update(`${text}\n${VERSION}`).digest('hex')
  if (known?.digest === digest && known.status === 'active') {
    report.unchanged.push(file)
    return
  }
  const read = tryRead(guideFile)
  if (read instanceof GuideError) {
    report.refused.push({ file, reason: read.detail, remedy: read.remedy })
    return
  }
  const document = documentOf(read, clean(text))
  const reading = { file, digest, visibility: 'public', communeId: SHARED_COMMUNE_ID, document } as const
  await replaceDocument(store, { ...reading, tokenise: tokeniserFor(read) })
  report[known ? 'changed' : 'added'].push(file)
}

function tryRead({ file, text }: GuideFile): Guide | GuideError {
  try {
    return readGuide(file, text)
  } catch (error) {
    if (error instanceof GuideError) return error
    throw error
  }
}

/** The short version is also found by every other name people have for the service. */
function tokeniserFor(guide: Guide): Tokenise {
  const summary = guide.parts.summary[0]?.text
  const names = guide.synonyms.join('. ')
  return ({ heading, lead, quote }) =>
    searchWords(quote === summary ? { heading, lead: names, quote } : { heading, lead, quote })
}

/** Ids of the stored guides by file: what a citation links to. */
export async function guideDocumentIds(store: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await store.db.document.findMany({
    where: { communeId: SHARED_COMMUNE_ID, status: 'active' },
    select: { id: true, file: true },
  })
  return new Map(rows.map(({ id, file }) => [file, id]))
}
