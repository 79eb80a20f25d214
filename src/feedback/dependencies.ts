import type { WorkCalendar } from '../calendar/index.ts'
import type { Owed } from '../delivery/index.ts'
import type { Register } from '../duties/index.ts'
import type { Account, People } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import type { FeedbackKind } from './case.ts'
import type { FeedbackRules } from './rules.ts'

export type FeedbackOptions = {
  store: Store
  people: Pick<People, 'posts'>
  delivery: { owe(owed: Owed): Promise<unknown> }
  register: Pick<Register, 'of'>
  calendar: WorkCalendar
  rules: FeedbackRules
  now: () => Date
}

/** A message as this flow sees it. */
export type Heard = {
  account: Account
  /** The words of the choice where one was taken; empty for what is not text. */
  text: string
  messageId: number
  isGroup: boolean
  /** The message says that somebody wants to report something. */
  wantsToReport: boolean
  /** The message asks what became of a report of one's own. */
  asksStatus: boolean
  /** Speaks of life in danger: never ours. */
  isEmergency: boolean
  /** Whether this channel hands over photographs. */
  takesPhotos: boolean
  /** The photograph that came with the message, fetched when it is asked for; null where none did. */
  photo: (() => Promise<Uint8Array | null>) | null
}

/** Something to say back. */
export type Said = { text: string; choices: string[]; subject?: { of: 'feedback'; kind: FeedbackKind } }
