import type { Again } from '../jobs/index.ts'
import type { Account, Address } from '../people/index.ts'
import { resolveAbout } from './about.ts'
import type { ConversationOptions } from './dependencies.ts'
import { findWaiting, finish, firstWaiting, takeMessage, type Waiting } from './inbox.ts'
import { noteInbound, noteReceipts, noteUnfollowed } from './presence.ts'
import { REPLIES } from './replies.ts'
import { greet } from './respond.ts'
import { conversationOf, newestUnanswered } from './rows.ts'
import type { KeptMessage } from './update.ts'
import { readCommand } from './words.ts'

/** A receipt may overtake the answer to the sending it speaks of. */
const RECEIPT_WAITS_SECONDS = 60
const RECEIPT_AGAIN_MS = 3_000

/**
 * The job: takes up an update and before it whatever of the same person's came earlier, in the provider's order. Safe to
 * run twice and side by side: each row is taken by one statement, and always the first of those that wait.
 */
export async function takeUp(options: ConversationOptions, inboxId: number): Promise<Again | undefined> {
  const { store } = options
  const asked = await findWaiting(store, inboxId)
  if (!asked) return
  const { update, externalUserId } = asked
  if (!update || externalUserId === null || update.is === 'receipts') return takeUpAlone(options, asked)
  const address = { channel: asked.channel, endpoint: asked.endpoint, externalId: externalUserId }
  let taken: Taken | null = null
  for (let next = await firstWaiting(store, address); next; next = await firstWaiting(store, address)) {
    taken = (await takeUpOne(options, next, address)) ?? taken
    // What came later has a job of its own.
    if (next.id === inboxId) break
  }
  if (!taken) return
  const messageId = taken.messageId ?? (await newestUnanswered(store, taken.conversationId))
  if (messageId !== null) await options.jobs.enqueue('respond', { messageId }, { jobId: `respond-${messageId}` })
}

/** A message that waits for its answer; its id is null where another delivery of it was taken before. */
type Taken = { conversationId: number; messageId: number | null }

/** What stands in nobody's turn: a receipt of a message of ours, or what cannot be read. */
async function takeUpAlone({ store, log }: ConversationOptions, row: Waiting): Promise<Again | undefined> {
  const { id, update, ageSeconds, ...where } = row
  if (update?.is !== 'receipts') {
    log.warn('update_unreadable', { inbox: id })
    await finish(store, id, 'failed')
    return
  }
  const noted = await noteReceipts(store, { ...where, ...update })
  if (!noted && ageSeconds < RECEIPT_WAITS_SECONDS) return { againInMs: RECEIPT_AGAIN_MS }
  await finish(store, id, noted ? 'taken' : 'ignored')
}

/** The message that is owed an answer now, if any. */
async function takeUpOne(
  options: ConversationOptions,
  row: Waiting,
  address: Required<Address>,
): Promise<Taken | null> {
  try {
    return await applyInOrder(options, row, address)
  } catch (error) {
    // A value the database cannot hold will not fit at the next try either, and may not hold up what comes after it.
    if (!isDataFault(error)) throw error
    options.log.error('update_refused', error, { inbox: row.id })
    await finish(options.store, row.id, 'failed')
    return null
  }
}

async function applyInOrder(
  options: ConversationOptions,
  { id, update }: Waiting,
  address: Required<Address>,
): Promise<Taken | null> {
  const { store, people } = options
  if (update?.is === 'message') return takeUpMessage(options, { id, message: update, address })
  if (update?.is === 'event' && update.event === 'followed') {
    const account = await people.findOrCreate(address)
    await noteInbound(store, account.id)
    await greet(options, await conversationOf(store, account.id), account)
  }
  if (update?.is === 'event' && update.event === 'unfollowed') await noteUnfollowed(store, address)
  await finish(store, id, update ? 'taken' : 'failed')
  return null
}

type Taking = { id: number; message: KeptMessage; address: Required<Address> }

async function takeUpMessage(options: ConversationOptions, { id, message, address }: Taking): Promise<Taken | null> {
  const { store, people } = options
  const account = await people.findOrCreate(address)
  const conversationId = await conversationOf(store, account.id)
  if (readCommand(await saidBy(options, { conversationId, message })) === 'erase') {
    await erase(options, account, address)
    await finish(store, id, 'taken')
    return null
  }
  return { conversationId, messageId: await takeMessage(store, id, { conversationId, message }) }
}

type SaidBy = { conversationId: number; message: KeptMessage }

/** The words of a message, of the button pressed where it was one. */
async function saidBy({ store }: ConversationOptions, { conversationId, message }: SaidBy): Promise<string> {
  if (!message.pressed) return message.text
  return (await resolveAbout(store, { ...message, conversationId, receivedAt: new Date() }))?.label ?? message.text
}

/** Erased first and told then: when that was cut short, both happen again and the second erasure finds nothing. */
async function erase(
  { people, delivery }: ConversationOptions,
  account: Account,
  address: Required<Address>,
): Promise<void> {
  await people.erase(account.id)
  const { channel, endpoint, externalId: externalUserId } = address
  await delivery.tell({ channel: channel as Waiting['channel'], endpoint, externalUserId }, { text: REPLIES.erased })
}

/** SQLSTATE class 22: the value itself is at fault. */
function isDataFault(error: unknown): boolean {
  return /^22/.test(String((error as { code?: unknown } | null)?.code ?? ''))
}
