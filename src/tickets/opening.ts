import { SHARED_COMMUNE_ID } from '../store/index.ts'
import { type Heard, openingOf, type TicketsOptions } from './dependencies.ts'
import { afterOpenMinutes } from './office-hours.ts'
import { chooseUnit, type Desk, deskFor } from './route.ts'
import { beginTalk, endTalk, findTicket, insertTicket, lastTurns, liveTicketOf, ticketAskedBy } from './rows.ts'
import type { Said, Ticket } from './ticket.ts'
import {
  ANSWER,
  CLOSE,
  cancels,
  forDesk,
  opened,
  openedForNobody,
  PASS_ON,
  stillWaiting,
  TAKE,
  WORDS,
} from './words.ts'

/** Open hours after which the coordinator hears of a ticket nobody has answered. */
const PATIENCE_MINUTES = 240
const TURN_MAX_CHARS = 300

/**
 * Somebody asks for an officer. 1. The same message again gets the same reply. 2. A ticket that lives is told of, and what
 * comes next goes into it. 3. What was asked before is the matter. 4. Nothing was: the matter is asked for.
 */
export async function askForOfficer(options: TicketsOptions, heard: Heard): Promise<Said> {
  const { store } = options
  const { account, messageId } = heard
  if (!account.commune) return { text: WORDS.whichCommune, choices: await communeNames(options) }
  const again = await ticketAskedBy(store, messageId)
  if (again) return settle(options, again)
  const live = await liveTicketOf(store, account.id)
  if (live) {
    await beginTalk(store, account.id, { side: 'citizen', ticketId: live.id })
    const opening = await openingOf(options, live.communeId)
    const desk = live.postTitle ?? deskFor(await options.people.posts.list(live.communeId), live.unit).name
    return { text: stillWaiting({ ticket: live, desk, opening, now: options.now() }), choices: [] }
  }
  const turns = await lastTurns(store, account.id, messageId)
  const topic = turns.findLast(({ from }) => from === 'person')?.text
  if (topic) return open(options, heard, topic)
  await beginTalk(store, account.id, { side: 'topic', ticketId: null })
  return { text: WORDS.topic, choices: [] }
}

/** What a citizen says who was asked what it is about. */
export async function hearTopic(options: TicketsOptions, heard: Heard): Promise<Said | null> {
  const { account, text, messageId } = heard
  const again = await ticketAskedBy(options.store, messageId)
  if (again) return settle(options, again)
  if (text === '' || text.startsWith('/')) return null
  await endTalk(options.store, account.id)
  return cancels(text) ? { text: WORDS.cancelled, choices: [] } : open(options, heard, text)
}

async function open(options: TicketsOptions, { account, messageId }: Heard, topic: string): Promise<Said> {
  const { store, people, register } = options
  const { commune } = account
  if (!commune) return { text: WORDS.whichCommune, choices: await communeNames(options) }
  const turns = await lastTurns(store, account.id, messageId)
  const posts = await people.posts.list(commune.id)
  const unit = chooseUnit(posts, await register.of(commune.slug), [...turns, { from: 'person', text: topic }])
  await insertTicket(store, {
    communeId: commune.id,
    accountId: account.id,
    messageId,
    unit: deskFor(posts, unit).unit,
    topic: short(topic),
    turns: turns.map(({ from, text }) => ({ from, text: short(text) })),
    remindAt: afterOpenMinutes(await openingOf(options, commune.id), options.now(), PATIENCE_MINUTES),
  })
  // Of two messages at once one opens it; the other finds it.
  const ticket = (await ticketAskedBy(store, messageId)) ?? (await liveTicketOf(store, account.id))
  if (!ticket) throw new Error('the ticket was erased while it was opened')
  return settle(options, ticket)
}

/** Tells the desk, once a round, and says to the citizen where the matter is. */
async function settle(options: TicketsOptions, ticket: Ticket): Promise<Said> {
  const desk = await tellDesk(options, ticket)
  const opening = await openingOf(options, ticket.communeId)
  const text =
    desk.accounts.length > 0
      ? opened({ ticket, desk: desk.name, opening, now: options.now() })
      : openedForNobody(ticket, opening.address)
  return { text, choices: [] }
}

/** Owes the desk in charge its message: again and again is once, so that a process may die in between. */
export async function tellDesk({ people, delivery }: TicketsOptions, ticket: Ticket): Promise<Desk> {
  const desk = deskFor(await people.posts.list(ticket.communeId), ticket.unit)
  for (const accountId of desk.accounts.filter((id) => id !== ticket.accountId)) {
    await delivery.owe({
      accountId,
      key: `ticket-${ticket.id}-desk-${ticket.round}`,
      class: 'desk',
      text: forDesk(ticket),
      choices: [TAKE, ANSWER, PASS_ON, CLOSE],
      subject: { ticket: ticket.id, of: 'desk' },
    })
  }
  return desk
}

/** The ticket as it is now, told to the desk it came to. */
export async function tellDeskAgain(options: TicketsOptions, ticketId: number): Promise<Desk | null> {
  const ticket = await findTicket(options.store, ticketId)
  return ticket && ticket.state === 'open' ? tellDesk(options, ticket) : null
}

export async function remindAtFrom(options: TicketsOptions, communeId: number): Promise<Date> {
  return afterOpenMinutes(await openingOf(options, communeId), options.now(), PATIENCE_MINUTES)
}

async function communeNames({ store }: TicketsOptions): Promise<string[]> {
  const communes = await store.db.commune.findMany({
    where: { id: { not: SHARED_COMMUNE_ID }, documents: { some: { status: 'active' } } },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return communes.map(({ name }) => name)
}

function short(text: string): string {
  const characters = [...text]
  return characters.length <= TURN_MAX_CHARS ? text : `${characters.slice(0, TURN_MAX_CHARS).join('')}…`
}
