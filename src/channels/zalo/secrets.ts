import { createHash, timingSafeEqual } from 'node:crypto'

/** In constant time: digests have one length whatever a stranger sent. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
