import { randomInt } from 'node:crypto'
import type { FeedbackKind } from './case.ts'

/** Consonants no keyboard turns into anything else: no code is a word, a phone number or a code that links a chat. */
const LETTERS = 'BCFGHKLMNPQRSTVX'
const LETTERS_A_CODE = 8
const MARKS: Record<FeedbackKind, string> = { report: 'PA', voter: 'CT' }

/** "PA-KQTM-XBVL": 32 random bits behind a mark of its kind. */
export function makeCode(kind: FeedbackKind): string {
  const letters = Array.from({ length: LETTERS_A_CODE }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return `${MARKS[kind]}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

const CODE = new RegExp(`(?<![\\p{L}\\d])(PA|CT)[\\s-]*([${LETTERS}]{4})[\\s-]*([${LETTERS}]{4})(?![\\p{L}\\d])`, 'iu')

/** The code a message holds; null when it holds none. */
export function readCode(text: string): string | null {
  const found = CODE.exec(text.normalize('NFC'))
  return found ? `${found[1]}-${found[2]}-${found[3]}`.toUpperCase() : null
}
