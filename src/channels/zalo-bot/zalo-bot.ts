import type {
  Channel,
  ChannelAddress,
  ChannelCheck,
  ChannelLimits,
  ChannelLog,
  OutboundMessage,
  ParsedWebhook,
  SendResult,
  WebhookRequest,
} from '../channel.ts'
import { equalsSecret, readWebhookJson } from '../webhook-body.ts'
import { createFileFetch } from '../zalo/fetch-file.ts'
import { countChars, sendable, writtenOut } from '../zalo/text.ts'
import { type BotAnswer, callBot, ZALO_BOT_ORIGIN } from './client.ts'
import { neutralOf, readUpdate } from './events.ts'
import { type Bot, pollBot } from './poll.ts'
import { registerBot } from './register.ts'

const TIMEOUT_MS = 10_000
const MAX_MESSAGE_CHARS = 2_000
/** There are no buttons: choices and links are lines of the message, and room is kept for them. */
const ROOM_FOR_LINES_CHARS = 500

const LIMITS: ChannelLimits = {
  maxTextChars: MAX_MESSAGE_CHARS - ROOM_FOR_LINES_CHARS,
  maxChoices: 6,
  maxChoiceChars: 40,
  maxLinks: 2,
  // Nothing is published; this is far below what any client was refused at.
  perSecond: 5,
  perChatIntervalMs: 1_000,
  replyWindowHours: null,
  // A picture is sent by its public address alone, a file not at all.
  maxDocumentBytes: null,
}

export type ZaloBotOptions = {
  /** The endpoint of an address is the bot's id, the digits its token begins with. */
  bots: readonly Bot[]
  /** Where Zalo delivers updates to, with the secret it repeats; null to fetch them instead. */
  webhook: { publicUrl: string; secret: string } | null
  log: ChannelLog
  origin?: string
  /** Hosts beside Zalo's known ones that may keep what people send. */
  fileHosts?: readonly string[]
  timeoutMs?: number
}

/** One channel for all bots of the installation. */
export function createZaloBot(options: ZaloBotOptions): Channel {
  const { bots, webhook, log, origin = ZALO_BOT_ORIGIN, fileHosts: hosts = [], timeoutMs = TIMEOUT_MS } = options
  const fetchFile = createFileFetch({ apiOrigin: origin, hosts, log })
  const byId = new Map(bots.map((bot) => [bot.id, bot]))
  const troubles = new Map<string, string>()
  const call = async ({ token }: Bot, method: string, body?: object): Promise<BotAnswer> =>
    callBot({ origin, token }, { method, timeoutMs, ...(body ? { body } : {}) })
  const onRound = (bot: Bot) => (trouble: string | null) =>
    void (trouble === null ? troubles.delete(bot.id) : troubles.set(bot.id, trouble))

  const send = async (to: ChannelAddress, message: OutboundMessage): Promise<SendResult> => {
    const bot = byId.get(to.endpoint)
    if (!bot) return { kind: 'permanent', reason: 'bot_not_set_up' }
    const text = textOf(message)
    if (text === null) return { kind: 'permanent', reason: 'text_too_long' }
    return resultOf(await call(bot, 'sendMessage', { chat_id: sendable(to.externalUserId), text }))
  }

  return {
    name: 'zalo_bot',
    limits: LIMITS,
    isPage: false,
    send,
    showTyping: async ({ endpoint, externalUserId }) => {
      const bot = byId.get(endpoint)
      if (bot) await call(bot, 'sendChatAction', { chat_id: externalUserId, action: 'typing' })
    },
    fetch: (_endpoint, { reference }, maxBytes) => fetchFile(reference, maxBytes),
    check: async () => Promise.all(bots.map(async (bot) => checkOf(bot, await call(bot, 'getMe')))),
    health: () => healthOf(bots, troubles),
    ...(webhook
      ? {
          parseWebhook: (endpoint, request) => parseBotWebhook(byId.get(endpoint), webhook.secret, request),
          register: () =>
            stopAll(
              bots.map((bot) => registerBot({ ...{ bot, origin, timeoutMs, log, webhook }, onRound: onRound(bot) })),
            ),
        }
      : {
          poll: (take) =>
            stopAll(bots.map((bot) => pollBot({ ...{ bot, origin, timeoutMs, log, take }, onRound: onRound(bot) }))),
        }),
  }
}

function stopAll(running: { stop(): Promise<void> }[]): { stop(): Promise<void> } {
  return {
    stop: async () => {
      await Promise.all(running.map((each) => each.stop()))
    },
  }
}

/** Null when the whole is longer than Zalo takes. */
function textOf({ text, choices = [], links = [] }: OutboundMessage): string | null {
  const sent = sendable(text)
  const numbered = choices.map((choice, index) => `${index + 1}. ${choice}`)
  const whole = [sent, ...writtenOut(numbered, links)].join('\n')
  return countChars(sent) > LIMITS.maxTextChars || countChars(whole) > MAX_MESSAGE_CHARS ? null : whole
}

function resultOf(answer: BotAnswer): SendResult {
  if (answer.kind === 'idle') return { kind: 'temporary', reason: 'timed_out (408)', uncertain: true }
  if (answer.kind !== 'result') return answer
  const { message_id: receipt = null } = (answer.result ?? {}) as { message_id?: unknown }
  return { kind: 'sent', receipt: receipt === null ? null : String(receipt) }
}

function parseBotWebhook(bot: Bot | undefined, secret: string, { headers, body }: WebhookRequest): ParsedWebhook {
  const given = headers['x-bot-api-secret-token']
  // An empty probe without a secret has been seen before the first update; it wants a 200 and carries nothing.
  if (!given && body.byteLength === 0) return { kind: 'updates', updates: [] }
  if (!given) return { kind: 'refused', status: 401, reason: 'signature_missing' }
  if (!equalsSecret(given, secret) || !bot) return { kind: 'refused', status: 401, reason: 'signature_wrong' }
  const json = readWebhookJson(body)
  if (json === undefined) return { kind: 'refused', status: 400, reason: 'not_json' }
  const update = readUpdate(json)
  if (!update) return { kind: 'refused', status: 400, reason: 'wrong_shape' }
  return { kind: 'updates', updates: neutralOf(bot.id, update) }
}

function checkOf({ id }: Bot, answer: BotAnswer): ChannelCheck {
  if (answer.kind === 'result') {
    const { account_name: name = id } = (answer.result ?? {}) as { account_name?: string }
    return { state: 'ok', says: `Zalo Bot “${name}” trả lời.`, remedy: null }
  }
  const reason = 'reason' in answer ? answer.reason : answer.kind
  return { state: 'trouble', says: `Zalo Bot ${id}: gọi Zalo không được (${reason}).`, remedy: remedyOf(reason) }
}

function remedyOf(reason: string): string {
  return reason.startsWith('token_refused') || reason.startsWith('not_found')
    ? 'Lấy lại mã của bot trong Zalo Bot Creator rồi chép vào ZALO_BOT_TOKENS.'
    : 'Kiểm tra máy chủ có ra được Internet tới bot-api.zaloplatforms.com không, rồi thử lại sau.'
}

function healthOf(bots: readonly Bot[], troubles: ReadonlyMap<string, string>): ChannelCheck {
  const [first] = troubles
  if (!first) return { state: 'ok', says: `${bots.length} bot đang kết nối.`, remedy: null }
  const [id, reason] = first
  return { state: 'trouble', says: `Zalo Bot ${id}: gọi Zalo không được (${reason}).`, remedy: remedyOf(reason) }
}
