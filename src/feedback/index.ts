/**
 * What citizens report (phản ánh, kiến nghị) and voters propose (ý kiến cử tri). Owns asking for it in the chat step by step
 * with one photograph, the code it is asked about by, the desk it goes to, its due day by the office's own rule, what the
 * office says back, and counting. Promises that nothing is sent before its sender saw it and said so, that a photograph is
 * kept only here and made anew without what a camera writes beside it, that a code tells nobody what was reported, and that an
 * erased person's words are gone. Takes no complaint or denunciation in the sense of the law: those are told where to go.
 */
export type { Case, CaseEvent, FeedbackKind, FeedbackState } from './case.ts'
export { CLOSED_STATES } from './case.ts'
export type { FeedbackOptions, Heard, Said } from './dependencies.ts'
export { createFeedback, type Feedback } from './feedback.ts'
export type { Outcome } from './office.ts'
export { MAX_PHOTO_BYTES } from './photo.ts'
export { type FeedbackRules, readFeedbackRules } from './rules.ts'
export type { Figures } from './statistics.ts'
export { stateWords } from './words.ts'
