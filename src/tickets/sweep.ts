/** What nobody's message brings about: from time to time, safe to run twice and side by side. */
import { openingOf, type TicketsOptions, tellCitizen } from './dependencies.ts'
import { close, ratingOf } from './office.ts'
import { isOpen, localOf } from './office-hours.ts'
import { remindAtFrom, tellDeskAgain } from './opening.ts'
import { chatsOf, postFor } from './route.ts'
import { findTicket, listTickets, passOn } from './rows.ts'
import type { Ticket } from './ticket.ts'
import { ANSWER, CLOSE, closedByItself, stoppedByItself, unanswered } from './words.ts'

const OFFICER_SILENT_MINUTES = 30
const SILENT_DAYS = 7

/**
 * 1. Desks hear of tickets whose process died before telling them. 2. Officers who fell silent no longer talk to the citizen.
 * 3. Tickets of takers who left office come back to the desk. 4. Answered tickets without a word for days are closed.
 * 5. Coordinators hear, once a working day, of what nobody answered.
 */
export async function sweep(options: TicketsOptions): Promise<void> {
  const { store } = options
  for (const { id } of await store.query<{ id: number }>(`SELECT id FROM ticket WHERE state = 'open'`)) {
    await tellDeskAgain(options, id)
  }
  await stopSilentOfficers(options)
  await reopenAbandoned(options)
  await closeSilent(options)
  const communes = await store.query<{ id: number }>(
    `SELECT DISTINCT commune_id AS id FROM ticket WHERE state <> 'closed' AND answered_at IS NULL AND remind_at <= $1`,
    [options.now()],
  )
  for (const { id } of communes) await remindCoordinator(options, id)
}

async function stopSilentOfficers({ store, delivery }: TicketsOptions): Promise<void> {
  const stopped = await store.query<{ accountId: number; ticketId: number; at: Date }>(
    `DELETE FROM ticket_talk WHERE side = 'office' AND last_at < now() - make_interval(mins => $1)
  RETURNING account_id AS "accountId", ticket_id AS "ticketId", last_at AS at`,
    [OFFICER_SILENT_MINUTES],
  )
  for (const { accountId, ticketId, at } of stopped) {
    await delivery.owe({
      accountId,
      key: `ticket-${ticketId}-silent-${at.getTime()}`,
      class: 'desk',
      text: stoppedByItself(ticketId),
      choices: [ANSWER, CLOSE],
      subject: { ticket: ticketId, of: 'desk' },
    })
  }
}

async function reopenAbandoned(options: TicketsOptions): Promise<void> {
  const { store, people } = options
  const taken = await store.query<{ id: number }>(`SELECT id FROM ticket WHERE state = 'taken' AND taken_from = 'chat'`)
  for (const { id } of taken) {
    const ticket = await findTicket(store, id)
    if (ticket?.state !== 'taken') continue
    const taker = ticket.takerAccountId === null ? null : await people.get(ticket.takerAccountId)
    if (taker && postFor(taker, ticket)) continue
    const remindAt = await remindAtFrom(options, ticket.communeId)
    if (await passOn(store, { ...ticket, remindAt })) await tellDeskAgain(options, id)
  }
}

async function closeSilent(options: TicketsOptions): Promise<void> {
  const silent = await options.store.query<{ id: number }>(
    `SELECT id FROM ticket WHERE state = 'taken' AND answered_at IS NOT NULL AND last_at < now() - make_interval(days => $1)`,
    [SILENT_DAYS],
  )
  for (const { id } of silent) {
    const done = await close(options, id, 'system')
    if (done.kind !== 'done') continue
    await tellCitizen(options, done.ticket, { text: closedByItself(done.ticket), key: 'closed', ...ratingOf(id) })
  }
}

async function remindCoordinator(options: TicketsOptions, communeId: number): Promise<void> {
  const { store, people, delivery, now } = options
  if (!isOpen(await openingOf(options, communeId), now())) return
  const waiting = (await listTickets(store, communeId, null)).filter((ticket) => isLate(ticket, now()))
  const coordinators = (await people.posts.list(communeId)).filter(({ role }) => role === 'coordinator')
  for (const accountId of chatsOf(coordinators)) {
    await delivery.owe({
      accountId,
      key: `tickets-unanswered-${communeId}-${localOf(now()).day}`,
      class: 'desk',
      text: unanswered(waiting),
    })
  }
}

function isLate({ state, answeredAt, remindAt }: Ticket, now: Date): boolean {
  return state !== 'closed' && answeredAt === null && remindAt <= now
}
