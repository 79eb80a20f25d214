import type { WorkCalendar } from '../calendar/index.ts'
import type { Owed } from '../delivery/index.ts'
import type { Register } from '../duties/index.ts'
import type { Account, People } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { type Opening, USUAL_WINDOWS, type Window } from './office-hours.ts'
import type { Ticket } from './ticket.ts'

export type TicketsOptions = {
  store: Store
  people: Pick<People, 'get' | 'posts'>
  delivery: { owe(owed: Owed): Promise<unknown> }
  register: Pick<Register, 'of'>
  calendar: WorkCalendar
  /** What an office says of itself: its hours, and where its desk is to be found in a sentence. */
  office: (communeSlug: string) => { windows?: readonly Window[] | undefined; address: string | null }
  now: () => Date
}

/** What a message is to tickets. */
export type Heard = {
  account: Account
  /** The words of the choice where one was taken; empty for what is not text. */
  text: string
  /** The choice taken and what it was about. */
  about: { label: string; subject: unknown } | null
  messageId: number
  isGroup: boolean
  /** The whole message asks for a person. */
  asksForOfficer: boolean
}

export async function openingOf(
  { store, office, calendar }: TicketsOptions,
  communeId: number,
): Promise<Opening & { slug: string; address: string | null }> {
  const { slug } = await store.db.commune.findUniqueOrThrow({ where: { id: communeId }, select: { slug: true } })
  const { windows = USUAL_WINDOWS, address } = office(slug)
  return { calendar, windows, slug, address }
}

/** Owes the citizen a word of a ticket, once a key. */
export function tellCitizen(
  { delivery }: TicketsOptions,
  ticket: Ticket,
  message: Pick<Owed, 'text' | 'choices' | 'subject'> & { key: string },
): Promise<unknown> {
  return delivery.owe({
    ...message,
    accountId: ticket.accountId,
    key: `ticket-${ticket.id}-${message.key}`,
    class: 'desk',
  })
}
