/** What messages mean to tickets: buttons of our own, and the words of whoever talks in one. */
import type { HeldPost } from '../people/index.ts'
import type { Heard, TicketsOptions } from './dependencies.ts'
import { answer, close, closeForOffice, type Done, ratingOf, shownTitle, take, transfer } from './office.ts'
import { deskFor, postFor } from './route.ts'
import { beginTalk, endTalk, findTicket, rate, writeLine } from './rows.ts'
import type { Said, Subject, Ticket } from './ticket.ts'
import * as words from './words.ts'

/** A choice of one of our own messages. Whoever presses must hold the post that allows it now. */
export async function press(
  options: TicketsOptions,
  heard: Heard,
  { label, subject }: { label: string; subject: Subject },
): Promise<Said | null> {
  const ticket = await findTicket(options.store, subject.ticket)
  if (!ticket) return said(words.WORDS.gone)
  if (subject.of === 'rating') return pressRating(options, { heard, label, ticket })
  const post = postFor(heard.account, ticket)
  if (!post) return said(words.WORDS.notYours)
  if (ticket.state === 'closed') return said(words.closedBefore(ticket))
  return subject.of === 'transfer'
    ? pressUnit(options, { heard, label, ticket })
    : pressDesk(options, { heard, label, ticket, post })
}

type Pressed = { heard: Heard; label: string; ticket: Ticket }

async function pressRating({ store }: TicketsOptions, { heard, label, ticket }: Pressed): Promise<Said | null> {
  const rating = label === words.CONTENT ? 1 : -1
  return (await rate(store, ticket.id, rating, heard.account.id)) ? said(words.WORDS.thanks) : null
}

async function pressDesk(
  options: TicketsOptions,
  { heard, label, ticket, post }: Pressed & { post: HeldPost },
): Promise<Said | null> {
  const officer = { postId: post.id, accountId: heard.account.id }
  if (label === words.TAKE) {
    return told(await take(options, ticket.id, officer), (now) =>
      said(words.taken(now), desk(now, [words.ANSWER, words.PASS_ON, words.CLOSE])),
    )
  }
  if (label === words.ANSWER) return beginAnswering(options, ticket, officer)
  if (isSomebodyElses(ticket, officer.accountId)) return said(words.takenBefore(ticket))
  if (label === words.PASS_ON) return askWhereTo(options, ticket)
  if (label !== words.CLOSE) return null
  return told(await closeForOffice(options, ticket.id), (now) => said(words.closed(now)))
}

async function beginAnswering(
  options: TicketsOptions,
  ticket: Ticket,
  officer: { postId: number; accountId: number },
): Promise<Said> {
  const held = await take(options, ticket.id, officer)
  if (held.kind === 'done') await beginTalk(options.store, officer.accountId, { side: 'office', ticketId: ticket.id })
  const title = held.kind === 'done' ? await shownTitle(options, held.ticket) : ''
  return told(held, (now) => said(words.talking(now, title)))
}

function isSomebodyElses(ticket: Ticket, accountId: number): boolean {
  return ticket.state === 'taken' && ticket.takerAccountId !== accountId
}

async function askWhereTo({ people }: TicketsOptions, ticket: Ticket): Promise<Said> {
  const posts = await people.posts.list(ticket.communeId)
  const units = [...new Set(posts.flatMap(({ unit }) => unit ?? []))].filter((unit) => unit !== ticket.unit)
  if (units.length === 0) return said(words.WORDS.nothingToPassTo)
  return said(words.whereTo(ticket), { choices: units, subject: { ticket: ticket.id, of: 'transfer' } })
}

async function pressUnit(options: TicketsOptions, { heard, label, ticket }: Pressed): Promise<Said> {
  if (isSomebodyElses(ticket, heard.account.id)) return said(words.takenBefore(ticket))
  return told(await transfer(options, ticket, label), (now) => said(words.passedOn(now, label)))
}

/**
 * An officer's words while their chat talks in a ticket. Null ends the talk without a word: the post was lost, and what
 * they say is the assistant's again.
 */
export async function hearOfficer(options: TicketsOptions, heard: Heard, ticket: Ticket): Promise<Said | null> {
  const { account, text, messageId } = heard
  const post = postFor(account, ticket)
  if (!post || ticket.state === 'closed' || isSomebodyElses(ticket, account.id)) {
    await endTalk(options.store, account.id)
    return null
  }
  if (text === '') return null
  if (words.endsTalk(text)) {
    await endTalk(options.store, account.id)
    return said(words.stopped(ticket), desk(ticket, [words.CLOSE, words.ANSWER, words.PASS_ON]))
  }
  const officer = { postId: post.id, accountId: account.id }
  const done = await answer(options, { ticketId: ticket.id, officer, text, key: String(messageId) })
  return told(done, (now) => said(words.relayed(now)))
}

/** A citizen's words while their chat talks in a ticket. */
export async function hearCitizen(options: TicketsOptions, heard: Heard, ticket: Ticket): Promise<Said | null> {
  const { account, text, messageId } = heard
  if (ticket.accountId !== account.id || text === '') return null
  if (words.endsTalk(text)) return endForCitizen(options, ticket)
  if (ticket.state === 'closed') {
    await endTalk(options.store, account.id)
    return null
  }
  const key = String(messageId)
  await writeLine(options.store, { ticketId: ticket.id, side: 'citizen', postId: null, key, text })
  const heardBy = await officersOf(options, ticket)
  for (const accountId of heardBy) {
    await options.delivery.owe({
      accountId,
      key: `ticket-${ticket.id}-line-${key}`,
      class: 'desk',
      text: words.fromCitizen(ticket, text),
      ...desk(ticket, [words.ANSWER, words.CLOSE]),
    })
  }
  const { name } = deskFor(await options.people.posts.list(ticket.communeId), ticket.unit)
  return said(words.passedToOffice(ticket, name))
}

/** Who took it, while they still may; else the whole desk. */
async function officersOf({ people }: TicketsOptions, ticket: Ticket): Promise<number[]> {
  const taker = ticket.takerAccountId === null ? null : await people.get(ticket.takerAccountId)
  if (taker && postFor(taker, ticket)) return [taker.id]
  return deskFor(await people.posts.list(ticket.communeId), ticket.unit).accounts
}

/** What the office answered is over; what nobody answered yet stays, and the citizen goes on asking the assistant. */
async function endForCitizen(options: TicketsOptions, ticket: Ticket): Promise<Said> {
  if (ticket.answeredAt === null && ticket.state !== 'closed') {
    await endTalk(options.store, ticket.accountId)
    return said(words.leftWaiting(ticket))
  }
  const done = await close(options, ticket.id, 'citizen')
  if (done.kind === 'done' && ticket.takerAccountId !== null) {
    await options.delivery.owe({
      accountId: ticket.takerAccountId,
      key: `ticket-${ticket.id}-citizen-closed`,
      class: 'desk',
      text: words.citizenClosed(ticket),
    })
  }
  return told(done, (now) => said(words.closedByCitizen(now), ratingOf(now.id)))
}

function desk(ticket: Ticket, choices: string[]): { choices: string[]; subject: Subject } {
  return { choices, subject: { ticket: ticket.id, of: 'desk' } }
}

function said(text: string, offer: Pick<Said, 'choices' | 'subject'> = { choices: [] }): Said {
  return { text, ...offer }
}

function told(done: Done, say: (ticket: Ticket) => Said): Said {
  if (done.kind === 'gone') return said(words.WORDS.gone)
  if (done.kind === 'done') return say(done.ticket)
  return said(done.ticket.state === 'closed' ? words.closedBefore(done.ticket) : words.takenBefore(done.ticket))
}
