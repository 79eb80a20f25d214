import type { InboundAttachment } from '../channel.ts'
import type { TelegramApi } from './api.ts'
import { causeOf } from './cause.ts'

const DOWNLOAD_WITHIN_MS = 60_000

/** A file could not be had. The text names no address: Telegram's carry the token. */
export class FileUnavailable extends Error {
  override readonly name = 'FileUnavailable'
}

/** The bytes of a file a person sent, at most `maxBytes` of them. Throws `FileUnavailable`. */
export async function fetchFile(
  { api, withinMs }: { api: TelegramApi; withinMs: number },
  { reference }: InboundAttachment,
  maxBytes: number,
): Promise<Uint8Array> {
  try {
    const { file_path, file_size = 0 } = await api.call('getFile', { file_id: reference }, { withinMs })
    if (!file_path || file_size > maxBytes) throw new FileUnavailable('too large')
    const response = await fetch(api.fileUrl(file_path), {
      redirect: 'error',
      signal: AbortSignal.timeout(DOWNLOAD_WITHIN_MS),
    })
    if (!response.ok || !response.body) throw new FileUnavailable(`status ${response.status}`)
    return await readAtMost(response.body, maxBytes)
  } catch (error) {
    throw error instanceof FileUnavailable ? error : new FileUnavailable(causeOf(error).is)
  }
}

async function readAtMost(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes) throw new FileUnavailable('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
