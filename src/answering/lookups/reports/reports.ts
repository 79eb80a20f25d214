/** When reports fall due: the document's words, the dates they make from today on, and the last day that is safe. */
import type { RegisteredRule } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { documentName, neat } from '../../wording.ts'
import { withoutUse } from '../papers/identity.ts'
import { hasDay, isOfCadence, readCadence, readCadences, sayCadence, tellsDayOf } from './cadence.ts'
import { doubtsDates, tellAsWritten } from './dates-as-written.ts'
import { asksOwnReport, EITHER_PLACE, LATE_REPORT, withoutTimes } from './report-asked.ts'
import { tellDates, unique } from './report-dates.ts'
import { asksDaysBefore, asksTerm, tellsDaysBefore, tellsTerm } from './report-terms.ts'
import { sayAll, shortQuote, toLine, toWhom } from './report-words.ts'
import { ASKS_WHO_ELSE, isDated, onTopic, rulesFor } from './rules-meant.ts'

const ABOUT_REPORTING =
  / (?:bao cao|truoc (?:ngay )?\d{1,2}(?:\/\d{1,2})?(?: \S+){0,3} nop|nop(?: \S+){0,4} ngay \d{1,2}(?:\/\d{1,2})?(?: \S+){0,3} (?:duoc|kip|tre|muon)|\d{1,2}\/\d{1,2} (?:\S+ ){0,2}nop(?: \S+){0,3} (?:tre|muon|kip|duoc)|han (?:nop )?(?:0?[69] thang|quy)|(?:nop|gui)(?: \S+){0,3} (?:tong ket|so ket|so lieu|danh sach|ket qua)|(?:tong ket|so ket|tong hop)(?: \S+){0,5} (?:nop|gui)) /
const ASKS_RULE =
  / (?:han|con kip|kip khong|qua han chua|tre chua|muon chua|khi nao|bao gio|luc nao|ngay nao|ngay may|hom nao|truoc ngay|truoc (?:khi|ngay)|thoi diem|thoi han|deadline|gui ai|gui cho ai|gui ve dau|gui dau|(?:gui|nop) bao cao(?: \S+){0,3} (?:ai|dau|don vi nao|phong nao)|nop cho|nop ai|nop ve|nop dau|qua don vi nao|gui truc tiep|dinh ky|dot xuat|lich|quy nay|quy sau|quy toi|hang quy|hang thang|sang nam|nam sau|sau thang|6 thang|06 thang|9 thang|may lan|may ky|ky (?:gan nhat|toi|sau|nay)|(?:gui|nop)(?: \S+){1,6} hay (?:gui|nop)|bao lau|con bao nhieu ngay|con may ngay|truoc|(?:nop|co) (?:nhung )?bao cao (?:gi|nao)|dung (?:vao )?(?:ngay|han|hom)|vao dung|(?:bi|tinh|la|coi) (?:la )?(?:tre|muon|cham) |bao cao (?:gi|nao)(?: \S+){0,2} phai nop) /
/** Other reports: statistics, minutes and the like follow no rule of the plan. */
const OTHER_REPORT =
  / (?:bao cao thong ke|bao cao tham tra|mau bao cao|bieu mau|bao cao giay|ban giay|ai tong hop|nguoi tong hop|tong hop bao cao|kiem tra danh gia) /
/** "Ngoài nộp cái đó ra …": what else there is, and not the report again. */
const BESIDE_IT = / ngoai (?:\S+ ){1,6}ra (?!sao |soat )/
const ASKS_DAY = / (?:ngay nao|ngay may|khi nao|bao gio|hom nao|truoc ngay|han nop|han cuoi) /

export function lookUpReports(inquiry: Inquiry): Outcome | null {
  const { shelves } = inquiry
  const [asked, full] = [withoutUse(inquiry.asked), withoutUse(inquiry.full)]
  const [shelf] = shelves
  const said = inquiry.whole.context === null ? asked : full
  if (!shelf || shelves.length !== 1 || BESIDE_IT.test(asked)) return null
  if (!asksReportRule(said, full) && !(ASKS_RULE.test(said) && asksOwnReport(inquiry, shelf))) return null
  if (asksTerm(asked)) return shelf.entries.some(tellsTerm) ? null : noRule(shelf)
  if (asksDaysBefore(asked) && shelf.entries.some(({ passage }) => tellsDaysBefore(passage))) return null
  return tellRules(inquiry, shelf)
}

/** The rules that are meant: by their matter, by how often they come, as written where the dates are doubted. */
function tellRules(inquiry: Inquiry, shelf: Shelf): Outcome | null {
  const [asked, full] = [inquiry.asked, inquiry.full].map((said) => withoutTimes(withoutUse(said))) as [string, string]
  const { rules: pool, isKnown } = EITHER_PLACE.test(asked)
    ? { rules: rulesFor(inquiry, shelf), isKnown: true }
    : onTopic(inquiry, shelf, rulesFor(inquiry, shelf))
  const cadence = readCadence(asked) ?? (/ (?:sang nam|nam sau|nam toi) /.test(asked) ? null : readCadence(full))
  const asWritten = doubtsDates(asked) ? tellAsWritten(shelf, pool.filter(isDated)) : null
  if (asWritten) return asWritten
  if (/ dot xuat /.test(asked) && pool.length > 0) return onRequest(shelf, pool)
  const named = new Set([cadence, ...readCadences(asked)].flatMap((each) => each ?? []))
  const rules = named.size > 0 ? pool.filter((rule) => [...named].some((each) => isOfCadence(rule, each))) : pool
  const told = rules.filter(({ dueText, quote }) => dueText !== null || hasDay(quote) || EITHER_PLACE.test(asked))
  if (told.length > 0) return tellDates(inquiry, shelf, told)
  // What the register did not make a rule of, the sentences may tell.
  if (cadence && shelf.entries.some(({ passage }) => tellsDayOf(cadence, passage.quote))) return null
  const dated = pool.filter(isDated)
  if (!isKnown) return noRule(shelf)
  if (cadence && dated.length > 0) return notOfThatCadence(shelf, dated, cadence)
  return rules.length > 0 ? withoutDate(inquiry, shelf, rules) : noRule(shelf)
}

export function asksReportRule(asked: string, full: string): boolean {
  if (OTHER_REPORT.test(asked) || !ABOUT_REPORTING.test(full)) return false
  if (LATE_REPORT.test(asked) && !ASKS_DAY.test(asked)) return false
  return ASKS_RULE.test(asked)
}

function noRule(shelf: Shelf): Outcome {
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: 'date' }
}

function withoutDate({ asked }: Inquiry, shelf: Shelf, rules: RegisteredRule[]): Outcome {
  const citations = rules.slice(0, 2).map((rule) => cite(shelf, rule))
  const [rule] = rules
  const whom = rule ? toWhom(rule) : ''
  const lines = rule
    ? [
        ...(rule.who.length > 0 && ASKS_WHO_ELSE.test(asked) ? [`Đơn vị báo cáo: ${rule.who.join('; ')}.`] : []),
        `Văn bản chỉ yêu cầu báo cáo định kỳ${whom ? ` ${whom}` : ''}, không ghi ngày cụ thể: "${neat(shortQuote(rule.quote))}".`,
      ]
    : []
  return { kind: 'found', finding: { lines, citations, missing: 'date' }, desk: findDesk(shelf) }
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

function notOfThatCadence(shelf: Shelf, dated: RegisteredRule[], cadence: string): Outcome {
  const [document] = shelf.documents.filter(({ id }) => id === dated[0]?.documentId)
  const name = document ? documentName(shelf, document) : 'Văn bản'
  const lines = [
    `${name} không quy định báo cáo ${sayCadence(cadence)}; chỉ có báo cáo ${sayAll(dated)}.`,
    dated[0] ? toLine(dated[0]) : '',
  ].filter(Boolean)
  const citations = unique(dated).map((rule) => cite(shelf, rule))
  return { kind: 'found', finding: { lines, citations }, desk: findDesk(shelf) }
}
