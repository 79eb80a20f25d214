/** What falls due in a stretch of time: reports and dated tasks, the asker's own when the question says so. */
import { dueReports, type RegisteredDuty } from '../../duties/index.ts'
import { type QuestionTime, readQuestionTime } from '../../language/time-question.ts'
import { findDesk } from '../desk.ts'
import { type AskedUnit, binds, concerns, type Inquiry, ownUnit } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import { tellPage } from '../paging.ts'
import { cite, type Shelf } from '../shelf.ts'
import type { Citation } from '../turn.ts'
import { firstClause, neat, sayDate, sentence } from '../wording.ts'

const ASKS_DUE =
  / (?:den han|sap (?:toi |den )?han|co han|han gi|phai nop gi|gi phai nop|phai nop nhung gi|phai xong|phai hoan thanh|can hoan thanh|can xong|viec gi phai|can lam gi|phai lam gi) /
const PAGE = { maxChars: 1_250, maxItems: 8 }

const ASKS_PAST =
  / (?:da qua|vua roi|vua qua|truoc do|qua roi|tre|qua han|hom qua|(?:thang|quy|tuan|nam) (?:truoc|roi|ngoai)) /

/** Asked for what comes next, without a span of its own. */
const ASKS_NEXT = / (?:sap (?:toi |den )?han|(?:den |toi )?han (?:gan |som )?nhat|gan (?:den |toi )?han) /
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
  const all = entriesDue(shelf, unit, span)
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
  const lines = [
    `Không có báo cáo hay nhiệm vụ ghi ngày nào${whose} đến hạn trong ${span.label}.`,
    ...(next.length > 0 ? ['Gần nhất sau đó:', ...next.map(({ line }, index) => `${index + 1}. ${line}`)] : []),
  ]
  return { kind: 'found', finding: { lines, citations: next.map(({ citation }) => citation) }, desk: findDesk(shelf) }
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
type Entry = { due: string; line: string; citation: Citation; kind: string | null }

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
    const line = sentence(`${firstClause(neat(duty.name), 150)}; thời gian: ${neat(duty.timeText ?? '')}`)
    return [{ due: duty.end, line, citation: cite(shelf, duty), kind: null }]
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
