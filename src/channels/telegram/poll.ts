import type { Inbound } from '../channel.ts'
import type { Bot } from './addressed.ts'
import type { TelegramApi } from './api.ts'
import { causeOf } from './cause.ts'
import { readUpdate } from './read-update.ts'
import { ASKED_UPDATES, dropWebhook, introduce } from './set-up.ts'
import type { Standing } from './standing.ts'
import { supervise, type Waits } from './supervise.ts'
import { UpdateShape } from './update-shape.ts'
import { tellWell } from './words.ts'

/** How long Telegram holds an empty answer, and how much later silence means a dead connection. */
const HOLD_SECONDS = 50
const SILENT_AFTER_MS = (HOLD_SECONDS + 15) * 1_000
const CONFIRM_WITHIN_MS = 3_000
const TOO_SOON_MS = 1_000

export type PollParts = {
  api: TelegramApi
  bot: Bot
  standing: Standing
  withinMs: number
  waits: Waits
  take: (updates: Inbound[]) => Promise<void>
  acknowledge: (stored: readonly Inbound[]) => Promise<void>
}

/** Storing failed: the same updates are fetched again. */
class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

/**
 * Fetches, stores, and only then confirms: Telegraf's own loop confirms a batch whose handler failed. An update is
 * confirmed by asking for what follows it; after an empty answer all are confirmed and the numbers may start anew.
 */
export function pollUpdates(parts: PollParts): { stop(): Promise<void> } {
  const { api, standing, waits } = parts
  let offset = 0
  let isIntroduced = false
  const step = async (stopping: AbortSignal): Promise<number> => {
    if (!isIntroduced) {
      await introduce(parts)
      await dropWebhook(parts)
      isIntroduced = true
      standing.well(tellWell(parts.bot.username, false))
    }
    const askedAt = performance.now()
    offset = await fetchBatch(parts, offset, stopping)
    standing.well(tellWell(parts.bot.username, false))
    // A server in between that holds no empty answer would be asked without end.
    return offset === 0 && performance.now() - askedAt < TOO_SOON_MS ? waits.firstMs : 0
  }
  const failed = (error: unknown): number => {
    const cause = error instanceof NotTaken ? { is: 'not_taken' as const } : causeOf(error)
    standing.trouble(cause)
    // A webhook that somebody set meanwhile is told as a conflict too.
    if (cause.is === 'conflict') isIntroduced = false
    return cause.is === 'rate_limited' ? cause.seconds * 1_000 : 0
  }
  const ended = async (): Promise<void> => {
    if (offset === 0) return
    await api.call('getUpdates', { offset, limit: 1, timeout: 0 }, { withinMs: CONFIRM_WITHIN_MS }).catch(() => {})
  }
  return supervise({ step, failed, ended }, waits)
}

/** Answers the offset that confirms what was stored. */
async function fetchBatch(
  { api, bot, take, acknowledge }: PollParts,
  offset: number,
  signal: AbortSignal,
): Promise<number> {
  const asked = { offset, limit: 100, timeout: HOLD_SECONDS, allowed_updates: ASKED_UPDATES }
  const raw = await api.call('getUpdates', asked, { withinMs: SILENT_AFTER_MS, signal })
  const updates = raw.flatMap((each) => UpdateShape.safeParse(each).data ?? [])
  const inbound = updates.flatMap((update) => readUpdate(update, bot) ?? [])
  if (inbound.length > 0) {
    await take(inbound).catch(() => {
      throw new NotTaken()
    })
    void acknowledge(inbound)
  }
  return raw.reduce((next, { update_id }) => Math.max(next, update_id + 1), 0)
}
