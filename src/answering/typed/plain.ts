/**
 * The plain form of a question: what routing patterns are written against. Folded, chat spellings and regional words
 * turned into everyday ones, punctuation dropped, single spaces, one space at either end so that ` từ ` finds whole words.
 */
import { clean, fold } from '../../language/text.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { REGIONAL } from './regional.ts'

/** Long names that papers and people shorten alike: the short form stands for both. */
const NAMES: [RegExp, string][] = [
  [/ (?:uy|ui) ban nhan dan /g, ' ubnd '],
  [/ hoi dong nhan dan /g, ' hdnd '],
  [/ thu 7 /g, ' thu bay '],
  [/ qd (?=(?:nao|gi|so|cua|nay|ay|do) )/g, ' quyet dinh '],
  [/ ti le /g, ' ty le '],
  [/ (may|nhung|cac|lo|lam) vien chuc gi /g, ' $1 viec gi '],
  [/ ct (?=.* (?:%|phan tram|bao nhieu) )/g, ' chi tieu '],
  [/ tl (?=.* (?:%|phan tram) )/g, ' ty le '],
  [/ giai doan (2\d|3\d) (2\d|3\d) /g, ' giai doan 20$1 20$2 '],
  [/ (?:uy ban )?mat tran to quoc(?: viet nam)? /g, ' mttq '],
]

/** Names and loan words that begin with these letters rightly. */
const RIGHTLY = /^(?:zalo|zoom|zip|facebook|fanpage|fb|file|files|fake|fax|form|feedback|folder|font|fiber|full|free)$/

const ENDS_IN_G = /^(?:b?log|vlog|tag|hashtag|big|bug|plug|drag)$/

/** Slips that only spell a sound otherwise: f for ph, z for d, g for ng and h for nh at the end. */
function soundOut(word: string): string {
  if (RIGHTLY.test(word)) return word
  if (/^[a-z]+[aeiouy]g$/.test(word) && !ENDS_IN_G.test(word)) return soundOut(`${word.slice(0, -1)}ng`)
  if (/^[b-df-hj-np-tv-xz][a-z]*[aeiy]h$/.test(word) && !/^(?:hah|heh|huh|yeah|nah)$/.test(word))
    return soundOut(`${word.slice(0, -1)}nh`)
  if (/^f[aeiouy]/.test(word)) return `ph${word.slice(1)}`
  if (/^z[aeiouy]/.test(word)) return `d${word.slice(1)}`
  return word
}

/** One question's words are asked for in their plain form again and again: the last ones are kept. */
const MAX_REMEMBERED = 16_384
const MAX_REMEMBERED_CHARS = 600
const remembered = new Map<string, string>()

/** See the head of the file. Never fails; an empty text gives a single space. */
export function plain(text: string): string {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const made = makePlain(text)
  if (text.length > MAX_REMEMBERED_CHARS) return made
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(text, made)
  return made
}

function makePlain(text: string): string {
  let said = clean(text)
  for (const [pattern, everyday] of REGIONAL) said = said.replace(pattern, everyday)
  const words = fold(said).match(/[a-z0-9]+(?:[.,/][0-9]+)*%?|%/g) ?? []
  const spoken = words.map((word) => CHAT_WORDS.get(word) ?? soundOut(word))
  if (spoken.length === 0) return ' '
  return NAMES.reduce((text, [long, short]) => text.replace(long, short), ` ${spoken.join(' ')} `)
}
