import type { InboundMessage } from '../channel.ts'
import type { TelegramMessage } from './update-shape.ts'

/** Who we are on Telegram; the name is known once Telegram answered. */
export type Bot = { id: string; username: string | null }

type Entity = TelegramMessage['entities'][number]

/** In a group: a reply to us, our name, or a command that is ours or nobody's. */
export function isAddressed(message: TelegramMessage, bot: Bot): boolean {
  if (message.reply_to_message?.from?.id === bot.id) return true
  const { text, entities } = said(message)
  return entities.some((entity) => {
    const fragment = fragmentOf(text, entity)
    if (entity.type === 'text_mention') return entity.user?.id === bot.id
    if (entity.type === 'mention') return isOurName(fragment, bot)
    return entity.type === 'bot_command' && entity.offset === 0 && isOurCommand(fragment, bot)
  })
}

/** The words without our name, a command in its plain form, and what a deep link carried, which is never left in the words. */
export function readWords(message: TelegramMessage, bot: Bot): Pick<InboundMessage, 'text' | 'startPayload'> {
  const { text, entities } = said(message)
  const [first] = entities
  if (first?.type === 'bot_command' && first.offset === 0) {
    const [name = ''] = fragmentOf(text, first).toLowerCase().split('@')
    const rest = text.slice(first.length).trim()
    if (name === '/start') return { text: name, ...payloadOf(message, rest) }
    return { text: `${name} ${rest}`.trim() }
  }
  return { text: message.chat.type === 'private' ? text : withoutOurName(text, entities, bot) }
}

/** A link is followed by a person in their own chat; a forwarded or shared one is not theirs. */
function payloadOf({ chat, forward_origin }: TelegramMessage, rest: string): { startPayload?: string } {
  const isOwn = chat.type === 'private' && forward_origin === undefined
  return isOwn && /^[\w-]{1,64}$/.test(rest) ? { startPayload: rest } : {}
}

function withoutOurName(text: string, entities: Entity[], bot: Bot): string {
  const ours = entities.filter((each) => each.type === 'mention' && isOurName(fragmentOf(text, each), bot))
  const without = ours.reduceRight(
    (left, { offset, length }) => left.slice(0, offset) + left.slice(offset + length),
    text,
  )
  return without.replace(/ {2,}/g, ' ').trim()
}

function said({ text, entities, caption, caption_entities }: TelegramMessage): { text: string; entities: Entity[] } {
  return text === undefined ? { text: caption ?? '', entities: caption_entities } : { text, entities }
}

function fragmentOf(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length)
}

function isOurCommand(command: string, bot: Bot): boolean {
  const [, name] = command.split('@')
  return name === undefined || isOurName(`@${name}`, bot)
}

/** Until Telegram told us our name, any bot's is taken for it: the names of all end in "bot". */
function isOurName(mention: string, { username }: Bot): boolean {
  const name = mention.slice(1).toLowerCase()
  return username === null ? name.endsWith('bot') : name === username.toLowerCase()
}
