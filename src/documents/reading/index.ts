/**
 * Reading: the text of one administrative paper in, one AdministrativeDocument out: identity, outline, units, duties,
 * reporting rules, targets, passages, warnings. Pure: no file, no clock, no store; the same text gives the same document.
 * It promises that every quote stands in the text, and never fills in what the paper leaves blank. It refuses nothing:
 * text that is no administrative paper gives a document with empty fields and warnings.
 */

export { readText } from './read-text.ts'
