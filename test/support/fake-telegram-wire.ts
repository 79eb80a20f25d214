import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parameters } from './fake-telegram-chats.ts'
import { Refusal } from './fake-telegram-updates.ts'

export type TelegramFault =
  | { is: 'rate_limited'; retryAfterSeconds: number }
  | { is: 'blocked' }
  | { is: 'server_error' }
  /** Taken, never answered. */
  | { is: 'stall' }
  /** Done, and the connection ends before the answer. */
  | { is: 'cut' }
  /** A page in the way, not Telegram's words. */
  | { is: 'page'; status: number }
  | { is: 'token_refused' }
  | { is: 'conflict' }
  /** Telegram does not read the markup. */
  | { is: 'markup' }

export type Request = { payload: Parameters; file: { name: string; bytes: Uint8Array } | null; gone: AbortSignal }

export async function readRequest(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) {
    return { payload: body.length > 0 ? JSON.parse(body.toString()) : {}, file: null, gone: gone.signal }
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const payload: Parameters = {}
  let file: Request['file'] = null
  for (const [name, value] of form) {
    if (typeof value === 'string') payload[name] = value
    else file = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }
  }
  return { payload, file, gone: gone.signal }
}

export function answer(outgoing: ServerResponse, result: unknown): void {
  const isNo = result instanceof Error
  const { code = 500, parameters } = result instanceof Refusal ? result : {}
  const body = isNo ? { ok: false, error_code: code, description: result.message, parameters } : { ok: true, result }
  outgoing.writeHead(isNo ? code : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const PAGES: Partial<Record<TelegramFault['is'], string>> = {
  page: '<html>Trang web bị chặn</html>',
  server_error: '<html>Bad Gateway</html>',
}

/** Answers as the fault has it; a stalled one never. */
export function answerFaultily(outgoing: ServerResponse, fault: TelegramFault): void {
  const page = PAGES[fault.is]
  const refusal = refusalOf(fault)
  if (page) outgoing.writeHead(fault.is === 'page' ? fault.status : 502, { 'content-type': 'text/html' }).end(page)
  else if (refusal) answer(outgoing, refusal)
}

function refusalOf(fault: TelegramFault): Refusal | null {
  switch (fault.is) {
    case 'rate_limited': {
      const { retryAfterSeconds: retry_after } = fault
      return new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after })
    }
    case 'blocked':
      return new Refusal(403, 'Forbidden: bot was blocked by the user')
    case 'token_refused':
      return new Refusal(401, 'Unauthorized')
    case 'conflict':
      return new Refusal(409, 'Conflict: terminated by other getUpdates request')
    case 'markup':
      return new Refusal(400, "Bad Request: can't parse entities: Unsupported start tag")
    default:
      return null
  }
}
