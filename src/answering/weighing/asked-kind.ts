/**
 * Kinds of question that only some passages can answer: who leads, who is in it, which places, what one household gets, whether
 * something is allowed. What a passage lacks for its kind is not made up from what stands near.
 */
import { findUnits } from '../../language/units.ts'
import type { Inquiry } from '../question/inquiry.ts'
import type { ShelfEntry } from '../shelf/shelf.ts'
import { plain } from '../typed/plain.ts'
import { NO_SENSES } from '../typed/sayings.ts'
import { says } from './terms.ts'

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
