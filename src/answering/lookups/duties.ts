/** What a unit has to do: which of its duties the question asks for (`list-duties.ts` tells them). */
import type { RegisteredDuty } from '../../duties/index.ts'
import { findUnits } from '../../language/units.ts'
import { findDesk } from '../desk.ts'
import { type AskedUnit, concerns, type Inquiry } from '../inquiry.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import { askedSection } from '../rank.ts'
import { cite, type Shelf } from '../shelf.ts'
import { coverage, indexText, type Terms, termsOf } from '../terms.ts'
import { ASKS_OWN_PART, asksAppendix } from './appendix.ts'
import { isDoneTo } from './done-to.ts'
import { tellDutyRow } from './duty-row.ts'
import { ASKS_BESIDE, listDuties } from './list-duties.ts'

const ASKS_DUTIES =
  / (?:lo (?:nhung |may )?(?:viec |nhiem vu )?gi|may (?:viec|nhiem vu) gi|viec cua|co (?:nhung )?(?:viec|nhiem vu) gi|lam (?:nhung )?gi|lam cai gi|lam viec gi|viec gi|(?:nhung )?viec nao|cong viec|viec cua|nhiem vu|trach nhiem|vai tro|phai lam|duoc giao|giao (?:\S+ ){0,4}gi|phan cong|chu tri|phoi hop|de nghi lam gi|to chuc cai gi|to chuc gi|con (?:viec |nhiem vu )?gi nua|mang nao|phan viec|lam nhung|thi sao|lam sao) /
/** Words of a duty question that name no topic of their own. */
export const DUTY_WORDS = new Set(
  (
    'can nhiem vu trach nhiem cong viec lam gi nhung phai duoc giao chu tri phoi hop vai tro phan mang dau ra san pham muc phu luc ke hoach nghi quyet de an liet ke tom tat ten thoi han noi dung thuc hien trien khai to chuc ' +
    'co quan don vi phong ban chuyen doi so nam giai doan truc tiep so may theo trong cua tai chung noi tat ca cu the chi tiet voi cac lanh dao khoa hoc cong nghe hoi nghi hien dien chung toi chuyen bang nhe ke ca toan bo rieng truong pho hieu trich giup'
  ).split(' '),
)

/** Whose work something is: another question than what one's own work is. */
export const ASKS_WHO =
  / (?:ai|don vi nao|phong nao|ben nao|co quan nao) (?:la |se |phai |duoc giao |co trach nhiem |chiu )?(?:chu tri|lam|phu trach|trach nhiem|nhan|quan ly|lo|thuc hien|chiu|dau moi|don vi) /

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

/** The question asks for the unit's work as such, or for the part of it on a topic. */
export function asksDuties(inquiry: Inquiry): boolean {
  const { full, asked } = inquiry
  return (
    isOnlyUnit(inquiry) ||
    (asksAppendix(asked) && ASKS_OWN_PART.test(asked)) ||
    ASKS_DUTIES.test(asked) ||
    (ASKS_DUTIES.test(full) && / thi sao | the con | con /.test(asked))
  )
}

/** "Công an xã?": an office's name and nothing else asks what it has to do. */
function isOnlyUnit({ unit, whole }: Inquiry): boolean {
  const [mention] = unit && whole.context === null ? findUnits(whole.said) : []
  const rest = mention ? whole.said.slice(0, mention.start) + whole.said.slice(mention.end) : whole.said
  return mention !== undefined && !/\p{L}{3}/u.test(rest.replace(/phường|của/giu, ''))
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
  return onTopic(inquiry, shelf, withoutPrinciples(shelf, chosen))
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

/** One of several clauses asks for the unit's work as such: "được giao việc gì, được mua máy gì". */
function asksOfAll(inquiry: Inquiry, shelf: Shelf): boolean {
  const clauses = inquiry.whole.said.split(/[,;.?!\n]+/u).map(plain)
  return [inquiry.asked, ...clauses].some(
    (asked) => ASKS_DUTIES.test(asked) && topicOf({ ...inquiry, asked }, shelf).words.length === 0,
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

/** What a kind of body is called beside its name. */
const EVERYDAY_NAMES: [RegExp, string][] = [
  [/giao duc|truong/, 'nhà trường trường học tiểu học thcs mầm non hiệu trưởng'],
  [/thon|ban|ap|khu pho|to dan pho|khom|buon/, 'thôn xóm bản ấp khu phố tổ dân phố trưởng'],
  [/y te/, 'trạm y tế'],
  [/mttq|mat tran/, 'mặt trận tổ quốc'],
  [/thanh nien/, 'đoàn thanh niên'],
  [/dai bieu/, 'tổ trưởng tổ đại biểu'],
]

function everydayNames(unit: AskedUnit | null): string[] {
  const keys = (unit?.keys ?? []).join(' ')
  return EVERYDAY_NAMES.filter(([kind]) => kind.test(keys)).map(([, names]) => names)
}

/** How somebody came to ask, and what the paper does: neither names a topic. */
const SETTING = [
  / (?:(?:trong|o|theo|tren) )?(?:cai )?(?:phu luc|danh sach|danh muc|bang|bieu)(?: (?:nhiem vu|cong viec|viec|phan cong|cac|kem|theo|dinh|di|ban hanh|o|cuoi|cua))*(?: (?:ke hoach|nghi quyet|de an|van ban))?(?= )/g,
  / (?:vua |moi )(?:(?:duoc|nhan|ve|vao|len|chuyen|trung|dac|nham|lam|bau|giu|cu|chuc|viec|nhiem vu|cong tac|phu trach|truong) ?)+(?= )/g,
  / (?:ke hoach|nghi quyet|chuong trinh|de an|van ban|quyet dinh)(?: nay| do)? (?:bao|yeu cau|giao|bat|quy dinh|ghi|doi)(?= )/g,
  / (?:theo|trong) (?:ke hoach|nghi quyet|chuong trinh|de an|van ban|quyet dinh)(?: nay| do| ni)?(?= )/g,
  / (?:tom gon|tom|gom|noi gon|noi ngan|ke) (?:giup|gium|ho|lai)?(?= )/g,
  / (?:viec |nhiem vu |phan )?(?:chinh|chu yeu|quan trong)(?= )/g,
  / (?:han|thoi han) (?:ra sao|toi dau|den dau|the nao|khi nao)(?= )/g,
  / (?:o |trong )?(?:muc|phan|dieu) (?:[ivx]+|\d+)(?= )/g,
]

/** The words of a duty question that are neither the office nor asking. */
function topicOf({ unit, asked: typed }: Inquiry, shelf: Shelf): Terms {
  const asked = SETTING.reduce((said, pattern) => said.replace(pattern, ' ').replace(/ {2,}/g, ' '), typed)
  const unitWords = [...(unit?.keys ?? []), unit?.name ?? '', ...everydayNames(unit)].flatMap((name) => [
    ...indexText(name).words,
  ])
  return termsOf(asked, new Set([...DUTY_WORDS, ...unitWords, ...shelf.communeWords, ...shelf.titleWords]))
}
