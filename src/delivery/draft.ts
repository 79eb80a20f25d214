import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, ChannelAddress } from '../channels/index.ts'
import { handOver } from './send-once.ts'

/** An answer shown while it is still being written; the stored message takes its place at the end. */
export type Draft = {
  /** Never waits and never throws: what comes too fast is passed over for what is newer. */
  show(textSoFar: string): void
  /** Shows no more; the provider's id of what stands in the chat, null when nothing does. */
  finish(): Promise<string | null>
}

/** Fewer letters than this are not worth a call: providers count edits as messages. */
const LEAST_GROWTH_CHARS = 60
const LEAST_INTERVAL_MS = 1_200
/** A provider that stalls does not hold up the answer. */
const FINISH_WITHIN_MS = 5_000

export type Drafting = { channel: Channel; to: ChannelAddress; take: () => Promise<void> }

/**
 * One call at a time, spaced, through the endpoint's own pace. A failure ends the draft, not the answer: the stored message
 * is then sent as any other.
 */
export function startDraft({ channel, to, take }: Drafting): Draft {
  let receipt: string | null = null
  let shown = ''
  let wanted = ''
  let isOver = false
  let showing: Promise<void> | null = null
  const intervalMs = Math.max(LEAST_INTERVAL_MS, channel.limits.perChatIntervalMs)

  const showOnce = async (text: string): Promise<void> => {
    await take()
    if (isOver) return
    const message = { text: `${text} …` }
    const result =
      receipt === null
        ? await handOver(channel, to, message)
        : ((await channel.edit?.(to, receipt, message)) ?? { kind: 'temporary' as const, reason: 'no edits' })
    if (result.kind !== 'sent') isOver = true
    else receipt ??= result.receipt
    shown = text
  }
  const isWorthShowing = (): boolean => !isOver && wanted.length >= shown.length + LEAST_GROWTH_CHARS
  const run = async (): Promise<void> => {
    while (isWorthShowing()) {
      await showOnce(wanted)
      if (isWorthShowing()) await sleep(intervalMs)
    }
  }
  return {
    show: (textSoFar) => {
      wanted = textSoFar
      if (showing || !isWorthShowing() || wanted.length > channel.limits.maxTextChars / 2) return
      showing = run()
        .catch(() => {
          isOver = true
        })
        .finally(() => {
          showing = null
        })
    },
    finish: async () => {
      isOver = true
      await Promise.race([showing, sleep(FINISH_WITHIN_MS, undefined, { ref: false })])
      return receipt
    },
  }
}
