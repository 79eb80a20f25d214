/** What the office does with a ticket, from a chat or from its pages. */
import { type TicketsOptions, tellCitizen } from './dependencies.ts'
import { remindAtFrom, tellDeskAgain } from './opening.ts'
import { deskFor } from './route.ts'
import { beginTalk, close as closeRow, findTicket, passOn, take as takeRow, writeLine } from './rows.ts'
import type { Officer, Ticket } from './ticket.ts'
import { CONTENT, closedForCitizen, fromOffice, NOT_CONTENT, passedOnForCitizen } from './words.ts'

/** `lost`: somebody else has it, or it is closed; `ticket` is as it is now. `gone`: erased with its citizen. */
export type Done = { kind: 'done' | 'lost'; ticket: Ticket } | { kind: 'gone' }

export async function take({ store }: TicketsOptions, ticketId: number, officer: Officer): Promise<Done> {
  const isTaken = await takeRow(store, ticketId, officer)
  const ticket = await findTicket(store, ticketId)
  if (!ticket) return { kind: 'gone' }
  return { kind: isTaken || (ticket.state === 'taken' && isTheirs(ticket, officer)) ? 'done' : 'lost', ticket }
}

/** From a chat the taker alone; from the office's pages whoever acts for the same post. */
function isTheirs(ticket: Ticket, { postId, accountId }: Officer): boolean {
  return ticket.takerAccountId === accountId && (accountId !== null || ticket.postId === postId)
}

export type Answer = { ticketId: number; officer: Officer; text: string; key: string }

/** Takes the ticket where nobody has, and says the office's words to the citizen, once a key. */
export async function answer(options: TicketsOptions, { ticketId, officer, text, key }: Answer): Promise<Done> {
  const held = await take(options, ticketId, officer)
  if (held.kind !== 'done') return held
  const { ticket } = held
  const { isFirstAnswer } = await writeLine(options.store, {
    ticketId,
    side: 'office',
    postId: ticket.postId,
    key,
    text,
  })
  await beginTalk(options.store, ticket.accountId, { side: 'citizen', ticketId })
  const title = await shownTitle(options, ticket)
  // No choices: a citizen who answers "1" answers the officer.
  await tellCitizen(options, ticket, {
    text: fromOffice({ text, title, ticket, isFirst: isFirstAnswer }),
    key: `line-${key}`,
  })
  return held
}

/** The post's title; with the person's name where the office allows it. */
export async function shownTitle({ people }: TicketsOptions, ticket: Ticket): Promise<string> {
  const post = ticket.postId === null ? null : await people.posts.get(ticket.postId)
  if (!post) return 'Cơ quan'
  const holder = post.holders.find(({ accounts }) => accounts.some((each) => each.accountId === ticket.takerAccountId))
  return post.showsName && holder?.name ? `${post.title} (${holder.name})` : post.title
}

export async function transfer(options: TicketsOptions, ticket: Ticket, unit: string): Promise<Done> {
  const { store, people } = options
  const remindAt = await remindAtFrom(options, ticket.communeId)
  const isPassed = await passOn(store, { id: ticket.id, round: ticket.round, unit, remindAt })
  const now = await findTicket(store, ticket.id)
  if (!now) return { kind: 'gone' }
  if (!isPassed) return { kind: 'lost', ticket: now }
  await tellDeskAgain(options, ticket.id)
  const desk = deskFor(await people.posts.list(ticket.communeId), unit)
  await tellCitizen(options, now, { text: passedOnForCitizen(now, desk.name), key: `passed-${now.round}` })
  return { kind: 'done', ticket: now }
}

export async function close(options: TicketsOptions, ticketId: number, by: Ticket['closedBy']): Promise<Done> {
  const isClosed = await closeRow(options.store, ticketId, by)
  const ticket = await findTicket(options.store, ticketId)
  if (!ticket) return { kind: 'gone' }
  return { kind: isClosed ? 'done' : 'lost', ticket }
}

/** Closed by the office: the citizen hears that a machine answers again, and may say how it went. */
export async function closeForOffice(options: TicketsOptions, ticketId: number): Promise<Done> {
  const done = await close(options, ticketId, 'office')
  if (done.kind === 'done') {
    await tellCitizen(options, done.ticket, {
      text: closedForCitizen(done.ticket),
      key: 'closed',
      ...ratingOf(ticketId),
    })
  }
  return done
}

export function ratingOf(ticketId: number): { choices: string[]; subject: { ticket: number; of: 'rating' } } {
  return { choices: [CONTENT, NOT_CONTENT], subject: { ticket: ticketId, of: 'rating' } }
}
