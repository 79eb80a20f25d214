/** One spelling for each Vietnamese syllable, whatever the typist's habits: tone last, open "y" as "i". */
import { fold } from './text.ts'

/** VNI's own digits for the five tone marks. */
const TONES: Readonly<Record<string, string>> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
}
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu
/** "kỹ", "lý", "quy" are also written "kĩ", "lí", "qui"; "thúy" is never "thúi". */
const OPEN_Y = /^([bcdhklmstv]|th|tr|nh|ch|ph|qu)y$/u
const REMEMBERED = 50_000

/** `form` keeps the marks (`hòa` and `hoà` are both `hoa2`), `bare` is without any (`hoa`). */
export type Spelling = { form: string; bare: string }

const remembered = new Map<string, Spelling>()

/** The spelling of one lower-case NFC word. */
export function spell(word: string): Spelling {
  const known = remembered.get(word)
  if (known) return known
  const spelling = { form: canonical(word), bare: withOpenI(fold(word)) }
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(word, spelling)
  return spelling
}

function canonical(word: string): string {
  const parts = word.normalize('NFD')
  const tone = parts.match(TONE_MARKS)?.[0]
  const letters = withOpenI(parts.replace(TONE_MARKS, '').normalize('NFC'))
  return tone ? letters + TONES[tone] : letters
}

function withOpenI(letters: string): string {
  return letters.replace(OPEN_Y, '$1i')
}

const ONSETS = 'b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x'
const NUCLEI =
  'a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|ieu|oai|oao|oay|oeo|uay|uoi|uou|uya|uye|uyu|yeu'
const BARE_SYLLABLE = new RegExp(`^(?:${ONSETS})?(?:${NUCLEI})(?:c|ch|m|n|ng|nh|p|t)?$`, 'u')

/** Whether these unmarked letters could be a Vietnamese syllable: `nghiem` yes, `fai` and `dich2` no. */
export function isSyllable(bare: string): boolean {
  return bare.length <= 7 && BARE_SYLLABLE.test(bare)
}
