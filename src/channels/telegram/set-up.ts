import type { Bot } from './addressed.ts'
import type { TelegramApi } from './api.ts'
import { GROUP_COMMANDS, PRIVATE_COMMANDS } from './commands.ts'

/** What is asked for; of the rest nothing is delivered. */
export const ASKED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const
/** Deliveries side by side: storing is quick, and the database is shared. */
const WEBHOOK_CONNECTIONS = 10

export type Introduced = { api: TelegramApi; bot: Bot; withinMs: number }

/** Learns the bot's name and sets its menu. A menu refused is no reason not to work. */
export async function introduce({ api, bot, withinMs }: Introduced): Promise<void> {
  const { username } = await api.call('getMe', {}, { withinMs })
  bot.username = username
  const menus = [
    { commands: PRIVATE_COMMANDS },
    { commands: GROUP_COMMANDS, scope: { type: 'all_group_chats' as const } },
  ]
  await Promise.allSettled(menus.map((menu) => api.call('setMyCommands', menu, { withinMs })))
}

/** From now on updates are fetched; what waits is kept. */
export async function dropWebhook({ api, withinMs }: Introduced): Promise<void> {
  await api.call('deleteWebhook', { drop_pending_updates: false }, { withinMs })
}

/** From now on updates are delivered to `url`; what waits is kept. */
export async function setWebhook({ api, withinMs }: Introduced, url: string, secret: string): Promise<void> {
  const asked = { url, secret_token: secret, max_connections: WEBHOOK_CONNECTIONS, drop_pending_updates: false }
  await api.call('setWebhook', { ...asked, allowed_updates: ASKED_UPDATES }, { withinMs })
}
