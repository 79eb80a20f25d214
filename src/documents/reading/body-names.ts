import { fold } from '../../language/text.ts'
import { findUnits, type UnitMention, unitKey } from '../../language/units.ts'

/** How names of bodies begin that no list can hold whole: "Các khu vực", "Đồn Biên phòng …", "Hạt Quản lý đê …". */
const BODY =
  /^(?:Các|Đồn|Hạt|Trạm|Trường|Tổ|Hội|Đội|Quỹ|Ngân hàng|Bưu điện|Bưu cục|Chi nhánh|Công ty|Điện lực|Hợp tác xã|Câu lạc bộ|Trung tâm|Chi cục|Nông trường|Nhà máy|Phòng giao dịch|Bệnh viện|Phòng khám|Ban Quản lý)\s+\p{L}/u
const MAX_BODY_WORDS = 12

/** Whether words outside the grammar read like the name of a body. */
function readsLikeBody(words: string): boolean {
  return BODY.test(words) && words.split(/\s+/).length <= MAX_BODY_WORDS
}

/** A body under the words that name it, where the grammar knows none. */
export function bodyOf(words: string): UnitMention {
  const group = words.startsWith('Các ')
  return { name: words, key: unitKey(words), text: words, start: 0, end: words.length, group, level: null }
}

/** The office that words name from their first letter on, by the grammar or by how a body's name begins; else null. */
export function bodyNamed(words: string): UnitMention | null {
  const [unit] = findUnits(words)
  if (unit?.start === 0) return unit
  return readsLikeBody(words) && !unit ? bodyOf(words) : null
}

/** Whether a short name is made of the long one's words ("Trung tâm") or of their first letters ("BCĐ", "P.KT"). */
export function shortens(short: string, long: string): boolean {
  const [own = [], whole = []] = [short, long].map((words): string[] => fold(words).match(/[a-z0-9]+/g) ?? [])
  if (own.length === 0 || !/^\p{Lu}/u.test(short)) return false
  if (own.every((word) => whole.includes(word))) return own.length < whole.length
  const initials = whole.map((word) => word.charAt(0))
  let from = 0
  return [...own.join('')].every((letter) => {
    const at = initials.indexOf(letter, from)
    from = at + 1
    return at >= 0
  })
}
