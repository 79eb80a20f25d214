/** What a report or a proposal is to the rest of the program. */

/** `report`: phản ánh, kiến nghị of a citizen to the committee. `voter`: ý kiến cử tri to the council. */
export type FeedbackKind = 'report' | 'voter'

export type FeedbackState =
  | 'received'
  | 'assigned'
  | 'working'
  | 'answered'
  /** Not the commune's to decide; the reply says whose. */
  | 'declined'
  /** Its sender was erased before it was answered. */
  | 'withdrawn'

export const OPEN_STATES = ['received', 'assigned', 'working'] as const
export const CLOSED_STATES = ['answered', 'declined', 'withdrawn'] as const

export type Case = {
  id: number
  communeId: number
  /** Null once its sender was erased, with the words. */
  accountId: number | null
  code: string | null
  kind: FeedbackKind
  what: string
  place: string | null
  /** "thôn 3", where the words say so. */
  village: string | null
  field: string | null
  /** In charge; null while nobody is. */
  unit: string | null
  byDelegate: boolean
  state: FeedbackState
  /** Goes up with every change. */
  revision: number
  /** ISO day. */
  dueOn: string
  receivedAt: Date
  finishedAt: Date | null
  finishedOn: string | null
  hasPhoto: boolean
}

export type CaseEvent = {
  at: Date
  state: FeedbackState
  unit: string | null
  /** Said to the sender. */
  reply: string | null
  /** For the office alone. */
  note: string | null
}

export type Step = 'what' | 'place' | 'photo' | 'confirm'

/** What a chat is about to send. */
export type Draft = {
  accountId: number
  kind: FeedbackKind
  step: Step
  what: string | null
  place: string | null
  hasPhoto: boolean
  /** The message that brought it to this step: the same message again changes nothing. */
  lastMessageId: number
}
