/**
 * What people asked and how it was answered, as the office looks at it: masked, filtered, the unanswered and disliked grouped
 * by likeness, an answer marked wrong with the trace of why it was given. And the answers the office writes itself: written
 * by one, approved by another of the unit responsible, published, told to whoever asked and agreed to be told, withdrawn.
 * Promises that no name or identifier of an asker is shown, that nobody approves what they wrote, and that everything goes
 * with its message. Decides nothing about what is answered: that is answering's.
 */

export type { Curated, CuratedDraft, CuratedState, Judged } from './curated.ts'
export type { QuestionGroup } from './groups.ts'
export { CuratedError, openQuestions, type Questions, type QuestionsOptions } from './questions.ts'
export type { AskedQuestion, QuestionFilter, QuestionView } from './rows.ts'
