/**
 * Calendar: days only, pure arithmetic in Asia/Ho_Chi_Minh. Owns recurrences as days, working days with Vietnam's public
 * holidays 2026-2035 and the office's own table over them, last safe days and reporting periods. Promises ISO days
 * in and out, the same answer on any host. Refuses to know the clock, the database or any document.
 */

export { holidaysOf, isProvisionalYear } from './holidays.ts'
export { type PeriodKind, periodCovered, periodOf, previousPeriod } from './periods.ts'
export { occurrences } from './recurrence.ts'
export {
  addWorkingDays,
  createCalendar,
  firstLateDay,
  isWorkingDay,
  lastSafeDay,
  type WorkCalendar,
  whyDayOff,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from './working-days.ts'
