/** What falls due in a stretch of time: reports and dated tasks, the asker's own when the question says so. */
import { dueReports, type RegisteredDuty, type RegisteredRule, recursOn } from '../../../duties/index.ts'
import { type QuestionTime, readQuestionTime } from '../../../language/time-question.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { tellPage } from '../../paging.ts'
import { type AskedUnit, binds, concerns, type Inquiry, ownUnit } from '../../question/inquiry.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import type { Citation } from '../../turn.ts'
import { firstClause, neat, sayDate, sentence } from '../../wording.ts'
import { shortQuote } from '../reports/report-words.ts'

const ASKS_DUE =
  / (?:(?:den|toi|het|dung) han|sap (?:toi |den |het )?han|co han|han gi|phai nop gi|gi phai nop|phai nop nhung gi|phai xong|phai hoan thanh|can hoan thanh|can xong|viec gi phai|can lam (?:nhung )?(?:viec )?gi|phai lam (?:nhung )?(?:viec )?gi|phai lo gi|(?:minh|toi|em|tui)(?: (?:tuan|thang|quy) (?:nay|sau|toi))? (?:lam|lo|co) (?:nhung |viec )?gi|(?:tuan|thang|quy) (?:nay|sau|toi)(?: \S+){0,4} (?:lam|lo|co) (?:nhung |viec )?gi) /
const PAGE = { maxChars: 1_250, maxItems: 8 }

const ASKS_PAST =
  / (?:da qua|vua roi|vua qua|truoc do|qua roi|tre|qua han|hom qua|(?:thang|quy|tuan|nam) (?:truoc|roi|ngoai)) /

/** Asked for what comes next, without a span of its own. */
const ASKS_NEXT = / (?:sap (?:toi |den |het )?han|(?:den |toi )?han (?:gan |som )?nhat|gan (?:den |toi )?han) /
const NEXT_TOLD = 3
const HORIZON_MONTHS = 24

export function lookUpDue(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, turn, whole } = inquiry
  const [shelf] = shelves
  const span = ASKS_DUE.test(asked) ? (readQuestionTime(whole.said, turn.today) ?? comingSpan(asked, turn.today)) : null
  // A year gone by names the matter ("hồ sơ từ năm 2020"), not the time asked about.
  if (span && span.to < turn.today && !ASKS_PAST.test(asked)) return null
  if (!shelf || shelves.length !== 1 || !span || (turn.asker === 'citizen' && !inquiry.unit)) return null
  const unit = whoseDuties(inquiry, shelf)
  const asksWork = unit !== null && ASKS_WORK.test(asked)
  // The work of a whole year is the unit's duties as such.
  if (asksWork && span.unit === 'year') return null
  if (asksWork && span.label !== COMING) return tellWork(inquiry, { shelf, unit, span })
  const all = ofKindAsked(asked, { shelf, unit, span })
  const entries = span.label === COMING ? nextOfEach(all) : all
  if (entries.length === 0) return nothingDue(shelf, unit, span)
  const head =
    span.label === COMING
      ? [`Sắp đến hạn${ofUnit(unit)}:`]
      : [`Đến hạn trong ${span.label}${ofUnit(unit)}: ${entries.length} việc.`]
  const items = entries.map(({ line, citation }, index) => ({ text: `${index + 1}. ${line}`, citation }))
  const finding = tellPage({ head, items, things: 'việc' }, { ...PAGE, page: whole.page })
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

const ASKS_TASKS = / (?:nhiem vu|dau viec|phan viec|cong viec|viec nao|dong nao) /

/** Tasks asked for come before reports; asked for what a unit leads, they stand alone. */
function ofKindAsked(asked: string, { shelf, unit, span }: Work<AskedUnit | null>): Entry[] {
  const all = entriesDue(shelf, unit, span)
  if (!ASKS_TASKS.test(asked) || / bao cao /.test(asked)) return all
  const leads = unit && / chu tri /.test(asked) && !/ phoi hop /.test(asked)
  const led = leads ? all.filter(({ duty }) => duty && concerns(unit, duty.lead)) : []
  return led.length > 0 ? led : [...all.filter(({ duty }) => duty), ...all.filter(({ duty }) => !duty)]
}

/** What somebody has to do in a time, rather than what ends in it. */
const ASKS_WORK = / (?:lam|lo|co) (?:nhung )?(?:viec |nhiem vu )?gi /

type Work<Unit = AskedUnit> = { shelf: Shelf; unit: Unit; span: QuestionTime }

/** What falls due in the time, what is under way in it, and what comes again in it; little due is told with what comes next. */
function tellWork({ whole }: Inquiry, { shelf, unit, span }: Work): Outcome {
  const due = entriesDue(shelf, unit, span)
  const running = runningIn(shelf, unit, span)
  const recurring = recurringIn(shelf, unit, span)
  const horizon = horizonAfter(Temporal.PlainDate.from(span.to).add({ days: 1 }).toString())
  const next = due.length + running.length < NEXT_TOLD ? nextOfEach(entriesDue(shelf, unit, horizon)).slice(0, 2) : []
  if (due.length + running.length + recurring.length === 0) return nothingDue(shelf, unit, span)
  const groups: [string, Entry[]][] = [
    ['', due],
    ['Đang trong thời gian thực hiện:', running],
    ['Làm định kỳ:', recurring],
    ['Sắp tới:', next.filter(({ line }) => !running.some((entry) => entry.line === line))],
  ]
  const items = groups.flatMap(([heading, entries]) =>
    entries.map((entry, at) => ({ ...entry, heading: at === 0 ? heading : '' })),
  )
  const head =
    due.length > 0
      ? [`Đến hạn trong ${span.label}${ofUnit(unit)}: ${due.length} việc.`]
      : [`Không có việc nào${ofUnit(unit)} hết hạn trong ${span.label}.`]
  const told = items.map(({ line, citation, heading }, index) => ({
    text: `${heading ? `${heading}\n` : ''}${index + 1}. ${line}`,
    citation,
  }))
  const finding = tellPage({ head, items: told, things: 'việc' }, { ...PAGE, page: whole.page })
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

/** Work whose stated time begins by the end of the span and ends after it. */
function runningIn(shelf: Shelf, unit: AskedUnit, { to }: QuestionTime): Entry[] {
  return shelf.duties
    .filter(({ start, end }) => start !== null && end !== null && start <= to && end > to)
    .filter((duty) => isOwn(unit, duty))
    .sort((a, b) => (a.end ?? '').localeCompare(b.end ?? ''))
    .map((duty) => entryOf(shelf, duty, duty.end ?? ''))
}

/** Work that comes again on a day of the span, or in every month, quarter or week. */
function recurringIn(shelf: Shelf, unit: AskedUnit, span: QuestionTime): Entry[] {
  return shelf.duties.flatMap((duty) => {
    if (!duty.recurrence || !isOwn(unit, duty) || shelf.rules.some(({ quote }) => quote === duty.quote)) return []
    const day = recursOn(duty.recurrence, span)
    const isAlways = /FREQ=(?:WEEKLY|DAILY|MONTHLY)/.test(duty.recurrence)
    return day !== null || isAlways ? [entryOf(shelf, duty, day ?? span.to)] : []
  })
}

function entryOf(shelf: Shelf, duty: RegisteredDuty, due: string): Entry {
  const time = duty.timeText ? `; thời gian: ${neat(duty.timeText)}` : ''
  const output = duty.output ? `; sản phẩm: ${firstClause(neat(duty.output), 60)}` : ''
  const line = sentence(`${firstClause(neat(duty.name), 150)}${time}${output}`)
  return { due, line, citation: cite(shelf, duty), kind: null, duty }
}

function comingSpan(asked: string, today: string): QuestionTime | null {
  return ASKS_NEXT.test(asked) ? horizonAfter(today) : null
}

function horizonAfter(day: string): QuestionTime {
  const to = Temporal.PlainDate.from(day).add({ months: HORIZON_MONTHS }).toString()
  return { from: day, to, label: COMING, unit: 'span' }
}

/** A free month is told with what comes after it, so that the answer is of use. */
function nothingDue(shelf: Shelf, unit: AskedUnit | null, span: QuestionTime): Outcome {
  const whose = ofUnit(unit)
  const after = horizonAfter(Temporal.PlainDate.from(span.to).add({ days: 1 }).toString())
  const next = entriesDue(shelf, unit, after).slice(0, NEXT_TOLD)
  const undated = shelf.rules.filter((rule) => isUndated(rule) && (!unit || binds(unit, rule.who))).slice(0, 2)
  const lines = [
    `Không có báo cáo hay nhiệm vụ ghi ngày nào${whose} đến hạn trong ${span.label}.`,
    ...undated.map(
      ({ quote }) => `Văn bản có yêu cầu báo cáo nhưng không ghi ngày cụ thể: "${neat(shortQuote(quote))}".`,
    ),
    ...(next.length > 0 ? ['Gần nhất sau đó:', ...next.map(({ line }, index) => `${index + 1}. ${line}`)] : []),
  ]
  const citations = [...undated.map((rule) => cite(shelf, rule)), ...next.map(({ citation }) => citation)]
  return { kind: 'found', finding: { lines, citations }, desk: findDesk(shelf) }
}

/** A rule of reports that come again, on no day. */
function isUndated({ dueText, recurrence, cadence }: RegisteredRule): boolean {
  return dueText === null && recurrence === null && cadence !== 'on-request'
}

function ofUnit(unit: AskedUnit | null): string {
  return unit ? ` của ${unit.name}` : ''
}

const COMING = 'thời gian tới'
const COMING_TOLD = 5

/** What comes again is told once. */
function nextOfEach(entries: Entry[]): Entry[] {
  const first = entries.filter(
    ({ kind }, index) => kind === null || entries.findIndex((other) => other.kind === kind) === index,
  )
  return first.slice(0, COMING_TOLD)
}

/** `kind`: what recurs under it; null for what falls due once. */
type Entry = { due: string; line: string; citation: Citation; kind: string | null; duty?: RegisteredDuty }

/** A head who names no office means their own. */
function whoseDuties({ turn, unit }: Inquiry, shelf: Shelf): AskedUnit | null {
  if (unit || turn.asker !== 'unit_head' || !turn.unit) return unit
  return ownUnit(turn.unit, shelf.register.units)
}

function entriesDue(shelf: Shelf, unit: AskedUnit | null, span: QuestionTime): Entry[] {
  return [...dutiesDue(shelf, unit, span), ...reportsDue(shelf, unit, span)].sort((a, b) => a.due.localeCompare(b.due))
}

function dutiesDue(shelf: Shelf, unit: AskedUnit | null, { from, to }: QuestionTime): Entry[] {
  return shelf.duties.flatMap((duty) => {
    if (duty.end === null || duty.end < from || duty.end > to || !isOwn(unit, duty)) return []
    return [entryOf(shelf, duty, duty.end)]
  })
}

function reportsDue(shelf: Shelf, unit: AskedUnit | null, span: QuestionTime): Entry[] {
  return shelf.rules
    .filter((rule) => !unit || binds(unit, rule.who))
    .flatMap((rule) => dueReports(rule, span))
    .map(({ due, lastSafe, period, rule }) => {
      const words = /trước/iu.test(rule.dueText ?? '') ? 'trước ngày' : 'chậm nhất ngày'
      const line = `Báo cáo ${period ?? ''}: ${words} ${sayDate(due)} (nộp chậm nhất ${sayDate(lastSafe)}).`
      return { due, line, citation: cite(shelf, rule), kind: `${rule.documentId}/${rule.cadence}/${rule.dueText}` }
    })
}

function isOwn(unit: AskedUnit | null, duty: RegisteredDuty): boolean {
  return !unit || concerns(unit, duty.lead) || concerns(unit, duty.coordinating)
}
