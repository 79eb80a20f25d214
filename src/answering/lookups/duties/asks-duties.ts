/** Whether a question asks what a unit has to do, in the words people ask it with. */
import { findUnits } from '../../../language/units.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { plain } from '../../typed/plain.ts'
import { ASKS_OWN_PART, asksAppendix } from './appendix.ts'

const ASKS_DUTIES =
  / (?:lo (?:nhung |may )?(?:viec |nhiem vu )?gi|may (?:viec|nhiem vu) gi|viec cua|co (?:nhung )?(?:viec|nhiem vu) gi|lam (?:nhung )?gi|lam cai gi|lam viec gi|viec gi|(?:nhung )?viec nao|cong viec|viec cua|nhiem vu|trach nhiem|vai tro|phai lam|duoc giao|giao (?:\S+ ){0,4}gi|phan cong|chu tri|phoi hop|de nghi lam gi|to chuc cai gi|to chuc gi|con (?:viec |nhiem vu )?gi nua|mang nao|phan viec|lam nhung|thi sao|lam sao) /

/** "Phải lo những chuyện gì", "có những cuộc nào": a part, under whatever word. */
const ASKS_PART =
  / (?:(?:lo|lam|phu trach|nhan|ganh|dam nhan|dam duong|dam trach|dinh|dinh dang|lien quan|can|phai)(?: \S+){0,3}|co (?:nhung|may|cac)) (?:viec|nhiem vu|chuyen|phan(?! tram)|mang|khoan|cuoc|dau viec|phan viec) (?:gi|nao) /

/** "Giám sát những gì", "chuẩn bị những gì": the one thing done to what is asked for. */
const ASKS_DEED =
  / (giam sat|kiem tra|khao sat|chuan bi|theo doi|tham muu|dam nhan|phu trach|quan ly) (?:(?:nhung|cac|may|ve) )*(?:(?:noi dung|viec|chuyen|mang|linh vuc|cuoc) )?(?:gi|nao) /

/** Whose work something is: another question than what one's own work is. */
export const ASKS_WHO =
  / (?:ai|don vi nao|phong nao|ben nao|co quan nao) (?:la |se |phai |duoc giao |co trach nhiem |chiu )?(?:chu tri|lam|phu trach|trach nhiem|nhan|quan ly|lo|thuc hien|chiu|dau moi|don vi) /

/** The question asks for the unit's work as such, or for the part of it on a topic. */
export function asksDuties(inquiry: Inquiry): boolean {
  const { full, asked } = inquiry
  return (
    isOnlyUnit(inquiry) ||
    (asksAppendix(asked) && ASKS_OWN_PART.test(asked)) ||
    saysDuties(asked) ||
    (saysDuties(full) && / thi sao | the con | con /.test(asked))
  )
}

/** Whether a clause, in plain form, asks for somebody's work. */
export function saysDuties(asked: string): boolean {
  return ASKS_DUTIES.test(asked) || ASKS_PART.test(asked) || ASKS_DEED.test(asked)
}

/** "giam sat" of "giám sát những gì". */
export function deedAsked(asked: string): string | null {
  return ASKS_DEED.exec(asked)?.[1] ?? null
}

/** Words that ask for work as such, and politeness beside them. */
const WORK_ALONE = new Set(
  'viec nhiem vu cong phan trach nhiem vai tro chuyen cua ve cho xa phuong a ad vay nhe voi thi la ban em'.split(' '),
)

/** "Công an xã?", "việc trạm y tế?": an office's name and nothing else but its work asks what it has to do. */
function isOnlyUnit({ unit, whole }: Inquiry): boolean {
  const [mention] = unit && whole.context === null ? findUnits(whole.said) : []
  if (!mention) return false
  const rest = plain(`${whole.said.slice(0, mention.start)} ${whole.said.slice(mention.end)}`)
  return rest
    .trim()
    .split(' ')
    .every((word) => word.length < 3 || WORK_ALONE.has(word))
}
