import { z } from 'zod'
import type { SendFailure } from '../channel.ts'
import { callHttp, type HttpAnswer } from '../zalo/http.ts'

export const ZALO_BOT_ORIGIN = 'https://bot-api.zaloplatforms.com'

/** Quotas are not published: after a refusal for too many calls this is waited where nothing else is said. */
const WAIT_SECONDS = 60

export type BotAnswer =
  | { kind: 'result'; result: unknown }
  /** A long poll that brought nothing. */
  | { kind: 'idle' }
  | SendFailure

export type BotCall = { method: string; body?: object; timeoutMs: number }

/** One call in the name of one bot. Never throws; the token, which is part of the address, stands in no answer. */
export async function callBot(
  { origin, token }: { origin: string; token: string },
  { method, body, timeoutMs }: BotCall,
): Promise<BotAnswer> {
  const url = new URL(`/bot${token}/${method}`, origin)
  // Calls without parameters are made without a body and without its type.
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return answerOf(await callHttp({ url, method: 'POST', timeoutMs, ...json }))
}

const envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown().optional() }),
  z.object({ ok: z.literal(false), error_code: z.coerce.number().optional().catch(undefined) }),
])

/** Some failures come with their own HTTP status, some with 200. */
function answerOf(answer: HttpAnswer): BotAnswer {
  if (answer.kind === 'failed') {
    return { kind: 'temporary', reason: answer.reason, ...(answer.uncertain ? { uncertain: true } : {}) }
  }
  const read = envelope.safeParse(answer.body)
  if (read.success && read.data.ok) return { kind: 'result', result: read.data.result }
  const code = (read.success && !read.data.ok && read.data.error_code) || answer.status
  return failureOf(code, answer.retryAfterSeconds)
}

/** By Zalo's own table 403 is a fault of its server. */
const TEMPORARY: Readonly<Record<number, string>> = { 401: 'token_refused', 403: 'server_error' }
const PERMANENT: Readonly<Record<number, string>> = { 400: 'bad_request', 404: 'not_found' }

function failureOf(code: number, retryAfterSeconds: number | null): BotAnswer {
  if (code === 408) return { kind: 'idle' }
  if (code === 429) return { kind: 'rate_limited', retryAfterSeconds: retryAfterSeconds ?? WAIT_SECONDS }
  const permanent = PERMANENT[code]
  if (permanent) return { kind: 'permanent', reason: `${permanent} (${code})` }
  return { kind: 'temporary', reason: `${TEMPORARY[code] ?? 'zalo_error'} (${code})` }
}
