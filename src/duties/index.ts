/**
 * The register of duties: what each commune's documents in force set as tasks, reporting rules and targets, with the clause
 * each rests on, and the dates that follow from them. Promises to leave out what people rejected; decides nothing.
 */
export {
  type DatedDocument,
  type Occurrence,
  occurrencesOf,
  type ReadDueWords,
  standingDuties,
  undatedRules,
} from './occurrences.ts'
export {
  type CommuneRegister,
  openRegister,
  type Register,
  type RegisteredDocument,
  type RegisteredDuty,
  type RegisteredPassage,
  type RegisteredRule,
  type RegisteredTarget,
  type RegisteredUnit,
} from './register.ts'
export { type DueReport, dueReports } from './report-dates.ts'
