import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { z } from 'zod'
import type { OutboundDocument, SendFailure } from '../channel.ts'
import type { OaClient } from './client.ts'

export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024
const TAKEN = new Set(['.pdf', '.doc', '.docx', '.csv'])

/** Whether Zalo takes a file of this name; it goes by the ending and answers nothing for a name without one. */
export function isTaken({ name }: OutboundDocument): boolean {
  return TAKEN.has(extname(name).toLowerCase())
}

const uploadSchema = z.union([
  z.object({ token: z.string().min(1) }).transform(({ token }) => token),
  // One client in the wild is answered under this name.
  z.object({ attachment_id: z.string().min(1) }).transform((data) => data.attachment_id),
])

/** Hands a file over, to be sent by the token this gives. Nothing reaches a person yet. */
export async function uploadDocument(
  client: OaClient,
  oaId: string,
  { path, name }: OutboundDocument,
): Promise<{ kind: 'token'; token: string } | SendFailure> {
  const bytes = await readBounded(path)
  if (!bytes) return { kind: 'permanent', reason: 'document_missing_or_too_large' }
  const answer = await client.call(oaId, { path: '/v2.0/oa/upload/file', file: { name, bytes } })
  if (answer.kind === 'outside_window' || answer.kind === 'upload_expired') {
    return { kind: 'temporary', reason: 'upload_refused' }
  }
  // Whether the upload arrived does not matter: it is made again.
  if (answer.kind === 'temporary') return { kind: 'temporary', reason: answer.reason }
  if (answer.kind !== 'data') return answer
  const token = uploadSchema.safeParse(answer.data)
  return token.success ? { kind: 'token', token: token.data } : { kind: 'temporary', reason: 'upload_without_token' }
}

async function readBounded(path: string): Promise<Buffer | null> {
  try {
    return (await stat(path)).size > MAX_DOCUMENT_BYTES ? null : await readFile(path)
  } catch {
    return null
  }
}
