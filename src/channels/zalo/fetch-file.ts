import { type Dispatcher, request } from 'undici'
import type { ChannelLog } from '../channel.ts'
import { readAtMost } from './http.ts'
import { publicOnly } from './public-only.ts'

const TIMEOUT_MS = 20_000

/**
 * Where Zalo has been seen to keep what people send. It publishes no list; an office whose Zalo keeps files elsewhere
 * names the place in its settings.
 */
const FILE_HOSTS = [
  'zdn.vn',
  'zadn.vn',
  'dlfl.vn',
  'dlmd.me',
  'flchat.vn',
  'zalo.me',
  'zaloapp.com',
  'zapps.me',
  'zaloplatforms.com',
]

export type FilePlaces = {
  /** The configured server of the API: files may lie beside it, wherever the operator has put it. */
  apiOrigin: string
  /** Hosts the operator added; their subdomains count too. */
  hosts?: readonly string[]
  log: ChannelLog
  /** How addresses outside are connected to; only to public ones where left out. */
  dispatcher?: Dispatcher
}

/**
 * Fetches files people sent, from the addresses Zalo gave for them: beside the API, or over HTTPS from a public address of a
 * known host. Follows no redirect. Rejects where a file cannot be had: it is gone, too large, or not where Zalo keeps files.
 */
export function createFileFetch({ apiOrigin, hosts = [], log, dispatcher = publicOnly() }: FilePlaces) {
  const beside = new URL(apiOrigin).origin
  return async (address: string, maxBytes: number): Promise<Uint8Array> => {
    const url = new URL(address)
    const isBeside = url.origin === beside
    if (!isBeside && !isZaloFile(url, hosts)) {
      log.warn('zalo_file_elsewhere', { host: url.host })
      throw new Error('not where Zalo keeps files')
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const { statusCode, body } = await request(url, isBeside ? { signal } : { signal, dispatcher })
    const bytes = await readAtMost(body, maxBytes)
    if (statusCode !== 200) throw new Error(`the file is not there (${statusCode})`)
    if (!bytes) throw new Error('the file is too large')
    return bytes
  }
}

function isZaloFile({ protocol, hostname, port, username, password }: URL, added: readonly string[]): boolean {
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === ''
  return isPlain && [...FILE_HOSTS, ...added].some((host) => hostname === host || hostname.endsWith(`.${host}`))
}
