/**
 * Vietnamese written in the fonts of before Unicode: TCVN3 (ABC, ".VnTime") and VNI ("VNI-Times"). Their files show
 * Latin-1 letters in place of the marked ones; the tables below give each its letter back.
 */

export type LegacyEncoding = 'tcvn3' | 'vni'

export type LegacyConversion = { text: string; encoding: LegacyEncoding | null }

const TCVN3_FROM = '¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢£¤¥¦§'
const TCVN3_TO = 'áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ'

/** VNI writes a mark as a letter after its vowel: "aù" is á, "öï" is ự. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}

const tcvn3 = new Map([...TCVN3_FROM].map((from, at) => [from, [...TCVN3_TO][at] ?? from]))
const VNI_PAIR = /([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|[ñôöæóòîÑÔÖÆÓÒÎ]/gu

const convert: Record<LegacyEncoding, (line: string) => string> = {
  tcvn3: (line) => line.replace(/[\u00a1-\u00ff]/gu, (letter) => tcvn3.get(letter) ?? letter),
  vni: (line) =>
    line
      .replace(VNI_PAIR, (pair: string, vowel?: string, mark?: string) => {
        if (vowel === undefined || mark === undefined) return vniLetter(pair)
        return vniLetter(vowel) + (VNI_MARKS[mark.toLowerCase()] ?? '')
      })
      .normalize('NFC'),
}

function vniLetter(letter: string): string {
  const lower = letter.toLowerCase()
  const plain = VNI_LETTERS[lower] ?? lower
  return letter === lower ? plain : plain.toUpperCase()
}

/** Text known, by the font it is set in, to be in that encoding. */
export function convertFrom(encoding: LegacyEncoding, text: string): string {
  return convert[encoding](text)
}

/** Fewest Latin-1 letters of a text that is worth a closer look. */
const MIN_SUSPECT_LETTERS = 5
/** How many more well-formed syllables the converted text must have. */
const MIN_GAIN = 4

/**
 * Text in Unicode from a text in TCVN3 or VNI, line by line, so that a file of mixed encodings comes out whole;
 * `encoding` is null, and the text untouched, when it reads better as it is.
 */
export function convertLegacy(text: string): LegacyConversion {
  const suspects = text.match(/[\u00a1-\u00ff]/gu)?.length ?? 0
  if (suspects < MIN_SUSPECT_LETTERS) return { text, encoding: null }
  const lines = text.split('\n')
  const before = lines.map((line) => (isSuspect(line) ? wellFormed(line) : null))
  const candidates = (['tcvn3', 'vni'] as const).map((encoding) => {
    const converted = lines.map((line, at) => better(line, encoding, before[at] ?? null))
    return {
      encoding,
      text: converted.map((line) => line.text).join('\n'),
      gain: converted.reduce((sum, line) => sum + line.gain, 0),
    }
  })
  const best = candidates.reduce((a, b) => (b.gain > a.gain ? b : a))
  return best.gain >= MIN_GAIN ? { text: best.text, encoding: best.encoding } : { text, encoding: null }
}

/** A line with Latin-1 letters and none that only Unicode has. */
function isSuspect(line: string): boolean {
  return /[\u00a1-\u00ff]/u.test(line) && !/[\u1ea0-\u1ef9ăđơưĂĐƠƯ]/u.test(line.normalize('NFC'))
}

function better(line: string, encoding: LegacyEncoding, before: number | null): { text: string; gain: number } {
  if (before === null) return { text: line, gain: 0 }
  const converted = convert[encoding](line)
  const gain = wellFormed(converted) - before
  return gain > 0 ? { text: converted, gain } : { text: line, gain: 0 }
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:uyê|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uya|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uơ|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])(?:ch|nh|ng|[cmnpt])?$/u

/** Words with marks that are well-formed Vietnamese syllables, less those that are not. */
function wellFormed(line: string): number {
  let score = 0
  for (const word of line.match(/[\p{L}\u00a1-\u00ff\p{M}]+/gu) ?? []) {
    if (!/[^\p{ASCII}]/u.test(word)) continue
    const bare = word.toLowerCase().normalize('NFD').replace(TONES, '').normalize('NFC')
    score += SYLLABLE.test(bare) ? 1 : -1
  }
  return score
}
