/**
 * Reminders that are really sent: a scheduler over the rows of what falls due, and what people answer in the chat. Promises
 * that of any number of schedulers each step is told once, that a stop in between loses nothing, and that nothing is sent
 * outside the office's windows. Sends through the outbox alone.
 */

export type { OfficePost, PostHolder } from './office.ts'
export { createTick, type Outbox, type Ticked, type TickParts } from './tick.ts'
