/** When reports fall due: the document's words, the dates they make from today on, and the last day that is safe. */
import { type DueReport, dueReports, type RegisteredRule } from '../../duties/index.ts'
import { findDesk } from '../desk.ts'
import { type AskedUnit, binds, concerns, type Inquiry, ownUnit } from '../inquiry.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import { cite, type Shelf } from '../shelf.ts'
import { documentName, neat, sayDate, sayDay } from '../wording.ts'
import { type AskedTime, readAskedTime } from './asked-time.ts'

const ABOUT_REPORTING = / (?:bao cao|nop bao cao|gui bao cao) /
const ASKS_RULE =
  / (?:han|khi nao|bao gio|ngay nao|ngay may|hom nao|truoc ngay|truoc (?:khi|ngay)|thoi diem|thoi han|deadline|gui ai|gui cho ai|gui ve dau|gui dau|nop cho|nop ai|nop ve|nop dau|qua don vi nao|gui truc tiep|dinh ky|dot xuat|lich|quy nay|quy sau|quy toi|hang quy|hang thang|sang nam|nam sau|sau thang|6 thang|06 thang|9 thang|may lan|bao lau|con bao nhieu ngay|con may ngay|truoc) /
/** Other reports: statistics, minutes and the like follow no rule of the plan. */
const OTHER_REPORT =
  / (?:bao cao thong ke|bao cao tham tra|mau bao cao|bieu mau|bao cao giay|ban giay|ai tong hop|nguoi tong hop|tong hop bao cao|nop muon|nop tre|cham nop|bi phat|kiem tra danh gia) /

const CADENCE_NAMES: Record<string, string> = {
  weekly: 'Báo cáo tuần',
  monthly: 'Báo cáo tháng',
  quarterly: 'Báo cáo quý',
  'half-yearly': 'Báo cáo 6 tháng',
  'nine-monthly': 'Báo cáo 9 tháng',
  yearly: 'Báo cáo năm',
  'on-request': 'Báo cáo đột xuất',
  unspecified: 'Báo cáo',
}
const CADENCE_WORDS: Record<string, string> = {
  weekly: 'tuần',
  monthly: 'tháng',
  quarterly: 'quý',
  'half-yearly': '6 tháng',
  'nine-monthly': '9 tháng',
  yearly: 'năm',
}
/** Months a question "when next" looks ahead. */
const HORIZON_MONTHS = 24

export function lookUpReports(inquiry: Inquiry): Outcome | null {
  const { full, asked, shelves } = inquiry
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !asksReportRule(asked, full)) return null
  const rules = rulesFor(inquiry, shelf)
  if (rules.length === 0) return noRule(shelf)
  const dated = rules.filter(isDated)
  if (/ dot xuat /.test(asked)) return onRequest(shelf, rules)
  return dated.length === 0 ? withoutDate(shelf, rules) : tellDates(inquiry, shelf, dated)
}

export function asksReportRule(asked: string, full: string): boolean {
  if (OTHER_REPORT.test(asked) || !ABOUT_REPORTING.test(full)) return false
  return ASKS_RULE.test(asked)
}

/** The rules that bind the unit asked about; rules to another recipient than the one named are left out. */
function rulesFor(inquiry: Inquiry, shelf: Shelf): RegisteredRule[] {
  const { asked } = inquiry
  const above = / (?:ubnd|uy ban nhan dan|hdnd) (?:thanh pho|tinh) | (?:cap tren|thanh pho|tinh) /
    .exec(asked)?.[0]
    .trim()
  if (above) return shelf.rules.filter(({ to, quote }) => plain(to ?? quote).includes(above.split(' ').at(-1) ?? above))
  const toUs = shelf.rules.filter(
    ({ to, quote }) => !/ (?:thanh pho|tinh|cap tren) /.test(plain(to ?? '')) && quote !== '',
  )
  const unit = reportingUnit(inquiry, shelf)
  const own = unit ? toUs.filter(({ who }) => concerns(unit, who)) : []
  if (own.some(isDated)) return own
  const shared = unit ? toUs.filter(({ who }) => binds(unit, who)) : []
  if (shared.some(isDated)) return shared
  if (toUs.some(isDated)) return toUs
  return own.length > 0 ? own : toUs
}

/** Asked without naming an office, an official means the reports of their own. */
function reportingUnit({ turn, unit }: Inquiry, shelf: Shelf): AskedUnit | null {
  if (unit || turn.asker === 'citizen' || !turn.unit) return unit
  return ownUnit(turn.unit, shelf.register.units)
}

function isDated({ recurrence, dueText }: RegisteredRule): boolean {
  return Boolean(recurrence && dueText)
}

function noRule(shelf: Shelf): Outcome {
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: 'date' }
}

function withoutDate(shelf: Shelf, rules: RegisteredRule[]): Outcome {
  const citations = rules.slice(0, 2).map((rule) => cite(shelf, rule))
  const [rule] = rules
  const lines = rule
    ? [
        `Văn bản chỉ yêu cầu báo cáo định kỳ${rule.to ? ` ${toWhom(rule)}` : ''}, không ghi ngày cụ thể: "${neat(shortQuote(rule.quote))}".`,
      ]
    : []
  return { kind: 'found', finding: { lines, citations, missing: 'date' }, desk: findDesk(shelf) }
}

function shortQuote(quote: string): string {
  const part = quote.split(/;\s/).find((clause) => /báo cáo/iu.test(clause)) ?? quote
  return part.length > 220 ? `${part.slice(0, part.lastIndexOf(' ', 220))}…` : part
}

function onRequest(shelf: Shelf, rules: RegisteredRule[]): Outcome {
  const rule =
    rules.find(({ cadence }) => cadence === 'on-request') ?? rules.find(({ quote }) => /đột xuất/iu.test(quote))
  if (!rule) return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: null }
  const when = /đột xuất\s*\(?\*?\s*\(?([^)*;,.]{3,60})/iu.exec(rule.quote)?.[1]?.trim() ?? 'khi được yêu cầu'
  const finding = {
    lines: [`Có. Ngoài báo cáo định kỳ, đơn vị báo cáo đột xuất ${when}.`, toLine(rule)].filter(Boolean),
    citations: [cite(shelf, rule)],
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function tellDates(inquiry: Inquiry, shelf: Shelf, dated: RegisteredRule[]): Outcome {
  const { asked, full, turn } = inquiry
  const time = readAskedTime(asked, full, turn.today)
  const wanted = time.cadence ? dated.filter(({ cadence }) => cadence === time.cadence) : dated
  if (wanted.length === 0) return notOfThatCadence(shelf, dated, time)
  const lines = time.from ? withinSpan(wanted, time, turn.today) : nextOfEach(wanted, turn.today)
  const finding: Finding = {
    lines: [...lines, ...toLines(wanted)],
    citations: unique(wanted)
      .slice(0, 3)
      .map((rule) => cite(shelf, rule)),
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function unique(rules: RegisteredRule[]): RegisteredRule[] {
  return rules.filter((rule, index) => rules.findIndex(({ quote }) => quote === rule.quote) === index)
}

function notOfThatCadence(shelf: Shelf, dated: RegisteredRule[], { cadence }: AskedTime): Outcome {
  const [document] = shelf.documents.filter(({ id }) => id === dated[0]?.documentId)
  const name = document ? documentName(shelf, document) : 'Văn bản'
  const known = dated.map((rule) => `${CADENCE_WORDS[rule.cadence] ?? ''} (${neat(rule.dueText ?? '')})`)
  const lines = [
    `${name} không quy định báo cáo ${CADENCE_WORDS[cadence ?? ''] ?? 'kỳ này'}; chỉ có báo cáo ${joinAnd(known)}.`,
    dated[0] ? toLine(dated[0]) : '',
  ].filter(Boolean)
  return {
    kind: 'found',
    finding: { lines, citations: unique(dated).map((rule) => cite(shelf, rule)) },
    desk: findDesk(shelf),
  }
}

function nextOfEach(rules: RegisteredRule[], today: string): string[] {
  const to = Temporal.PlainDate.from(today).add({ months: HORIZON_MONTHS }).toString()
  const next = rules
    .flatMap((rule) => dueReports(rule, { from: today, to })[0] ?? [])
    .sort((a, b) => a.due.localeCompare(b.due))
  const past = rules.filter((rule) => !next.some((report) => report.rule === rule))
  return [...next.map((report, index) => sayReport(report, index === 0 || rules.length === 1)), ...past.map(sayWords)]
}

/** A rule whose last date is behind: the document's words alone. */
function sayWords(rule: RegisteredRule): string {
  return `${CADENCE_NAMES[rule.cadence] ?? 'Báo cáo'}: văn bản ghi "${neat(rule.dueText ?? '')}"; không còn kỳ nào sắp tới.`
}

function withinSpan(rules: RegisteredRule[], { from, to, label }: AskedTime, today: string): string[] {
  const span = { from: from ?? today, to: to ?? today }
  const reports = rules.flatMap((rule) => dueReports(rule, span)).sort((a, b) => a.due.localeCompare(b.due))
  if (reports.length === 0)
    return [`Không có báo cáo nào đến hạn trong ${label}.`, ...nextOfEach(rules, today).slice(0, 1)]
  return reports.slice(0, 6).map((report) => sayReport(report, reports.length === 1))
}

function sayReport({ rule, due, lastSafe, period }: DueReport, full: boolean): string {
  const name =
    period && rule.cadence !== 'monthly' && rule.cadence !== 'weekly'
      ? `Báo cáo ${period}`
      : (CADENCE_NAMES[rule.cadence] ?? 'Báo cáo')
  const words = /trước/iu.test(rule.dueText ?? '') ? 'trước ngày' : 'chậm nhất ngày'
  const said = rule.dueText ? `văn bản ghi "${neat(rule.dueText)}"` : ''
  const last = full ? `; để đúng hạn, nộp chậm nhất ${sayDay(lastSafe)}` : ''
  const notes = [said, full ? '' : `nộp chậm nhất ${sayDate(lastSafe)}`].filter(Boolean).join('; ')
  return `${name}: ${words} ${sayDate(due)}${notes ? ` (${notes})` : ''}${last}.`
}

function toLine(rule: RegisteredRule): string {
  const whom = toWhom(rule)
  return whom ? `Báo cáo ${whom}.` : ''
}

/** To whom, once where all go to one place, else for each kind of report. */
function toLines(rules: RegisteredRule[]): string[] {
  const lines = new Set(rules.map(toLine).filter(Boolean))
  if (lines.size <= 1) return [...lines]
  return rules.flatMap((rule) => {
    const whom = toWhom(rule)
    return whom ? [`${CADENCE_NAMES[rule.cadence] ?? 'Báo cáo'} ${whom}.`] : []
  })
}

function toWhom({ to, via }: RegisteredRule): string {
  if (to && via) return `gửi ${to} qua ${via}`
  return to || via ? `gửi ${to ?? via}` : ''
}

export function joinAnd(parts: string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`
}
