/** Which language a message is written in: Vietnamese with or without marks, English, or one that nobody here reads. */
import { isSyllable } from '../../language/syllables.ts'
import { clean, fold } from '../../language/text.ts'
import { isEnglishWord } from './translate.ts'

export type Language = 'vi' | 'en' | 'other'

/** "đ", "ư", "ơ" and tones on letters: no other language writes many of them. */
const VIETNAMESE_LETTER = /[đăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu
const OTHER_SCRIPT =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]/gu

/** Small words of languages met among residents and visitors, none of which is a Vietnamese syllable or an English word. */
const OTHER_WORDS = new Set(
  (
    'les des est pour dans avec je vous pas comment quel quelle quand est-ce sont cette ' +
    'los las para por una como esta donde cuando cual quiero puedo usted ' +
    'der das und ist nicht ich wie wann welche kann bitte ' +
    'apa yang dan untuk bagaimana saya kapan berapa tidak anda ' +
    'kuv koj yuav tsis nyob puas tau cov peb'
  ).split(' '),
)

/** Least share of words that no Vietnamese would write before another language is thought of. */
const STRANGE_SHARE = 0.4
const OTHER_HITS = 2

/** Doubt is for Vietnamese: names, slips and short forms of it must not be taken for another language. */
export function readLanguage(said: string): Language {
  const text = clean(said).toLowerCase()
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if ((text.match(OTHER_SCRIPT)?.length ?? 0) > letters / 2) return 'other'
  const words = text.match(/\p{L}[\p{L}'-]*/gu) ?? []
  if (words.length < 2 || words.filter((word) => VIETNAMESE_LETTER.test(word)).length > words.length / 4) return 'vi'
  const strange = words.filter((word) => !isSyllable(fold(word)))
  if (strange.length < STRANGE_SHARE * words.length) return 'vi'
  const english = strange.filter(isEnglishWord).length
  const other = words.filter((word) => OTHER_WORDS.has(word)).length
  if (other >= OTHER_HITS && other >= english) return 'other'
  return english >= Math.min(2, strange.length) && english >= strange.length / 2 ? 'en' : 'vi'
}
