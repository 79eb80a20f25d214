/** What a message of ours is, as far as sending it goes. */
export type MessageClass = 'answer' | 'notice' | 'reminder' | 'escalation' | 'broadcast' | 'desk' | 'emergency'

/**
 * What becomes of a message when nobody knows whether it arrived: its process died between sending and noting, or the
 * answer to a sending never came. `resend_once`: twice is better than never, and twice is the most. `ask_person`: never
 * again by itself; it is `unknown` in the ledger until somebody of the office looks.
 */
type UnknownPolicy = 'resend_once' | 'ask_person'

type Rules = {
  unknown: UnknownPolicy
  /** Attempts that failed for a while before it is given up: six hours for what is stale by then, a day for the rest. */
  maxAttempts: number
  /** Among what waits for one address; what has none goes first, and a broadcast last. */
  priority: number | undefined
}

/** `RETRY_MS` apart at most: 45 are six hours, 150 a day. */
const HOURS_6 = 45
const HOURS_24 = 150

export const CLASS_RULES = {
  /** The person waits for it. */
  answer: { unknown: 'resend_once', maxAttempts: HOURS_6, priority: undefined },
  /** What the person must know about this assistant. */
  notice: { unknown: 'resend_once', maxAttempts: HOURS_6, priority: undefined },
  /** Words between a citizen and the desk. */
  desk: { unknown: 'resend_once', maxAttempts: HOURS_24, priority: undefined },
  /** A danger: before everything but answers; stale after hours. */
  emergency: { unknown: 'resend_once', maxAttempts: HOURS_6, priority: 5 },
  /** A deadline missed costs more than a reminder read twice. */
  reminder: { unknown: 'resend_once', maxAttempts: HOURS_24, priority: 10 },
  /** Telling a superior twice that somebody is late harms that somebody. */
  escalation: { unknown: 'ask_person', maxAttempts: HOURS_24, priority: 10 },
  /** Twice to thousands is a nuisance, and a broadcast reaches people in other ways too. */
  broadcast: { unknown: 'ask_person', maxAttempts: HOURS_24, priority: 100 },
} as const satisfies Record<MessageClass, Rules>

/** The classes that are sent again once without knowing. */
export const RESENT_ONCE = Object.entries(CLASS_RULES)
  .filter(([, { unknown }]) => unknown === 'resend_once')
  .map(([name]) => name)

const FIRST_RETRY_MS = 2_000
const RETRY_MS = 600_000

/** How long to wait after that many attempts that failed for a while: 2 s, 4 s, … ten minutes. */
export function retryDelayMs(attempts: number): number {
  return Math.min(RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1))
}
