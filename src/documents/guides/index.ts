/**
 * Service guides: Markdown files of `knowledge/services` read into typed guides, kept in the store under the shared commune,
 * and what stands beside them (life events, the safety pack, each commune's own addresses). Promises that every line of a
 * guide stands in its file, and that nothing an office left empty is filled. Refuses a guide without a source or a review
 * date. Fails with `GuideError`, which names the file, the place and the remedy.
 */
export { type Guide, GuideError } from './guide.ts'
export { guideDocumentIds, ingestGuides } from './ingest-guides.ts'
export { type Lesson, loadLessons } from './lesson.ts'
export { type LocalOffice, readLocalOffice, writeLocalOffice } from './local-office.ts'
export { isOfficialLink } from './safety-pack.ts'
export { loadServiceKnowledge, type ServiceKnowledge } from './service-knowledge.ts'
