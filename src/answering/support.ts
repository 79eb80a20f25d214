/**
 * Whether a passage bears an answer out. Nearness is no support: the word of the question that tells most must stand there,
 * the kind of thing asked for must be bound to it, and a heading, signature or closing line is never an answer by itself.
 * Everything here is pure; what is not borne out is not told.
 */
import { findUnits } from '../language/units.ts'
import type { Inquiry } from './inquiry.ts'
import { plain } from './plain.ts'
import { NO_SENSES } from './sayings.ts'
import type { Shelf, ShelfEntry } from './shelf.ts'
import { indexText, says, type Terms, type Weigh, weightOf } from './terms.ts'
import { holds, type Want } from './wants.ts'
import { sentencesOf } from './wording.ts'

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
export function speaksOfIt({ terms, whole }: Inquiry, entry: ShelfEntry, shelf: Shelf): boolean {
  if (namesIn(whole.said).some((name) => !has(name, entry, terms) && !spells(entry, name))) return false
  if (foreignWords(whole.said, terms, shelf)) return false
  const telling = tellingWords(terms, shelf)
  return telling.filter((word) => has(word, entry, terms)).length >= telling.length / 2
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
  if (isOfCalendar && !FINE_TIME.test(entry.text)) return false
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

/** What happens on days near today stands in no plan of years. */
function asksCalendar(asked: string): boolean {
  return (/ lich /.test(asked) && NEAR_TIME.test(asked)) || ASKS_DAY_OF_EVENT.test(asked)
}

const FINE_TIME =
  /\d{1,2}\s*\/\s*\d{1,2}(?!\d)|ngày\s+\d|tháng\s+\d|h[ằà]ng (?:tuần|tháng)|thứ (?:hai|ba|tư|năm|sáu|bảy)/iu

const CLOSING = /^\W*(?:trên đây là|kèm theo|ban hành kèm|\(kèm|căn cứ (?:luật|nghị|quyết|thông|kế)|như sau|nơi nhận)/iu

/** Headings, titles, recipients, signatures and closing lines say nothing by themselves. */
export function isFurniture({ passage }: ShelfEntry): boolean {
  if (passage.kind === 'recipients' || passage.kind === 'sign') return true
  const said = passage.quote.trim()
  if (isHeading(said, passage.heading) || isDateLine(said)) return true
  const words = said.split(/\s+/).length
  return !/\d/.test(said) && (words <= 4 || (CLOSING.test(said) && words <= 25) || said === said.toUpperCase())
}

/** The title of a part says nothing without the part. */
function isHeading(said: string, heading: string): boolean {
  const own = plain(heading.split(' › ').at(-1) ?? '').trim()
  return own !== '' && plain(said).trim() === own
}

/** "Bình Phú, ngày … tháng … năm 2026". */
function isDateLine(said: string): boolean {
  return said.length <= 90 && /^[^.;:]{0,40},?\s*ngày\s.{0,12}tháng\s.{0,8}năm/iu.test(said.replace(/[*_]/g, ''))
}

const ASKS_WHICH_BODY =
  / (?:ai|(?:don vi|phong|ban|co quan|ben|bo phan|to chuc) nao) (?:la |se |phai |duoc giao |co trach nhiem |chiu )*(?:chu tri|phu trach|trach nhiem|dau moi|dieu phoi|quan ly|thuc hien) /
const PEOPLE =
  /(?<!\p{L})(?:cán bộ|công chức|chủ tịch|trưởng|đại biểu|thủ trưởng|người đứng đầu|thành viên|tổ công nghệ|thôn|doanh nghiệp)(?!\p{L})/iu

/** Bodies above or beside the commune, which no register of units knows. */
const OTHER_BODY =
  /(?<!\p{L})(?:của|do|về|với) (?:Ban|Bộ|Sở|Cục|Chi cục|Viện|Tổng cục|Ngân hàng|Công ty|Hợp tác xã) \p{Lu}/u

/** Who leads or answers for something is told only of a passage that names an office or its people. */
export function asksWhichBody(asked: string): boolean {
  return ASKS_WHICH_BODY.test(asked)
}

export function namesABody({ passage, duty }: ShelfEntry): boolean {
  if (duty) return duty.lead.length + duty.coordinating.length > 0
  return (
    PEOPLE.test(passage.quote) ||
    OTHER_BODY.test(passage.quote) ||
    findUnits(`${passage.heading}. ${passage.quote}`).length > 0
  )
}

const ASKS_MEMBERS =
  / (?:gom|la|co) (?:nhung )?ai | (?:gom|co) (?:nhung |cac )?thanh (?:phan|vien) nao | thanh phan (?:\S+ ){1,10}(?:gom|nao|the nao|ai) | danh sach (?:\S+ ){1,10}(?:la ai|gom ai|nhung ai|la nhung ai) /
const GIVES_MEMBERS = /thành phần|thành viên|(?:bao )?gồm|trưởng (?:ban|đoàn|nhóm|tổ)|:/iu
const ASKS_WHICH_ONES = / (?:danh sach|ke ten|ke ra|liet ke|gom|la) (?:\S+ ){0,8}?(?:nhung|cac) (\S+)(?: \S+)? nao /

/** Places are named with a capital or a number: "tại thôn Vạn", "khu 3". */
const ASKS_WHICH_PLACES = / (?:la o|o|tai) (?:nhung |cac )?(khu|thon|ban|ap|xom|buon|lang|khu pho|to dan pho|diem) nao /
const PLACE_NOUNS: Record<string, string> = {
  thon: 'thôn',
  ban: 'bản',
  ap: 'ấp',
  xom: 'xóm',
  buon: 'buôn',
  lang: 'làng',
  diem: 'điểm',
  'khu pho': 'khu phố',
  'to dan pho': 'tổ dân phố',
}

/** Punctuation that the plain form drops, before a list begins. */
const MARKS_CHARS = 12

/** Who is in it, or which they are, is told only where they are named: "05 bản" counts them, and names none. */
export function namesThem(asked: string, { passage, plainText, duty }: ShelfEntry): boolean {
  if (ASKS_MEMBERS.test(asked) && !/ (?:chu tri|phoi hop|thuc hien|lam|chiu trach nhiem|bao cao) /.test(asked))
    return !duty && GIVES_MEMBERS.test(passage.quote)
  const place = ASKS_WHICH_PLACES.exec(asked)?.[1]
  if (place && !namesAPlace(PLACE_NOUNS[place] ?? place, passage.quote)) return false
  const noun = ASKS_WHICH_ONES.exec(asked)?.[1]
  if (!noun) return true
  const counted = new RegExp(` \\d+ (?:[^\\s\\d]+ )?${noun} ([^.;:]*)`).exec(plainText)
  return (
    counted === null ||
    /:|gồm|như |,[^,;.]+,/u.test(passage.quote.slice(-Math.max(20, (counted[1]?.length ?? 0) + MARKS_CHARS)))
  )
}

/** By its name or number, or all of them. */
function namesAPlace(noun: string, quote: string): boolean {
  return new RegExp(
    `(?<!\\p{L})(?:${noun}\\s+(?:\\p{Lu}|\\d)|(?:[Mm]ỗi|[Mm]ọi|[Tt]ừng|[Tt]ất cả|[Tt]oàn bộ|100%)\\s+(?:các\\s+)?${noun})`,
    'u',
  ).test(quote)
}

const FOR_ONE =
  / (?:moi|mot|1|tung) (thon|xom|ban|ap|buon|khom|khu pho|to dan pho|ho|gia dinh|nguoi|can bo|dai bieu|hoc sinh|hoc vien|lop|truong|don vi|nha|to) /

/** Who one share of money is asked for: "mỗi thôn được bao nhiêu"; null when a sum is asked for. */
export function askedShareOf(asked: string): string | null {
  return FOR_ONE.exec(asked)?.[1] ?? null
}

/** Whether a sum is said to be that one's: "mỗi thôn 20 triệu", "triệu đồng/thôn". */
export function isShareOf(noun: string, quote: string): boolean {
  const said = plain(quote)
  return new RegExp(` (?:moi|mot|01|1|tung) ${noun} | dong ?/ ?${noun} `).test(said) || said.includes(`/${noun} `)
}

/** Whether punishment is spoken of at all. */
export function speaksOfPenalty(quote: string): boolean {
  return /phạt|kỷ luật|trừ điểm|chế tài|xử lý trách nhiệm/iu.test(quote)
}

const ASKS_LEAVE =
  / (?:ai|nao|don vi|nha thau|doanh nghiep|cong ty|ben) (trung thau|doat|trung giai|thi cong|tai tro|cung cap|dat hang|san xuat) | (?:duoc|bi) (vay|mien|giam|hoan|phat|cam|thue|ban|tang|thuong|cong|tru)(?: \S+){0,10} (?:khong|chua) /

/** Whether something is allowed, remitted or forbidden is answered only by a passage with that very verb, as marked. */
export function hasAskedVerb({ asked, terms }: Inquiry, entry: ShelfEntry): boolean {
  const [, deed, leave] = ASKS_LEAVE.exec(asked) ?? []
  if (deed) return entry.plainText.includes(` ${deed} `)
  return leave === undefined || says(entry.body, leave, { ...terms, senses: NO_SENSES })
}
