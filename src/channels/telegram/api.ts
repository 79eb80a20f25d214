import { openAsBlob } from 'node:fs'
import { Agent } from 'node:https'
import { Telegram, TelegramError } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'

/** Some networks swallow the connection to Telegram without a word: nothing was sent then. */
const CONNECT_WITHIN_MS = 10_000
/** An idle connection is dropped before Telegram does it, so that no message is written into a closed one. */
const IDLE_MS = 15_000

export type TelegramApi = {
  call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    patience: { withinMs: number; signal?: AbortSignal },
  ): Promise<ReturnType<Methods[M]>>
  /** A call with a file. Telegraf's own never ends on this Node: the stream it writes the form into waits for ever. */
  upload(method: 'sendDocument', form: UploadForm, withinMs: number): Promise<{ message_id: number }>
  /** Where the bytes of a file are; it carries the token and must not be told to anybody. */
  fileUrl(path: string): string
}

export type UploadForm = { fields: Readonly<Record<string, string | undefined>>; path: string; name: string }

type ApiOptions = { token: string; apiRoot: string; connectWithinMs?: number }

/** Telegraf's client alone: every call is awaited by us, bounded in time, and none goes out in a webhook's answer. */
export function createTelegramApi({ token, apiRoot, connectWithinMs = CONNECT_WITHIN_MS }: ApiOptions): TelegramApi {
  // Without the slash a path in front of the methods would be lost.
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`
  const client = new Telegram(token, {
    apiRoot: root,
    webhookReply: false,
  })
  client.options.agent = stayAt(new URL(root), new ConnectingAgent(connectWithinMs))
  return {
    call: (method, payload, { withinMs, signal }) => {
      const timeout = AbortSignal.timeout(withinMs)
      return client.callApi(method, payload, { signal: asShim(signal ? AbortSignal.any([signal, timeout]) : timeout) })
    },
    upload: async (method, form, withinMs) =>
      readAnswer(
        await fetch(new URL(`./bot${token}/${method}`, root), {
          method: 'POST',
          redirect: 'error',
          body: await formOf(form),
          signal: AbortSignal.timeout(withinMs),
        }),
      ),
    fileUrl: (path) => new URL(`./file/bot${token}/${path}`, root).href,
  }
}

async function formOf({ fields, path, name }: UploadForm): Promise<FormData> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) form.set(field, value)
  form.set('document', await openAsBlob(path), name)
  return form
}

/** As Telegraf reads one. */
async function readAnswer(response: Response): Promise<{ message_id: number }> {
  const { status: error_code, statusText: description } = response
  if (error_code >= 500) throw new TelegramError({ error_code, description })
  const answer = (await response.json()) as { ok: true; result: { message_id: number } } | Refused
  if (!answer.ok) throw new TelegramError(answer)
  return answer.result
}

type Refused = { ok: false; error_code: number; description: string; parameters?: { retry_after?: number } }

type Shim = NonNullable<Parameters<Telegram['callApi']>[2]>['signal']

/** Telegraf's types know only an older stand-in for the platform's signal. */
function asShim(signal: AbortSignal): Shim {
  return signal as unknown as Shim
}

/**
 * Telegraf's client follows redirects, and the chat goes along with them: an agent of ours is asked before each connection. Set on
 * the client itself, since Telegraf drops the agent of an `http:` root.
 */
function stayAt({ host, protocol }: URL, agent: Agent): Agent {
  const choose = (to: { host?: string | null; protocol?: string | null }): Agent | undefined => {
    if (to.host !== host || to.protocol !== protocol)
      throw Object.assign(new Error('led elsewhere'), { code: 'LED_ELSEWHERE' })
    return to.protocol === 'https:' ? agent : undefined
  }
  // Telegraf's types know agents alone; node-fetch, which it calls, takes a choice of one.
  return choose as unknown as Agent
}

/** Gives up on a connection that is not made in time with a code of its own. */
class ConnectingAgent extends Agent {
  readonly #withinMs: number

  constructor(withinMs: number) {
    super({ keepAlive: true, timeout: IDLE_MS })
    this.#withinMs = withinMs
  }

  override createConnection(...args: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
    const socket = super.createConnection(...args)
    if (!socket) return socket
    const late = setTimeout(
      () => socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })),
      this.#withinMs,
    )
    for (const event of ['secureConnect', 'close']) socket.once(event, () => clearTimeout(late))
    return socket
  }
}
