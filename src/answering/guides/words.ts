/** Words of a question or of a guide's name, ready to be compared whatever the keyboard did to them. */
import { fold } from '../../language/text.ts'
import { tokenise } from '../../language/tokens.ts'
import { plain } from '../plain.ts'

/** `form` keeps the marks; where it equals `bare`, the word was typed without any. */
export type Word = { bare: string; form: string }

/** Words that say who asks or how, not what about. */
const SILENT = new Set(
  (
    'toi em con chau minh tui tao to anh chi co chu bac ong ba oi a ah da vang u oke ad admin bot tro ly xin cho hoi voi nhe nha nhi day ' +
    'duoc khong la thi ma o bi gi nao sao the nhu lam muon can phai di dau ai bao nhieu may khi nay kia do va hay hoac cua mot ' +
    'nhung cac roi ra vao ve tai tu den theo vay gium giup ho dum biet noi nua thoi luon cung se da dang chi bay huong dan cach cai ' +
    'mang chuan gom nhung xong het ban moi nguoi thay bang de neu rang hien dien'
  ).split(' '),
)
/** Without these a phrase loses its matter, though they are silent elsewhere. */
const PHRASES = new Set([
  'dien thoai',
  'dien tu',
  'huong dan',
  'mang xa',
  'ban sao',
  'de nghi',
  'thay doi',
  'dien nuoc',
])

/** The words that carry the matter of a text, in order. `known` tells the words guides use: others are mended towards it. */
export function wordsOf(text: string, known?: ReadonlySet<string>): Word[] {
  const spoken = tokenise(text)
    .filter(({ whole }) => !whole)
    .flatMap(({ bare, form }) => spokenForms(bare, form))
    .map((word) => (known && !known.has(word.bare) ? mend(word, known) : word))
  return spoken.filter((word, index) => {
    if (!SILENT.has(word.bare)) return true
    const before = spoken[index - 1]
    const after = spoken[index + 1]
    return (
      (before !== undefined && PHRASES.has(`${before.bare} ${word.bare}`)) ||
      (after !== undefined && PHRASES.has(`${word.bare} ${after.bare}`))
    )
  })
}

/** Chat spellings said in full; a word that is none keeps its marks. */
function spokenForms(bare: string, form: string): Word[] {
  const said = plain(bare).trim().split(' ').filter(Boolean)
  if (said.length === 1 && said[0] === bare) return [{ bare, form }]
  return said.flatMap((word) => tokenise(word).map((token) => ({ bare: token.bare, form: token.bare })))
}

function mend(word: Word, known: ReadonlySet<string>): Word {
  const keyed = withoutKeystrokes(word.bare)
  const near = known.has(keyed) ? keyed : nearestOf(word.bare, known)
  return near === null ? word : { bare: near, form: near }
}

/** Telex and VNI keystrokes a keyboard left in the word taken out: `ddawng` and `d9a8ng` are both `dang`. */
function withoutKeystrokes(bare: string): string {
  const letters = bare
    .replace(/(?<=\p{L})\d/gu, '')
    .replace(/dd/g, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/(?<=[aou][a-z]?)w/g, '')
  return tokenise(letters.replace(/(?<=[aeiouy][a-z]{0,2})[sfrxj]$/, ''))[0]?.bare ?? fold(letters)
}

const MIN_CHARS_TO_MEND = 4

/** The one known word a single slip away; null when there are none or several. */
function nearestOf(bare: string, known: ReadonlySet<string>): string | null {
  if (bare.length < MIN_CHARS_TO_MEND || /^\d/.test(bare)) return null
  const near = [...known].filter((word) => word.length >= MIN_CHARS_TO_MEND - 1 && isOneSlipAway(bare, word))
  return near.length === 1 ? (near[0] ?? null) : null
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
