/** What a unit has to do: which of its duties the question asks for (`list-duties.ts` tells them). */
import type { RegisteredDuty } from '../../../duties/index.ts'
import { fold } from '../../../language/text.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import { type AskedUnit, concerns, type Inquiry } from '../../question/inquiry.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { askedSection } from '../../weighing/rank.ts'
import { coverage, indexText } from '../../weighing/terms.ts'
import { ASKS_WHO, asksDuties, deedAsked, saysDuties } from './asks-duties.ts'
import { isDoneTo } from './done-to.ts'
import { tellDutyRow } from './duty-row.ts'
import { topicOf } from './duty-topic.ts'
import { ASKS_BESIDE, listDuties } from './list-duties.ts'

export function lookUpDuties(inquiry: Inquiry): Outcome | null {
  const { unit, shelves } = inquiry
  const [shelf] = shelves
  if (!unit || !shelf || shelves.length !== 1 || !asksDuties(inquiry) || isDoneTo(inquiry)) return null
  if (unit.how === 'self' && ASKS_WHO.test(inquiry.asked)) return null
  if (asksOnlyBeside(inquiry.asked)) return null
  const others = findOthersMatter(inquiry, shelf)
  if (others) return { kind: 'found', finding: others, desk: findDesk(shelf) }
  const all = dutiesOf(shelf, unit)
  const chosen = narrow(inquiry, shelf, all)
  if (chosen.length === 0) return null
  const finding = listDuties(inquiry, shelf, chosen)
  return finding && { kind: 'found', finding, desk: findDesk(shelf) }
}

/** With whom one task is done, and nothing else: the clause on that task tells it, no list of all tasks. */
function asksOnlyBeside(asked: string): boolean {
  return (
    ASKS_BESIDE.test(asked) && !/ (?:gi|nao|may|bao nhieu|nhiem vu|viec|phu luc) /.test(asked.replace(ASKS_BESIDE, ' '))
  )
}

export function dutiesOf(shelf: Shelf, unit: AskedUnit): RegisteredDuty[] {
  return shelf.duties.filter((duty) => concerns(unit, duty.lead) || concerns(unit, duty.coordinating))
}

/** "Danh sách nhiệm vụ kèm theo kế hoạch" is the appendix too. */
const SAYS_APPENDIX =
  / (?:phu luc|(?:danh sach|danh muc|bang|bieu)(?: (?:nhiem vu|cong viec|viec|phan cong|cac))* (?:kem|kem theo|dinh kem|di kem|ban hanh kem|o cuoi|cuoi)) /

/** By section or appendix, by role, by topic: what the question leaves of the unit's duties. */
function narrow(inquiry: Inquiry, shelf: Shelf, duties: RegisteredDuty[]): RegisteredDuty[] {
  const { asked, unit } = inquiry
  if (!unit) return []
  let chosen = duties
  if (/ ngoai phu luc /.test(asked)) chosen = chosen.filter(({ from }) => from === 'prose')
  else if (SAYS_APPENDIX.test(asked) && !/ (?:ke ca|va|ca|lan|cung nhu|bao gom)(?: \S+){0,3} phu luc /.test(asked)) {
    const rows = chosen.filter(({ from }) => from === 'appendix')
    // None in the appendix: what the unit has elsewhere is told, marked as no row of it.
    if (rows.length > 0) chosen = rows
  }
  const section = askedSection(asked)
  if (section) {
    const within = chosen.filter((duty) => duty.section.toLowerCase().split('.')[0] === section)
    if (within.length > 0) chosen = within
  }
  const leads = / chu tri /.test(asked) && !/ phoi hop /.test(asked)
  if (leads) chosen = chosen.filter((duty) => concerns(unit, duty.lead))
  if (/ phoi hop /.test(asked) && !/ chu tri /.test(asked)) {
    const shared = chosen.filter((duty) => !concerns(unit, duty.lead) || /^\W*Phối hợp/u.test(duty.quote))
    if (shared.length > 0) chosen = shared
  }
  return onTopic(inquiry, shelf, ofDeed(asked, shelf, withoutPrinciples(shelf, chosen)))
}

/** "Giám sát những gì": the duties that say the deed, or stand under a heading that does; all, where none is told apart. */
function ofDeed(asked: string, shelf: Shelf, duties: RegisteredDuty[]): RegisteredDuty[] {
  const deed = deedAsked(asked)
  if (!deed) return duties
  const headings = new Map(
    shelf.entries.map(({ passage }) => [`${passage.documentId}/${passage.cite}`, passage.heading]),
  )
  const doing = duties.filter(({ documentId, section, quote }) =>
    ` ${fold(`${quote} ${headings.get(`${documentId}/${section}`) ?? ''}`)} `.includes(` ${deed} `),
  )
  return doing.length > 0 ? doing : duties
}

const CLOSING =
  /căn cứ (?:kế hoạch|nghị quyết|quyết định)(?: này)?,? (?:để )?(?:tổ chức )?thực hiện|nghiêm túc (?:triển khai|thực hiện)/iu

/** What every unit is told under "Yêu cầu" or "Mục đích" is no task of this one. */
function withoutPrinciples(shelf: Shelf, duties: RegisteredDuty[]): RegisteredDuty[] {
  const principles = new Set(
    shelf.entries
      .filter(({ passage }) => /yêu cầu|mục đích|quan điểm/iu.test(passage.heading))
      .map(({ passage }) => `${passage.documentId}/${passage.cite}`),
  )
  const tasks = duties.filter(
    ({ documentId, section, quote }) => !principles.has(`${documentId}/${section}`) && !CLOSING.test(quote),
  )
  return tasks.length > 0 ? tasks : duties
}

/** A duty question with a topic of its own is about the duties that topic covers; none does: not a list question. */
function onTopic(inquiry: Inquiry, shelf: Shelf, duties: RegisteredDuty[]): RegisteredDuty[] {
  if (asksOfAll(inquiry, shelf)) return duties
  const terms = topicOf(inquiry, shelf)
  const scored = duties
    .map((duty) => ({ duty, covered: coverage(terms, indexText(duty.quote), shelf.weigh) }))
    .map(({ duty, covered }) => ({ duty, score: covered.words + 0.5 * covered.pairs }))
    .sort((a, b) => b.score - a.score)
  const best = scored[0]?.score ?? 0
  if (best < 0.38) return terms.words.length <= 1 ? duties : []
  return scored
    .filter(({ score }) => score >= 0.75 * best)
    .map(({ duty }) => duty)
    .slice(0, 4)
}

/** "Cái này thôn có phải làm gì không": the matter was said before. */
const POINTS = / (?:cai|viec|vu|chuyen|khoan) (?:nay|do|ay|kia) /

/** One of several clauses asks for the unit's work as such: "được giao việc gì, được mua máy gì". */
function asksOfAll(inquiry: Inquiry, shelf: Shelf): boolean {
  const clauses = inquiry.whole.said.split(/[,;.?!\n]+/u).map(plain)
  return [inquiry.asked, ...clauses].some(
    (asked) => saysDuties(asked) && !POINTS.test(asked) && topicOf({ ...inquiry, asked }, shelf).words.length === 0,
  )
}

/** Another's row, or that of all together, has clearly more of the topic than any of the unit's own: it is told as it is. */
function findOthersMatter(inquiry: Inquiry, shelf: Shelf): Finding | null {
  const terms = topicOf(inquiry, shelf)
  if (terms.words.length < 2) return null
  const score = (duty: RegisteredDuty): number => {
    const { words, pairs } = coverage(terms, indexText(duty.quote), shelf.weigh)
    return words < 0.9 ? 0 : words + 0.5 * pairs
  }
  const own = inquiry.unit ? dutiesOf(shelf, inquiry.unit) : []
  const [best] = shelf.duties.filter(({ from }) => from === 'appendix').sort((a, b) => score(b) - score(a))
  if (!best || own.includes(best) || score(best) < Math.max(...own.map(score), 1) + 0.15) return null
  return { lines: [tellDutyRow(best, inquiry)], citations: [cite(shelf, best)] }
}
