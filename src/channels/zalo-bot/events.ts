/** Updates of the Bot Platform as neutral messages. Total: whatever comes, something storable or nothing comes out. */
import { z } from 'zod'
import type { Inbound, InboundAttachment, InboundKind } from '../channel.ts'
import { keyOf } from '../zalo/key.ts'

const MAX_ID_CHARS = 200
/** Dates below this are seconds: one client has met them. */
const FIRST_MILLISECONDS = 100_000_000_000

const id = z.union([z.string().min(1).max(MAX_ID_CHARS), z.number()]).transform(String)
const text = z.string().optional().catch(undefined)

const messageSchema = z.object({
  message_id: id,
  date: z.coerce.number().int().positive().optional().catch(undefined),
  chat: z.object({ id, chat_type: text }),
  from: z.object({ id, is_bot: z.boolean().optional().catch(undefined) }),
  text,
  caption: text,
  photo_url: text,
  photo: text,
  voice_url: text,
})

const updateSchema = z.object({
  event_name: z.string().min(1).max(MAX_ID_CHARS),
  message: messageSchema.optional().catch(undefined),
})
const wrappedSchema = z.object({ result: updateSchema }).transform(({ result }) => result)

export type BotUpdate = z.infer<typeof updateSchema>

/** A body or a polled result, bare or wrapped; null when it is neither. */
export function readUpdate(json: unknown): BotUpdate | null {
  return z.union([updateSchema, wrappedSchema]).safeParse(json).data ?? null
}

const KINDS: Readonly<Record<string, InboundKind>> = {
  'message.text.received': 'text',
  'message.image.received': 'image',
  'message.voice.received': 'voice',
  'message.sticker.received': 'other',
  'message.unsupported.received': 'other',
}

/** Nothing for what a bot said itself. */
export function neutralOf(botId: string, update: BotUpdate): Inbound[] {
  const { event_name, message } = update
  const kind = KINDS[event_name]
  if (message && (message.from.is_bot || message.from.id === botId)) return []
  if (!message || !kind || message.chat.chat_type === 'GROUP') return [otherOf(botId, update)]
  const order = orderOf(message.date)
  const attachments = attachmentsOf(message)
  return [
    {
      is: 'message',
      channel: 'zalo_bot',
      endpoint: botId,
      externalUserId: message.chat.id,
      externalKey: message.message_id,
      text: ((kind === 'text' ? message.text : message.caption) ?? '').normalize('NFC'),
      kind,
      ...(order === null ? {} : { order }),
      ...(attachments.length > 0 ? { attachments } : {}),
    },
  ]
}

function otherOf(botId: string, { event_name, message }: BotUpdate): Inbound {
  return {
    is: 'event',
    channel: 'zalo_bot',
    endpoint: botId,
    // Without a message there is nothing to know a repetition by.
    externalKey: keyOf([event_name, message?.message_id ?? crypto.randomUUID()]),
    event: 'other',
    providerKind: event_name,
    externalUserId: message?.from.id ?? null,
    receipts: [],
  }
}

function attachmentsOf(message: z.infer<typeof messageSchema>): InboundAttachment[] {
  const at = (kind: InboundAttachment['kind'], reference: string | undefined): InboundAttachment[] =>
    reference ? [{ kind, reference, name: null, sizeBytes: null }] : []
  return [...at('image', message.photo_url ?? message.photo), ...at('voice', message.voice_url)]
}

function orderOf(date: number | undefined): number | null {
  if (date === undefined || !Number.isSafeInteger(date)) return null
  return date < FIRST_MILLISECONDS ? date * 1_000 : date
}
