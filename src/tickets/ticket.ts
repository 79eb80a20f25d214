/** What a ticket is to the rest of the program. */

export type TicketState = 'open' | 'taken' | 'closed'

export type Turn = { from: 'person' | 'assistant'; text: string }

export type Ticket = {
  id: number
  communeId: number
  /** The citizen's. */
  accountId: number
  /** The desk in charge; null for the coordinator's. */
  unit: string | null
  topic: string
  turns: Turn[]
  state: TicketState
  round: number
  takerAccountId: number | null
  postId: number | null
  /** The title under which the office speaks in it. */
  postTitle: string | null
  openedAt: Date
  remindAt: Date
  takenAt: Date | null
  answeredAt: Date | null
  closedAt: Date | null
  closedBy: 'citizen' | 'office' | 'system' | null
  rating: 1 | -1 | null
}

export type Line = { side: 'citizen' | 'office'; postTitle: string | null; text: string; at: Date }

/** Who acts for the office: a post, from a chat or (null) from the office's pages. */
export type Officer = { postId: number; accountId: number | null }

/** Something to say back, with what its choices are about. */
export type Said = { text: string; choices: string[]; subject?: Subject }

/** What the choices of our own messages are about. */
export type Subject = { ticket: number; of: 'desk' | 'transfer' | 'rating' }

export function readSubject(subject: unknown): Subject | null {
  const { ticket, of } = (subject ?? {}) as Partial<Subject>
  return typeof ticket === 'number' && typeof of === 'string' ? { ticket, of } : null
}
