/** Marks typed as keys because the keyboard was off: Telex (`ddanwg kys`) and VNI (`d9a8ng ky1`). */
import { isSyllable } from './syllables.ts'
import { fold } from './text.ts'

const TELEX_TONES: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
}
const VNI_TONES: Readonly<Record<string, string>> = { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' }
const CIRCUMFLEX = '\u0302'
const HORN = '\u031b'
const BREVE = '\u0306'
const FIRST_VOWEL = /[aeiouy]\p{M}*/u

/** The word those keys were meant to make (NFC), or null when they make no Vietnamese syllable with marks. */
export function readKeystrokes(word: string): string | null {
  const typed = word.toLowerCase()
  if (typed.length > 12 || !/^[a-z][a-z0-9]*$/.test(typed)) return null
  const made = /\d/.test(typed) ? fromVni(typed) : fromTelex(typed)
  return made !== null && made !== typed && isSyllable(fold(made)) ? made : null
}

function fromTelex(typed: string): string | null {
  const tone = /^(.{0,12}[aeiouyw].{0,12})([sfrxj])(.{0,12})$/.exec(typed)
  const [letters, mark] = tone ? [`${tone[1]}${tone[3]}`, TELEX_TONES[tone[2] ?? ''] ?? ''] : [typed, '']
  const shaped = letters
    .replace(/^dd|^d(?=.*d$)/, 'đ')
    .replace(/(?<=^đ.*)d$/, '')
    .replace(/([aeo])([a-z]{0,2}?)\1/, `$1${CIRCUMFLEX}$2`)
    .replace(/uo([a-z]{0,2}?)w|uwow?([a-z]{0,2})/, `u${HORN}o${HORN}$1$2`)
    .replace(/([ou])([a-z]{0,2}?)w/, `$1${HORN}$2`)
    .replace(/a([a-z]{0,2}?)w/, `a${BREVE}$1`)
  return shaped === typed ? null : withTone(shaped, mark)
}

function fromVni(typed: string): string | null {
  const letters = typed.replace(/[1-5]/g, '')
  const tone = /[1-5]/.exec(typed)?.[0] ?? ''
  if ((typed.match(/[1-5]/g) ?? []).length > 1) return null
  const shaped = letters
    .replace(/^d(.*)9/, 'đ$1')
    .replace(/([aeo])([a-z]{0,2})6/, `$1${CIRCUMFLEX}$2`)
    .replace(/uo([a-z]{0,2})7|u7o7?([a-z]{0,2})7?/, `u${HORN}o${HORN}$1$2`)
    .replace(/([ou])([a-z]{0,2})7/, `$1${HORN}$2`)
    .replace(/a([a-z]{0,2})8/, `a${BREVE}$1`)
  return /\d/.test(shaped) ? null : withTone(shaped, VNI_TONES[tone] ?? '')
}

/** Puts the tone on the vowels; where among them does not matter once a word is spelled (`syllables.ts`). */
function withTone(shaped: string, mark: string): string {
  return shaped.replace(FIRST_VOWEL, `$&${mark}`).normalize('NFC')
}
