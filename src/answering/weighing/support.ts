/**
 * Whether a passage bears an answer out. Nearness is no support: the word of the question that tells most must stand there,
 * the kind of thing asked for must be bound to it, and what is asked in words of a kind is answered in kind (`asked-kind.ts`).
 * Everything here is pure; what is not borne out is not told.
 */
import type { Inquiry } from '../question/inquiry.ts'
import { holds, type Want } from '../question/wants.ts'
import type { Shelf, ShelfEntry } from '../shelf/shelf.ts'
import { plain } from '../typed/plain.ts'
import { sentencesOf } from '../wording.ts'
import { indexText, says, type Terms, type Weigh, weightOf } from './terms.ts'

/** Words whose weight is this near the heaviest tell as much. */
const AS_TELLING = 0.25

/** The words of the question that tell most in these documents, of those that stand in them at all. */
export function tellingWords(terms: Terms, { entries, weigh }: Pick<Shelf, 'entries' | 'weigh'>): string[] {
  // A word that stands there with other marks alone tells that the thing itself is missing.
  const unmarked = { ...terms, marks: new Map() }
  const stands = (word: string): boolean => entries.some((entry) => has(word, entry, unmarked))
  const known = terms.words.filter((word) => word !== 'dan' && stands(word))
  const most = Math.max(0, ...known.map((word) => weightOf(word, terms, weigh)))
  return known.filter((word) => weightOf(word, terms, weigh) >= most - AS_TELLING)
}

/**
 * Whether the passage speaks of the thing asked about: one of the words that tell most stands in it or above it, as marked,
 * and no name of a thing ("VNeID", "OCOP") or whole word of the question is missing from all documents.
 */
export function speaksOfIt(inquiry: Inquiry, entry: ShelfEntry, shelf: Shelf): boolean {
  const { terms } = inquiry
  if (lacksItsName(inquiry, entry, shelf)) return false
  const telling = tellingWords(terms, shelf)
  return telling.filter((word) => has(word, entry, terms)).length >= telling.length / 2
}

/** Whether the question names a thing that the passage does not, or one that no paper knows. */
export function lacksItsName({ terms, whole }: Inquiry, entry: ShelfEntry, shelf: Shelf): boolean {
  const isLacking = (name: string): boolean => !has(name, entry, terms) && !spells(entry, name)
  return namesIn(whole.said).some(isLacking) || foreignWords(whole.said, terms, shelf)
}

function has(word: string, { body, heading }: Pick<ShelfEntry, 'body' | 'heading'>, terms: Terms): boolean {
  return says(body, word, terms) || says(heading, word, terms)
}

/** Whether words that follow one another begin with the letters of a short form ("PCTT" for "phòng, chống thiên tai"). */
function spells({ plainText, passage }: ShelfEntry, name: string): boolean {
  const initials = `${plainText}${plain(passage.heading)}`
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
  return /^[a-z]{3,}$/.test(name) && initials.includes(name)
}

/** A name mixes capitals with small letters or digits inside one word; one that the plain form rewrites is no name here. */
const NAME = /(?<![\p{L}\d])(?=\p{L}*\p{Lu}\p{L}*\p{Lu}|\d+\p{Lu}(?![\p{L}\d]))[\p{L}\d]{2,}/gu

function namesIn(said: string): string[] {
  // In a message shouted in capitals every word would be a name.
  if (said === said.toUpperCase()) return []
  return (said.match(NAME) ?? [])
    .map((name) => [plain(name).trim(), name.toLowerCase()] as const)
    .filter(([folded, typed]) => folded === typed && !/^(?:ubnd|hdnd|mttq|tw|vp|cds|ct|nq|kh|hd|tn|dn)$/.test(folded))
    .map(([folded]) => folded)
}

/** Two neighbours typed with marks that stand so nowhere are a word the documents do not know. */
function foreignWords(said: string, terms: Terms, shelf: Shelf): boolean {
  const known = (word: string): boolean => shelf.entries.some((entry) => has(word, entry, terms))
  const own = indexText(said)
  return terms.pairs.some((pair) => {
    const parts = pair.split(' ')
    return (
      own.pairs.has(pair) &&
      parts.every((word) => terms.words.includes(word) && terms.marks.has(word) && /^[a-z]{2,}$/.test(word)) &&
      !parts.some(known)
    )
  })
}

/** Whether a thing of that kind stands in one sentence with what it is asked of; a row is one sentence. */
export function isBound(inquiry: Inquiry, entry: ShelfEntry, bond: { want: Want; shelf: Shelf }): boolean {
  const { want, shelf } = bond
  if (want === 'count' && !isCountBound(inquiry.asked, entry.plainText)) return false
  const isOfCalendar = want === 'date' && asksCalendar(inquiry.asked)
  if (lacksItsDay(inquiry.asked, entry, want)) return false
  if (entry.duty) return true
  const telling = tellingWords(inquiry.terms, shelf)
  const above = indexText(`${entry.passage.lead ?? ''} ${entry.passage.heading}`)
  const isUnderIt = telling.some((word) => says(above, word, inquiry.terms))
  if (telling.length === 0 || (isUnderIt && !isOfCalendar)) return true
  const weight: Weigh = (word) => weightOf(word, inquiry.terms, shelf.weigh)
  return stretchesOf(entry.text).some((sentence) => {
    const text = indexText(sentence)
    const holding = isOfCalendar
      ? FINE_TIME.test(sentence)
      : holds(want, { text: sentence, plainText: plain(sentence) }, inquiry.asked)
    return (
      holding && inquiry.terms.words.some((word) => says(text, word, inquiry.terms) && isWeighty(word, telling, weight))
    )
  })
}

/** What happens on days near today is told by no passage of years and seasons. */
export function lacksItsDay(asked: string, { text }: Pick<ShelfEntry, 'text'>, want: Want): boolean {
  return want === 'date' && asksCalendar(asked) && !FINE_TIME.test(text)
}

/** "…; hoàn thành trước ngày 30/9/2028" is said of what stands before it. */
const ONLY_A_DAY =
  /^(?:và )?(?:hoàn thành|xong|thời gian|thời hạn|tiến độ|chậm nhất|trước ngày|trong (?:quý|tháng|năm)|thực hiện (?:xong|trong)|trình .{0,40} trước)/iu

/** A short passage is told whole, so that its clauses belong together; of a longer one the sentence must have both. */
const SHORT_CHARS = 220

function stretchesOf(text: string): string[] {
  return text.length <= SHORT_CHARS ? [text] : withTheirDays(sentencesOf(text))
}

function withTheirDays(sentences: readonly string[]): string[] {
  const joined: string[] = []
  for (const sentence of sentences) {
    const before = joined.at(-1)
    if (before !== undefined && ONLY_A_DAY.test(sentence)) joined[joined.length - 1] = `${before} ${sentence}`
    else joined.push(sentence)
  }
  return joined
}

/** A sentence is about the thing when it has one of the words that tell, or one that tells nearly as much. */
function isWeighty(word: string, telling: readonly string[], weigh: Weigh): boolean {
  const most = Math.max(...telling.map(weigh))
  return telling.includes(word) || weigh(word) >= 0.6 * most
}

const COUNTED = / (?:bao nhieu|may) (?:cai |con |chiec |bo (?=ho so |may |tai lieu |thu tuc ))?([a-z]+ [a-z]+) /
const YEARS = / 20\d\d(?: ?[-–] ?20\d\d)?(?= )/g

/** A number of things stands beside their name; years and shares of something else do not count them. */
export function isCountBound(asked: string, plainText: string): boolean {
  const noun = COUNTED.exec(asked)?.[1]
  if (!noun || !plainText.includes(` ${noun} `)) return true
  const said = plainText.replace(YEARS, ' ')
  const beside = new RegExp(` (?:\\d+(?:[.,/]\\d+)*%?|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:\\S+ ){0,3}${noun} `)
  // A thing may stand behind its official name: "30 cơ sở lưu trú tại nhà dân (homestay)".
  const behindItsName = new RegExp(` \\d+ (?:[^\\s\\d]+ ){0,8}${noun} `)
  return [beside, behindItsName, new RegExp(` ${noun} (?:\\S+ ){0,7}\\d`)].some((form) => form.test(said))
}

const NEAR_TIME = / (?:hom nay|ngay mai|mai|(?:tuan|thang) (?:nay|sau|toi)) /
/** A gathering is held on a day, not "thường xuyên". */
const ASKS_DAY_OF_EVENT =
  / (?:mo|hoc|hop|hop phien|to chuc|dien ra|khai giang|khai mac|tap trung|hop cho) (?:vao )?(?:ngay nao|ngay may|hom nao|thu may|may gio) /

function asksCalendar(asked: string): boolean {
  return (/ lich /.test(asked) && NEAR_TIME.test(asked)) || ASKS_DAY_OF_EVENT.test(asked)
}

const FINE_TIME =
  /\d{1,2}\s*\/\s*\d{1,2}(?!\d)|ngày\s+\d|tháng\s+\d|h[ằà]ng (?:tuần|tháng)|thứ (?:hai|ba|tư|năm|sáu|bảy)/iu
