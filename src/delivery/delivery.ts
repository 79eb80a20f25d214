import { randomUUID } from 'node:crypto'
import type { Channel, ChannelAddress, OutboundMessage, SendResult } from '../channels/index.ts'
import type { FaultLog, Jobs } from '../jobs/index.ts'
import type { Store } from '../store/index.ts'
import { type Claimed, claim, type Due, findDue, listDue, note, putBack, settleAbandoned } from './outbox.ts'

const MAX_ATTEMPTS = 6
const FIRST_RETRY_MS = 2_000

export type DeliveryOptions = {
  store: Store
  jobs: Pick<Jobs, 'enqueue'>
  channels: readonly Channel[]
  log: FaultLog
}

export type Delivery = {
  /** Sends a stored message now where that is instant (a page), by a job elsewhere. */
  dispatch(messageId: number, channelName: string): Promise<void>
  /** The job: sends one due message; quiet when it is gone, taken or done. */
  deliver(messageId: number): Promise<void>
  /** Best effort and unrecorded, for the one message that must leave no row: that everything was erased. */
  tell(address: ChannelAddress, message: OutboundMessage): Promise<void>
  /** Enqueues what is owed after a start or a lost queue, and settles what a dead process left half sent. */
  recover(): Promise<void>
  /** The channel of that name, if this installation has it. */
  channel(name: string): Channel | null
}

export function createDelivery({ store, jobs, channels, log }: DeliveryOptions): Delivery {
  const byName = new Map<string, Channel>(channels.map((channel) => [channel.name, channel]))
  const enqueue = ({ id, attempts, delayMs }: Due, evenIfFailed = false): Promise<void> =>
    // The number of attempts so far keeps a retry apart from the job that asks for it.
    jobs.enqueue('deliver', { messageId: id }, { jobId: `deliver-${id}-${attempts}`, delayMs, evenIfFailed })
  const enqueueAgain = async (due: Due): Promise<void> =>
    jobs.enqueue('deliver', { messageId: due.id }, { jobId: `deliver-${due.id}-${randomUUID()}`, delayMs: due.delayMs })

  const deliver = async (messageId: number): Promise<void> => {
    const claimed = await claim(store, messageId)
    if (!claimed) {
      // A worker's fast clock may wake it early; the database says when.
      const due = await findDue(store, messageId)
      if (due) await enqueueAgain(due)
      return
    }
    const { channel, text, choices } = claimed
    const result = await send(byName.get(channel), claimed, { key: String(messageId), text, choices })
    const delayMs = await conclude(store, claimed, result)
    if (result.kind !== 'sent')
      log.warn('send_failed', { message: messageId, kind: result.kind, again: delayMs !== null })
    if (delayMs !== null) await enqueue({ ...claimed, delayMs })
  }

  return {
    deliver,
    channel: (name) => byName.get(name) ?? null,
    dispatch: (messageId, channelName) =>
      byName.get(channelName)?.isPage ? deliver(messageId) : enqueue({ id: messageId, attempts: 0, delayMs: 0 }),
    tell: async (address, message) => {
      const result = await send(byName.get(address.channel), address, message)
      if (result.kind !== 'sent') log.warn('tell_failed', { kind: result.kind })
    },
    recover: async () => {
      await settleAbandoned(store)
      for (const due of await listDue(store)) await enqueue(due, true)
    },
  }
}

async function send(
  channel: Channel | undefined,
  { channel: name, endpoint, externalUserId }: ChannelAddress,
  message: OutboundMessage,
): Promise<SendResult> {
  if (!channel) return { kind: 'permanent', reason: 'channel not configured' }
  try {
    return await channel.send({ channel: name, endpoint, externalUserId }, message)
  } catch {
    return { kind: 'temporary', reason: 'channel threw' }
  }
}

/** Writes down how an attempt ended; the delay after which to try again, or null when it is over. */
async function conclude(store: Store, { id, attempts }: Claimed, result: SendResult): Promise<number | null> {
  if (result.kind === 'sent' || result.kind === 'permanent') {
    await note(store, id, result.kind === 'sent' ? 'sent' : 'failed')
    return null
  }
  if (attempts >= MAX_ATTEMPTS) {
    await note(store, id, 'given_up')
    return null
  }
  const delayMs =
    result.kind === 'rate_limited' ? result.retryAfterSeconds * 1_000 : FIRST_RETRY_MS * 2 ** (attempts - 1)
  await putBack(store, id, delayMs)
  return delayMs
}
