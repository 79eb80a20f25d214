import type { Inbound, InboundAttachment, InboundEvent, InboundKind, InboundMessage } from '../channel.ts'
import { type Bot, isAddressed, readWords } from './addressed.ts'
import { readPressed } from './buttons.ts'
import {
  MembershipShape,
  MessageShape,
  PressShape,
  type TelegramMessage,
  type TelegramPress,
  type TelegramUpdate,
} from './update-shape.ts'

/** What a person can send that has no words to answer. */
const WORDLESS = ['sticker', 'animation', 'video', 'location', 'venue', 'contact', 'poll', 'dice', 'story'] as const

/** Null for what is not said to us: the talk of a group. An edited message is an event: its first words are answered. */
export function readUpdate(update: TelegramUpdate, bot: Bot): Inbound | null {
  const [kind = 'empty'] = Object.keys(update).filter((name) => name !== 'update_id')
  const other = otherEvent(update, kind, bot)
  if (kind === 'message') return readMessage(update, other, bot)
  if (kind === 'callback_query') return readPress(update, other, bot)
  if (kind === 'my_chat_member') return readMembership(update.my_chat_member, other)
  return other
}

type Other = { is: 'event' } & InboundEvent

function otherEvent({ update_id }: TelegramUpdate, kind: string, bot: Bot): Other {
  return {
    is: 'event',
    channel: 'telegram',
    endpoint: '',
    externalKey: `${bot.id}:u:${update_id}`,
    event: 'other',
    providerKind: /^\w{1,60}$/.test(kind) ? kind : 'unknown',
    externalUserId: null,
    receipts: [],
  }
}

function readMessage(update: TelegramUpdate, other: Other, bot: Bot): Inbound | null {
  const { data: message } = MessageShape.safeParse(update.message)
  if (!message || message.chat.type === 'channel') return other
  const isGroup = message.chat.type !== 'private'
  if (isGroup && !isAddressed(message, bot)) return null
  const content = contentOf(message, update.message as object)
  if (!content || message.from?.is_bot) return other
  return {
    ...{ is: 'message', channel: 'telegram', endpoint: '', order: Number(update.update_id) },
    externalUserId: message.chat.id,
    externalKey: `${bot.id}:m:${message.chat.id}:${message.message_id}`,
    ...content,
    ...readWords(message, bot),
    ...(isGroup ? { isGroup } : {}),
  }
}

type Content = Pick<InboundMessage, 'kind'> & { attachments?: InboundAttachment[] }

/** Null for what Telegram itself notes in a chat: somebody joined, a message was pinned. */
function contentOf(message: TelegramMessage, raw: object): Content | null {
  if (message.text !== undefined) return { kind: 'text' }
  const voice = message.voice ?? message.audio ?? message.video_note
  if (voice) return withFile('voice', 'voice', voice)
  const largest = message.photo?.at(-1)
  if (largest) return withFile('image', 'image', largest)
  if (message.document && !('animation' in raw)) return withFile('other', 'file', message.document)
  return WORDLESS.some((name) => name in raw) ? { kind: 'other' } : null
}

type File = NonNullable<TelegramMessage['document']>

function withFile(kind: InboundKind, attachment: InboundAttachment['kind'], file: File): Content {
  const { file_id: reference, file_name: name = null, file_size: sizeBytes = null } = file
  return { kind, attachments: [{ kind: attachment, reference, name, sizeBytes }] }
}

function readPress(update: TelegramUpdate, other: Other, bot: Bot): Inbound {
  const { data: press } = PressShape.safeParse(update.callback_query)
  if (!press || press.message.chat.type === 'channel') return other
  const pressed = readPressed(press.data)
  const text = labelOf(press) ?? (pressed ? String(pressed.index + 1) : null)
  if (text === null) return other
  return {
    ...{ is: 'message', channel: 'telegram', endpoint: '', kind: 'text', order: Number(update.update_id) },
    externalUserId: press.message.chat.id,
    externalKey: `${bot.id}:${PRESS_MARK}:${press.id}`,
    text,
    ...(pressed ? { pressed } : {}),
    ...(press.message.chat.type === 'private' ? {} : { isGroup: true }),
  }
}

const PRESS_MARK = 'p'

/** Telegram's id of the press an update came from; null for other updates. */
export function pressIdOf({ externalKey }: Pick<Inbound, 'externalKey'>): string | null {
  const [, mark, ...id] = externalKey.split(':')
  return mark === PRESS_MARK ? id.join(':') : null
}

function labelOf({ message, data }: TelegramPress): string | null {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? []
  return buttons.find(({ callback_data }) => callback_data === data)?.text ?? null
}

const GONE = new Set(['kicked', 'left'])

function readMembership(membership: unknown, other: Other): Other {
  const { data } = MembershipShape.safeParse(membership)
  if (!data || data.chat.type === 'channel') return other
  const event = GONE.has(data.new_chat_member.status) ? 'unfollowed' : 'followed'
  return { ...other, event, externalUserId: data.chat.id }
}
