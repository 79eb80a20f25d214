/** The providers of messages this installation has set up. The web page and the terminal need no setting and stand in `app.ts`. */
import { createEmailChannel } from './channels/email/index.ts'
import type { Channel } from './channels/index.ts'
import { createTelegramChannel } from './channels/telegram/index.ts'
import { createZaloBot } from './channels/zalo-bot/index.ts'
import { createZaloOa, loadTemplateTexts } from './channels/zalo-oa/index.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { createSeals } from './sealed-text.ts'
import type { Store } from './store/index.ts'
import { WEBHOOKS_PATH } from './web/index.ts'
import { openZaloAccounts } from './zalo-accounts.ts'

export type ChannelParts = { config: Config; log: Log; store: Store }

/**
 * One channel a provider whose settings are there; none on a fresh installation. Opens no connection: a provider that
 * does not answer must not keep the rest from starting.
 */
export function composeChannels(parts: ChannelParts): Channel[] {
  return [zaloOa(parts), zaloBot(parts), telegram(parts), email(parts)].flat()
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

/** Whose an address of ours is, where a commune has its own: somebody who writes there asks about that commune. */
export function communeOfAddress({ config: { settings, secrets }, store }: Pick<ChannelParts, 'config' | 'store'>) {
  const { oa, bot } = settings.channels.zalo
  const book = openZaloAccounts(store, createSeals(secrets.channels.zalo.tokenKey))
  return async ({ channel, endpoint = '' }: { channel: string; endpoint?: string }): Promise<string | null> => {
    if (channel === 'zalo_oa' && oa) return (await book.find(endpoint))?.communeSlug ?? null
    return channel === 'zalo_bot' ? (bot?.communes[endpoint] ?? null) : null
  }
}

function zaloOa({ config: { settings, secrets }, log, store }: ChannelParts): Channel[] {
  const { oa, fileHosts } = settings.channels.zalo
  const { appSecret, oaSecretKeys, tokenKey } = secrets.channels.zalo
  if (!oa || !appSecret) return []
  const book = openZaloAccounts(store, createSeals(tokenKey))
  const app = { id: oa.appId, secret: appSecret }
  return [
    createZaloOa({
      ...{ app, webhookSecrets: oaSecretKeys, book, texts: loadTemplateTexts(), log, origins: oa.origins, fileHosts },
    }),
  ]
}

function zaloBot({ config: { settings, secrets }, log }: Pick<ChannelParts, 'config' | 'log'>): Channel[] {
  const { bot, fileHosts } = settings.channels.zalo
  const { bots, botWebhookSecret: secret } = secrets.channels.zalo
  if (!bot) return []
  const webhook = secret && settings.publicUrl ? { publicUrl: settings.publicUrl, secret } : null
  return [createZaloBot({ bots, webhook, log, origin: bot.origin, fileHosts })]
}
