/** A unit's own plan ("xây dựng kế hoạch thực hiện của đơn vị mình"): all that the papers ask of it, for the unit to complete. */
import type { CommuneRegister, DatedRule, OccurrenceRow, RegisteredDuty } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import { documentName, listNames, sayDate } from '../vietnamese.ts'
import { capital } from '../wording-parts.ts'
import { bodyHeading, bodyTable, bodyText, writeDecreeDocument } from './decree-form.ts'
import { basisOf, type DraftOffice, issuedBy } from './drafts.ts'

export type UnitPlan = {
  unit: string
  leads: RegisteredDuty[]
  helps: RegisteredDuty[]
  reports: DatedRule[]
  /** The next occurrence of each rule or duty, by its key. */
  next: ReadonlyMap<string, OccurrenceRow>
}

export type UnitPlanParts = {
  register: CommuneRegister
  /** The register's rules, with the office's own dates. */
  rules: readonly DatedRule[]
  /** What a group's name stands for. */
  groups: Readonly<Record<string, readonly string[]>>
  /** The unit's own rows. */
  rows: readonly OccurrenceRow[]
  /** ISO day. */
  day: string
}

/** What the office confirmed for the unit, under any spelling of its name, and as a member of groups it resolved. */
export function unitPlanOf(unit: string, { register, rules, groups, rows, day }: UnitPlanParts): UnitPlan {
  const { key } = bodyOf(unit)
  const names = (words: readonly string[]): boolean =>
    words.flatMap((name) => groups[name] ?? [name]).some((name) => bodyOf(name).key === key)
  const confirmed = <E extends { state: string }>(entries: readonly E[]): E[] =>
    entries.filter(({ state }) => state !== 'proposed')
  const reports = confirmed([...rules, ...register.unsupported.rules]).filter(
    // Nobody files to itself.
    ({ who, to }) => names(who) && (to === null || bodyOf(to).key !== key),
  )
  // A sentence read both as a report and as a task is the report.
  const isReport = ({ documentId, quote }: RegisteredDuty): boolean =>
    reports.some((rule) => rule.documentId === documentId && (quote.includes(rule.quote) || rule.quote.includes(quote)))
  const duties = confirmed([...register.duties, ...register.unsupported.duties]).filter((duty) => !isReport(duty))
  const leads = duties.filter(({ lead }) => names(lead))
  const coming = rows.filter(({ lastSafe }) => lastSafe >= day).toSorted((a, b) => b.lastSafe.localeCompare(a.lastSafe))
  return {
    unit,
    leads,
    helps: duties.filter((duty) => names(duty.coordinating) && !leads.includes(duty)),
    reports,
    next: new Map(coming.map((row) => [keyOf(row), row])),
  }
}

const keyOf = ({ documentId, ruleKey }: OccurrenceRow): string => `${documentId} ${ruleKey}`

export function countOf({ leads, helps, reports }: UnitPlan): number {
  return leads.length + helps.length + reports.length
}

export function draftUnitPlan(plan: UnitPlan, office: DraftOffice): Promise<Buffer> {
  const { unit, leads, helps, reports } = plan
  const ids = new Set([...leads, ...helps, ...reports].map(({ documentId }) => documentId))
  const papers = office.documents.filter(({ id }) => ids.has(id))
  const basis = papers.map((document) => documentName(document, office.documents)).join('; ')
  return writeDecreeDocument({
    ...issuedBy(office),
    above: `UBND ${office.commune}`,
    issuer: unit,
    symbol: 'KH-…',
    type: 'Kế hoạch',
    subject: `Thực hiện nhiệm vụ của ${unit}`,
    recipients: [`UBND ${office.commune}`],
    signing: ['THỦ TRƯỞNG ĐƠN VỊ'],
    body: [
      bodyText(`${basis ? `Căn cứ ${basis}, ` : ''}${unit} xây dựng kế hoạch thực hiện như sau:`),
      ...part(
        'I. NHIỆM VỤ CHỦ TRÌ',
        ['Nhiệm vụ', 'Thời hạn', 'Phối hợp', 'Căn cứ'],
        leads.map((duty) => dutyLine(duty, plan, office)),
      ),
      ...part(
        'II. CHẾ ĐỘ BÁO CÁO',
        ['Báo cáo', 'Thời hạn', 'Nơi nhận', 'Căn cứ'],
        reports.map((rule) => reportLine(rule, plan, office)),
      ),
      ...part(
        'III. NHIỆM VỤ PHỐI HỢP',
        ['Nhiệm vụ', 'Thời hạn', 'Chủ trì', 'Căn cứ'],
        helps.map((duty) => helpLine(duty, office)),
      ),
      bodyHeading('IV. PHÂN CÔNG VÀ ĐIỀU KIỆN THỰC HIỆN'),
      bodyText('(Đơn vị ghi người thực hiện, kinh phí và điều kiện cho từng nhiệm vụ.)', { italics: true }),
    ],
  })
}

const WIDTHS = [6, 38, 22, 16, 18]

function part(title: string, headings: string[], lines: string[][]) {
  const numbered = lines.map((line, index) => [String(index + 1), ...line])
  return [
    bodyHeading(title),
    numbered.length > 0
      ? bodyTable(['STT', ...headings], numbered, WIDTHS)
      : bodyText('Không có trong các văn bản xã đã xác nhận.'),
  ]
}

function dutyLine(duty: RegisteredDuty, { next }: UnitPlan, office: DraftOffice): string[] {
  const row = next.get(`${duty.documentId} ${duty.key}`)
  const count = duty.count ? ` (${duty.count.value} ${duty.count.unit})` : ''
  return [
    `${capital(duty.name)}${count}`,
    timeOf(duty.timeText, row),
    duty.coordinating.join('; '),
    basisOf(duty, office),
  ]
}

function reportLine(rule: DatedRule, { next }: UnitPlan, office: DraftOffice): string[] {
  const row = next.get(`${rule.documentId} ${rule.key}`)
  const time = rule.days ? `Hạn do xã đặt: ${timeOf(rule.dueText, row)}` : timeOf(rule.dueText, row)
  const receiver = [rule.to, rule.via && `qua ${rule.via}`].filter(Boolean).join(', ')
  return [row ? row.title : 'Báo cáo', time, receiver, basisOf(rule, office)]
}

function helpLine(duty: RegisteredDuty, office: DraftOffice): string[] {
  return [capital(duty.name), timeOf(duty.timeText, undefined), listNames(duty.lead, 4), basisOf(duty, office)]
}

/** The words of the paper, and the day they come to next. */
function timeOf(words: string | null, row: OccurrenceRow | undefined): string {
  const said = words ? `“${words}”` : 'Văn bản không ghi thời hạn'
  return row ? `${said}; chậm nhất ${sayDate(row.lastSafe)}` : said
}
