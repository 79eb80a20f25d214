/** The Zalo Bot Platform on loopback, written from what is known of it and not from our client. */
import { randomBytes } from 'node:crypto'
import { type FakeHttp, type FakeReply, type FakeRequest, listenFake } from './fake-http.ts'
import type { DeliveredRequest } from './fake-webhook-delivery.ts'

export type FakeBotUpdate = { event_name: string; message?: Record<string, unknown> }

export type FakeZaloBot = FakeHttp & {
  botId: string
  token: string
  sent: { chatId: string; text: string; receipt: string }[]
  typing: string[]
  webhook: () => { url: string; secret: string } | null
  /** A message of a person, as it waits to be fetched or is delivered. */
  says(from: string, message: Record<string, unknown>, kind?: string): FakeBotUpdate
  /** What the bot said itself, which comes back now and then. */
  echo(chatId: string, text: string): FakeBotUpdate
  /** Waits to be fetched. */
  queue(update: FakeBotUpdate): void
  waiting(): number
  /** As it is posted; Zalo wraps some and not others. */
  sign(update: FakeBotUpdate | string, form?: 'bare' | 'wrapped'): DeliveredRequest
}

export type FakeZaloBotOptions = {
  /** How long a fetch waits for something; Zalo waits as long as it is asked to. */
  idleMs?: number
  secret?: string
}

export async function startFakeZaloBot({
  idleMs = 20,
  secret = 'MATKHAUWEBHOOK',
}: FakeZaloBotOptions = {}): Promise<FakeZaloBot> {
  const botId = '4459123912873'
  const token = `${botId}:TOKENBIMAT`
  const sent: FakeZaloBot['sent'] = []
  const typing: string[] = []
  const updates: FakeBotUpdate[] = []
  let webhook: { url: string; secret: string } | null = null
  let last = 0
  const result = (value: unknown): FakeReply => ({ json: { ok: true, result: value } })
  const failure = (code: number, description = 'error'): FakeReply => ({
    json: { ok: false, error_code: code, description },
  })
  const tick = (): number => {
    last = Math.max(last + 1, Date.now())
    return last
  }
  const person = (id: string) => ({ id, display_name: 'Nguyễn Văn Thử', is_bot: false })
  const message = (chatId: string, content: Record<string, unknown>) => ({
    message_id: randomBytes(10).toString('hex'),
    date: tick(),
    chat: { id: chatId, chat_type: 'PRIVATE' },
    from: person(chatId),
    ...content,
  })

  const fetchOne = async (): Promise<FakeReply> => {
    if (webhook) return failure(400, 'webhook is set')
    if (updates.length === 0) await new Promise((resolve) => setTimeout(resolve, idleMs))
    const update = updates.shift()
    // What was given out is gone: there is no offset to ask again by.
    return update ? result(update) : failure(408, 'Request timeout')
  }
  const setWebhook = ({ url, secret_token }: { url?: string; secret_token?: string }): FakeReply => {
    const isSafe = URL.canParse(url ?? '') && new URL(url ?? '').protocol === 'https:'
    if (!isSafe || !secret_token || secret_token.length < 8 || secret_token.length > 256) return failure(400)
    webhook = { url: url ?? '', secret: secret_token }
    return result({ url, updated_at: Date.now() })
  }
  const sendMessage = ({ chat_id, text }: { chat_id?: unknown; text?: unknown }): FakeReply => {
    if (typeof chat_id !== 'string' || typeof text !== 'string' || text === '') return failure(400)
    if ([...text].length > 2_000) return failure(400, 'text is too long')
    if (!/^\w{1,64}$/.test(chat_id)) return failure(404)
    const receipt = randomBytes(10).toString('hex')
    sent.push({ chatId: chat_id, text, receipt })
    return result({ message_id: receipt, date: tick() })
  }
  const server = await listenFake((request: FakeRequest) => {
    const [, given, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.path) ?? []
    if (given !== token || request.method !== 'POST') return { status: 401, json: { ok: false, error_code: 401 } }
    const body = request.body.byteLength === 0 ? {} : JSON.parse(request.body.toString())
    switch (method) {
      case 'getMe':
        return result({ id: botId, account_name: 'bot.xabinhphu', account_type: 'BASIC', can_join_groups: false })
      case 'getUpdates':
        return fetchOne()
      case 'setWebhook':
        return setWebhook(body)
      case 'deleteWebhook':
        webhook = null
        return result({ url: '' })
      case 'getWebhookInfo':
        return webhook ? result(webhook) : failure(404)
      case 'sendMessage':
        return sendMessage(body)
      case 'sendChatAction':
        typing.push(String(body.chat_id))
        return result(true)
      default:
        return failure(404)
    }
  })
  return {
    ...server,
    ...{ botId, token, sent, typing },
    webhook: () => webhook,
    says: (from, content, kind = 'text') => ({
      event_name: `message.${kind}.received`,
      message: message(from, content),
    }),
    echo: (chatId, text) => ({
      event_name: 'message.text.received',
      message: { ...message(chatId, { text }), from: { id: botId, display_name: 'Bot', is_bot: true } },
    }),
    queue: (update) => void updates.push(update),
    waiting: () => updates.length,
    sign: (update, form = 'bare') => {
      const whole = form === 'wrapped' ? { ok: true, result: update } : update
      const body = typeof update === 'string' ? update : JSON.stringify(whole)
      return { headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': secret }, body }
    },
  }
}
