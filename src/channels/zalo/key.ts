import { createHash } from 'node:crypto'

const MAX_KEY_CHARS = 250

/** A key of what has no id of its own: equal for an equal delivery, and of a length that can be stored and indexed. */
export function keyOf(parts: readonly string[]): string {
  const whole = parts.join(':')
  if (whole.length <= MAX_KEY_CHARS) return whole
  return `${whole.slice(0, 50)}:${createHash('sha256').update(whole).digest('hex')}`
}
