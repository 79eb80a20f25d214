import { createHash, randomBytes } from 'node:crypto'

/** 256 bits: nobody guesses one, so that nothing counts guesses. */
const TOKEN_BYTES = 32
const TOKEN_FORM = /^[\w-]{43}$/

export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

export function isTokenForm(token: string): boolean {
  return TOKEN_FORM.test(token)
}

/** What is stored of a token: whoever reads the database cannot use it. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
