/**
 * One file in, one administrative document out: identity, outline, passages, duties, reporting rules, targets; and the
 * knowledge folder kept equal to the store by a diff of digests. Promises quotes that stand in the file, one report entry
 * for each file left out, and that nothing people confirmed is lost. Refuses secret papers and never guesses a blank.
 */
export type { AdministrativeDocument, Identity, Passage, Section, Unit } from './administrative-document.ts'
export { closeReaders, extractText } from './files/index.ts'
export {
  GuideError,
  guideDocumentIds,
  type Lesson,
  type LocalOffice,
  loadLessons,
  loadServiceKnowledge,
  readLocalOffice,
  type ServiceKnowledge,
  writeLocalOffice,
} from './guides/index.ts'
export type { IngestionReport, RefusedFile } from './ingestion/ingest.ts'
export { ingestKnowledge } from './ingestion/ingest-knowledge.ts'
export { KnowledgeFolderError } from './ingestion/knowledge-folder.ts'
export { ManifestError } from './ingestion/manifest.ts'
export { removeSamples } from './ingestion/samples.ts'
export {
  explainRefusal,
  type HandedIn,
  type Intake,
  keepFile,
  lastRunId,
  type ReadingState,
  type RefusedIntake,
  readingState,
} from './intake.ts'
export {
  type CommuneSummary,
  type DocumentSummary,
  type DocumentView,
  findDocument,
  type KnowledgeStatus,
  knowledgeStatus,
  listCommunes,
  listDocuments,
  listUnits,
} from './library.ts'
export {
  type FoundPassage,
  findOfficeDocument,
  findVersions,
  listOfficeDocuments,
  type OfficeDocument,
  searchOfficeDocuments,
  type Versions,
} from './office-library.ts'
export { readText } from './reading/index.ts'
export {
  type AwaitingDocument,
  type Correction,
  type DocumentReview,
  type HistoryLine,
  type Outcome,
  openReview,
  type Review,
  type ReviewEntry,
  type Seen,
} from './review/index.ts'
