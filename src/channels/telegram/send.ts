import { stat } from 'node:fs/promises'
import type {
  ChannelAddress,
  ChannelLimits,
  Inbound,
  OutboundDocument,
  OutboundMessage,
  SendResult,
} from '../channel.ts'
import type { TelegramApi } from './api.ts'
import { keyboardOf } from './buttons.ts'
import { causeOf } from './cause.ts'
import { failureOf } from './failures.ts'
import { pressIdOf } from './read-update.ts'
import { htmlOf, wordsOf } from './render.ts'

/** The Bot API's own bounds; each chat as its FAQ states it, all chats together a little below. */
export const TELEGRAM_LIMITS: ChannelLimits = {
  maxTextChars: 4_096,
  maxChoices: 12,
  maxChoiceChars: 60,
  maxLinks: 6,
  // The FAQ's 30 are counted where messages arrive: two less, evenly spaced, leave 80 ms for a network that bunches them.
  perSecond: 28,
  perChatIntervalMs: 1_000,
  replyWindowHours: null,
  maxDocumentBytes: 50 * 1024 * 1024,
}
const CAPTION_MAX_CHARS = 1_024
const UPLOAD_WITHIN_MS = 120_000

export type Sender = {
  send(to: ChannelAddress, message: OutboundMessage): Promise<SendResult>
  edit(to: ChannelAddress, receipt: string, message: OutboundMessage): Promise<SendResult>
  showTyping(to: ChannelAddress): Promise<void>
  acknowledge(stored: readonly Inbound[]): Promise<void>
}

type Call = (formatted: Formatted) => Promise<{ message_id: number }>
type Formatted = { text: string; parse_mode?: 'HTML' }

export function createSender(api: TelegramApi, withinMs: number): Sender {
  const sendText = (to: ChannelAddress, message: OutboundMessage, words: string): Promise<SendResult> =>
    formatted(words, (text) =>
      api.call(
        'sendMessage',
        { chat_id: chatId(to), ...text, ...WITHOUT_PREVIEW, ...buttonsOf(message) },
        { withinMs },
      ),
    )
  const sendDocument = (to: ChannelAddress, { path, name }: OutboundDocument, caption: Caption): Promise<SendResult> =>
    formatted(caption.words, ({ text, parse_mode }) => {
      const { reply_markup } = caption.buttons
      const fields = { chat_id: to.externalUserId, caption: text, parse_mode, reply_markup: jsonOf(reply_markup) }
      return api.upload('sendDocument', { fields, path, name }, UPLOAD_WITHIN_MS)
    })
  return {
    send: async (to, message) => {
      const words = wordsOf(message)
      const refused = whyNotSendable(to, message, words) ?? (await whyNotReadable(message.document))
      if (refused) return refused
      const { document } = message
      if (!document) return sendText(to, message, words)
      if (words.length <= CAPTION_MAX_CHARS) return sendDocument(to, document, { words, buttons: buttonsOf(message) })
      const text = await sendText(to, message, words)
      if (text.kind !== 'sent') return text
      const file = await sendDocument(to, document, { words: '', buttons: {} })
      return file.kind === 'sent' ? text : file
    },
    edit: createEdit(api, withinMs),
    showTyping: async (to) => {
      await api.call('sendChatAction', { chat_id: chatId(to), action: 'typing' }, { withinMs }).catch(() => {})
    },
    acknowledge: async (stored) => {
      const presses = stored.flatMap((update) => pressIdOf(update) ?? [])
      await Promise.allSettled(
        presses.map((id) => api.call('answerCallbackQuery', { callback_query_id: id }, { withinMs })),
      )
    },
  }
}

function createEdit(api: TelegramApi, withinMs: number): Sender['edit'] {
  return async (to, receipt, message) => {
    const words = wordsOf(message)
    const refused = whyNotSendable(to, message, words)
    if (refused) return refused
    const place = { chat_id: chatId(to), message_id: Number(receipt) }
    const result = await formatted(words, async (text) => {
      await api.call('editMessageText', { ...place, ...text, ...WITHOUT_PREVIEW, ...buttonsOf(message) }, { withinMs })
      return place
    })
    return result.kind === 'sent' ? { ...result, receipt } : result
  }
}

type Caption = { words: string; buttons: ReturnType<typeof keyboardOf> }

function jsonOf(value: object | undefined): string | undefined {
  return value && JSON.stringify(value)
}

const WITHOUT_PREVIEW = { link_preview_options: { is_disabled: true } }

function buttonsOf(message: OutboundMessage): ReturnType<typeof keyboardOf> {
  return keyboardOf(message, TELEGRAM_LIMITS.maxChoiceChars)
}

/** With markup, and once more without it should Telegram not read ours. */
async function formatted(words: string, call: Call): Promise<SendResult> {
  const attempt = async (text: Formatted): Promise<SendResult | 'markup'> => {
    try {
      const { message_id } = await call(text)
      return { kind: 'sent', receipt: String(message_id) }
    } catch (error) {
      const cause = causeOf(error)
      if (cause.is === 'refused' && cause.phrase.includes("can't parse entities")) return 'markup'
      if (cause.is === 'refused' && cause.phrase.includes('is not modified')) return { kind: 'sent', receipt: null }
      return failureOf(cause)
    }
  }
  const result = await attempt({ text: htmlOf(words), parse_mode: 'HTML' })
  if (result !== 'markup') return result
  const plain = await attempt({ text: words })
  return plain === 'markup' ? { kind: 'permanent', reason: 'telegram refused 400' } : plain
}

function whyNotSendable(
  { externalUserId }: ChannelAddress,
  message: OutboundMessage,
  words: string,
): SendResult | null {
  if (!/^-?\d{1,20}$/.test(externalUserId)) {
    return { kind: 'permanent', reason: 'telegram no such chat', unreachable: true }
  }
  if (words.length > TELEGRAM_LIMITS.maxTextChars) return { kind: 'permanent', reason: 'telegram text too long' }
  if (!words.trim() && !message.document) return { kind: 'permanent', reason: 'telegram empty text' }
  return null
}

async function whyNotReadable(document: OutboundDocument | undefined): Promise<SendResult | null> {
  if (!document) return null
  const found = await stat(document.path).catch(() => null)
  if (!found?.isFile()) return { kind: 'permanent', reason: 'document missing' }
  return found.size > (TELEGRAM_LIMITS.maxDocumentBytes ?? 0)
    ? { kind: 'permanent', reason: 'document too large' }
    : null
}

/** A number where it is one to the last digit. */
function chatId({ externalUserId }: ChannelAddress): number | string {
  const number = Number(externalUserId)
  return Number.isSafeInteger(number) ? number : externalUserId
}
