import { createHash, timingSafeEqual } from 'node:crypto'

/** Node's `JSON.parse` hands the reviver the text of each number; the compiler's library does not know it yet. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown

/**
 * Reads the body of a webhook: UTF-8, JSON, whole numbers beyond 2^53 as strings so that no id loses its last digits.
 * `undefined` when it is not JSON; never throws.
 */
export function readWebhookJson(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (_key, value, { source }) =>
      typeof value === 'number' && source && /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : value,
    )
  } catch {
    return undefined
  }
}

/** Compares a secret in constant time, whatever the lengths. */
export function equalsSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(secret))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
