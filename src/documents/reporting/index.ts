/**
 * Reporting rules: who reports what to whom, how often and by when, read from a document's passages. Promises the exact
 * words beside every rule, dates only where the words give them, and the last working day in time. Contradictions come
 * back as warnings; nothing is mended, merged or guessed.
 */

export { readDue } from './read-due.ts'
export { type Reporting, readReporting } from './read-reporting.ts'
