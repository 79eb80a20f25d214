/**
 * Who is reminded of what and when: the office's policy, the plan of steps, one message a person and window, its words, the
 * simulation of a span; the scheduler that sends it, and what people answer in the chat. Promises no step on a day off,
 * none after the last safe day but late ones, each step once whatever stops in between, and nothing to a unit that the
 * office did not confirm. Refuses to read documents, to move a date by itself, or to send but through the outbox. Fails
 * with `PolicyError` when the office's policy file is not of its form.
 */
export { isDesk } from './bodies.ts'
export { withCalendars } from './calendar-out/attach.ts'
export { type CalendarFeeds, type Feed, openCalendarFeeds } from './calendar-out/feeds.ts'
export type { ChatParts, ChatReply, ReviewDoor } from './chat/asked.ts'
export { answerAboutDuties } from './chat/handle.ts'
export type { ActOutcome, DeskAct } from './desk/acts.ts'
export type { Board, DutyHistory, Told } from './desk/board.ts'
export { type DutyDesk, openDutyDesk, type SheetReading } from './desk/desk.ts'
export type { ReminderFate, ToldReminder } from './desk/ledger.ts'
export type { PolicyChange } from './desk/policy-file.ts'
export type { PreviewMessage } from './desk/preview.ts'
export type { DeskAsk, DeskDuty } from './desk/rows.ts'
export type { TodayDuties, UndeliveredReminder } from './desk/today.ts'
export type { DateOutcome, UndatedReport } from './desk/undated.ts'
export type { Viewer } from './desk/viewer.ts'
export { createTick, type OfficePost, type TickParts } from './live/index.ts'
export type { Pause } from './live/pauses.ts'
export { type Policy, PolicyError, readPolicy, watchPolicy } from './policy.ts'
export { DATE_CHOICES, sayChoice } from './read-office-date.ts'
export { type SimulatedReminder, type Simulation, simulateReminders } from './simulate.ts'
