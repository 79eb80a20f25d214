/** When reports fall due: the document's words, the dates they make from today on, and the last day that is safe. */
import { type DueReport, dueReports, type RegisteredRule } from '../../duties/index.ts'
import { type QuestionTime, readQuestionTime } from '../../language/time-question.ts'
import { findUnits, unitKey } from '../../language/units.ts'
import { findDesk } from '../desk.ts'
import { type AskedUnit, binds, concerns, type Inquiry, ownUnit } from '../inquiry.ts'
import type { Finding, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import { cite, type Shelf } from '../shelf.ts'
import { coverage, indexText, termsOf } from '../terms.ts'
import { documentName, neat } from '../wording.ts'
import { hasDay, isOfCadence, readCadence, readCadences, sayCadence, tellsDayOf } from './cadence.ts'
import { doubtsDates, tellAsWritten } from './dates-as-written.ts'
import { withoutUse } from './identity.ts'
import { EITHER_PLACE, isOnlyAddressed, sayContent, sayTimesAYear, withoutTimes } from './report-asked.ts'
import { asksDaysBefore, asksTerm, tellsDaysBefore, tellsTerm } from './report-terms.ts'
import { papersOf, sayAll, sayReport, sayWords, shortQuote, toLine, toLines, toWhom } from './report-words.ts'

const ABOUT_REPORTING =
  / (?:bao cao|truoc (?:ngay )?\d{1,2}(?:\/\d{1,2})?(?: \S+){0,3} nop|nop(?: \S+){0,4} ngay \d{1,2}(?:\/\d{1,2})?(?: \S+){0,3} (?:duoc|kip|tre|muon)|\d{1,2}\/\d{1,2} (?:\S+ ){0,2}nop(?: \S+){0,3} (?:tre|muon|kip|duoc)|han (?:nop )?(?:0?[69] thang|quy)|(?:nop|gui)(?: \S+){0,3} (?:tong ket|so ket|so lieu|danh sach|ket qua)|(?:tong ket|so ket|tong hop)(?: \S+){0,5} (?:nop|gui)) /
const ASKS_RULE =
  / (?:han|con kip|kip khong|qua han chua|tre chua|muon chua|khi nao|bao gio|luc nao|ngay nao|ngay may|hom nao|truoc ngay|truoc (?:khi|ngay)|thoi diem|thoi han|deadline|gui ai|gui cho ai|gui ve dau|gui dau|(?:gui|nop) bao cao(?: \S+){0,3} (?:ai|dau|don vi nao|phong nao)|nop cho|nop ai|nop ve|nop dau|qua don vi nao|gui truc tiep|dinh ky|dot xuat|lich|quy nay|quy sau|quy toi|hang quy|hang thang|sang nam|nam sau|sau thang|6 thang|06 thang|9 thang|may lan|may ky|ky (?:gan nhat|toi|sau|nay)|(?:gui|nop)(?: \S+){1,6} hay (?:gui|nop)|bao lau|con bao nhieu ngay|con may ngay|truoc|(?:nop|co) (?:nhung )?bao cao (?:gi|nao)|dung (?:vao )?(?:ngay|han|hom)|vao dung|(?:bi|tinh|la|coi) (?:la )?(?:tre|muon|cham) |bao cao (?:gi|nao)(?: \S+){0,2} phai nop) /
/** Other reports: statistics, minutes and the like follow no rule of the plan. */
const OTHER_REPORT =
  / (?:bao cao thong ke|bao cao tham tra|mau bao cao|bieu mau|bao cao giay|ban giay|ai tong hop|nguoi tong hop|tong hop bao cao|kiem tra danh gia) /
/** What follows a late report is asked alone, or beside when it is due. */
const LATE_REPORT = / (?:nop muon|nop tre|cham nop|bi phat) /
const ASKS_DAY = / (?:ngay nao|ngay may|khi nao|bao gio|hom nao|truoc ngay|han nop|han cuoi) /
/** Words of a question about a report that name no matter of their own. */
const REPORT_WORDS = new Set(
  (
    'bao cao nop gui ket qua han ngay truoc may thang quy nam tuan tong hop so lieu thuc hien tinh hinh cong tac luc nao khi don vi phong co quan ban em toi minh dinh ky sau chin dau cuoi dau ai cho ve qua ' +
    'dung tinh bi chac moi tre muon som hon lai nham doc theo nhu vao buoc bat that ghi nam sau truoc ' +
    'ke hoach chuong trinh nghi quyet tong so ket so cham nhat an toan thoi gian le duoc lich tien do nay gio hom hom_nay hang moi phai nhung gi nao len cap tren tinh thanh pho deadline ca nhiem vu lan con cuoi'
  ).split(' '),
)
/** Months a question "when next" looks ahead. */
const HORIZON_MONTHS = 24
const MAX_TOLD = 6

export function lookUpReports(inquiry: Inquiry): Outcome | null {
  const { shelves } = inquiry
  const [asked, full] = [withoutUse(inquiry.asked), withoutUse(inquiry.full)]
  const [shelf] = shelves
  const said = inquiry.whole.context === null ? asked : full
  if (!shelf || shelves.length !== 1 || !asksReportRule(said, full)) return null
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

/** The rules that bind the unit asked about; rules to another recipient than the one named are left out. */
function rulesFor(inquiry: Inquiry, shelf: Shelf): RegisteredRule[] {
  const { asked } = inquiry
  const above =
    / (?:ubnd|uy ban nhan dan|hdnd) (?:thanh pho|tinh) | (?:cap tren|thanh pho|tinh(?! (?:la |vao )?(?:tre|muon|cham|tu|toi|den|ra|theo|sao|the))) /
      .exec(asked)?.[0]
      .trim()
      .split(' ')
      .at(-1)
  if (above) return shelf.rules.filter(({ to, quote }) => plain(`${to ?? ''} ${quote}`).includes(` ${above} `))
  const toUs = shelf.rules.filter(
    ({ to, quote }) => !/ (?:thanh pho|tinh|cap tren) /.test(plain(to ?? '')) && quote !== '',
  )
  const meant = EITHER_PLACE.test(asked) ? toUs : toRecipient(inquiry.whole.said, toUs)
  return ofUnit(reportingUnit(inquiry, shelf), meant, ASKS_WHO_ELSE.test(asked))
}

/** "… hay bên nào làm": another's rule is told where that is asked. */
const ASKS_WHO_ELSE =
  / (?:hay|hoac|thi) (?:la )?(?:ai|(?:ben|don vi|phong|co quan) nao)(?: \S+)? (?:lam|nop|gui|bao cao|lo) /

/** What a unit must report by its own rules and those for all; a unit named that has an undated rule is told that one. */
function ofUnit(unit: AskedUnit | null, toUs: RegisteredRule[], asksWhoElse: boolean): RegisteredRule[] {
  if (!unit) return toUs
  const own = toUs.filter(({ who }) => concerns(unit, who))
  const shared = toUs.filter(({ who }) => binds(unit, who))
  if (own.some(isDated) || shared.some(isDated)) return [...new Set([...own, ...shared])]
  if (unit.how === 'named' && own.length > 0) return own
  // Every rule is another's: none of them is told as this unit's.
  if (shared.length === 0 && toUs.length > 0 && !toUs.some(isDated)) return asksWhoElse ? toUs : own
  if (toUs.some(isDated)) return toUs
  return own.length > 0 ? own : toUs
}

/** "Báo cáo gửi Ban Pháp chế": where some rules name that recipient, those alone. */
function toRecipient(said: string, rules: RegisteredRule[]): RegisteredRule[] {
  const after = /(?:gửi|nộp|gui|nop)\s+(?:(?:báo cáo|bao cao|cho|về|ve|lên|len|đến|den)\s+){0,3}(.+)/iu.exec(said)?.[1]
  const named = new Set(findUnits(after ?? '').map(({ key }) => key))
  const matching = rules.filter(({ to, via }) => [to, via].some((name) => name !== null && named.has(unitKey(name))))
  return matching.length > 0 ? matching : rules
}

/** Asked without naming an office, an official means the reports of their own. */
function reportingUnit({ turn, unit, whole }: Inquiry, shelf: Shelf): AskedUnit | null {
  if (turn.asker === 'citizen' || !turn.unit) return unit
  const own = ownUnit(turn.unit, shelf.register.units)
  // "Hiệu trưởng" asked by a school is of the school.
  const isOwnPost = unit?.keys.every((key) => own.keys.includes(key))
  return unit && !isOwnPost && !isOnlyAddressed(unit, whole.said) ? unit : own
}

type Topical = { rules: RegisteredRule[]; isKnown: boolean }

/** A report named by its matter ("hồ sơ quá hạn") is that one alone; a matter that no rule has is not theirs. */
function onTopic({ asked, unit }: Inquiry, shelf: Shelf, rules: RegisteredRule[]): Topical {
  const unitWords = unit ? indexText([unit.name, ...unit.keys].join(' ')).words : []
  const empty = new Set([...REPORT_WORDS, ...unitWords, ...shelf.communeWords, ...shelf.titleWords])
  const said = termsOf(asked, empty)
  // The day asked about is no matter of the report.
  const terms = { ...said, words: said.words.filter((word) => !/^\d+(?:\/\d+)*$/.test(word)) }
  if (terms.words.length === 0) return { rules, isKnown: true }
  const scored = rules.map((rule) => ({ rule, score: coverage(terms, indexText(rule.quote), shelf.weigh).words }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  if (best < 0.6) return { rules, isKnown: best > 0 || terms.words.length < 2 }
  return { rules: scored.filter(({ score }) => score >= 0.8 * best).map(({ rule }) => rule), isKnown: true }
}

function isDated(rule: RegisteredRule): boolean {
  return rule.dueText !== null && (rule.recurrence !== null || dueReports(rule, EVER).length > 0)
}

const EVER = { from: '2000-01-01', to: '2100-12-31' }

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

/** "Vậy tháng sau nữa?" counts from the time asked about before. */
const STEPS_ON = / (?:tuan|thang|quy|nam|ky) (?:sau|toi|ke|tiep)/

function askedTime({ whole, turn }: Inquiry): QuestionTime | null {
  const before =
    whole.context !== null && STEPS_ON.test(whole.asked) ? readQuestionTime(whole.context, turn.today) : null
  return readQuestionTime(whole.said, before?.from ?? turn.today)
}

const CADENCE_OF: Partial<Record<QuestionTime['unit'], string>> = {
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  half: 'half-yearly',
  'nine-months': 'nine-monthly',
  year: 'yearly',
}

const ASKS_REPORTER =
  / (?:ai|don vi nao|phong nao|co quan nao|ben nao)(?: \S+){0,3} (?:tong hop|lam bao cao|lap|soan|tham muu|gui|nop) /

/** Who makes the report, where that is asked beside its day. */
function sayReporters(asked: string, rules: RegisteredRule[]): string[] {
  const who = [...new Set(rules.flatMap((rule) => rule.who))]
  return ASKS_REPORTER.test(asked) && who.length > 0 ? [`Đơn vị báo cáo: ${who.join('; ')}.`] : []
}

function tellDates(inquiry: Inquiry, shelf: Shelf, rules: RegisteredRule[]): Outcome {
  const { turn, asked } = inquiry
  const time = askedTime(inquiry)
  const paper = papersOf(rules, shelf)
  // "Quý IV và báo cáo năm": the time is that of one of the reports named.
  const inTime = (rule: RegisteredRule): boolean =>
    time !== null && (readCadences(asked).length < 2 || rule.cadence === CADENCE_OF[time.unit])
  const ofTime = time && rules.some(inTime) ? withinSpan(rules.filter(inTime), { time, today: turn.today, paper }) : []
  const others = rules.filter((rule) => ofTime.length === 0 || !inTime(rule))
  const lines = [...ofTime, ...nextOfEach(others, turn.today, paper)]
  const finding: Finding = {
    lines: [
      ...sayTimesAYear(asked, rules, turn.today),
      ...lines,
      ...noteClash(rules),
      ...toLines(rules),
      ...sayContent(asked, rules),
      ...sayReporters(asked, rules),
    ],
    citations: unique(rules)
      .slice(0, 3)
      .map((rule) => cite(shelf, rule)),
    ...(LATE_REPORT.test(asked) ? { missing: 'rest' as const } : {}),
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function unique(rules: RegisteredRule[]): RegisteredRule[] {
  return rules.filter((rule, index) => rules.findIndex(({ quote }) => quote === rule.quote) === index)
}

/** One paper with two days for one report of one office: that is said, and which is safe. */
function noteClash(rules: RegisteredRule[]): string[] {
  const clash = rules.some((a, index) =>
    rules
      .slice(index + 1)
      .some(
        (b) =>
          a.documentId === b.documentId &&
          (a.cadence === b.cadence || [a, b].every((rule) => isOfCadence(rule, 'yearly'))) &&
          a.dueText !== b.dueText &&
          a.to === b.to &&
          a.who.some((name) => b.who.includes(name)),
      ),
  )
  return clash ? ['Lưu ý: văn bản ghi hai hạn khác nhau; nộp theo hạn sớm hơn thì không trễ.'] : []
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

type Paper = (rule: RegisteredRule) => string

function nextOfEach(rules: RegisteredRule[], today: string, paper: Paper): string[] {
  const to = Temporal.PlainDate.from(today).add({ months: HORIZON_MONTHS }).toString()
  const next = rules
    .flatMap((rule) => dueReports(rule, { from: today, to })[0] ?? [])
    .sort((a, b) => a.due.localeCompare(b.due))
  const others = rules.filter((rule) => !next.some((report) => report.rule === rule))
  return [
    ...next.map((report, index) =>
      sayReport(report, { today, full: index === 0 || rules.length === 1, paper: paper(report.rule) }),
    ),
    ...others.map((rule) => sayWords(rule, { paper: paper(rule), today })),
  ]
}

type Spanned = { time: QuestionTime; today: string; paper: Paper }

/** "Báo cáo quý này" is the report of that quarter, due in it or after it; else what falls due within the span. */
function withinSpan(rules: RegisteredRule[], { time, today, paper }: Spanned): string[] {
  const after = Temporal.PlainDate.from(time.to).add({ months: 2 }).toString()
  const all = rules.flatMap((rule) => dueReports(rule, { from: time.from, to: after }))
  const ofPeriod = all.filter(({ period }) => time.unit === 'quarter' && period === time.label)
  const found = (ofPeriod.length > 0 ? ofPeriod : all.filter(({ due }) => due <= time.to)).sort(byDue)
  const worded = rules
    .filter(({ recurrence, cadence }) => recurrence === null && cadence !== 'on-request')
    .filter((rule) => !found.some((report) => report.rule === rule || report.rule.dueText === rule.dueText))
    .map((rule) => sayWords(rule, { paper: paper(rule), today }))
  if (found.length === 0) {
    if (worded.length > 0) return worded
    return [`Không có báo cáo nào đến hạn trong ${time.label}.`, ...nextOfEach(rules, today, paper).slice(0, 1)]
  }
  const told = found.slice(0, MAX_TOLD)
  const isOver = told.every(({ due }) => due < today)
  return [
    ...told.map((report) => sayReport(report, { today, full: told.length === 1, paper: paper(report.rule) })),
    ...worded,
    ...(isOver ? nextOfEach([...new Set(told.map(({ rule }) => rule))], today, paper).slice(0, 1) : []),
  ]
}

function byDue(a: DueReport, b: DueReport): number {
  return a.due.localeCompare(b.due)
}
