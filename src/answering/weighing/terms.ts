/**
 * How much of a question a text covers. Terms are folded syllables and pairs of neighbours; a term weighs what it tells
 * apart in the commune's own documents, so that "chuyển đổi số", which stands everywhere, says little.
 */

import { officially } from '../typed/everyday.ts'
import { type MarkKeys, markKeysOf, marksAgree } from '../typed/mark-keys.ts'
import { plain } from '../typed/plain.ts'
import { NO_SENSES, type Senses, type Written } from '../typed/sayings.ts'

/** Words of asking, politeness and address: they say nothing of the matter. */
const EMPTY_WORDS = new Set(
  (
    'ai a ad admin anh ay ba bac bi biet bot bua cac ca chang chau chi cho chu chua chung chut co con cu cua cung da dang dau day den deu di do doc du duoc dung duong e em gi giup gium ha hay hen het hoi hoac ho huong i ich it ke khac khi lam khong kia la len luon ma may me ' +
    'minh mo moi mong mot muon nao nay nen neu nghe ngoai nguoi nha nhe nhi nho nhu nhung nhieu noi nua o oi ong phai ra rang rat roi sao sau se tao te the theo thi thoi thuoc ti to toi tren truoc tu tui u ung va vay ve vi viet voi vui vua xa xem xin y vang ta long nhat'
  ).split(' '),
)

/** Two words that are empty alone and name a matter together; the second stands for both. */
const WHOLE_NAMES: ReadonlySet<string> = new Set(['y te'])

/** Words that are empty alone but tell something beside a neighbour ("người dân", "thông tin"): kept as part of a pair. */
export type Terms = {
  words: string[]
  pairs: string[]
  /** The words as the person marked them. */
  marks: MarkKeys
  /** What papers write for the words. */
  senses: Senses
}

/** Asking for a share, an amount or a name of something is not part of what it is. */
const ASKING =
  / (?:dat (?:ra )?(?:chi tieu|muc tieu|con so)|(?:phong|tram|truong|trung tam|van phong|vp|thon|ban|ap|khom|khu vuc|hoi|doan|don vi|co quan|to|ben) (?:minh|em|toi|tui|ta|chau|chung (?:em|toi|minh))|(?:ai|don vi nao|phong nao|co quan nao|ben nao) (?:la |se |phai |la nguoi )?(?:chiu )?trach nhiem(?: ve| trong| chinh)?|(?:khi|ngay|hom|luc|buoi|bua) (?:nao|may) trong (?:tuan|thang|nam)|co cau|may phan(?! tram)|bao gio|(?:mot|1|moi|hang) nam|xong|hoan thanh|luc nao|hom nao|(?:ngay|thang|nam|gio) (?:may|nao)|may gio|(?:nam )?20[2-4]\d|(?:bao nhieu|may) (?:(?:chuc|tram) )?(?:phan tram|%|ty|trieu|dong)|nha nuoc (?=ho tro|cho|cap|tra)|phan tram|bao nhieu|phan dau|thoi han(?: hoan thanh)?|han (?:cuoi|chot|nop|den)|don vi chu tri|(?:phong|don vi|ben|co quan) nao (?:lam|lo|nhan|phu trach)|con bao lau(?: nua)?|bao lau|may lan|\d lan|lam (?:nhung |cai )?gi|viec gi|nhung viec|thi (?=gap|hoi|lam|phai)|duoc khong|dung khong|phai khong|khong (?=$)|cau hoi|tra loi|tro ly|thoi gian|dat muc tieu|muc tieu|chi tieu|ty le|(?:vao |trong )?(?:thoi gian|khi|ngay|nam|thang|luc|giai doan|don vi|phong|co quan|ai) nao|la gi|the nao|nhu the nao|lam gi|cho (?:em|toi|chau|minh|anh|chi) (?:hoi|biet)|cho hoi|vui long|de nghi|xin hoi|(?:van ban|ke hoach|nghi quyet|de an) (?:nay|minh|xa minh|cua xa|do)|(?:xa|phuong) (?:minh|em|ta|nha|toi)|theo (?:cai )?(?:ke hoach|nghi quyet|de an|van ban)|quy dinh|duoc quy dinh) /g

/** The telling terms of a question in plain form, in order, each once; `kept` words tell although they look empty. */
export function termsOf(
  asked: string,
  alsoEmpty: ReadonlySet<string> = new Set(),
  kept: ReadonlySet<string> = new Set(),
): Terms {
  const all = officially(asked).replace(ASKING, ' | ').replace(ASKING, ' | ').trim().split(' ').filter(Boolean)
  const empty = (word: string): boolean =>
    word === '|' ||
    (EMPTY_WORDS.has(word) && !kept.has(word)) ||
    alsoEmpty.has(word) ||
    (word.length < 2 && !/\d/.test(word))
  const isPartOfName = (at: number): boolean =>
    WHOLE_NAMES.has(`${all[at - 1]} ${all[at]}`) && !alsoEmpty.has(all[at] ?? '')
  const words = [...new Set(all.filter((word, at) => !empty(word) || isPartOfName(at)))]
  const pairs: string[] = []
  for (let i = 1; i < all.length; i++) {
    const before = all[i - 1] ?? ''
    const word = all[i] ?? ''
    const isNamed = !empty(before) || !empty(word) || isPartOfName(i)
    if (before !== '|' && word !== '|' && isNamed) pairs.push(`${before} ${word}`)
  }
  return { words, pairs: [...new Set(pairs)], marks: NO_MARKS, senses: NO_SENSES }
}

const NO_MARKS: MarkKeys = new Map()

export type Indexed = { words: ReadonlySet<string>; pairs: ReadonlySet<string>; marks: MarkKeys }

/** The folded words and pairs of a text. */
export function indexText(text: string): Indexed {
  const all = plain(text).trim().split(' ')
  const pairs = new Set<string>()
  for (let i = 1; i < all.length; i++) pairs.add(`${all[i - 1]} ${all[i]}`)
  return { words: new Set(all), pairs, marks: markKeysOf(text, false) }
}

export type Weigh = (term: string) => number

/** What a word met nowhere weighs, beside the rarest that is met: a slip of the keyboard is met nowhere as well. */
const UNKNOWN_SHARE = 0.7

/** Inverse document frequency over some texts. */
export function weighOver(texts: readonly Indexed[]): Weigh {
  const counts = new Map<string, number>()
  for (const { words, pairs } of texts) {
    for (const term of words) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const term of pairs) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const total = texts.length + 1
  const rarest = Math.log(1 + total / 2)
  return (term) => {
    const count = counts.get(term)
    return count === undefined ? UNKNOWN_SHARE * rarest : Math.log(1 + total / (1 + count))
  }
}

/** Share, 0 to 1, of the weight of the question's words that the text has; pairs count beside the words. */
export function coverage(terms: Terms, text: Indexed, weigh: Weigh): { words: number; pairs: number } {
  const empty = { words: new Set<string>(), pairs: new Set<string>(), marks: NO_MARKS }
  return coverageUnder(terms, { body: text, heading: empty }, weigh)
}

type Text = { body: Indexed; heading: Indexed }

/** The same with headings, whose words count at a discount. */
export function coverageUnder(terms: Terms, text: Text, weigh: Weigh): { words: number; pairs: number } {
  const { words, pairs, total } = weighed(terms, weigh)
  if (total === 0) return { words: 0, pairs: 0 }
  let had = 0
  for (const { term, weight } of words) {
    const said = hadIn(text.body.words, text.heading.words, term)
    const meant = meantIn(term, terms, text)
    had += weight * Math.max(said === 0 ? 0 : said * agreement([term], terms, text.body), meant)
  }
  let paired = 0
  for (const { term, weight, parts } of pairs) {
    const present = hadIn(text.body.pairs, text.heading.pairs, term)
    if (present > 0) paired += weight * present * agreement(parts, terms, text.body)
  }
  return { words: had / total, pairs: Math.min(1, paired / total) }
}

type Weighed = {
  words: { term: string; weight: number }[]
  pairs: { term: string; weight: number; parts: string[] }[]
  total: number
}

/** A question is held against every passage of a shelf: what its terms weigh there is worked out once. */
const WEIGHED = new WeakMap<Terms, WeakMap<Weigh, Weighed>>()

function weighed(terms: Terms, weigh: Weigh): Weighed {
  const known = WEIGHED.get(terms)?.get(weigh)
  if (known) return known
  const words = terms.words.map((term) => ({ term, weight: weightOf(term, terms, weigh) }))
  const pairs = terms.pairs.map((term) => ({ term, weight: weigh(term), parts: term.split(' ') }))
  const made = { words, pairs, total: words.reduce((sum, { weight }) => sum + weight, 0) }
  const byWeigh = WEIGHED.get(terms) ?? new WeakMap<Weigh, Weighed>()
  WEIGHED.set(terms, byWeigh.set(weigh, made))
  return made
}

/** A word that stands there with other marks: a slip, or another word altogether. */
const OTHER_MARKS_SHARE = 0.35

function agreement(words: readonly string[], { marks }: Terms, text: Indexed): number {
  return words.every((word) => marksAgree(word, marks, text.marks)) ? 1 : OTHER_MARKS_SHARE
}

const HEADING_SHARE = 0.6

function hadIn(body: ReadonlySet<string>, heading: ReadonlySet<string>, term: string): number {
  if (body.has(term)) return 1
  return heading.has(term) ? HEADING_SHARE : 0
}

/** What papers write for a word, beside the word itself. */
const MEANT_SHARE = 0.9

function meantIn(word: string, { senses }: Terms, { body, heading }: Text): number {
  const written = senses.get(word)
  if (!written) return 0
  if (written.some((each) => writes(body, each))) return MEANT_SHARE
  return written.some((each) => writes(heading, each)) ? MEANT_SHARE * HEADING_SHARE : 0
}

function writes(text: Indexed, { words, pairs, marks }: Written): boolean {
  return (
    words.every((word) => text.words.has(word) && marksAgree(word, marks, text.marks)) &&
    pairs.every((pair) => text.pairs.has(pair))
  )
}

/** Whether a word of the question stands in the text as marked, or what papers write for it. */
export function says(text: Indexed, word: string, { marks, senses }: Terms): boolean {
  if (text.words.has(word) && marksAgree(word, marks, text.marks)) return true
  return senses.get(word)?.some((written) => writes(text, written)) ?? false
}

/** An everyday word that papers lack tells no more than the rarest thing they write for it. */
export function weightOf(word: string, { senses }: Terms, weigh: Weigh): number {
  const written = senses.get(word)
  if (!written) return weigh(word)
  const most = Math.max(...written.flatMap(({ words, pairs }) => [...words, ...pairs].map(weigh)))
  return Math.min(weigh(word), most)
}
