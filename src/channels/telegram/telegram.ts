import { hkdfSync } from 'node:crypto'
import type { Channel, ChannelCheck, ChannelLog, ParsedWebhook, WebhookRequest } from '../channel.ts'
import { equalsSecret, readWebhookJson } from '../webhook-body.ts'
import type { Bot } from './addressed.ts'
import { createTelegramApi, type TelegramApi } from './api.ts'
import { causeOf } from './cause.ts'
import { fetchFile } from './fetch-file.ts'
import { pollUpdates } from './poll.ts'
import { readUpdate } from './read-update.ts'
import { findTrouble, registerWebhook } from './register.ts'
import { createSender, TELEGRAM_LIMITS } from './send.ts'
import { createStanding } from './standing.ts'
import { UpdateShape } from './update-shape.ts'
import { tellTrouble, tellWell } from './words.ts'

export type TelegramOptions = {
  token: string
  apiRoot: string
  /** Where Telegram delivers; null to fetch updates instead. */
  webhookUrl: string | null
  log: ChannelLog
  /** Shorter in tests. */
  patience?: Partial<Patience>
}

type Patience = {
  callWithinMs: number
  retryFirstMs: number
  retryLongestMs: number
  recheckMs: number
}

const PATIENCE: Patience = { callWithinMs: 20_000, retryFirstMs: 1_000, retryLongestMs: 120_000, recheckMs: 600_000 }
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

/** One bot. Opens no connection until it is asked to poll, register, send or check. */
export function createTelegramChannel({ token, apiRoot, webhookUrl, log, patience }: TelegramOptions): Channel {
  const { callWithinMs: withinMs, retryFirstMs, retryLongestMs, recheckMs } = { ...PATIENCE, ...patience }
  const api = createTelegramApi({ token, apiRoot })
  const bot: Bot = { id: token.split(':')[0] ?? '', username: null }
  const standing = createStanding(log)
  const sender = createSender(api, withinMs)
  const parts = { api, bot, standing, withinMs, waits: { firstMs: retryFirstMs, longestMs: retryLongestMs } }
  const webhook = webhookUrl ? { url: webhookUrl, secret: webhookSecret(token) } : null
  return {
    name: 'telegram',
    limits: TELEGRAM_LIMITS,
    isPage: false,
    ...sender,
    ...(webhook
      ? {
          parseWebhook: (_endpoint: string, request: WebhookRequest) => parseWebhook(request, webhook.secret, bot),
          register: () => registerWebhook({ ...parts, webhook, recheckMs }),
        }
      : { poll: (take) => pollUpdates({ ...parts, take, acknowledge: sender.acknowledge }) }),
    fetch: (_endpoint, attachment, maxBytes) => fetchFile({ api, withinMs }, attachment, maxBytes),
    check: async () => [await check({ api, withinMs, webhook })],
    health: standing.now,
  }
}

/** Telegram's bearer secret for our address, made from the token so that the office has one thing less to keep. */
export function webhookSecret(token: string): string {
  return Buffer.from(hkdfSync('sha256', token, '', 'telegram webhook', 32)).toString('base64url')
}

function parseWebhook({ headers, body }: WebhookRequest, secret: string, bot: Bot): ParsedWebhook {
  const given = headers[SECRET_HEADER]
  if (given === undefined) return { kind: 'refused', status: 401, reason: 'signature_missing' }
  if (!equalsSecret(given, secret)) return { kind: 'refused', status: 401, reason: 'signature_wrong' }
  const json = readWebhookJson(body)
  if (json === undefined) return { kind: 'refused', status: 400, reason: 'not_json' }
  const { data: update } = UpdateShape.safeParse(json)
  if (!update) return { kind: 'refused', status: 400, reason: 'wrong_shape' }
  const read = readUpdate(update, bot)
  return { kind: 'updates', updates: read ? [read] : [] }
}

type Checked = { api: TelegramApi; withinMs: number; webhook: { url: string; secret: string } | null }

/** Never fetches updates: that would take them from the program that runs. */
async function check({ api, withinMs, webhook }: Checked): Promise<ChannelCheck> {
  try {
    const { username } = await api.call('getMe', {}, { withinMs })
    if (!webhook) return tellWell(username, false)
    const { isElsewhere, says } = await findTrouble({ api, withinMs, webhook })
    if (isElsewhere) return tellTrouble({ is: 'webhook_elsewhere' })
    return says ? tellTrouble({ is: 'webhook_failing', says }) : tellWell(username, true)
  } catch (error) {
    return tellTrouble(causeOf(error))
  }
}
