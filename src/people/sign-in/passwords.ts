import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import argon2 from 'argon2'

/** OWASP's password storage cheat sheet (2024): argon2id with 19 MiB, two rounds, one lane. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** OWASP ASVS 5.0, 6.2.1 and 6.2.9: at least eight, better fifteen; at least 64 must be allowed. */
const MIN_CHARS = 10
const MAX_CHARS = 200

export type PasswordWeakness = 'too_short' | 'too_long' | 'too_plain' | 'too_common'

/** Why a password will not do; null when it does. No rules of composition: length is what counts (ASVS 6.2.5). */
export function weaknessOf(password: string, loginName: string): PasswordWeakness | null {
  const chars = [...password.normalize('NFC')]
  if (chars.length < MIN_CHARS) return 'too_short'
  if (chars.length > MAX_CHARS) return 'too_long'
  const isPlain = new Set(chars).size < 5 || password.toLowerCase().includes(loginName.toLowerCase())
  if (isPlain || isSequence(password)) return 'too_plain'
  return isCommon(password) ? 'too_common' : null
}

const COMMON = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
)

/** Also where a year or a mark was put behind a common one: that is tried next (ASVS 6.2.4). */
function isCommon(password: string): boolean {
  const said = password.normalize('NFC').toLowerCase()
  return COMMON.has(said) || COMMON.has(said.replace(/[\d\p{P}\p{S}]{1,6}$/u, ''))
}

/** "1234567890", "abcdefghij", "0987654321": each character the neighbour of the one before. */
function isSequence(password: string): boolean {
  const steps = [...password].slice(1).map((char, at) => Math.abs((char.codePointAt(0) ?? 0) - password.charCodeAt(at)))
  return steps.filter((step) => step === 1).length >= steps.length - 1
}

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize('NFC'), PARAMETERS)
}

/** Of a password nobody knows: an unknown name costs as long as a known one. */
let nobodys: Promise<string> | undefined

/** False for a wrong password, and for nobody's. */
export async function isPassword(hash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(crypto.randomUUID())
  const matches = await argon2.verify(hash ?? (await nobodys), password.normalize('NFC'))
  return hash !== null && matches
}
