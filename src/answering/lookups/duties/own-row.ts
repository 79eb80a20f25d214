/** One task that is asked about by its name: its row or clause, not the list of all that its unit has to do. */
import type { RegisteredDuty } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import { type AskedUnit, concerns, type Inquiry } from '../../question/inquiry.ts'
import { capital } from '../../replies.ts'
import { cite, citePassage, type Shelf } from '../../shelf/shelf.ts'
import { coverage, indexText, termsOf } from '../../weighing/terms.ts'
import { bestRow } from './appendix.ts'
import { dutiesOf } from './duties.ts'
import { tellRow } from './duty-row.ts'
import { tellDuty } from './list-duties.ts'

/** When it ends, with whom, with what product: asked of one task. */
const ASKS_CELL =
  / (?:bao gio|khi nao|luc nao|nam nao|quy (?:nao|may)|thang (?:nao|may)|han (?:chot|cuoi|den|nao)|(?:phoi hop|lam) (?:cung )?voi (?:ai|(?:don vi|phong|ben|co quan) nao)|ai (?:chu tri|phoi hop)|san pham (?:la )?gi|dau ra (?:la )?gi) /
/** Such a name stands in the row nearly whole. */
const BY_NAME = 0.85

export function lookUpOwnRow(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, unit } = inquiry
  const [shelf] = shelves
  if (!unit || !shelf || shelves.length !== 1) return null
  const finding = (ASKS_CELL.test(asked) ? ownRow(inquiry, shelf, unit) : null) ?? ownClause(inquiry, shelf, unit)
  return finding && { kind: 'found', finding, desk: findDesk(shelf) }
}

function ownRow(inquiry: Inquiry, shelf: Shelf, unit: AskedUnit): Finding | null {
  const row = bestRow(inquiry, shelf, BY_NAME)
  if (!row?.duty || !concerns(unit, [...row.duty.lead, ...row.duty.coordinating])) return null
  return { lines: [tellRow(inquiry, row)], citations: [citePassage(row)] }
}

const ASKS_DAY = / (?:bao gio|khi nao|luc nao|(?:ngay|thang|quy) (?:nao|may)|hom nao|han (?:chot|cuoi|den|nao)) /
const HAS_DAY = /(?:trước|chậm nhất|trong|vào|quý|tháng|ngày)\s+(?:ngày |tháng |quý )?(?:\d|[IV]{1,3}(?!\p{L}))/u
/** How far a clause must be before the unit's next one, and the fewest words that make a name. */
const CLEARLY = 1.15
const LEAST_WORDS = 3
const MAX_CHARS = 420

/** "Phòng Kinh tế phải trình UBND xã kế hoạch hằng năm trước ngày nào": the one duty of the unit that has all of it, and a day. */
function ownClause(inquiry: Inquiry, shelf: Shelf, unit: AskedUnit): Finding | null {
  const duty = ASKS_DAY.test(inquiry.asked) ? clauseOf(inquiry, shelf, unit) : null
  if (!duty) return null
  const told = tellDuty(duty, unit, { today: inquiry.turn.today, maxChars: MAX_CHARS, output: false, beside: false })
  return { lines: [`${capital(unit.name)}: ${told}`], citations: [cite(shelf, duty)] }
}

function clauseOf({ asked, terms }: Inquiry, shelf: Shelf, unit: AskedUnit): RegisteredDuty | null {
  const own = new Set([unit.name, ...unit.keys].flatMap((name) => [...indexText(name).words]))
  const task = { ...termsOf(asked, new Set([...own, ...shelf.communeWords])), marks: terms.marks, senses: terms.senses }
  if (task.words.length < LEAST_WORDS) return null
  const [best, second] = dutiesOf(shelf, unit)
    .map((duty) => ({ duty, has: coverage(task, indexText(duty.quote), shelf.weigh) }))
    .map(({ duty, has }) => ({ duty, words: has.words, score: has.words + 0.5 * has.pairs }))
    .sort((one, other) => other.score - one.score)
  if (!best || best.words < BY_NAME || best.duty.from !== 'prose' || !HAS_DAY.test(best.duty.quote)) return null
  return !second || best.score >= CLEARLY * second.score ? best.duty : null
}
