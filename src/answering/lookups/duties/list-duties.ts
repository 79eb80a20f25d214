/** How the duties of a unit are told: leading and co-ordinating apart, dated work first, by pages. */
import type { RegisteredDuty } from '../../../duties/index.ts'
import { squeeze } from '../../../language/text.ts'
import { findUnits, unitKey } from '../../../language/units.ts'
import type { Finding } from '../../outcome.ts'
import { tellPage } from '../../paging.ts'
import { type AskedUnit, concerns, type Inquiry } from '../../question/inquiry.ts'
import { capital } from '../../replies.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { firstClause, neat, sentence } from '../../wording.ts'
import { sayTime } from './duty-row.ts'

/** Budgets of one screen of chat; items are told as long as all of them fit. */
const MAX_LIST_CHARS = 1_250
const ITEM_CHARS = [420, 260, 170, 120]
/** Of an item where they go on over several pages. */
const PAGED_ITEM_CHARS = 150

/** "… điểm nào, phối hợp với ai". */
export const ASKS_BESIDE =
  / phoi hop (?:cung )?(?:voi )?(?:nhung |cac )?(?:ai|(?:don vi|phong|ben|co quan|to chuc) nao) /

export function listDuties(inquiry: Inquiry, shelf: Shelf, duties: RegisteredDuty[]): Finding | null {
  const { unit } = inquiry
  if (!unit) return null
  const [only] = duties
  if (duties.length === 1 && only) return tellOne(inquiry, shelf, only)
  const lead = inOrder(
    duties.filter((duty) => concerns(unit, duty.lead)),
    inquiry.turn.today,
  )
  const others = inOrder(
    duties.filter((duty) => !concerns(unit, duty.lead)),
    inquiry.turn.today,
  )
  const name = capital(unit.name)
  const listed = [...lead.map((duty) => ({ duty, leads: true })), ...others.map((duty) => ({ duty, leads: false }))]
  const texts = list(inquiry, listed, unit)
  const items = listed.map(({ duty }, index) => ({ text: texts[index] ?? '', citation: cite(shelf, duty) }))
  const head = [...sayGroup(shelf, unit, duties), sayCounts(name, lead.length, others.length)]
  return tellPage({ head, items, things: 'việc' }, { page: inquiry.whole.page, maxChars: MAX_LIST_CHARS })
}

/** An office that no paper names has what its group is given: "Ban Pháp chế" of "các Ban của HĐND xã". */
function sayGroup(shelf: Shelf, unit: AskedUnit, duties: readonly RegisteredDuty[]): string[] {
  if (shelf.register.units.some(({ name }) => unitKey(name) === unitKey(unit.name))) return []
  const group = duties
    .flatMap(({ lead, coordinating }) => [...lead, ...coordinating])
    .find((name) => concerns(unit, [name]))
  return group ? [`Văn bản không nêu riêng ${unit.name}, chỉ giao chung cho ${group}.`] : []
}

const MAX_ONE_CHARS = 480

/** A single task is told with what its paragraph says after it. */
function tellOne(inquiry: Inquiry, shelf: Shelf, duty: RegisteredDuty): Finding | null {
  const { asked, turn, unit } = inquiry
  if (!unit) return null
  const role = concerns(unit, duty.lead) ? 'chủ trì, thực hiện' : 'phối hợp'
  const start = squeeze(duty.quote).slice(0, 80)
  const paragraph = shelf.entries.find(
    ({ passage }) => passage.documentId === duty.documentId && squeeze(passage.quote).startsWith(start),
  )
  const whole =
    duty.from === 'prose' && paragraph && paragraph.passage.quote.length <= MAX_ONE_CHARS
      ? { ...duty, quote: paragraph.passage.quote }
      : duty
  const said = tellDuty(whole, unit, {
    today: turn.today,
    maxChars: MAX_ONE_CHARS,
    output: asksOutput(inquiry),
    beside: ASKS_BESIDE.test(asked),
  })
  return { lines: [`${capital(unit.name)} ${role}: ${said}`], citations: [cite(shelf, whole)] }
}

function sayCounts(name: string, lead: number, others: number): string {
  if (lead > 0 && others > 0) return `${name} chủ trì, thực hiện ${lead} nhiệm vụ, phối hợp ${others} nhiệm vụ.`
  return lead > 0 ? `${name} chủ trì, thực hiện ${lead} nhiệm vụ:` : `${name} phối hợp ${others} nhiệm vụ:`
}

type Listed = { duty: RegisteredDuty; leads: boolean }

/** Long items while they fit, short ones otherwise; what does not fit at all goes to the next page. */
function list(inquiry: Inquiry, listed: Listed[], unit: AskedUnit): string[] {
  const { today } = inquiry.turn
  const make = (maxChars: number): string[] => {
    let heading = true
    return listed.map(({ duty, leads }, index) => {
      const introduced = !leads && heading
      if (!leads) heading = false
      const item = `${index + 1}. ${tellDuty(duty, unit, { today, maxChars, output: asksOutput(inquiry), beside: ASKS_BESIDE.test(inquiry.asked) })}`
      return introduced && index > 0 ? `Phối hợp:\n${item}` : item
    })
  }
  return ITEM_CHARS.map(make).find((each) => each.join('\n').length <= MAX_LIST_CHARS) ?? make(PAGED_ITEM_CHARS)
}

/** `beside`: with whom it is done is asked as well. */
type Telling = { today: string; maxChars: number; output: boolean; beside: boolean }

export function tellDuty(duty: RegisteredDuty, unit: AskedUnit, { today, maxChars, output, beside }: Telling): string {
  const number = duty.from === 'appendix' && duty.no ? `Nhiệm vụ ${duty.no} (phụ lục): ` : ''
  const what = told(duty, unit, maxChars)
  const parts = [
    what,
    duty.from === 'appendix' && duty.lead.length > 1 ? `cùng chủ trì: ${duty.lead.join('; ')}` : '',
    beside && duty.coordinating.length > 0 ? `phối hợp: ${duty.coordinating.map(neat).join(', ')}` : '',
    output && duty.output ? `sản phẩm: ${neat(duty.output)}` : '',
    sayTime(duty, today),
  ].filter(Boolean)
  return sentence(`${number}${parts.join('; ')}`)
}

/** An appendix row by its name; prose in full while it fits, else the clauses that do. */
function told(duty: RegisteredDuty, unit: AskedUnit, maxChars: number): string {
  if (duty.from === 'appendix') return whollyOr(bare(neat(duty.name), unit), maxChars)
  const whole = bare(neat(duty.quote), unit).replace(/[./]+$/u, '')
  return whole.length <= maxChars ? whole : wholeClauses(whole, maxChars)
}

/** A name in full while it fits: what stands after its semicolon is a part of the task. */
function whollyOr(name: string, maxChars: number): string {
  return name.length <= maxChars ? name.replace(/[.;:,]+$/u, '') : firstClause(name, maxChars)
}

function wholeClauses(text: string, maxChars: number): string {
  let kept = ''
  for (const clause of text.split(/(?<=;)\s+/u)) {
    if (kept && kept.length + clause.length + 1 > maxChars) break
    kept = kept ? `${kept} ${clause}` : clause
  }
  return kept.length <= maxChars ? kept.replace(/;$/u, '') : firstClause(kept, maxChars)
}

/** The unit's own name and "Chủ trì" at the head are said by the list already. */
function bare(name: string, unit: AskedUnit): string {
  const afterName = /^([^:]{3,80}):\s+(.*)$/su.exec(name)
  const rest = afterName?.[1] && isNameOf(unit, afterName[1]) ? (afterName[2] ?? name) : name
  const told = rest.replace(/^Chủ trì,?\s+(?!phối hợp|hoặc|mục|điểm|phần)/u, '')
  return told.charAt(0).toUpperCase() + told.slice(1)
}

/** The label before a colon is the unit's name and no sentence that begins with it. */
function isNameOf(unit: AskedUnit, label: string): boolean {
  const [mention] = findUnits(label)
  return mention?.start === 0 && mention.end >= label.length - 3 && unit.keys.includes(mention.key)
}

function asksOutput({ asked }: Inquiry): boolean {
  return / (?:dau ra|san pham|ket qua) /.test(asked)
}

/** Next due first, then the documents' order. */
function inOrder(duties: RegisteredDuty[], today: string): RegisteredDuty[] {
  const due = ({ end }: RegisteredDuty): string => (end && end >= today ? end : '9999')
  return [...duties].sort(
    (a, b) => due(a).localeCompare(due(b)) || a.documentId - b.documentId || a.position - b.position,
  )
}
