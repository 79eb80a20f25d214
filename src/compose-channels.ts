/** The providers of messages this installation has set up. The web page and the terminal need no setting and stand in `app.ts`. */
import { createEmailChannel } from './channels/email/index.ts'
import type { Channel } from './channels/index.ts'
import { createTelegramChannel } from './channels/telegram/index.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { Store } from './store/index.ts'
import { WEBHOOKS_PATH } from './web/index.ts'

export type ChannelParts = { config: Config; log: Log; store: Store }

/**
 * One channel a provider whose settings are there; none on a fresh installation. Opens no connection: a provider that
 * does not answer must not keep the rest from starting.
 */
export function composeChannels(parts: ChannelParts): Channel[] {
  return [telegram(parts), email(parts)].flat()
}

function telegram({ config, log }: Pick<ChannelParts, 'config' | 'log'>): Channel[] {
  const { publicUrl, channels } = config.settings
  const { telegramToken: token } = config.secrets.channels
  if (!channels.telegram || !token) return []
  const { apiRoot, isDelivered } = channels.telegram
  const webhookUrl = isDelivered && publicUrl ? `${publicUrl.replace(/\/$/, '')}${WEBHOOKS_PATH}/telegram` : null
  return [createTelegramChannel({ token, apiRoot, webhookUrl, log })]
}

function email({ config }: Pick<ChannelParts, 'config'>): Channel[] {
  const { mail } = config.settings.channels
  return mail ? [createEmailChannel({ ...mail, password: config.secrets.channels.mailPassword })] : []
}
