import { randomUUID } from 'node:crypto'
import type { Channel, ChannelAddress, OutboundMessage } from '../channels/index.ts'
import type { Again, FaultLog, Jobs } from '../jobs/index.ts'
import type { Store } from '../store/index.ts'
import { type Draft, startDraft } from './draft.ts'
import { laneOf } from './lanes.ts'
import { type LedgerEntry, type LedgerQuery, readLedger } from './ledger.ts'
import { CLASS_RULES, type MessageClass } from './message-class.ts'
import {
  bringBackPutOff,
  type Chat,
  type Claimed,
  claimNext,
  endStale,
  failUnreachable,
  holdChat,
  listDue,
  notePageShown,
  releaseChat,
  releaseDeadChats,
  settleAbandoned,
  settleAllAbandoned,
  waitFor,
} from './outbox.ts'
import { type Owed, writeOwed } from './owe.ts'
import { createPace, type Pace } from './pace.ts'
import { conclude, handOver, nextPart } from './send-once.ts'

export type DeliveryOptions = {
  store: Store
  jobs: Pick<Jobs, 'enqueue'>
  channels: readonly Channel[]
  /** Whether the office holds a stored message back now; nothing is held back where left out. */
  holdsBack?: (messageId: number) => Promise<boolean>
  log: FaultLog
}

/** A stored message on its way: where to, and what it is. */
export type Dispatch = { messageId: number; channel: string; endpoint: string; class: MessageClass; delayMs?: number }

export type OweOutcome = {
  messageId: number
  /** False when this key was owed before: nothing changes. */
  isNew: boolean
  /** False when the provider said that nothing reaches this person here: it will end as failed, untried. */
  isReachable: boolean
}

export type Delivery = {
  /** Owes somebody a message, once a key, and sees to it that it is sent; null when there is no such account. */
  owe(owed: Owed): Promise<OweOutcome | null>
  /** Sends a stored message now where that is instant (a page), by a job elsewhere. */
  dispatch(stored: Dispatch): Promise<void>
  /** The job: sends what stands first in the message's chat, until the message itself is owed no more. */
  deliver(messageId: number): Promise<Again | undefined>
  /** Best effort and unrecorded, for the one message that must leave no row: that everything was erased. */
  tell(address: ChannelAddress, message: OutboundMessage): Promise<void>
  /** Who was owed what class when and how it ended; no texts. */
  ledger(query: LedgerQuery): Promise<LedgerEntry[]>
  /**
   * Enqueues what is owed after a start or a lost queue, settles what a dead process left half sent, and lets nothing wait
   * for a clock that was ahead.
   */
  recover(): Promise<void>
  /** Shows that a message's answer is being written, and its words as they come where the channel can change what it sent. */
  startWriting(to: ChannelAddress, messageId: number): Draft | null
  /** The channel of that name, if this installation has it. */
  channel(name: string): Channel | null
}

/** Begins the name of every hold of this process. */
const HOLDER_PREFIX = `${randomUUID()}:`

/** How soon a message that the office holds back is looked at again. */
const HELD_BACK_MS = 30_000

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, jobs, channels, log } = options
  const byName: Ways = new Map(channels.map((channel) => [channel.name, { channel, pace: createPace(channel) }]))
  const find = (name: string): Channel | null => byName.get(name)?.channel ?? null
  const dispatch = async (stored: Dispatch): Promise<void> => {
    if (find(stored.channel)?.isPage && !stored.delayMs) await notePageShown(store, stored.messageId)
    else await enqueue(jobs, stored)
  }
  return {
    dispatch,
    deliver: (messageId) => deliver(options, byName, messageId),
    channel: find,
    startWriting: (to, messageId) => startWriting(options, byName, { to, messageId }),
    owe: async (owed) => {
      const row = await writeOwed(store, owed)
      if (!row) return null
      const { isReachable, isNew, ...stored } = row
      await dispatch({ ...stored, class: owed.class })
      return { messageId: row.messageId, isNew, isReachable }
    },
    tell: async (address, message) => {
      const result = await handOver(find(address.channel), address, message)
      if (result.kind !== 'sent') log.warn('tell_failed', { kind: result.kind })
    },
    ledger: (query) => readLedger(store, query),
    recover: async () => {
      if (store.kind === 'embedded') await releaseDeadChats(store, HOLDER_PREFIX)
      const broughtBack = await bringBackPutOff(store)
      if (broughtBack > 0) log.warn('clock_was_ahead', { messages: broughtBack })
      const settled = await settleAllAbandoned(store)
      if (settled > 0) log.warn('sendings_abandoned', { messages: settled })
      for (const { id, ...due } of await listDue(store)) await enqueue(jobs, { ...due, messageId: id }, true)
    },
  }
}

/** How each channel is sent to, by its name. */
type Ways = ReadonlyMap<string, { channel: Channel; pace: Pace }>

function enqueue(jobs: DeliveryOptions['jobs'], stored: Dispatch, evenIfFailed = false): Promise<void> {
  return jobs.enqueue(
    'deliver',
    { messageId: stored.messageId },
    {
      jobId: `deliver-${stored.messageId}`,
      lane: laneOf(stored),
      delayMs: stored.delayMs,
      priority: CLASS_RULES[stored.class].priority,
      evenIfFailed,
    },
  )
}

async function deliver(options: DeliveryOptions, ways: Ways, messageId: number): Promise<Again | undefined> {
  const { store, holdsBack } = options
  if (await holdsBack?.(messageId)) return { againInMs: HELD_BACK_MS }
  const holder = `${HOLDER_PREFIX}${randomUUID()}`
  const chat = await holdChat(store, messageId, holder)
  let pauseMs = 0
  let doneId: number | undefined
  if (chat) {
    let spacingMs = 0
    try {
      const sent = await sendFirst(options, ways, chat)
      ;({ pauseMs, doneId } = sent)
      if (sent.hasSent) spacingMs = ways.get(chat.channel)?.channel.limits.perChatIntervalMs ?? 0
    } finally {
      await releaseChat(store, chat, { holder, spacingMs })
    }
  }
  if (pauseMs > 0) return { againInMs: pauseMs, pausesLane: true }
  if (doneId === messageId) return undefined
  const waitMs = await waitFor(store, messageId)
  return waitMs === null ? undefined : { againInMs: waitMs }
}

type FirstSent = { pauseMs: number; hasSent: boolean; doneId?: number }

/** Sends the first message of a held chat; how long the endpoint wants to be left alone, and which message is done with. */
async function sendFirst({ store, log }: DeliveryOptions, ways: Ways, chat: Chat): Promise<FirstSent> {
  if (chat.hasAbandoned) await settleAbandoned(store, chat.conversationId)
  if (chat.isUnreachable) await failUnreachable(store, chat.conversationId)
  const { channel = null, pace } = ways.get(chat.channel) ?? {}
  // Its turn comes before its claim: a process killed while it waits leaves nothing that may have arrived.
  await pace?.take(laneOf(chat))
  const claimed = await claimTrue(store, chat)
  if (!claimed) return { pauseMs: 0, hasSent: false }
  const { part, isLast } = nextPart(channel, claimed)
  const result = await handOver(channel, chat, part, claimed.partsSent === 0 ? claimed.draftReceipt : null)
  const concluded = await conclude(store, { chat, claimed, isLast, result })
  if (result.kind !== 'sent') {
    const unreachable = result.kind === 'permanent' && result.unreachable === true
    log.warn('send_failed', { message: claimed.id, channel: chat.channel, kind: result.kind, unreachable })
  }
  return {
    ...concluded,
    hasSent: true,
    ...(result.kind === 'sent' && (isLast || result.isWhole) ? { doneId: claimed.id } : {}),
  }
}

/** What stands first and is true still: only where nothing can be claimed is it looked whether what stands there is stale. */
async function claimTrue(store: Store, { conversationId }: Chat): Promise<Claimed | null> {
  const claimed = await claimNext(store, conversationId)
  if (claimed || (await endStale(store, conversationId)) === 0) return claimed
  return claimNext(store, conversationId)
}

type Answering = { to: ChannelAddress; messageId: number }

function startWriting({ holdsBack }: DeliveryOptions, ways: Ways, { to, messageId }: Answering): Draft | null {
  const { channel, pace } = ways.get(to.channel) ?? {}
  if (!channel || channel.isPage) return null
  const held = Promise.resolve(holdsBack?.(messageId) ?? false).catch(() => true)
  const take = async (): Promise<void> => {
    // Ends the draft; the message itself waits in the outbox.
    if (await held) throw new Error('held back by the office')
    await pace?.take(laneOf(to))
  }
  void held.then((isHeld) => (isHeld ? undefined : channel.showTyping?.(to))).catch(() => {})
  return channel.edit ? startDraft({ channel, to, take }) : null
}
