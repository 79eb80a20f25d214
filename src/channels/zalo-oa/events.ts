/** Zalo's events as neutral messages and events. Total: whatever a signed body holds, something comes out of it. */
import { z } from 'zod'
import type { Inbound, InboundAttachment, InboundKind, Pressed } from '../channel.ts'
import { keyOf } from '../zalo/key.ts'

const MAX_ID_CHARS = 200

const id = z.union([z.string().min(1).max(MAX_ID_CHARS), z.number()]).transform(String)
const party = z.object({ id }).optional().catch(undefined)
const text = z.string().optional().catch(undefined)

const attachmentSchema = z.object({
  type: z.string(),
  payload: z.object({ url: text, name: text, size: z.coerce.number().optional().catch(undefined) }).catch({}),
})

const messageSchema = z
  .object({
    msg_id: id.optional().catch(undefined),
    message_id: id.optional().catch(undefined),
    msg_ids: z.array(id).optional().catch(undefined),
    text,
    attachments: z
      .array(attachmentSchema.nullable().catch(null))
      .transform((all) => all.filter((each) => each !== null))
      .catch([]),
  })
  .catch({ attachments: [] })

/** Only `event_name` is needed: management events carry neither sender nor recipient. */
export const bodySchema = z.object({
  event_name: z.string().min(1).max(MAX_ID_CHARS),
  app_id: id.optional().catch(undefined),
  oa_id: id.optional().catch(undefined),
  timestamp: id.optional().catch(undefined),
  sender: party,
  recipient: party,
  follower: party,
  user_id: id.optional().catch(undefined),
  msg_id: id.optional().catch(undefined),
  message: messageSchema.optional(),
})

export type OaEventBody = z.infer<typeof bodySchema>

/** The OA an event is about. */
export function oaOf(body: OaEventBody): string | null {
  if (body.oa_id) return body.oa_id
  return (isFromOa(body) ? body.sender?.id : body.recipient?.id) ?? null
}

/** Nothing for the echo of what the OA itself sent. */
export function readEvent(body: OaEventBody): Inbound[] {
  if (body.event_name.startsWith('oa_send_')) return []
  return [readUserMessage(body) ?? readOther(body)]
}

const KINDS: Readonly<Record<string, InboundKind>> = {
  user_send_text: 'text',
  user_send_link: 'text',
  user_send_image: 'image',
  user_send_gif: 'image',
  user_send_audio: 'voice',
  user_send_video: 'other',
  user_send_sticker: 'other',
  user_send_file: 'other',
  user_send_location: 'other',
  user_send_business_card: 'other',
}

const ATTACHMENTS: Readonly<Record<string, InboundAttachment['kind']>> = {
  image: 'image',
  audio: 'voice',
  file: 'file',
}

function readUserMessage(body: OaEventBody): Inbound | null {
  const { event_name, message, sender, recipient, timestamp } = body
  const kind = KINDS[event_name]
  if (!kind || !message || !sender || !recipient) return null
  const said = kind === 'text' ? (message.text ?? '').normalize('NFC') : ''
  const pressed = readPress(said)
  const order = Number(timestamp)
  const attachments = message.attachments.flatMap(readAttachment)
  return {
    is: 'message',
    channel: 'zalo_oa',
    endpoint: recipient.id,
    externalUserId: sender.id,
    externalKey: message.msg_id ?? message.message_id ?? compositeKey(body),
    text: pressed ? '' : said,
    // A link shared without a word is nothing to answer.
    kind: kind === 'text' && said === '' ? 'other' : kind,
    ...(Number.isSafeInteger(order) ? { order } : {}),
    ...(pressed ? { pressed } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  }
}

const PRESS = /^#m([\w-]{1,200})\.(\d{1,3})$/

/** What a button of ours sends as the person's own words. */
export function pressPayload({ key, index }: Pressed): string {
  return `#m${key}.${index}`
}

function readPress(said: string): Pressed | null {
  const [, key, index] = PRESS.exec(said.trim()) ?? []
  return key === undefined ? null : { key, index: Number(index) }
}

function readAttachment({ type, payload }: z.infer<typeof attachmentSchema>): InboundAttachment[] {
  const kind = ATTACHMENTS[type]
  if (!kind || !payload.url) return []
  const sizeBytes = Number.isSafeInteger(payload.size) ? (payload.size ?? null) : null
  return [{ kind, reference: payload.url, name: payload.name ?? null, sizeBytes }]
}

const EVENTS = {
  follow: 'followed',
  unfollow: 'unfollowed',
  user_received_message: 'delivered',
  user_seen_message: 'seen',
} as const

function readOther(body: OaEventBody): Inbound {
  const event = EVENTS[body.event_name as keyof typeof EVENTS] ?? 'other'
  return {
    is: 'event',
    channel: 'zalo_oa',
    endpoint: oaOf(body) ?? '',
    externalKey: compositeKey(body),
    event,
    providerKind: body.event_name,
    externalUserId: personOf(body),
    receipts: event === 'delivered' || event === 'seen' ? receiptsOf(body) : [],
  }
}

/** A receipt names the OA as its sender and the person as the recipient; everything else comes from the person. */
function isFromOa({ event_name }: OaEventBody): boolean {
  return event_name.startsWith('oa_') || event_name === 'user_received_message' || event_name === 'user_seen_message'
}

function personOf(body: OaEventBody): string | null {
  const { follower, user_id, sender, recipient } = body
  return follower?.id ?? user_id ?? (isFromOa(body) ? recipient?.id : sender?.id) ?? null
}

function receiptsOf({ message, msg_id }: OaEventBody): string[] {
  const ids = [message?.msg_id, message?.message_id, ...(message?.msg_ids ?? []), msg_id]
  return [...new Set(ids.filter((each) => each !== undefined))]
}

/** For what has no id of its own; the id of the message an event speaks of tells two of the same moment apart. */
function compositeKey(body: OaEventBody): string {
  return keyOf([body.event_name, body.timestamp ?? '', personOf(body) ?? body.oa_id ?? '', ...receiptsOf(body)])
}
