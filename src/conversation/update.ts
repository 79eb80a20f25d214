import { z } from 'zod'
import type { Inbound, InboundAttachment } from '../channels/index.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import { clean } from '../language/text.ts'

/** What is longer is cut: a question is short, and a pasted document is no question. */
const MAX_CHARS = 4_000
/** Ids and payloads of providers are far shorter. */
const ID_MAX_CHARS = 300

const attachment = z.object({
  kind: z.enum(['image', 'voice', 'file']),
  reference: z.string(),
  name: z.string().nullable(),
  sizeBytes: z.number().nullable(),
})

/** What of an update is kept until it is taken: no more than answering it needs. */
const kept = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('message'),
    key: z.string(),
    text: z.string(),
    kind: z.enum(['text', 'voice', 'image', 'other']),
    pressed: z.object({ key: z.string(), index: z.int() }).nullable(),
    attachments: z.array(attachment),
    startPayload: z.string().nullable(),
    isGroup: z.boolean(),
  }),
  z.object({ is: z.literal('event'), event: z.enum(['followed', 'unfollowed']) }),
  z.object({ is: z.literal('receipts'), event: z.enum(['delivered', 'seen']), receipts: z.array(z.string()) }),
])

export type KeptUpdate = z.infer<typeof kept>
export type KeptMessage = Extract<KeptUpdate, { is: 'message' }>

/** What a stored update says; null when it is none this program wrote. */
export function readKept(stored: unknown): KeptUpdate | null {
  const read = kept.safeParse(stored)
  return read.success ? read.data : null
}

/** What of an update is kept; null for kinds nobody answers. */
export function keep(update: Inbound, attachments: InboundAttachment[]): KeptUpdate | null {
  if (update.is === 'message') {
    const { externalKey, kind, pressed = null, startPayload, isGroup = false } = update
    return {
      is: 'message',
      key: identifier(externalKey),
      text: cleanText(update.text),
      kind,
      pressed: pressed && Number.isSafeInteger(pressed.index) ? { ...pressed, key: identifier(pressed.key) } : null,
      attachments: attachments.map(({ reference, name, ...rest }) => ({
        ...rest,
        reference: clean(reference),
        name: name === null ? null : identifier(name),
      })),
      startPayload: startPayload === undefined ? null : identifier(startPayload),
      isGroup,
    }
  }
  if (update.event === 'followed' || update.event === 'unfollowed') return { is: 'event', event: update.event }
  if (update.event === 'other') return null
  return { is: 'receipts', event: update.event, receipts: update.receipts.map(identifier) }
}

/** A text as it may be stored: without invisible characters and identifiers nobody should type into a chat, and no longer than a question. */
export function cleanText(text: string): string {
  return maskPersonalData(cut(clean(text).trim(), MAX_CHARS)).text
}

export function identifier(text: string): string {
  return cut(clean(text), ID_MAX_CHARS)
}

/** By code points, so that no character is cut in half. */
function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : [...text].slice(0, maxChars).join('')
}
