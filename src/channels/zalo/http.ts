import { type FormData, request } from 'undici'
import { readWebhookJson } from '../webhook-body.ts'

/** A provider's answer is small; more than this is not one. */
const MAX_ANSWER_BYTES = 1024 * 1024

export type HttpCall = {
  url: URL
  method: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string | FormData
  timeoutMs: number
}

/** What came back, with no trace of the address or the headers: both carry secrets. `body` is undefined where it is no JSON. */
export type HttpAnswer =
  | { kind: 'answered'; status: number; body: unknown; retryAfterSeconds: number | null }
  /** `uncertain`: the request may have been taken all the same. */
  | { kind: 'failed'; reason: 'timed_out' | 'unreachable' | 'cut' | 'answer_too_large'; uncertain: boolean }

/** One call, bounded in time and size as a whole. Never throws. */
export async function callHttp({ url, timeoutMs, ...call }: HttpCall): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const { statusCode, headers, body } = await request(url, { ...call, signal })
    const bytes = await readAtMost(body, MAX_ANSWER_BYTES)
    if (!bytes) return { kind: 'failed', reason: 'answer_too_large', uncertain: true }
    const retryAfterSeconds = secondsOf(headers['retry-after'])
    return { kind: 'answered', status: statusCode, body: readWebhookJson(bytes), retryAfterSeconds }
  } catch (error) {
    if (isNeverConnected(error)) return { kind: 'failed', reason: 'unreachable', uncertain: false }
    return { kind: 'failed', reason: signal.aborted ? 'timed_out' : 'cut', uncertain: true }
  }
}

const BEFORE_CONNECTING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function isNeverConnected(error: unknown): boolean {
  return BEFORE_CONNECTING.has((error as { code?: string }).code ?? '')
}

/** The bytes of a stream, or null as soon as there are more than `maxBytes`; the rest is not read. */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** `Retry-After` in its form of seconds; its form of a date is not sent by any provider seen. */
function secondsOf(header: string | string[] | undefined): number | null {
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}
