import { FormData } from 'undici'
import { z } from 'zod'
import { callHttp, type HttpAnswer } from '../zalo/http.ts'
import { type Fault, faultOfCode, faultOfStatus } from './faults.ts'
import type { TokenSource } from './tokens.ts'

/** A file takes longer than words. */
const UPLOAD_TIMES = 6

/** The three hosts of Zalo; others in tests, or where an office reaches them through a gateway. */
export type OaOrigins = { api: string; business: string; oauth: string }

export const ZALO_ORIGINS: OaOrigins = {
  api: 'https://openapi.zalo.me',
  business: 'https://business.openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
}

export type OaCall = {
  path: string
  /** Templates by phone alone are sent to the other host. */
  host?: 'api' | 'business'
} & ({ query?: Readonly<Record<string, unknown>> } | { json: unknown } | { file: { name: string; bytes: Uint8Array } })

export type OaAnswer = { kind: 'data'; data: unknown } | Exclude<Fault, { kind: 'token' }>

/** One call in the name of one OA. Never throws for what Zalo or the network did. */
export type OaClient = { call(oaId: string, call: OaCall): Promise<OaAnswer> }

export type OaClientOptions = { origins: OaOrigins; tokens: TokenSource; now: () => Date; timeoutMs: number }

export function createOaClient({ origins, tokens, now, timeoutMs }: OaClientOptions): OaClient {
  const once = (call: OaCall, accessToken: string) => callOnce(origins, call, { accessToken, now: now(), timeoutMs })
  return {
    call: async (oaId, call) => {
      const token = await tokens.current(oaId)
      if (token.kind === 'none') return { kind: 'temporary', reason: token.reason }
      const first = await once(call, token.accessToken)
      if (first.kind !== 'token') return first
      const newer = await tokens.afterRefusal(oaId, token.accessToken)
      if (newer.kind === 'none') return { kind: 'temporary', reason: newer.reason }
      const second = await once(call, newer.accessToken)
      return second.kind === 'token' ? { kind: 'temporary', reason: 'token_refused' } : second
    },
  }
}

/** A single call with a token just obtained, before it is kept anywhere. */
export async function callOnce(
  origins: OaOrigins,
  call: OaCall,
  { accessToken, now, timeoutMs }: { accessToken: string; now: Date; timeoutMs: number },
): Promise<OaAnswer | { kind: 'token' }> {
  const url = new URL(call.path, origins[call.host ?? 'api'])
  const headers = { access_token: accessToken }
  if ('json' in call) {
    const body = JSON.stringify(call.json)
    const json = { ...headers, 'content-type': 'application/json' }
    return answerOf(await callHttp({ url, method: 'POST', headers: json, body, timeoutMs }), now)
  }
  if ('file' in call) {
    const body = new FormData()
    body.append('file', new Blob([Uint8Array.from(call.file.bytes)]), call.file.name)
    return answerOf(await callHttp({ url, method: 'POST', headers, body, timeoutMs: timeoutMs * UPLOAD_TIMES }), now)
  }
  if (call.query) url.searchParams.set('data', JSON.stringify(call.query))
  return answerOf(await callHttp({ url, method: 'GET', headers, timeoutMs }), now)
}

const envelope = z.object({ error: z.coerce.number(), data: z.unknown().optional() })

/** A failing call comes with HTTP 200 as a rule: the envelope speaks first, the status only where there is none. */
function answerOf(answer: HttpAnswer, now: Date): OaAnswer | { kind: 'token' } {
  if (answer.kind === 'failed') {
    return { kind: 'temporary', reason: answer.reason, ...(answer.uncertain ? { uncertain: true } : {}) }
  }
  const read = envelope.safeParse(answer.body)
  if (read.success && read.data.error !== 0) return faultOfCode(read.data.error, now)
  const byStatus = faultOfStatus(answer.status, answer.retryAfterSeconds)
  if (byStatus) return byStatus
  return read.success ? { kind: 'data', data: read.data.data } : { kind: 'temporary', reason: 'answer_not_understood' }
}
