/** What arrives at the embedded database as the parameter of a statement: words that never do can break none. */
import { PGlite } from '@electric-sql/pglite'

const BIND = 'B'.charCodeAt(0)
/** How bytes are written as text; every look-up of a session sends some. */
const BYTES = /^\\x[0-9a-f]*$/

export type Statements = {
  /** Whether a parameter since the last question held these words. */
  held(words: string): boolean
  stop(): void
}

/** Watches every embedded database of this process until it is stopped. */
export function watchStatements(): Statements {
  const send = PGlite.prototype.execProtocolStream
  let values: string[] = []
  PGlite.prototype.execProtocolStream = function (message, ...more) {
    if (message[0] === BIND) values.push(...valuesOf(Buffer.from(message)))
    return send.call(this, message, ...more)
  }
  return {
    held: (words) => {
      const isHeld = values.some((value) => value.includes(words) && !BYTES.test(value))
      values = []
      return isHeld
    },
    stop: () => {
      PGlite.prototype.execProtocolStream = send
    },
  }
}

/** Of PostgreSQL's Bind: portal and statement, the formats of the values, then each value behind its length. */
function valuesOf(message: Buffer): string[] {
  const portalEnds = message.indexOf(0, 5)
  const formatsAt = message.indexOf(0, portalEnds + 1) + 1
  let at = formatsAt + 2 + 2 * message.readInt16BE(formatsAt)
  const count = message.readInt16BE(at)
  at += 2
  return Array.from({ length: count }, () => {
    const bytes = Math.max(0, message.readInt32BE(at))
    const value = message.toString('utf8', at + 4, at + 4 + bytes)
    at += 4 + bytes
    return value
  })
}
