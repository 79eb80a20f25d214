import type { ChannelLog } from '../channel.ts'
import { callBot } from './client.ts'
import { createPatience, waitMsAfter } from './keep-trying.ts'
import type { Bot } from './poll.ts'

export type RegisterOptions = {
  bot: Bot
  origin: string
  timeoutMs: number
  log: ChannelLog
  webhook: { publicUrl: string; secret: string }
  onRound(trouble: string | null): void
}

/** Tells Zalo where to deliver, again until it agrees. */
export function registerBot({ bot, origin, timeoutMs, log, webhook, onRound }: RegisterOptions) {
  const patience = createPatience()
  const url = new URL(`/webhooks/zalo_bot/${bot.id}`, webhook.publicUrl).href
  const body = { url, secret_token: webhook.secret }
  const run = async (): Promise<void> => {
    for (let failures = 1; !patience.isOver(); failures += 1) {
      const answer = await callBot({ origin, token: bot.token }, { method: 'setWebhook', body, timeoutMs })
      if (answer.kind === 'result') return onRound(null)
      const reason = 'reason' in answer ? answer.reason : answer.kind
      onRound(reason)
      if (failures === 1) log.warn('zalo_bot_register_failed', { bot: bot.id, reason })
      await patience.wait(answer.kind === 'rate_limited' ? answer.retryAfterSeconds * 1_000 : waitMsAfter(failures))
    }
  }
  const running = run()
  return {
    stop: (): Promise<void> => {
      patience.end()
      return running
    },
  }
}
