import type { Bot } from './addressed.ts'
import type { TelegramApi } from './api.ts'
import { causeOf } from './cause.ts'
import { introduce, setWebhook } from './set-up.ts'
import type { Standing } from './standing.ts'
import { supervise, type Waits } from './supervise.ts'
import { tellWell } from './words.ts'

/** An error of Telegram's older than this says nothing of now. */
const RECENT_MS = 900_000

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

type Delivering = Pick<RegisterParts, 'api' | 'withinMs' | 'webhook'>

/** Whether updates go elsewhere, and what Telegram met lately if something still waits for delivery here. */
export async function findTrouble({
  api,
  withinMs,
  webhook,
}: Delivering): Promise<{ isElsewhere: boolean; says: string | null }> {
  const info = await api.call('getWebhookInfo', {}, { withinMs })
  const isRecent = (info.last_error_date ?? 0) * 1_000 > Date.now() - RECENT_MS
  const isWaiting = info.pending_update_count > 0 && isRecent
  return { isElsewhere: info.url !== webhook.url, says: isWaiting ? (info.last_error_message ?? null) : null }
}
