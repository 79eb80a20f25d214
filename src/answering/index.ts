/**
 * One conversation turn in, one answer out. Owns understanding the question, looking up the register or the passages,
 * wording and refusing. Promises that every fact told stands in a cited clause of the asker's commune (another's only when
 * asked for, and named), that a refusal names the desk to ask, and that it works without any model.
 * Refuses personal data of others, changes to data and whatever the documents do not say. Fails only when the store does.
 */
export { type Answering, createAnswering } from './answering.ts'
export type { CuratedAnswer, CuratedAnswers } from './curated.ts'
export { wantsFeedback } from './feedback.ts'
export { isEmergency } from './guard.ts'
export { createGuideAnswers, type GuideAnswers, type GuideSources, type ServiceKnowledge } from './guides/index.ts'
export { asksForOfficer } from './menu.ts'
export {
  createEndpoint,
  createPhrasing,
  createTranscriber,
  type Phrase,
  type Transcribe,
} from './model/index.ts'
export { asksOfOwnUnit } from './question/inquiry.ts'
export type { Hit, Sources } from './stages/sources.ts'
export type { Answer, Asker, Citation, Said, Status, Trace, Turn } from './turn.ts'
export { readSayings } from './typed/sayings.ts'
