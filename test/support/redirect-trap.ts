import { createEndpoint } from '../../src/answering/model/endpoint.ts'
import { createTranscriber } from '../../src/answering/model/transcribe.ts'
import type { ChannelLog } from '../../src/channels/channel.ts'
import { createTelegramApi } from '../../src/channels/telegram/api.ts'
import { fetchFile } from '../../src/channels/telegram/fetch-file.ts'
import { createFileFetch } from '../../src/channels/zalo/fetch-file.ts'
import { callHttp } from '../../src/channels/zalo/http.ts'
import { createEmbeddings } from '../../src/retrieval/index.ts'
import { listenFake } from './fake-http.ts'

export const REDIRECTS = [301, 302, 303, 307, 308] as const

export type RedirectTrap = {
  url: string
  /** What arrived where the redirects lead. */
  caught(): number
  close(): Promise<void>
}

/** A server that sends everybody to another one, which counts who comes. */
export async function openRedirectTrap(status: number): Promise<RedirectTrap> {
  const elsewhere = await listenFake(() => ({ json: { ok: true, result: {} } }))
  const server = await listenFake(({ path }) =>
    path.endsWith('/getFile')
      ? { json: { ok: true, result: { file_id: '1', file_unique_id: '1', file_path: 'voice/1.ogg' } } }
      : { status, headers: { location: `${elsewhere.url}/caught` }, json: {} },
  )
  return {
    url: server.url,
    caught: () => elsewhere.requests.length,
    close: async () => void (await Promise.all([server.close(), elsewhere.close()])),
  }
}

const WITHIN_MS = 5_000
const log: ChannelLog = { warn: () => {} }
const TOKEN = '700000001:AAFakeTokenOfTheLoopbackTelegram0000'
const telegram = (apiRoot: string) => createTelegramApi({ token: TOKEN, apiRoot })

/** Every client of ours that calls a server by an address of the settings; each is given one that redirects. */
export const CLIENTS: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'the model': (url) =>
    createEndpoint({ apiKey: 'k', baseUrl: url, model: 'm', structure: 'json_schema', timeoutMs: WITHIN_MS })(
      [{ role: 'user', content: 'câu hỏi' }],
      new AbortController().signal,
    ),
  embeddings: (url) => {
    const embeddings = createEmbeddings({ apiKey: 'k', baseUrl: url, model: 'm', timeoutMs: WITHIN_MS })
    return embeddings.in(embeddings.space).embedQuery('câu hỏi')
  },
  speech: async (url) => {
    const hear = createTranscriber({ apiKey: 'k', baseUrl: url, model: 'm', timeoutMs: WITHIN_MS }, log.warn)
    if ((await hear(new Uint8Array([79, 103, 103, 83]), null)) === null) throw new Error('nothing heard')
  },
  'a call of Telegram': (url) =>
    telegram(url).call('sendMessage', { chat_id: 1, text: 'chào' }, { withinMs: WITHIN_MS }),
  'an upload to Telegram': (url) =>
    telegram(url).upload('sendDocument', { fields: {}, path: import.meta.filename, name: 'a.txt' }, WITHIN_MS),
  'a file of Telegram': (url) =>
    fetchFile(
      { api: telegram(url), withinMs: WITHIN_MS },
      { kind: 'voice', reference: '1', name: null, sizeBytes: null },
      1_000,
    ),
  'a call of Zalo': async (url) => {
    const answer = await callHttp({ url: new URL(url), method: 'POST', body: '{}', timeoutMs: WITHIN_MS })
    if (answer.kind !== 'answered' || answer.status >= 300) throw new Error('not answered')
  },
  'a file of Zalo': (url) => createFileFetch({ apiOrigin: url, log })(`${url}/tep`, 1_000),
}
