import { whyDayOff } from '../calendar/index.ts'
import { hearCitizen, hearOfficer, press } from './chat.ts'
import { type Heard, openingOf, type TicketsOptions } from './dependencies.ts'
import { answer, closeForOffice, type Done, take, transfer } from './office.ts'
import { isOpen, localOf, openFrom, type Window } from './office-hours.ts'
import { askForOfficer, hearTopic } from './opening.ts'
import { findTicket, linesOf, listTickets, talkOf, typedIn } from './rows.ts'
import { sweep } from './sweep.ts'
import { type Line, type Officer, readSubject, type Said, type Ticket, type TicketState } from './ticket.ts'
import { WORDS } from './words.ts'

export type { Heard, TicketsOptions } from './dependencies.ts'
export type { Done } from './office.ts'

export type Tickets = {
  /** What a message means to a ticket, and what to say back; null when it is none of theirs. The same message twice is once. */
  hear(heard: Heard): Promise<Said | null>
  /** From time to time and after a start: whatever no message brings about. */
  sweep(): Promise<void>
  /** For the office's pages, newest first. */
  list(communeId: number, state?: TicketState): Promise<Ticket[]>
  get(ticketId: number): Promise<(Ticket & { lines: Line[] }) | null>
  take(ticketId: number, officer: Officer): Promise<Done>
  /** Takes it where nobody has. `key` makes a second sending of the same form harmless. */
  answer(spoken: { ticketId: number; officer: Officer; text: string; key: string }): Promise<Done>
  transfer(ticketId: number, unit: string): Promise<Done>
  close(ticketId: number): Promise<Done>
  /** When the commune's officers are there. */
  hours(communeId: number): Promise<Hours>
}

/** `opensAt`: now while open. */
export type Hours = {
  windows: readonly Window[]
  isOpen: boolean
  opensAt: Date
  daysOff: { day: string; why: string }[]
}

/** How far ahead days off are told. */
const DAYS_AHEAD = 60

export function createTickets(options: TicketsOptions): Tickets {
  const { store } = options
  return {
    hear: (heard) => hear(options, heard),
    sweep: () => sweep(options),
    list: (communeId, state) => listTickets(store, communeId, state ?? null),
    get: async (ticketId) => {
      const ticket = await findTicket(store, ticketId)
      return ticket && { ...ticket, lines: await linesOf(store, ticketId) }
    },
    take: (ticketId, officer) => take(options, ticketId, officer),
    answer: (spoken) => answer(options, spoken),
    transfer: async (ticketId, unit) => {
      const ticket = await findTicket(store, ticketId)
      return ticket ? transfer(options, ticket, unit) : { kind: 'gone' }
    },
    close: (ticketId) => closeForOffice(options, ticketId),
    hours: (communeId) => hours(options, communeId),
  }
}

async function hours(options: TicketsOptions, communeId: number): Promise<Hours> {
  const opening = await openingOf(options, communeId)
  const now = options.now()
  const today = Temporal.PlainDate.from(localOf(now).day)
  const days = Array.from({ length: DAYS_AHEAD }, (_, at) => today.add({ days: at }))
  return {
    windows: opening.windows,
    isOpen: isOpen(opening, now),
    opensAt: openFrom(opening, now),
    daysOff: days.flatMap((day) => {
      const why = day.dayOfWeek > 5 ? null : whyDayOff(opening.calendar, day.toString())
      return why ? [{ day: day.toString(), why }] : []
    }),
  }
}

/**
 * 1. A group is no place for it. 2. A button of ours. 3. Whoever asks for an officer. 4. Whoever talks in a ticket, commands
 * and buttons of other messages aside: what is pressed there is said to whoever offered it, and to nobody in a ticket.
 */
async function hear(options: TicketsOptions, heard: Heard): Promise<Said | null> {
  const { account, text, about } = heard
  if (heard.isGroup) return heard.asksForOfficer ? { text: WORDS.inPrivate, choices: [] } : null
  const subject = about && readSubject(about.subject)
  if (about && subject) return press(options, heard, { label: about.label, subject })
  if (heard.asksForOfficer) return askForOfficer(options, heard)
  const typed = await typedIn(options.store, heard.messageId)
  if (text.startsWith('/') || typed?.isPress) return null
  const talk = await talkOf(options.store, account.id)
  if (!talk) return null
  if (talk.side === 'topic') return hearTopic(options, heard)
  const ticket = talk.ticketId === null ? null : await findTicket(options.store, talk.ticketId)
  if (!ticket) return null
  // A "2" said to a person is a two, whatever choices an older message of ours offered under that number.
  const said = { ...heard, text: typed?.text || text }
  return talk.side === 'office' ? hearOfficer(options, said, ticket) : hearCitizen(options, said, ticket)
}
