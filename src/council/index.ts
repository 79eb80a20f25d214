/**
 * Sessions of the people's council. Owns a session's day, agenda and papers, its invitation (a notice that somebody else
 * approves, see broadcasts), reminding its members five and two working days before and on the day, and "hỏi kỳ họp": a
 * member's chat that asks of one session's papers alone. Promises a reminder once, only of what was really sent, and that a
 * chat outside that mode is as before. Keeps no secret paper: none is in the library it chooses from.
 */
export { type Council, type Outcome, openCouncil } from './council.ts'
export type { CouncilOptions } from './dependencies.ts'
export { isCouncilPost, type Session, type SessionContent } from './session.ts'
