/**
 * Answers the office wrote itself, for the very question alone. Two wordings are one question when they have the same words
 * once politeness, the commune's own name and different ways to ask the same ("khi nào", "bao giờ") are put aside, marked
 * alike where both are marked, and in nearly the same order. A number, a year or a "không" more is another question; what
 * falls outside is for the office to add as one more wording.
 */
import { likeness } from '../language/likeness.ts'
import { asksOfOwnUnit } from './question/inquiry.ts'
import { properName } from './question/scope.ts'
import type { Asker } from './turn.ts'
import { type MarkKeys, markKeysOf, marksAgree } from './typed/mark-keys.ts'
import { plain } from './typed/plain.ts'

/** An answer of the office, in every way in which it is asked. */
export type CuratedAnswer = {
  id: number
  questions: readonly string[]
  text: string
  /** As people read it after "Căn cứ:". */
  source: string
  unit: string | null
  /** ISO day. */
  approvedOn: string
}

/** What is published for a commune now. */
export type CuratedAnswers = (communeSlug: string, today: string) => Promise<readonly CuratedAnswer[]>

/** Words and neighbouring pairs shared, 0 to 1: the order of a clause may change, not who does what to whom. */
const LEAST_LIKENESS = 0.9
/** Fewer telling words ask for nothing in particular. */
const LEAST_WORDS = 2

type Wording = { words: string[]; pairs: string[]; marks: MarkKeys }

/** The answer written for this question; null where none is. */
export function findCurated(
  said: string,
  { asker, communeName }: { asker: Asker; communeName: string | null },
  answers: readonly CuratedAnswer[],
): CuratedAnswer | null {
  if (answers.length === 0 || isAskersOwn(said, asker)) return null
  const asked = wordingOf(said, communeName)
  if (asked.words.length < LEAST_WORDS) return null
  const found = answers.find(({ questions }) =>
    questions.some((question) => isSame(asked, wordingOf(question, communeName))),
  )
  return found ?? null
}

/** What is asked of one's own unit or village has another answer for the next person. */
function isAskersOwn(said: string, asker: Asker): boolean {
  return asker === 'citizen' ? OWN_PLACE.test(plain(said)) : asksOfOwnUnit(said)
}

const OWN_PLACE =
  / (?:phong|ban|don vi|co quan|tram(?: y te)?|truong|van phong|trung tam|hoi|doan|to|thon|xom|ap|khu pho) (?:cua )?(?:chung )?(?:toi|em|minh|tui|nha(?! nuoc)) /

function isSame(one: Wording, other: Wording): boolean {
  if (one.words.toSorted().join(' ') !== other.words.toSorted().join(' ')) return false
  if (one.words.some((word) => !marksAgree(word, one.marks, other.marks))) return false
  return likeness([...one.words, ...one.pairs], [...other.words, ...other.pairs]) >= LEAST_LIKENESS
}

/** What stands in place of an identifier is no word of the question. */
const MASKED = /\[[^\]\n]{2,30} đã che\]|\[tên\]/gu

function wordingOf(said: string, communeName: string | null): Wording {
  const text = said.replace(MASKED, ' ')
  let asked = plain(text)
  if (communeName) asked = asked.replaceAll(` ${properName(communeName)} `, ' ')
  // Twice: neighbours share the space between them.
  for (const [pattern, instead] of [...SAME, ...SAME]) asked = asked.replace(pattern, instead)
  const words = asked
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !SMALL.has(word))
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`)
  return { words, pairs, marks: markKeysOf(text, true) }
}

const SELF = '(?:em|toi|tui|minh|chau|con|anh|chi|anh chi|co|chu|bac|ong|ba|moi nguoi|ba con)'

/** Politeness goes; ways to ask the same become one. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [new RegExp(` (?:xin )?cho ${SELF} (?:hoi|biet)(?: (?:la|ti|chut|cai|voi|duoc khong))* `, 'g'), ' '],
  [new RegExp(` ${SELF} (?:muon |xin |can )?hoi(?: (?:la|ti|chut|cai|ve))? `, 'g'), ' '],
  [/ (?:xin hoi|cho hoi|vui long cho (?:hoi|biet)|lam on|xin chao|cam on|chao) /g, ' '],
  [/ (?:phuong|xa) (?:minh|em|ta|nha|toi|tui) /g, ' '],
  [/ (?:ad|admin|tro ly|can bo|anh|chi|em) oi /g, ' '],
  [/ (?:khi nao|bao gio|luc nao|hom nao|chung nao|thoi gian nao|ngay nao|ngay may) /g, ' khi-nao '],
  [/ (?:o dau|cho nao|noi nao) /g, ' dau '],
  [/ (?:bao nhieu|may(?= (?:ngay|nam|thang|tuan|tien|dong|trieu|ty|lan|gio|nguoi|phan|%))) /g, ' bao-nhieu '],
  [/ (?:lam sao|lam the nao|nhu the nao|the nao|ra sao|cach nao) /g, ' the-nao '],
  [/ (?:nhung gi|cai gi) /g, ' gi '],
  [/ (?:co )?(?:duoc |phai |dung )?khong (?:a |ah |vay |the |nhi |ha |ta |nhe |voi |em |ad |anh |chi |bac )*$/g, ' '],
]

/** Words without which it is still the same question. */
const SMALL = new Set('da a u ah nhe voi vay nha ne thi la ma cua cac nhung o tai co duoc xa phuong roi'.split(' '))
