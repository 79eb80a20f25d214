import { createHash, randomBytes } from 'node:crypto'

/** Said in a deep link; the rest is 128 bits. Letters that every provider's deep links allow. */
const TOKEN_MARK = 'lk_'
const TOKEN_BYTES = 16

/**
 * Sixteen consonants that no Vietnamese keyboard turns into anything else and nobody confuses: a typed code is never a
 * word, a phone number or a one-time code, so that nothing else is taken for it and nothing masks it.
 */
const LETTERS = 'BCFGHKLMNPQRSTVX'
const TYPED_LETTERS = 8

/** `token` is for a link, `typed` for hands ("KQTM-XBVL"); both are the same code and work once. */
export type CodeWords = { token: string; typed: string }

export function makeCodeWords(): CodeWords {
  const letters = [...randomBytes(TYPED_LETTERS)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
  return {
    token: `${TOKEN_MARK}${randomBytes(TOKEN_BYTES).toString('base64url')}`,
    typed: `${letters.slice(0, 4)}-${letters.slice(4)}`,
  }
}

const TOKEN = new RegExp(`^(?:/start\\s+)?(${TOKEN_MARK}[\\w-]{10,61})$`)
const TYPED = new RegExp(
  `^(?:/start\\s+)?(?:(?:mã|ma|liên kết|lien ket)[\\s:]+)*([${LETTERS}]{4})[\\s-]?([${LETTERS}]{4})[.!]?$`,
  'i',
)

/** The code a whole message is; null when the message is anything else. */
export function readLinkCode(text: string): string | null {
  const said = text.normalize('NFC').trim()
  const token = TOKEN.exec(said)
  if (token) return token[1] ?? null
  const typed = TYPED.exec(said)
  return typed ? `${typed[1]}-${typed[2]}`.toUpperCase() : null
}

/** Whether a code is the short form, which could be guessed. */
export function isTyped(code: string): boolean {
  return !code.startsWith(TOKEN_MARK)
}

/** What is stored of a code. */
export function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
