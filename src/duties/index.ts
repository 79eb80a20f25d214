/**
 * The register of duties: what each commune's documents in force set as tasks, reporting rules and targets, with the clause
 * each rests on; the dates that follow from them; and these dates as rows with everything people said of each. Promises to
 * leave out what people rejected, to keep what was said whatever becomes of the document, and that an entry of the history
 * is only ever added. Decides nothing about who is told.
 */
export {
  type DatedDocument,
  type DatedRule,
  type Occurrence,
  occurrencesOf,
  type ReadDueWords,
  standingDuties,
  undatedRules,
} from './occurrences.ts'
export { dateFinder, loadOfficeDates, type OfficeDate, setOfficeDate, withOfficeDates } from './office-dates.ts'
export { BY_ITSELF, eventsOf, record, type Saying, type Speaker, undoLast } from './record.ts'
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
export { type DueReport, dueReports, lastSafeBefore, recursOn } from './report-dates.ts'
export { findOccurrences, isLateOn, loadLive, loadOccurrences, type OccurrenceRow } from './rows.ts'
export { loadScores, type Score, type ScoreSpan, scoresOf } from './scoreboard.ts'
export {
  type DutyEvent,
  type DutyEventDetail,
  type DutyEventKind,
  type DutyStatus,
  isSettled,
  localDay,
  standingEvents,
  stateOf,
} from './state.ts'
export { type SyncPlan, type SyncResult, syncOccurrences } from './sync.ts'
