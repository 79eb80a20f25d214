/** The part of Telegram's updates that is read here (Bot API 7 and later), as loosely as it may be. */
import { z } from 'zod'

/** Ids are kept as their digits: they may outgrow a number. */
const id = z.union([z.int(), z.string().regex(/^-?\d{1,20}$/)]).transform(String)
const user = z.object({ id, is_bot: z.boolean().default(false) })
const chat = z.object({ id, type: z.enum(['private', 'group', 'supergroup', 'channel']) })

const entity = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(1),
  user: user.optional(),
})

const file = z.object({
  file_id: z.string().min(1).max(300),
  file_size: z.int().min(0).optional(),
  file_name: z.string().max(300).optional(),
})

const buttons = z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() })))

export const MessageShape = z.object({
  message_id: id,
  chat,
  from: user.optional(),
  text: z.string().optional(),
  entities: z.array(entity).default([]),
  caption: z.string().optional(),
  caption_entities: z.array(entity).default([]),
  reply_to_message: z.object({ from: user.optional() }).optional(),
  forward_origin: z.unknown().optional(),
  photo: z.array(file).min(1).optional(),
  voice: file.optional(),
  audio: file.optional(),
  video_note: file.optional(),
  document: file.optional(),
})
export type TelegramMessage = z.infer<typeof MessageShape>

export const PressShape = z.object({
  id: z.string().min(1).max(100),
  from: user,
  message: z.object({ chat, reply_markup: z.object({ inline_keyboard: buttons }).optional() }),
  data: z.string().max(64),
})
export type TelegramPress = z.infer<typeof PressShape>

export const MembershipShape = z.object({ chat, new_chat_member: z.object({ status: z.string() }) })

export const UpdateShape = z.looseObject({ update_id: z.union([z.int().min(0), z.string().regex(/^\d{1,20}$/)]) })
export type TelegramUpdate = z.infer<typeof UpdateShape>
