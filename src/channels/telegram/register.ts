import type { Bot } from './addressed.ts'
import type { TelegramApi } from './api.ts'
import { causeOf } from './cause.ts'
import { introduce, setWebhook } from './set-up.ts'
import type { Standing } from './standing.ts'
import { supervise, type Waits } from './supervise.ts'
import { tellWell } from './words.ts'

export type RegisterParts = {
  api: TelegramApi
  bot: Bot
  standing: Standing
  withinMs: number
  waits: Waits
  webhook: { url: string; secret: string }
  /** How often Telegram is asked whether it still delivers here. */
  recheckMs: number
}

/** Has updates delivered to our address, and looks from time to time whether they still are. */
export function registerWebhook(parts: RegisterParts): { stop(): Promise<void> } {
  const { standing, waits, webhook, recheckMs } = parts
  let isSet = false
  const step = async (): Promise<number> => {
    if (!isSet) {
      await introduce(parts)
      await setWebhook(parts, webhook.url, webhook.secret)
      isSet = true
    }
    const info = await findTrouble(parts)
    if (info.isElsewhere) isSet = false
    if (info.says) standing.trouble({ is: 'webhook_failing', says: info.says })
    else standing.well(tellWell(parts.bot.username, true))
    return info.isElsewhere ? waits.firstMs : recheckMs
  }
  const failed = (error: unknown): number => {
    const cause = causeOf(error)
    standing.trouble(cause)
    return cause.is === 'rate_limited' ? cause.seconds * 1_000 : 0
  }
  return supervise({ step, failed }, waits)
}

type Delivering = Pick<RegisterParts, 'api' | 'withinMs' | 'webhook'> & { recheckMs?: number }

/** Whether updates go elsewhere, and what Telegram lately met when delivering here. */
export async function findTrouble({
  api,
  withinMs,
  webhook,
  recheckMs = 600_000,
}: Delivering): Promise<{ isElsewhere: boolean; says: string | null }> {
  const { url, last_error_date = 0, last_error_message } = await api.call('getWebhookInfo', {}, { withinMs })
  const isRecent = last_error_date * 1_000 > Date.now() - recheckMs
  return { isElsewhere: url !== webhook.url, says: isRecent && last_error_message ? last_error_message : null }
}
