import { TelegramError } from 'telegraf'

/** Why a call failed, told without the texts of errors: Telegraf's carry the token. */
export type Cause =
  | { is: 'rate_limited'; seconds: number }
  /** Telegram said no to this very call. `phrase` is Telegram's own, in lower case. */
  | { is: 'refused'; code: number; phrase: string }
  /** Telegram does not know the token. */
  | { is: 'token_refused' }
  /** Somebody else fetches the updates of this bot. */
  | { is: 'conflict' }
  | { is: 'server_error'; code: number }
  /** The answer is not Telegram's: a proxy or a page that blocks it. */
  | { is: 'not_telegram' }
  /** Nothing was handed over. */
  | { is: 'unreachable'; code: string }
  /** It was handed over, and no answer came. */
  | { is: 'silent'; code: string }

const DEFAULT_WAIT_SECONDS = 5
/** Codes of a connection that was there: what was written into it may have been read. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'])

export function causeOf(error: unknown): Cause {
  if (error instanceof TelegramError) return causeOfAnswer(error)
  const { name = '', type = '', cause } = (error ?? {}) as { name?: string; type?: string; cause?: unknown }
  const { code = '' } = (cause ?? error ?? {}) as { code?: string }
  if (name === 'AbortError' || name === 'TimeoutError') return { is: 'silent', code: 'timeout' }
  if (type === 'invalid-json' || name === 'SyntaxError') return { is: 'not_telegram' }
  if (BROKEN.has(code)) return { is: 'silent', code }
  return { is: 'unreachable', code: code || name || 'unknown' }
}

function causeOfAnswer({ code, description, parameters }: TelegramError): Cause {
  if (code === 429)
    return { is: 'rate_limited', seconds: Math.max(1, Math.ceil(parameters?.retry_after ?? DEFAULT_WAIT_SECONDS)) }
  if (code >= 500) return { is: 'server_error', code }
  if (code === 409) return { is: 'conflict' }
  const phrase = String(description ?? '').toLowerCase()
  // A token of the wrong form is told as an unknown address.
  if (code === 401 || (code === 404 && phrase === 'not found')) return { is: 'token_refused' }
  return { is: 'refused', code, phrase }
}
