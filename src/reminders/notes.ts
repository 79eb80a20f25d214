/** What the coordinator is asked to decide, and the standing duties a digest recalls once a quarter. */
import { createHash } from 'node:crypto'
import { type WorkCalendar, workingDayOnOrAfter } from '../calendar/index.ts'
import type { CommuneRegister, RegisteredDuty, RegisteredRule } from '../duties/index.ts'
import { sayPlace } from '../language/citing.ts'
import { CHOICES } from './choices.ts'
import type { Note } from './merge-steps.ts'
import type { Policy } from './policy.ts'
import type { Step } from './step.ts'
import { documentName, listNames, type NamedDocument, shorten } from './vietnamese.ts'

/** A note as it is told. */
type Said = Pick<Note, 'text' | 'once' | 'choice'>

const MOST_LINES = 5
const MOST_STANDING = 3

/** Rules that name no day: the office sets its own, once. Null when there are none. */
export function undatedNote(rules: readonly RegisteredRule[], documents: readonly NamedDocument[]): Said | null {
  if (rules.length === 0) return null
  const lines = rules.slice(0, MOST_LINES).map(({ who, to, documentId, section }) => {
    const parties = `${who.length > 0 ? listNames(who, 3) : 'chưa rõ đơn vị'}${to ? ` báo cáo ${to}` : ''}`
    return `- ${parties} (${place(documentId, section, documents)})`
  })
  const more = rules.length > MOST_LINES ? [`… và ${rules.length - MOST_LINES} quy định khác.`] : []
  const text = [
    `Xã cần đặt hạn: ${rules.length} quy định chỉ ghi báo cáo "định kỳ", không ghi ngày nên trợ lý chưa nhắc được.`,
    ...lines,
    ...more,
    `Đồng chí bấm [${CHOICES.setDate}] để chọn hạn do xã đặt: theo quý, 6 tháng, trước kỳ họp HĐND, hoặc không cần nhắc.`,
  ].join('\n')
  return {
    text,
    once: `undated ${digestOf(rules.map(({ documentId, key }) => `${documentId} ${key}`))}`,
    choice: CHOICES.setDate,
  }
}

/** Two limits for one report of the same units: both are kept and told, none is chosen. Null when there are none. */
export function contradictionNote(rules: readonly RegisteredRule[], documents: readonly NamedDocument[]): Said | null {
  const pairs = rules.flatMap((rule, index) =>
    rules.slice(index + 1).flatMap((other) => (contradict(rule, other) ? [[rule, other] as const] : [])),
  )
  if (pairs.length === 0) return null
  const lines = pairs.slice(0, MOST_LINES).map(([a, b]) => {
    const limits = [a, b].map((each) => `"${each.dueText}" (${place(each.documentId, each.section, documents)})`)
    return `- ${listNames(a.who, 3)}: ${limits.join(' và ')}`
  })
  const text = [
    'Văn bản nêu hai hạn khác nhau cho cùng một kỳ báo cáo:',
    ...lines,
    'Trợ lý nhắc riêng từng hạn theo đúng văn bản; nếu xã chọn một hạn, đồng chí báo "Không phải nộp" ở hạn kia khi được nhắc.',
  ].join('\n')
  return { text, once: `contradiction ${digestOf(pairs.map(([a, b]) => `${a.documentId} ${a.key} ${b.key}`))}` }
}

function contradict(a: RegisteredRule, b: RegisteredRule): boolean {
  if (!a.dueText || !b.dueText || a.cadence !== b.cadence || a.cadence === 'unspecified') return false
  return a.recurrence !== b.recurrence && a.to === b.to && a.who.some((unit) => b.who.includes(unit))
}

type Proposal = { kind: 'report' | 'task'; id: number; documentId: number }

/** Dated rules and tasks that the machine read; left out, those `isConfirmed` knows. */
export function proposalsOf(
  { rules, duties }: Pick<CommuneRegister, 'rules' | 'duties'>,
  isConfirmed: (entry: { kind: 'report' | 'task'; id: number; state: string }) => boolean = ({ state }) =>
    state !== 'proposed',
): Proposal[] {
  return [
    ...rules
      .filter((rule) => rule.dueText && !isConfirmed({ ...rule, kind: 'report' }))
      .map((rule) => ({ ...rule, kind: 'report' as const })),
    ...duties
      .filter((duty) => duty.end && !isConfirmed({ ...duty, kind: 'task' }))
      .map((duty) => ({ ...duty, kind: 'task' as const })),
  ]
}

/** What the machine read and nobody confirmed: said once a document, when it is taken in. Null when there is nothing new. */
export function unconfirmedNote(
  proposals: readonly Proposal[],
  { documents, isTold = () => false }: { documents: readonly NamedDocument[]; isTold?: (name: string) => boolean },
): Said | null {
  const onceOf = (documentId: number): string => `unconfirmed ${documentId}`
  const fresh = proposals.filter(({ documentId }) => !isTold(onceOf(documentId)))
  if (fresh.length === 0) return null
  const byDocument = Map.groupBy(fresh, ({ documentId }) => documentId)
  const lines = [...byDocument].map(([id, each]) => {
    const count = (kind: Proposal['kind']): number => each.filter((proposal) => proposal.kind === kind).length
    const counts = [
      ...(count('report') > 0 ? [`${count('report')} quy định báo cáo có hạn`] : []),
      ...(count('task') > 0 ? [`${count('task')} nhiệm vụ có thời hạn`] : []),
    ]
    return `- ${nameOf(id, documents)}: ${counts.join(', ')}`
  })
  const text = [
    'Máy đọc, xã chưa xác nhận; trợ lý chưa nhắc đơn vị nào:',
    ...lines,
    `Đồng chí bấm [${CHOICES.review}] để xem từng văn bản rồi xác nhận.`,
  ].join('\n')
  return { text, once: [...byDocument.keys()].map(onceOf), choice: CHOICES.review }
}

/** The same list has the same name; a list with something new in it is said again. */
function digestOf(parts: readonly string[]): string {
  return createHash('sha256')
    .update([...parts].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)
}

/** In December, for a next year whose days off the State has not announced. */
export function calendarNotes(
  { from, to }: { from: string; to: string },
  calendar: WorkCalendar,
  isProvisional: (year: number) => boolean,
): { day: string; text: string; once: string }[] {
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) years.push(year)
  return years
    .filter((year) => isProvisional(year + 1))
    .map((year) => ({
      day: workingDayOnOrAfter(calendar, `${year}-12-01`),
      once: `calendar ${year + 1}`,
      text: `Lịch nghỉ năm ${year + 1} đang tạm tính (Tết Nguyên đán, Quốc khánh, ngày hoán đổi). Khi có thông báo chính thức, đồng chí cập nhật ngày nghỉ và ngày làm bù (lịch riêng của cơ quan, trong chính sách nhắc hạn) để lời nhắc được tính đúng ngày.`,
    }))
    .filter(({ day }) => day >= from && day <= to)
}

type Standing = {
  policy: Pick<Policy, 'standing'>
  standingOf: (unit: string) => readonly RegisteredDuty[]
}

/** Standing duties of a unit, recalled to its own people in the first digest of each period the office chose. */
export function standingNotes(steps: readonly Step[], { policy, standingOf }: Standing): Note[] {
  const told = new Set<string>()
  return [...steps]
    .filter(({ moment, post }) => moment === 'soon' && (post.role === 'focal' || post.role === 'head'))
    .sort((a, b) => a.day.localeCompare(b.day))
    .flatMap(({ day, time, post, body }) => {
      const period = Math.ceil(Number(day.slice(5, 7)) / policy.standing.everyMonths)
      const said = `${post.person}|${day.slice(0, 4)}|${policy.standing.everyMonths}|${period}`
      const duties = standingOf(body.name)
      if (told.has(said) || duties.length === 0) return []
      told.add(said)
      const once = `standing ${said}`
      const names = duties.slice(0, MOST_STANDING).map(({ name }) => `“${shorten(name, 80)}”`)
      const more = duties.length > MOST_STANDING ? ` và ${duties.length - MOST_STANDING} việc khác` : ''
      return [
        {
          day,
          time,
          post,
          once,
          text: `Nhiệm vụ thường xuyên của đơn vị (${duties.length}): ${names.join('; ')}${more}.`,
        },
      ]
    })
}

function place(documentId: number, section: string, documents: readonly NamedDocument[]): string {
  return `${nameOf(documentId, documents)}${section ? `, ${sayPlace(section)}` : ''}`
}

function nameOf(id: number, documents: readonly NamedDocument[]): string {
  const document = documents.find((each) => each.id === id)
  return document ? documentName(document, documents) : 'Văn bản'
}
