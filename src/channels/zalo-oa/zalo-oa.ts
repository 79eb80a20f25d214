import type { Channel, ChannelCheck, ChannelLimits, ChannelLog } from '../channel.ts'
import { createFileFetch } from '../zalo/fetch-file.ts'
import type { OaBook } from './account.ts'
import { createOaClient, type OaOrigins, ZALO_ORIGINS } from './client.ts'
import { MAX_DOCUMENT_BYTES } from './documents.ts'
import { keepConnected } from './keep-connected.ts'
import { MAX_BUTTON_CHARS, MAX_BUTTONS, MAX_TEXT_CHARS } from './message-body.ts'
import type { OaApp } from './oauth.ts'
import { createSender } from './send.ts'
import type { SignatureCounts } from './signature.ts'
import { checkOas, standingOf } from './standing.ts'
import type { TemplateText } from './template-text.ts'
import { createTokenSource } from './tokens.ts'
import { parseOaWebhook } from './webhook.ts'
import { createWindows, WINDOW_HOURS } from './window.ts'

const TIMEOUT_MS = 10_000

const LIMITS: ChannelLimits = {
  maxTextChars: MAX_TEXT_CHARS,
  // One of the buttons is left for a link.
  maxChoices: MAX_BUTTONS - 1,
  maxChoiceChars: MAX_BUTTON_CHARS,
  maxLinks: 1,
  // The app's 4,000 calls a minute are the only figure published; two calls a message, and other OAs share them.
  perSecond: 10,
  perChatIntervalMs: 500,
  replyWindowHours: WINDOW_HOURS,
  maxDocumentBytes: MAX_DOCUMENT_BYTES,
}

export type ZaloOaOptions = {
  app: OaApp
  /** The OA secret keys that sign webhooks; several while one is being replaced. */
  webhookSecrets: readonly string[]
  book: OaBook
  texts: ReadonlyMap<string, TemplateText>
  log: ChannelLog
  origins?: OaOrigins
  /** Hosts beside Zalo's known ones that may keep what people send. */
  fileHosts?: readonly string[]
  now?: () => Date
  timeoutMs?: number
}

export type ZaloOa = Channel & Required<Pick<Channel, 'parseWebhook' | 'register' | 'check' | 'health'>>

/** One channel for all OAs of the installation: an address's `endpoint` is the OA's id, and one webhook serves them all. */
export function createZaloOa(options: ZaloOaOptions): ZaloOa {
  const { app, webhookSecrets, book, texts, log } = options
  const { origins = ZALO_ORIGINS, fileHosts: hosts = [], now = () => new Date(), timeoutMs = TIMEOUT_MS } = options
  const tokens = createTokenSource({ book, endpoint: { origin: origins.oauth, app, now }, log })
  const client = createOaClient({ origins, tokens, now, timeoutMs })
  const fetchFile = createFileFetch({ apiOrigin: origins.api, hosts, log })
  const counts: SignatureCounts = { appId: 0, oaId: 0 }
  let known: ChannelCheck = { state: 'ok', says: 'Đang kết nối tới Zalo OA.', remedy: null }

  return {
    name: 'zalo_oa',
    limits: LIMITS,
    isPage: false,
    send: createSender({ client, windows: createWindows(client, now), book, texts }),
    parseWebhook: (_endpoint, request) => parseOaWebhook({ appId: app.id, secrets: webhookSecrets, counts }, request),
    register: () =>
      keepConnected({
        ...{ book, tokens, now, log },
        onRound: (accounts) => {
          known = standingOf(accounts, now())
        },
      }),
    fetch: (_endpoint, { reference }, maxBytes) => fetchFile(reference, maxBytes),
    check: async () => {
      const accounts = await book.list()
      return checkOas({ accounts, client, now: now(), hasWebhookSecret: webhookSecrets.length > 0, texts })
    },
    health: () => ({ ...known, says: `${known.says}${sayMatches(counts)}` }),
  }
}

/** Which reading of the signature is the true one: sources disagree, and an installation finds out. */
function sayMatches({ appId, oaId }: SignatureCounts): string {
  return appId + oaId === 0 ? '' : ` Chữ ký tin đến khớp theo app_id ${appId} lần, theo oa_id ${oaId} lần.`
}
