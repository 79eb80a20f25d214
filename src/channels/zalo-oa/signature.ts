import { createHash } from 'node:crypto'
import { equalsSecret } from '../webhook-body.ts'

/** How often each reading of the signature's first term matched: sources disagree, and this tells an office which is true. */
export type SignatureCounts = { appId: number; oaId: number }

export type SignedParts = {
  appId: string
  /** Of the body; tried where the app's id does not match. */
  oaId: string | null
  body: Uint8Array
  timestamp: string
}

/**
 * Plain SHA-256 over id + raw body + timestamp + the OA secret key, as `mac=<hex>` or bare. Several secrets may hold at
 * once, while one is being replaced.
 */
export function whichTermMatches(
  header: string,
  parts: SignedParts,
  secrets: readonly string[],
): keyof SignatureCounts | null {
  const given = header.trim().replace(/^mac\s*=\s*/i, '')
  const matches = (id: string): boolean =>
    // All are compared, so that the time tells nothing of which was near.
    secrets.map((secret) => equalsSecret(given, macOf(id, parts, secret))).includes(true)
  if (matches(parts.appId)) return 'appId'
  return parts.oaId !== null && matches(parts.oaId) ? 'oaId' : null
}

function macOf(id: string, { body, timestamp }: SignedParts, secret: string): string {
  return createHash('sha256').update(id).update(body).update(timestamp).update(secret).digest('hex')
}
