/**
 * Things that read alike and are not the same: another group of people, another place, another use of money. A figure is
 * told only of the very thing that was asked about.
 */

import type { ShelfEntry } from '../shelf/shelf.ts'
import { markKeysOf, marksAgree } from '../typed/mark-keys.ts'
import { plain } from '../typed/plain.ts'
import { indexText } from './terms.ts'

/** Groups of people that plans count apart. Asked about one, a figure must be of that one. */
const GROUPS: RegExp[] = [
  / (?:ho |nguoi )?can ngheo /,
  / (?:thoat|tai) ngheo /,
  / (?<!can )(?<!thoat )(?<!tai )(?<!giam )(?<!vi nguoi )ngheo /,
  / (?:nguoi )?cao tuoi /,
  / khuyet tat /,
  / (?:tre em|hoc sinh|hoc vien) /,
  / phu nu /,
  / ho kinh doanh /,
  / (?:doanh nghiep|hop tac xa) /,
  / (?:dang vien|doan vien|hoi vien) /,
  / (?:can bo|cong chuc|vien chuc|dai bieu) /,
  / (?:giao vien|thay co) /,
  / (?:nguoi co cong|liet si|thuong binh|doi tuong chinh sach|gia dinh chinh sach) /,
  / dan toc /,
]

/** Officials who are spoken to, or who come to the people, are no group that is counted. */
const ADDRESSED = / can bo (?=(?:toi|den|xuong|ve|oi|a|giup|chi|nhi|vay) )/g

/** Whether the passage counts the group asked about, where the question names one. */
export function isOfSameGroup(asked: string, { passage, plainText }: ShelfEntry): boolean {
  const said = `${plainText}${plain(`${passage.heading} ${passage.lead ?? ''}`)}`
  const has = (group: RegExp): boolean => group.test(said)
  const named = GROUPS.filter((group) => group.test(asked.replace(ADDRESSED, ' ')))
  // Asked about two groups at once, each passage is of one of them.
  return named.length === 0 || (named.length > 1 ? named.some(has) : named.every(has))
}

/** Words that make it another thing than the one without them, whatever is asked of it. */
const NEAR_POOR = / can ngheo /
const OTHER_THINGS: RegExp[] = [NEAR_POOR, / lai suat /]

/** Whether the passage speaks of the very thing, in one clause with a figure where a figure is wanted. */
export function isOfSameThing(
  asked: string,
  entry: Pick<ShelfEntry, 'passage' | 'text'>,
  isHeld: (clause: string) => boolean,
): boolean {
  const asksOfThePoor = / ho ngheo | nguoi ngheo /.test(asked)
  const things = OTHER_THINGS.filter((thing) => thing.test(asked) && !(thing === NEAR_POOR && asksOfThePoor))
  if (things.length === 0) return true
  const above = plain(`${entry.passage.heading} ${entry.passage.lead ?? ''}`)
  const clauses = entry.text.split(/;\s|[.]\s(?=\p{Lu})/u)
  return things.every((thing) =>
    clauses.some((clause) => isHeld(clause) && (thing.test(plain(clause)) || thing.test(above))),
  )
}

/** "thôn Vạn", "đường Hùng Lộc": a name of a place keeps its capitals. */
const PLACE =
  /(?<!\p{L})(?:thôn|xóm|(?<!(?:cơ|văn|biên|căn|kịch)\s)bản|làng|ấp|buôn|đường|khu phố|hồ|cầu|chợ|sông|kênh)\s+((?:\p{Lu}[\p{L}]*|\d{1,2}(?![\d%.,/]))(?:\s+\p{Lu}[\p{L}]*){0,3})/gu

/** Whether every place the question names by its name stands in the passage or above it. */
export function isOfSamePlace(said: string, { passage, text }: ShelfEntry): boolean {
  const here = indexText(`${text} ${passage.quote} ${passage.heading}`)
  const asked = markKeysOf(said, true)
  return [...said.matchAll(PLACE)].every(([, name = '']) =>
    plain(name)
      .trim()
      .split(' ')
      .every((word) => here.words.has(word) && marksAgree(word, asked, here.marks)),
  )
}

/** What money is given or taken for; the passage must speak of the same. */
const USES: RegExp[] = [
  / (?:ho tro|tro cap) /,
  / (?:boi thuong|den bu|den (?=moi|mot|cho|bao nhieu)) /,
  / (?:thuong|khen thuong|giai nhat|giai nhi|giai ba) /,
  / (?:phu cap|luong|thu nhap) /,
  / (?:le phi|hoc phi|phi) /,
  / (?:cho|duoc|tien|von|muon|de|ho|di) vay | vay (?:tien|von|ngan hang|lai|uu dai|khong lai) /,
]
/** "Được xã cho mấy chục triệu": what was lost is no answer. */
const ASKS_GIVEN = / duoc (?:xa|phuong|nha nuoc) (?:cho|giup|phu) (?=(?:\S+ ){0,3}(?:bao nhieu|may) )/
const GIVEN = /hỗ trợ|trợ cấp|trợ giúp|cấp (?:cho|phát)|thưởng|tặng|được (?:cho|vay|nhận|hưởng)/iu

/** What people pay in; the currency is no payment: "đóng" is no "đồng". */
const ASKS_PAID_IN =
  / (?:dong gop|(?<! (?:cong|hoi|hop|lao|hoat|hanh|tac|bien|trieu|nghin|ngan|ty) )dong(?! (?:chi|bao(?! nhieu)|nguoi))|nop) (?=.*bao nhieu)/
const PAID_IN = /(?<!\p{L})(?:đóng|nộp|thu (?:phí|tiền|của|từ))(?!\p{L})/iu

/** What a thing costs is no sum that is spent, earned or given. */
const ASKS_PRICE =
  / (?<! (?:tri|danh|dinh|tham|quoc|chuyen|me|ong|ba) )gia (?!dinh |tri |suc |cam |tang |han )(?:\S+ ){0,2}(?:bao nhieu|may) /
const PRICE = /(?<!\p{L})(?:giá|phí|mức thu|không thu)(?!\p{L})|đồng\s*\//iu

/** Which way the money goes: what asks for it, and what a passage must have to tell it. */
const WAYS_OF_MONEY: { asks: RegExp; tells: RegExp }[] = [
  { asks: ASKS_PAID_IN, tells: PAID_IN },
  { asks: ASKS_PRICE, tells: PRICE },
  { asks: ASKS_GIVEN, tells: GIVEN },
]

export function isOfSameUse(asked: string, { passage, plainText }: ShelfEntry): boolean {
  const above = `${passage.heading} ${passage.lead ?? ''}`
  const written = `${above} ${passage.quote}`
  if (WAYS_OF_MONEY.some(({ asks, tells }) => asks.test(asked) && !tells.test(written))) return false
  const said = `${plainText}${plain(above)}`
  return USES.every((use) => !use.test(asked) || use.test(said))
}
