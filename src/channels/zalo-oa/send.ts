/**
 * One message to one person: free words with buttons while the window is open, an approved text by user id or by phone
 * where it is not.
 */
import { z } from 'zod'
import type { ChannelAddress, OutboundDocument, OutboundMessage, OutboundTemplate, SendResult } from '../channel.ts'
import { sendable } from '../zalo/text.ts'
import type { OaBook } from './account.ts'
import type { OaAnswer, OaCall, OaClient } from './client.ts'
import { isTaken, uploadDocument } from './documents.ts'
import { type MessageBody, messageBody } from './message-body.ts'
import { reachOf } from './phone.ts'
import { type TemplateText, templateData } from './template-text.ts'
import type { Windows } from './window.ts'

const MAX_REMEMBERED_PARTS = 1_000

export type SenderOptions = {
  client: OaClient
  windows: Windows
  book: Pick<OaBook, 'find'>
  texts: ReadonlyMap<string, TemplateText>
}

const receiptSchema = z.union([
  z.object({ message_id: z.coerce.string() }).transform((data) => data.message_id),
  z.object({ msg_id: z.coerce.string() }).transform((data) => data.msg_id),
])

export function createSender(options: SenderOptions) {
  const { client, windows } = options
  /** Words already sent of a message whose file then failed: trying again repeats the file alone. */
  const wordsSent = new Map<string, string | null>()

  const sendParts = async (to: ChannelAddress, message: OutboundMessage, body: MessageBody): Promise<SendResult> => {
    const document = message.document && isTaken(message.document) ? message.document : null
    const upload = document && (await uploadDocument(client, to.endpoint, document))
    if (upload && upload.kind !== 'token') return upload
    const words = message.key === undefined ? undefined : wordsSent.get(message.key)
    const sent: SendResult = words === undefined ? await sendWords(to, message, body) : { kind: 'sent', receipt: words }
    if (sent.kind !== 'sent' || !document || !upload) return sent
    if (message.key !== undefined) remember(wordsSent, message.key, sent.receipt)
    return sendFile(options, { to, document, token: upload.token }, sent.receipt)
  }

  const sendWords = async (to: ChannelAddress, message: OutboundMessage, body: MessageBody): Promise<SendResult> => {
    const answer = await client.call(to.endpoint, consultation(to, body))
    if (answer.kind !== 'outside_window') return resultOf(answer)
    windows.forget(to)
    return sendTemplate(options, to, message)
  }

  return async (to: ChannelAddress, message: OutboundMessage): Promise<SendResult> => {
    if (reachOf(to).by !== 'user_id') return sendTemplate(options, to, message)
    const body = messageBody(withNote(message))
    if (!body) return { kind: 'permanent', reason: 'text_too_long' }
    const window = await windows.of(to)
    if (window.kind === 'closed') return sendTemplate(options, to, message)
    return window.kind === 'open' || window.kind === 'unknown' ? sendParts(to, message, body) : window
  }
}

/** What Zalo does not carry is said, not dropped in silence. */
function withNote(message: OutboundMessage): OutboundMessage {
  const { document, text } = message
  if (!document || isTaken(document)) return message
  return { ...message, text: `${text}\n(Tệp ${document.name} không gửi được qua Zalo.)` }
}

function consultation(to: ChannelAddress, message: object): OaCall {
  return { path: '/v3.0/oa/message/cs', json: { recipient: { user_id: sendable(to.externalUserId) }, message } }
}

type FilePart = { to: ChannelAddress; document: OutboundDocument; token: string }

async function sendFile(
  { client }: SenderOptions,
  { to, document, token }: FilePart,
  receipt: string | null,
): Promise<SendResult> {
  const send = (file: string): Promise<OaAnswer> =>
    client.call(to.endpoint, consultation(to, { attachment: { type: 'file', payload: { token: file } } }))
  const first = await send(token)
  if (first.kind === 'data') return { kind: 'sent', receipt }
  if (first.kind !== 'upload_expired') return resultOf(first)
  const again = await uploadDocument(client, to.endpoint, document)
  if (again.kind !== 'token') return again
  const second = resultOf(await send(again.token))
  return second.kind === 'sent' ? { kind: 'sent', receipt } : second
}

async function sendTemplate(
  { client, book, texts }: SenderOptions,
  to: ChannelAddress,
  { key, template }: OutboundMessage,
): Promise<SendResult> {
  if (!template) return { kind: 'permanent', reason: 'outside_window' }
  const text = texts.get(template.name)
  const templateId = (await book.find(to.endpoint))?.templates[template.name]
  if (!text || !templateId) return { kind: 'permanent', reason: `template_not_set_up: ${template.name}` }
  const filled = templateData(text, valuesOf(template, key))
  if (filled.kind === 'missing') {
    return { kind: 'permanent', reason: `template_value_missing: ${filled.names.join(', ')}` }
  }
  const content = { template_id: templateId, template_data: filled.data }
  const call = templateCall(to, content, key)
  if (!call) return UNREACHABLE_PHONE
  const sent = resultOf(await client.call(to.endpoint, call))
  return sent.kind === 'sent' ? { ...sent, isWhole: true } : sent
}

const UNREACHABLE_PHONE: SendResult = { kind: 'permanent', reason: 'phone_invalid', unreachable: true }

function templateCall(to: ChannelAddress, content: object, key: string | undefined): OaCall | null {
  const reach = reachOf(to)
  if (reach.by === 'nothing') return null
  if (reach.by === 'user_id') {
    return { path: '/v3.0/oa/message/template', json: { user_id: reach.userId, ...content } }
  }
  // The same message tried again carries the same id.
  const json = { phone: reach.phone, ...content, tracking_id: trackingId(key) }
  return { host: 'business', path: '/message/template', json }
}

/** The message's key fills the place of the buttons' codes. */
function valuesOf({ values }: OutboundTemplate, key: string | undefined): OutboundTemplate['values'] {
  return key === undefined ? values : { ma: key, ...values }
}

function trackingId(key: string | undefined): string {
  return `m${key ?? crypto.randomUUID()}`.slice(0, 48)
}

function resultOf(answer: OaAnswer): SendResult {
  if (answer.kind === 'outside_window') return { kind: 'permanent', reason: 'outside_window' }
  if (answer.kind === 'upload_expired') return { kind: 'temporary', reason: 'zalo_error (-100)' }
  if (answer.kind !== 'data') return answer
  const receipt = receiptSchema.safeParse(answer.data)
  return { kind: 'sent', receipt: receipt.success ? receipt.data : null }
}

function remember(parts: Map<string, string | null>, key: string, receipt: string | null): void {
  parts.set(key, receipt)
  const [oldest] = parts.keys()
  if (parts.size > MAX_REMEMBERED_PARTS && oldest !== undefined) parts.delete(oldest)
}
