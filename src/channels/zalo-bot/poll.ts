import type { ChannelLog, Inbound } from '../channel.ts'
import { type BotAnswer, callBot } from './client.ts'
import { neutralOf, readUpdate } from './events.ts'
import { createPatience, type Patience, waitMsAfter } from './keep-trying.ts'

/** Short, because a poll that is cut off loses what it was about to bring: a stop waits for it. */
const POLL_SECONDS = 5
/** A server that answers an idle poll at once must not be asked without a pause. */
const IDLE_PAUSE_MS = 1_000
const STORE_TRIES_WHEN_STOPPING = 3

export type Bot = { id: string; token: string }

export type PollOptions = {
  bot: Bot
  origin: string
  timeoutMs: number
  log: ChannelLog
  take: (updates: Inbound[]) => Promise<void>
  /** How the last call went: null for well. */
  onRound(trouble: string | null): void
}

/** Fetches one bot's updates until stopped. What Zalo gave out it never gives again, so it is held until it is stored. */
export function pollBot(options: PollOptions): { stop(): Promise<void> } {
  const patience = createPatience()
  const running = run(options, patience)
  return {
    stop: () => {
      patience.end()
      return running
    },
  }
}

async function run(options: PollOptions, patience: Patience): Promise<void> {
  // Polling is refused while an address is set, and one may be left over from another time.
  await untilAnswered(options, patience, async () => {
    const answer = await ask(options, 'deleteWebhook')
    // Some bots that never had an address are answered that there is none.
    return answer.kind === 'permanent' ? { kind: 'idle' } : answer
  })
  while (!patience.isOver()) {
    const startedAtMs = Date.now()
    const result = await untilAnswered(options, patience, () => ask(options, 'getUpdates'))
    const updates = updatesOf(options.bot, result)
    if (updates.length > 0) await store(options, updates, patience)
    else if (Date.now() - startedAtMs < IDLE_PAUSE_MS) await patience.wait(IDLE_PAUSE_MS)
  }
}

/** What Zalo answered in the end, undefined for nothing; it is asked again and again, ever more slowly. */
async function untilAnswered(
  { bot, log, onRound }: PollOptions,
  patience: Patience,
  askOnce: () => Promise<BotAnswer>,
): Promise<unknown> {
  for (let failures = 1; !patience.isOver(); failures += 1) {
    const answer = await askOnce()
    if (answer.kind === 'result' || answer.kind === 'idle') {
      onRound(null)
      return answer.kind === 'result' ? answer.result : undefined
    }
    const reason = answer.kind === 'rate_limited' ? answer.kind : answer.reason
    onRound(reason)
    if (failures === 1) log.warn('zalo_bot_poll_failed', { bot: bot.id, reason })
    await patience.wait(answer.kind === 'rate_limited' ? answer.retryAfterSeconds * 1_000 : waitMsAfter(failures))
  }
}

function ask({ bot, origin, timeoutMs }: PollOptions, method: 'getUpdates' | 'deleteWebhook'): Promise<BotAnswer> {
  const body = method === 'getUpdates' ? { body: { timeout: String(POLL_SECONDS) } } : {}
  return callBot({ origin, token: bot.token }, { method, timeoutMs: timeoutMs + POLL_SECONDS * 1_000, ...body })
}

/** One update, several, or an empty object: all have been met. */
function updatesOf(bot: Bot, result: unknown): Inbound[] {
  return [result].flat().flatMap((each) => {
    const update = readUpdate(each)
    return update ? neutralOf(bot.id, update) : []
  })
}

async function store({ bot, log, take }: PollOptions, updates: Inbound[], patience: Patience): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await take(updates)
    } catch {
      log.warn('zalo_bot_store_failed', { bot: bot.id, updates: updates.length, failures })
    }
    if (patience.isOver() && failures >= STORE_TRIES_WHEN_STOPPING) return
    await patience.wait(waitMsAfter(failures))
  }
}
