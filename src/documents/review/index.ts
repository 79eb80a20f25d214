/**
 * What officers do with what was read: see it beside its quote and what the file says now, confirm, correct, reject, merge,
 * settle a change, publish a document. Promises that nothing is judged unseen (every call names the revision it saw, and
 * only the first of two officers prevails), that each change leaves who, when and why, and that an entry once confirmed
 * goes only by a person's word. Decides nothing itself and asks no permission: whoever calls has checked the post.
 */
export type { Correction } from './fields.ts'
export type { HistoryLine } from './history.ts'
export type { AwaitingDocument, DocumentReview, ReviewEntry, Seen } from './list.ts'
export type { Outcome } from './outcome.ts'
export { openReview, type Review } from './review.ts'
