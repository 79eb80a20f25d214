import type { ParsedWebhook, WebhookRequest } from '../channel.ts'
import { readWebhookJson } from '../webhook-body.ts'
import { bodySchema, oaOf, readEvent } from './events.ts'
import { type SignatureCounts, whichTermMatches } from './signature.ts'

const NOTHING: ParsedWebhook = { kind: 'updates', updates: [] }

export type OaWebhookOptions = {
  appId: string
  /** The OA secret keys, not the app's secret. Without any, everything is dropped and nothing believed. */
  secrets: readonly string[]
  counts: SignatureCounts
}

/**
 * Reads one request to the app's one webhook. The OA is the body's, not the address's. There is no limit of age: Zalo
 * repeats for hours with the first time stamp, and the key makes a repetition harmless.
 */
export function parseOaWebhook(
  { appId, secrets, counts }: OaWebhookOptions,
  { headers, body: bytes }: WebhookRequest,
): ParsedWebhook {
  const header = headers['x-zevent-signature']
  // The console probes an address with an empty body before it takes it; before the key is known it must be answered too.
  if (secrets.length === 0 || (!header && bytes.byteLength === 0)) return NOTHING
  if (!header) return { kind: 'refused', status: 401, reason: 'signature_missing' }
  const json = readWebhookJson(bytes)
  const read = bodySchema.safeParse(json)
  // What is signed stands partly in the body, so it is read before it is believed.
  const signed = {
    appId,
    oaId: read.success ? oaOf(read.data) : null,
    body: bytes,
    timestamp: read.data?.timestamp ?? '',
  }
  const term = whichTermMatches(header, signed, secrets)
  if (!term) return { kind: 'refused', status: 401, reason: 'signature_wrong' }
  if (json === undefined) return { kind: 'refused', status: 400, reason: 'not_json' }
  if (!read.success) return { kind: 'refused', status: 400, reason: 'wrong_shape' }
  counts[term] += 1
  return { kind: 'updates', updates: readEvent(read.data) }
}
