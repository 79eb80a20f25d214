import { request } from 'undici'
import { readAtMost } from './http.ts'

const TIMEOUT_MS = 20_000

/**
 * A file a person sent, from the address Zalo gave for it. Only over HTTPS, unless it lies where the API itself does.
 * Throws where it cannot be had: it is gone, too large, or not where Zalo keeps files.
 */
export async function fetchFile(address: string, { apiOrigin, maxBytes }: { apiOrigin: string; maxBytes: number }) {
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.origin !== new URL(apiOrigin).origin) throw new Error('not a secure address')
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  const bytes = await readAtMost(body, maxBytes)
  if (statusCode !== 200) throw new Error(`the file is not there (${statusCode})`)
  if (!bytes) throw new Error('the file is too large')
  return bytes
}
