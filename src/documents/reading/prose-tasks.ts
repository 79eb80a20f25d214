import { fold, squeeze, withoutBrackets } from '../../language/text.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import type { Section, Task } from '../administrative-document.ts'
import { type Actors, coverage, readActors } from './actors.ts'
import { quoteOf } from './blocks.ts'
import { byActor } from './clauses-by-actor.ts'
import { actsAsSubject, opensDuty } from './duty-words.ts'
import { type Activity, monthLine } from './month-programmes.ts'
import { titleOf } from './outline-forms.ts'
import type { Placed } from './outline-state.ts'
import type { SectionRole } from './section-roles.ts'
import { type Span, sentences } from './sentences.ts'
import { type PaperDays, readCellTime, readTaskTime } from './task-time.ts'
import type { UnitRegister } from './unit-register.ts'

export type ProseContext = {
  sections: readonly Section[]
  roles: readonly SectionRole[]
  units: UnitRegister
  days: PaperDays
  /** Period of the paper as written: months without a year are of it. */
  period: string | null
}

/** Owners of the heading over a sentence: those a list of duties is addressed to. */
type Owners = { units: UnitMention[]; supporting: boolean }

const CLOSING =
  /^(trên đây là|(?:kế hoạch|chương trình hành động|chương trình|đề án|phương án|chỉ thị|quy chế|quy định) này (?:được phổ biến|thay thế|có hiệu lực|áp dụng|gồm)|chế độ báo cáo (?:trên|này) (?:thực hiện|áp dụng)|nghị quyết này|quyết định này|\(|chi tiết (?:tại|theo)|theo phụ lục|nơi nhận|cụ thể như sau|(?:danh mục |các )*(?:(?:chữ|từ|cụm từ) )?viết tắt\s*:)|thông báo để .{0,80}biết/iu
/** "Đề án được sơ kết hằng năm": said of the paper after the last unit's duties, and none of them. */
const OF_THE_PAPER =
  /^(?:đề án|kế hoạch|chương trình hành động|chương trình|nghị quyết|phương án|việc thực hiện (?:kế hoạch|đề án|chương trình|nghị quyết))(?: này)? (?:được|sẽ được) /iu
const ANNEXED = /kèm theo\s*\)?\.?$/iu
/** The formula that ends a decision names everybody and orders nothing in particular. */
const ENFORCING = /(?:chịu trách nhiệm )?thi hành (?:Quyết định|Nghị quyết|Quy chế|Quy định) này(?:\s*\.\/)?\.?$/iu

/** "Yêu cầu các đơn vị nghiêm túc thực hiện": the paper is to be carried out, and nothing more is ordered. */
const CARRY_OUT =
  /^(?:yêu cầu|đề nghị)\s[^;:.]{3,160}?\s(?:nghiêm túc|khẩn trương|phối hợp|tích cực)\s(?:(?:tổ chức|triển khai|chỉ đạo)\s)?(?:triển khai\s)?thực hiện(?:\s*\.\/)?\s*\.?$/iu
/** "Nghị quyết được Hội đồng nhân dân xã thông qua ngày …": when the paper was made. */
const PASSED =
  /^(?:nghị quyết|kế hoạch|chương trình|đề án)(?: này)? (?:đã )?được [^.;]{3,160}?\s(?:thông qua|thống nhất)(?!\p{L})/iu

const FORMULAS = [CLOSING, ANNEXED, ENFORCING, CARRY_OUT, PASSED]

/** Duties of running text: a sentence or bullet each, with who leads and who helps. */
export function proseTasks(placed: readonly Placed[], context: ProseContext): Task[] {
  const owners = sectionOwners(context)
  let charge: { cite: string; units: readonly UnitMention[] } | null = null
  return placed.flatMap((item) => {
    if (item.block.kind === 'row' || !isProse(item)) return []
    const role = item.section === null ? letterRole(item) : (context.roles[item.section] ?? 'other')
    const month = role === 'duty' ? monthLine(item.block.plain, item.from, context.period) : null
    if (month) return month.activities.map((activity) => toMonthTask(item, month.time, activity, context))
    const heading = leadOwners(item) ?? owners[item.section ?? -1] ?? { units: [], supporting: false }
    const owner =
      heading.units.length === 0 && charge?.cite === item.cite
        ? { units: [...charge.units], supporting: false }
        : heading
    const duties = dutiesOf(item, role, owner)
    const charged = duties.find(({ actors }) => actors.charged)
    if (charged && IN_AN_ARTICLE.test(item.cite)) charge = { cite: item.cite, units: charged.actors.lead }
    return duties.map((duty) => toTask(item, duty, context))
  })
}

/** "1. Giao Ủy ban nhân dân xã …": the paragraphs under that clause of an article are the same body's. */
const IN_AN_ARTICLE = /^(?:khoản \d+ )?Điều \d+/u

/** In a letter without sections, what stands under "… đề nghị:" is to be done. */
function letterRole(item: Placed): SectionRole {
  return item.leads.some((lead) => /(?:đề nghị|yêu cầu|như sau|sau đây|nội dung sau)\s*[^:]{0,40}:$/iu.test(lead))
    ? 'duty'
    : 'other'
}

function isProse(item: Placed): boolean {
  if (item.region !== 'body' && item.region !== 'appendix') return false
  return item.part === 'matter' || (item.part === 'heading' && isArticleSentence(item))
}

/** An article without a title is itself the duty: "Điều 2. Giao Ủy ban nhân dân …". */
function isArticleSentence(item: Placed): boolean {
  return (
    /^Điều\s+\d+/iu.test(item.block.plain) &&
    /[.;]["”/]*$/.test(item.block.plain) &&
    item.block.plain.split(/\s+/).length >= 8
  )
}

type Duty = { span: Span; actors: Actors }

/** After "Điều 2." where the article is itself the duty. */
function matterFrom({ part, from, block }: Placed): number {
  return part === 'heading' ? (/^Điều\s+\d+\w?\s*[.:]?\s*/iu.exec(block.plain)?.[0].length ?? 0) : from
}

function dutiesOf(item: Placed, role: SectionRole, owners: Owners): Duty[] {
  const plain = item.block.plain
  const from = matterFrom(item)
  const parts = sentences(plain.slice(from))
    .map((span) => ({ from: span.from + from, to: span.to + from }))
    .flatMap((span) => byActor(plain, span))
  const duties: Duty[] = []
  let closing = false
  let carried = owners.units
  for (const span of parts) {
    const text = plain.slice(span.from, span.to)
    if (/^trên đây là/iu.test(text)) {
      closing = true
      duties.push(...closingOrder(text, span.from))
      continue
    }
    if (CARRY_OUT.test(text)) carried = readActors(text, carried, false).lead
    if (FORMULAS.some((formula) => formula.test(text))) continue
    const actors = readActors(text, closing || OF_THE_PAPER.test(text) ? [] : carried, owners.supporting)
    if (actors.charged) carried = actors.lead
    else if (actors.label.length > 0) carried = actors.label
    const last = duties.at(-1)
    if (isStatement(text, actors) && last && role === 'duty' && !closing)
      last.span = { from: last.span.from, to: span.to }
    else if (isDuty(text, actors, role, closing))
      duties.push({ span: { from: span.from + actors.from, to: span.to }, actors })
  }
  return duties
}

/** "Trên đây là Kế hoạch …; Thường trực HĐND yêu cầu các Ban … thực hiện": the order at the end of the closing words. */
function closingOrder(text: string, offset: number): Duty[] {
  const order = /[,;][^,;]{0,80}?(?<!\p{L})(?=(?:yêu cầu|đề nghị)\s)/iu.exec(text)
  if (!order) return []
  const from = order.index + order[0].length
  if (CARRY_OUT.test(text.slice(from))) return []
  const actors = readActors(text.slice(from), [], false)
  return actors.charged ? [{ span: { from: offset + from, to: offset + text.length }, actors }] : []
}

function isStatement(text: string, actors: Actors): boolean {
  return !actors.explicit && !opensDuty(fold(text))
}

const OBLIGED =
  /^(phai|chu dong|co trach nhiem|chiu trach nhiem|chu tri|kip thoi|can cu|bao cao|thuc hien|to chuc|can (?!doi)|thanh lap|khong duoc|hop |xu ly |lap |tiep nhan|thong bao )/

function isDuty(text: string, actors: Actors, role: SectionRole, closing: boolean): boolean {
  if (text.split(/\s+/).length < 4 || coverage(text, findUnits(text)) >= 0.95) return false
  if (actors.charged) return true
  if (role === 'duty' && !closing) return true
  if (role === 'general' || role === 'purpose' || role === 'status') return false
  if (role === 'objective') return /(?<!\p{L})định kỳ (?:hằng|hàng|mỗi|\d)/iu.test(text) && !/^\d|%/.test(text)
  if (role === 'requirement' && /^(thường xuyên|định kỳ|hằng|hàng)\s/iu.test(text)) return true
  const subject = actors.explicit ? actors.lead.at(-1) : undefined
  return subject !== undefined && OBLIGED.test(fold(text.slice(subject.end)).trimStart())
}

function toMonthTask(item: Placed, time: string, activity: Activity, context: ProseContext): Task {
  const { plain } = item.block
  const said = readActors(plain.slice(activity.span.from, activity.span.to), activity.lead, false)
  const task = toTask(item, { span: activity.span, actors: { ...said, from: 0 } }, context)
  return { ...task, ...readCellTime(time, context.days) }
}

function toTask(item: Placed, duty: Duty, context: ProseContext): Task {
  const { block } = item
  const quote = quoteOf(block, duty.span.from, duty.span.to)
  const name = squeeze(block.plain.slice(duty.span.from, duty.span.to)).replace(/(?:(?<!\s)\s+)?\.\/\.?$/, '.')
  const nameOf = (unit: UnitMention | string): string => (typeof unit === 'string' ? unit : context.units.nameOf(unit))
  return {
    no: null,
    name,
    lead: [...new Set(duty.actors.lead.map(nameOf))],
    coordinating: [...new Set(duty.actors.coordinating.map(nameOf))],
    output: null,
    ...readTaskTime(name, context.days),
    from: 'prose',
    section: item.cite,
    quote,
  }
}

/** A line such as "Phòng Kinh tế:" before its duties owns them. */
function leadOwners(item: Placed): Owners | null {
  for (const lead of [...item.leads].reverse()) {
    const title = lead.replace(/^\W*[\dIVXa-zđ.]{0,5}[.)]\s*/u, '')
    const units = findUnits(title)
    const first = units[0]
    if (!first || first.start > 12) continue
    const isNamesOnly = coverage(title, units) >= 0.5
    if (isNamesOnly || /có trách nhiệm|chịu trách nhiệm|chủ trì|nhiệm vụ/iu.test(title)) {
      return {
        units: units.filter((unit) => unit.start <= 12 || isNamesOnly),
        supporting: /phối hợp\s*:?$/iu.test(title),
      }
    }
  }
  return null
}

/** First words of those a section may be addressed to, when their name is outside the grammar of units. */
const BODY_WORD =
  /^(các|ban|đội|tổ|hội|trung tâm|phòng|công ty|ủy ban|đài|trạm|trường|doanh nghiệp|hợp tác xã|chi bộ|đảng|đoàn|cán bộ|công chức|người|chủ|trưởng|lực lượng|đơn vị|cơ quan|nhân dân|hộ|thôn|thành viên|thủ trưởng|đồng chí|viện|sở|bộ phận|văn phòng|khối|liên|quỹ|ngân hàng|bưu|điện lực|viễn thông|kho bạc|bảo hiểm|mặt trận|hiệu trưởng|chánh)(?!\p{L})/iu
/** Most syllables of a heading that is taken as a whole for who is addressed. */
const MAX_OWNER_SYLLABLES = 15

function sectionOwners(context: ProseContext): Owners[] {
  const owners: Owners[] = []
  for (const [index, section] of context.sections.entries()) {
    const above =
      section.parent === null
        ? { units: [], supporting: false }
        : (owners[section.parent] ?? { units: [], supporting: false })
    const own = ownOwners(section, context, index)
    const supporting = /phối hợp\s*:?$/iu.test(section.heading)
    owners.push(
      own.length ? { units: own, supporting } : { units: above.units, supporting: above.supporting || supporting },
    )
  }
  return owners
}

function ownOwners(section: Section, context: ProseContext, index: number): UnitMention[] {
  const title = titleOf(section.heading)
    .replace(/^(đề nghị|đối với|trách nhiệm của|giao|phân công|yêu cầu)\s+/iu, '')
    .replace(/^(?:giám sát|khảo sát|hoạt động|nhiệm vụ|công việc)(?: chuyên đề| thường xuyên| cụ thể)? của\s+/iu, '')
    .replace(/(?:(?<!\s)\s+)?:\s*$/, '')
  const label = withoutBrackets(title.split(':')[0] ?? title)
  const units = findUnits(label)
  const first = units[0]
  if (first && first.start <= 1 && coverage(label, units) >= 0.6) return units
  if (
    first &&
    first.start <= 1 &&
    /:\s*$/.test(section.heading) &&
    actsAsSubject(fold(title.slice(first.end)).trimStart())
  )
    return [first]
  const parentHeading = section.parent === null ? '' : (context.sections[section.parent]?.heading ?? '')
  const addressed = context.roles[index] === 'duty' && /tổ chức thực hiện|phân công|trách nhiệm/iu.test(parentHeading)
  if (!addressed || !BODY_WORD.test(title) || title.split(/\s+/).length > MAX_OWNER_SYLLABLES || opensDuty(fold(title)))
    return []
  return [
    {
      name: title,
      key: fold(title),
      text: title,
      start: 0,
      end: title.length,
      group: /^các\s/iu.test(title),
      level: null,
    },
  ]
}
