import { type Entity, ParseError, parseHtml } from './fake-telegram-html.ts'
import { Refusal, type UpdateQueue } from './fake-telegram-updates.ts'

const TEXT_MAX_CHARS = 4_096
const CAPTION_MAX_CHARS = 1_024
const DATA_MAX_BYTES = 64

type Button = { text: string; url?: string; callback_data?: string }
type Keyboard = { inline_keyboard: Button[][] }

/** One message of the bot as a person sees it. */
export type Shown = {
  chatId: string
  messageId: number
  text: string
  entities: Entity[]
  rows: Button[][]
  document: { name: string; bytes: Uint8Array } | null
  edited: boolean
  at: number
}

type ChatState = { type: 'private' | 'supergroup'; state: 'open' | 'blocked' | 'deactivated' | 'left'; title: string }

export type Parameters = Record<string, unknown>

/** The chats of one bot: who may be written to, what was written, what a keyboard press is. */
export class Chats {
  readonly shown: Shown[] = []
  readonly #chats = new Map<string, ChatState>()
  readonly #openPresses = new Set<string>()
  readonly acknowledged: string[] = []
  readonly #updates: UpdateQueue
  readonly #bot: { id: number; username: string }
  #nextMessageId = 1

  constructor(updates: UpdateQueue, bot: { id: number; username: string }) {
    this.#updates = updates
    this.#bot = bot
  }

  open(id: string, type: ChatState['type'], title: string): ChatState {
    const known = this.#chats.get(id) ?? { type, state: 'open', title }
    this.#chats.set(id, known)
    return known
  }

  nextMessageId(): number {
    return this.#nextMessageId++
  }

  /** Something a person or a group sends to the bot. */
  receive(chatId: string, from: { id: number; first_name: string }, content: Parameters): number {
    const chat = this.#chats.get(chatId)
    if (!chat) throw new Error(`no chat ${chatId}`)
    const message_id = this.nextMessageId()
    const about = { id: Number(chatId), type: chat.type, ...(chat.type === 'private' ? {} : { title: chat.title }) }
    const date = Math.floor(Date.now() / 1_000)
    this.#updates.push({ message: { message_id, from: { ...from, is_bot: false }, chat: about, date, ...content } })
    return message_id
  }

  press(chatId: string, from: { id: number; first_name: string }, shown: Shown, button: Button): void {
    const id = String(4_000_000_000_000_000_000n + BigInt(this.nextMessageId()))
    this.#openPresses.add(id)
    const chat = { id: Number(chatId), type: this.#chats.get(chatId)?.type }
    const message = {
      ...{ message_id: shown.messageId, from: { ...this.#bot, is_bot: true }, chat, date: 0, text: shown.text },
      reply_markup: { inline_keyboard: shown.rows },
    }
    const { callback_data: data } = button
    this.#updates.push({ callback_query: { id, from: { ...from, is_bot: false }, message, chat_instance: '1', data } })
  }

  send(payload: Parameters): object {
    const chatId = this.#reachable(payload.chat_id)
    const { text, entities } = readText(payload.text, payload.parse_mode, TEXT_MAX_CHARS)
    if (!text) throw new Refusal(400, 'Bad Request: message text is empty')
    return this.#show({ chatId, text, entities, rows: readRows(payload.reply_markup), document: null })
  }

  sendDocument(payload: Parameters, file: { name: string; bytes: Uint8Array } | null): object {
    const chatId = this.#reachable(payload.chat_id)
    if (!file) throw new Refusal(400, 'Bad Request: there is no document in the request')
    if (file.bytes.length === 0) throw new Refusal(400, 'Bad Request: file must be non-empty')
    const { text, entities } = readText(payload.caption, payload.parse_mode, CAPTION_MAX_CHARS)
    const markup = typeof payload.reply_markup === 'string' ? JSON.parse(payload.reply_markup) : payload.reply_markup
    return this.#show({ chatId, text, entities, rows: readRows(markup), document: file })
  }

  edit(payload: Parameters): object {
    const shown = this.shown.find(
      (each) => each.chatId === String(payload.chat_id) && each.messageId === Number(payload.message_id),
    )
    if (!shown) throw new Refusal(400, 'Bad Request: message to edit not found')
    const { text, entities } = readText(payload.text, payload.parse_mode, TEXT_MAX_CHARS)
    const rows = readRows(payload.reply_markup)
    if (shown.text === text && JSON.stringify([shown.rows, shown.entities]) === JSON.stringify([rows, entities])) {
      throw new Refusal(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    }
    Object.assign(shown, { text, entities, rows, edited: true })
    return { message_id: shown.messageId }
  }

  act(payload: Parameters): true {
    this.#reachable(payload.chat_id)
    return true
  }

  acknowledge(payload: Parameters): true {
    const id = String(payload.callback_query_id)
    if (!this.#openPresses.delete(id)) {
      throw new Refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
    }
    this.acknowledged.push(id)
    return true
  }

  #reachable(id: unknown): string {
    const chat = this.#chats.get(String(id))
    if (!chat) throw new Refusal(400, 'Bad Request: chat not found')
    if (chat.state === 'blocked') throw new Refusal(403, 'Forbidden: bot was blocked by the user')
    if (chat.state === 'deactivated') throw new Refusal(403, 'Forbidden: user is deactivated')
    if (chat.state === 'left') throw new Refusal(403, 'Forbidden: bot was kicked from the supergroup chat')
    return String(id)
  }

  #show(message: Pick<Shown, 'chatId' | 'text' | 'entities' | 'rows' | 'document'>): object {
    const shown = { ...message, messageId: this.nextMessageId(), edited: false, at: performance.now() }
    this.shown.push(shown)
    const { chatId, messageId, text } = shown
    const chat = { id: Number(chatId), type: this.#chats.get(chatId)?.type }
    return {
      message_id: messageId,
      date: Math.floor(Date.now() / 1_000),
      chat,
      from: { ...this.#bot, is_bot: true },
      text,
    }
  }
}

function readText(raw: unknown, mode: unknown, maxChars: number): { text: string; entities: Entity[] } {
  const given = typeof raw === 'string' ? raw : ''
  if (/\p{Surrogate}/u.test(given)) throw new Refusal(400, 'Bad Request: strings must be encoded in UTF-8')
  const { text, entities } = mode === 'HTML' ? inHtml(given) : { text: given, entities: [] }
  if (text.length > maxChars) {
    throw new Refusal(400, `Bad Request: ${maxChars === TEXT_MAX_CHARS ? 'message' : 'message caption'} is too long`)
  }
  return { text, entities }
}

function inHtml(html: string): { text: string; entities: Entity[] } {
  try {
    return parseHtml(html)
  } catch (error) {
    if (error instanceof ParseError) throw new Refusal(400, `Bad Request: can't parse entities: ${error.message}`)
    throw error
  }
}

function readRows(markup: unknown): Button[][] {
  const rows = (markup as Keyboard | undefined)?.inline_keyboard ?? []
  for (const { text, url, callback_data: data } of rows.flat()) {
    if (!text) throw new Refusal(400, 'Bad Request: text buttons are unallowed in the inline keyboard')
    if (data !== undefined && (data === '' || Buffer.byteLength(data) > DATA_MAX_BYTES)) {
      throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID')
    }
    if (url !== undefined && !/^(?:https?|tg):\/\/[^/]+\.[^/]+/.test(url)) {
      throw new Refusal(400, `Bad Request: inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
    }
  }
  return rows
}
