import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, ChannelAddress, OutboundMessage, SendResult } from '../channels/index.ts'
import type { Store } from '../store/index.ts'
import { CLASS_RULES, retryDelayMs } from './message-class.ts'
import { type Chat, type Claimed, markUnreachable, note, notePart, putBack } from './outbox.ts'
import { partsOf } from './parts.ts'

/** No provider needs longer; a chat's hold runs out later than this. */
const SEND_WITHIN_MS = 45_000

/** `shownAs`: the provider's id of a draft that the message replaces. Hands one message to a channel; whatever it does not say in that time, or in a way the contract does not know, is uncertain. */
export async function handOver(
  channel: Channel | null,
  { channel: name, endpoint, externalUserId }: ChannelAddress,
  message: OutboundMessage,
  shownAs: string | null = null,
): Promise<SendResult> {
  if (!channel) return { kind: 'permanent', reason: 'channel not configured' }
  const timer = new AbortController()
  const late = sleep(SEND_WITHIN_MS, undefined, { signal: timer.signal }).then(
    (): SendResult => ({ kind: 'temporary', reason: 'no answer in time', uncertain: true }),
  )
  try {
    const to = { channel: name, endpoint, externalUserId }
    return await Promise.race([sendOrReplace(channel, to, { message, shownAs }), late])
  } catch {
    return { kind: 'temporary', reason: 'channel threw', uncertain: true }
  } finally {
    timer.abort()
    late.catch(() => {})
  }
}

/** A draft that cannot be changed any more is followed by the whole message: said twice is better than not at all. */
async function sendOrReplace(
  channel: Channel,
  to: ChannelAddress,
  { message, shownAs }: { message: OutboundMessage; shownAs: string | null },
): Promise<SendResult> {
  if (shownAs === null || !channel.edit || message.document) return channel.send(to, message)
  const replaced = await channel.edit(to, shownAs, message)
  return replaced.kind === 'permanent' && !replaced.unreachable ? channel.send(to, message) : replaced
}

/** The part of a claimed message that is next, and how many there are. */
export function nextPart(channel: Channel | null, claimed: Claimed): { part: OutboundMessage; isLast: boolean } {
  const { id, text, choices, links, document, template, partsSent } = claimed
  const whole: OutboundMessage = {
    key: String(id),
    text,
    choices,
    ...(links ? { links } : {}),
    ...(document ? { document } : {}),
    ...(template ? { template } : {}),
  }
  const parts = channel ? partsOf(whole, channel.limits) : [whole]
  const at = Math.min(partsSent, parts.length - 1)
  return { part: parts[at] ?? whole, isLast: at === parts.length - 1 }
}

type Attempt = { chat: Chat; claimed: Claimed; isLast: boolean; result: SendResult }

/** What the endpoint asked of everybody, when it asked anything. */
export type Concluded = { pauseMs: number }

/** Writes down how an attempt ended, and what is to become of the message. */
export async function conclude(store: Store, { chat, claimed, isLast, result }: Attempt): Promise<Concluded> {
  const { id, attempts } = claimed
  if (result.kind === 'sent') {
    await (isLast || result.isWhole
      ? note(store, id, { status: 'sent', receipt: result.receipt })
      : notePart(store, id))
    return { pauseMs: 0 }
  }
  if (result.kind === 'permanent') {
    await note(store, id, { status: 'failed', failure: result.reason })
    if (result.unreachable) await markUnreachable(store, chat)
    return { pauseMs: 0 }
  }
  if (result.kind === 'rate_limited') {
    const pauseMs = Math.max(1, Math.ceil(result.retryAfterSeconds * 1_000))
    await putBack(store, id, { delayMs: pauseMs, failure: 'rate_limited', counts: 'nothing' })
    return { pauseMs }
  }
  const { unknown, maxAttempts } = CLASS_RULES[claimed.class]
  const failure = result.reason
  if (result.uncertain && (unknown === 'ask_person' || claimed.resends > 0)) {
    await note(store, id, { status: 'unknown', failure })
  } else if (attempts >= maxAttempts) {
    await note(store, id, { status: 'given_up', failure })
  } else {
    const counts = result.uncertain ? 'resend' : 'attempt'
    await putBack(store, id, { delayMs: retryDelayMs(attempts), failure, counts })
  }
  return { pauseMs: 0 }
}
