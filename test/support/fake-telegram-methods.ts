import type { Chats, Parameters } from './fake-telegram-chats.ts'
import { Refusal, type UpdateQueue } from './fake-telegram-updates.ts'
import type { Request } from './fake-telegram-wire.ts'

type Bot = { id: number; username: string; first_name: string }
type Ground = { bot: Bot; updates: UpdateQueue; chats: Chats; countSend(): void }

/** The methods this server knows; what it does not know is not found, as at Telegram. */
export function botMethods({ bot, updates, chats, countSend }: Ground): Record<string, (request: Request) => unknown> {
  return {
    getMe: () => ({ ...bot, is_bot: true, can_join_groups: true, can_read_all_group_messages: false }),
    getUpdates: ({ payload, gone }) => {
      updates.ask(payload.allowed_updates)
      return updates.fetch(payload, gone)
    },
    setWebhook: ({ payload }) => setWebhook(updates, payload),
    deleteWebhook: () => {
      updates.deleteWebhook()
      return true
    },
    getWebhookInfo: () => ({
      ...{ url: updates.webhook?.url ?? '', has_custom_certificate: false, pending_update_count: updates.pendingCount },
      ...{ last_error_date: updates.lastError?.date, last_error_message: updates.lastError?.message },
    }),
    setMyCommands: ({ payload }) => checkCommands(payload),
    sendMessage: ({ payload }) => {
      countSend()
      return chats.send(payload)
    },
    sendDocument: ({ payload, file }) => {
      countSend()
      return chats.sendDocument(payload, file)
    },
    editMessageText: ({ payload }) => chats.edit(payload),
    sendChatAction: ({ payload }) => chats.act(payload),
    answerCallbackQuery: ({ payload }) => chats.acknowledge(payload),
    getFile: ({ payload }) => ({ file_id: payload.file_id, file_path: `documents/${payload.file_id}` }),
  }
}

/** As a Bot API server of one's own does, plain http is let through; Telegram's takes https alone. */
function setWebhook(updates: UpdateQueue, { url, secret_token, max_connections, allowed_updates }: Parameters): true {
  const secret = secret_token === undefined ? undefined : String(secret_token)
  if (!/^https?:\/\//.test(String(url)))
    throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
  if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
    throw new Refusal(400, 'Bad Request: secret token contains unallowed characters')
  }
  updates.ask(allowed_updates)
  updates.setWebhook({ url: String(url), secret_token: secret, max_connections: Number(max_connections ?? 40) })
  return true
}

function checkCommands({ commands }: Parameters): true {
  const list = commands as { command: string; description: string }[]
  if (list.length > 100) throw new Refusal(400, 'Bad Request: too many bot commands')
  for (const { command, description } of list) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID')
    if (!description || description.length > 256) throw new Refusal(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID')
  }
  return true
}
