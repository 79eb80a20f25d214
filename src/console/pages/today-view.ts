import type { Broadcast } from '../../broadcasts/index.ts'
import type { LedgerEntry } from '../../delivery/index.ts'
import type { AwaitingDocument, ReviewEntry } from '../../documents/index.ts'
import type { Case } from '../../feedback/index.ts'
import type { Operator } from '../../people/index.ts'
import type { Curated, QuestionGroup } from '../../questions/index.ts'
import type { TodayDuties } from '../../reminders/index.ts'
import type { Ticket } from '../../tickets/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import type { Notice } from './layout.ts'

/** A document with the first entries nobody has judged. */
export type AwaitingShown = AwaitingDocument & { first: ReviewEntry[] }

/** `mayAnswer`: the operator holds a post of its desk. */
export type OpenTicket = Ticket & { mayAnswer: boolean }

export type TodayPage = {
  operator: Operator
  commune: OwnCommune | null
  /** Null where the commune has no document in force. */
  duties: TodayDuties | null
  awaiting: AwaitingShown[]
  tickets: OpenTicket[]
  /** What nobody could answer, the most asked first. */
  questions: QuestionGroup[]
  /** Open reports of citizens that the operator may see, the first due first. */
  cases: Case[]
  /** Notices and answers that wait for a second person, none of the operator's own. */
  notices: Broadcast[]
  answers: Curated[]
  failed: LedgerEntry[]
  /** ISO day. */
  today: string
  notice: Notice | null
  /** The duty that was just acted on. */
  undoable: number | null
}

/** Where the page leads back to after a form. */
export function hereOf({ commune }: Pick<TodayPage, 'commune'>): string {
  return commune ? `${CONSOLE_PATH}?xa=${commune.slug}` : CONSOLE_PATH
}
