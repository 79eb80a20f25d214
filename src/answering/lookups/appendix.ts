/** How many tasks the appendix has, and their list. */
import { findDesk } from '../desk.ts'
import type { Inquiry } from '../inquiry.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { cite, type Shelf } from '../shelf.ts'
import { firstClause, neat } from '../wording.ts'

const ABOUT_APPENDIX = / (?:phu luc|danh muc nhiem vu|danh sach nhiem vu|bang nhiem vu) /
const ASKS_COUNT_OR_LIST =
  / (?:(?:co |bao gom |gom )?(?:bao nhieu|may) (?:nhiem vu|viec|muc|dong|dau viec|noi dung)|liet ke|ke ten|ke ra|gom nhung|nhung nhiem vu nao|cac nhiem vu nao|co nhung|danh sach) /
const MAX_LIST_CHARS = 1_000

export function asksAppendix(asked: string): boolean {
  return ABOUT_APPENDIX.test(asked) && ASKS_COUNT_OR_LIST.test(asked)
}

export function lookUpAppendix(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, unit } = inquiry
  const [shelf] = shelves
  if (
    !shelf ||
    shelves.length !== 1 ||
    !asksAppendix(asked) ||
    (unit && / (?:chu tri|phoi hop|duoc giao) | cua (?:phong|em|toi|don vi) /.test(asked)) ||
    unit?.how === 'named'
  )
    return null
  const finding = countAppendix(shelf, / (?:liet ke|ke ten|ke ra|nhung|nao|danh sach|gom) /.test(asked))
  return finding ? { kind: 'found', finding, desk: findDesk(shelf) } : null
}

/** Null where the commune's documents have no appendix of tasks. */
export function countAppendix(shelf: Shelf, listed: boolean): Finding | null {
  const rows = shelf.duties.filter(({ from }) => from === 'appendix')
  if (rows.length === 0) return null
  const lines = [`Phụ lục có ${rows.length} nhiệm vụ${listed ? ':' : '.'}`]
  const maxChars = Math.max(45, Math.min(140, Math.floor(MAX_LIST_CHARS / rows.length)))
  if (listed)
    lines.push(...rows.map((row, index) => `${row.no ?? index + 1}. ${firstClause(neat(row.name), maxChars)}`))
  return { lines, citations: (listed ? rows : [...rows.slice(-1), ...rows.slice(0, 2)]).map((row) => cite(shelf, row)) }
}
