/** Makes a whole question of one that leans on the turn before it ("thế quý sau?", "còn đại biểu thì sao?"). */

import type { Said } from '../turn.ts'
import { plain } from '../typed/plain.ts'
import { termsOf } from '../weighing/terms.ts'

export type WholeQuestion = {
  /** What the person wrote in; `said` is Vietnamese in either case. */
  language: 'vi' | 'en'
  /** The person's own words. */
  said: string
  /** Plain form of what they ask now. */
  asked: string
  /** Plain form of the earlier question it leans on; null when it stands alone. */
  context: string | null
  /** Which screen of a long list is asked for, counted from zero. */
  page: number
}

const OPENS_LIKE_A_FOLLOW_UP =
  /^ (?:the|vay|con|a|u|da|roi|nhung|va|thi|sang nam|nam sau|nam toi|quy sau|quy toi|thang sau|ky sau|lan sau) /
const POINTS_BACK =
  / (?:do|day|ay|kia|nay|no|chung|nhu vay|tren|cai do|viec do|tien day|phan do|cai nay|the nao nua|(?:the|vay) thi|thi sao|con gi nua|gi nua|ho) /
const ONLY_ELLIPSIS =
  / (?:thi sao|the con|con gi nua|gi nua|nua khong|tiep|xem tiep|xem them|chi tiet hon|noi ro|cu the hon) /

/** Beyond this many words a message tells a story around its question. */
const STORY_WORDS = 28
const QUESTION_WORD =
  / (?:bao nhieu|may|ai|(?<!(?:cha(?! me)|chang|khong(?! dung tien)|chua) (?!biet |ro |hieu |nho )(?:\S+ ){1,4})(?:gi|nao)|dau|bao gio|the nao|sao|ra sao) | (?:co|con|duoc|phai|bi)(?: \S+){1,16} (?:khong|chua|hay) /

/** Where it is written says nothing of what is asked: "thế trong đề án ghi bao nhiêu". */
const PAPER_TALK =
  / (?:(?:trong|theo) )?(?:ke hoach|de an|nghi quyet|van ban|chi tieu)(?: co)?(?: (?:ghi|noi|neu|dat|viet|bao|doi))? /g
const ENOUGH_TO_ASK = 4
const MOST_CLAUSES = 3

/**
 * The part of a long message that asks: the last clause with a question word, and those before it while that alone says
 * too little. Short messages stay whole.
 */
export function findQuestion(said: string): string {
  if (said.split(/\s+/).length <= STORY_WORDS) return said
  const clauses = clausesOf(said)
  const at = clauses.findLastIndex((clause) => QUESTION_WORD.test(plain(clause)))
  if (at < 0) return said
  const enough = [1, 2, MOST_CLAUSES].find((count) => saysEnough(clauses.slice(Math.max(0, at - count + 1), at + 1)))
  return clauses.slice(Math.max(0, at - (enough ?? 2) + 1), at + 1).join(', ')
}

function clausesOf(said: string): string[] {
  return said
    .split(/[?!;\n]+|(?<!\.)\.+(?=\s|$)|,(?!\d)/u)
    .map((clause) => clause.trim())
    .filter(Boolean)
}

/**
 * The one clause of a message that asks, where the others only tell around it; null where nothing stands beside it, or where
 * more than one thing is asked: half of an answer would be told as the whole.
 */
export function askingClause(said: string): string | null {
  const clauses = clausesOf(said)
  const asking = clauses.filter((clause) => QUESTION_WORD.test(plain(clause)))
  const [only] = asking
  return only && asking.length === 1 && clauses.length > 1 && saysEnough(asking) ? only : null
}

/** Asked of a table, who has what part in it is no matter of its own, nor are names of places. */
const OF_TABLE = / phu luc | bang (?:ay|do|nay|kem theo) /
const NO_MATTER = new Set('trong phu luc bang chu tri phoi hop san pham nop han xong'.split(' '))
const PROPER_NAMES = /(?<=\p{L}\s)\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)+/gu

function saysEnough(clauses: readonly string[]): boolean {
  const said = clauses.join(', ')
  const matters = OF_TABLE.test(plain(said))
    ? termsOf(plain(said.replace(PROPER_NAMES, ' ')).replace(PAPER_TALK, ' '), NO_MATTER)
    : termsOf(plain(said).replace(PAPER_TALK, ' '))
  return matters.words.length >= ENOUGH_TO_ASK
}

const GOES_ON =
  /^ (?:da |a |u |vang |cho (?:em |toi |minh )?)?(?:xem tiep|tiep theo|tiep|tiep di|tiep tuc|xem them|con nua khong|con gi nua khong|next|more)(?: di| a| nhe| voi| cac viec| phan con lai)* $/

/** What stands in place of an identifier is no word of the question. */
const MASKED = /\[[^\]\n]{2,30} đã che\]/gu

/** Few telling words of its own, with a word that opens or points back, leans on the turn before. */
export function makeWhole(said: string, history: readonly Said[]): WholeQuestion {
  const gone = GOES_ON.test(plain(said)) ? lastQuestion(history) : null
  if (gone) return { ...makeWhole(gone.said, gone.history), page: gone.pages }
  const asked = plain(findQuestion(said).replace(MASKED, ' '))
  const before = history.findLast((turn) => turn.role === 'user')
  const own = termsOf(asked).words.length
  const leans =
    (OPENS_LIKE_A_FOLLOW_UP.test(asked) && own <= 8) ||
    (POINTS_BACK.test(asked) && own <= 4) ||
    ONLY_ELLIPSIS.test(asked) ||
    own <= 1
  const context = before && leans ? plain(before.content) : null
  return { language: 'vi', said, asked, context, page: 0 }
}

/** "Xem tiếp" asks the last question again, a screen further for every time it was said. */
function lastQuestion(history: readonly Said[]): { said: string; history: Said[]; pages: number } | null {
  const at = history.findLastIndex(({ role, content }) => role === 'user' && !GOES_ON.test(plain(content)))
  const question = history[at]
  if (!question) return null
  const pages = history.slice(at).filter(({ role }) => role === 'user').length
  return { said: question.content, history: history.slice(0, at), pages }
}
