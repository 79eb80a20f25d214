/** What falls due in a stretch of time: reports and dated tasks, the asker's own when the question says so. */
import { dueReports, type RegisteredDuty } from '../../duties/index.ts'
import { findDesk } from '../desk.ts'
import { concerns, type Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import { cite } from '../shelf.ts'
import { firstClause, neat, sayDate, sentence } from '../wording.ts'

const ASKS_DUE =
  / (?:den han|sap (?:toi |den )?han|co han|han gi|phai nop gi|gi phai nop|phai nop nhung gi|phai xong|phai hoan thanh|can hoan thanh|can xong|viec gi phai|can lam gi|phai lam gi) /
const MAX_TOLD = 8

type Span = { from: string; to: string; label: string }

export function lookUpDue(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, turn } = inquiry
  const [shelf] = shelves
  const span = ASKS_DUE.test(asked) ? readSpan(asked, turn.today) : null
  if (!shelf || shelves.length !== 1 || !span || turn.asker === 'citizen') return null
  const reports = shelf.rules
    .flatMap((rule) => dueReports(rule, span))
    .filter(({ rule }) => bindsAsker(inquiry, rule.who))
    .sort((a, b) => a.due.localeCompare(b.due))
  const duties = shelf.duties.filter((duty) => isDueIn(duty, span) && isOwn(inquiry, duty))
  const lines = [
    ...reports.map(
      ({ due, lastSafe, period, rule }) =>
        `Báo cáo ${period ?? ''}: ${/trước/iu.test(rule.dueText ?? '') ? 'trước ngày' : 'chậm nhất ngày'} ${sayDate(due)} (nộp chậm nhất ${sayDate(lastSafe)}).`,
    ),
    ...duties.map((duty) => sentence(`${firstClause(neat(duty.name), 150)}; thời gian: ${neat(duty.timeText ?? '')}`)),
  ]
  const whose = inquiry.unit ? ` của ${inquiry.unit.name}` : ''
  if (lines.length === 0) {
    const finding = {
      lines: [`Không có báo cáo hay nhiệm vụ ghi ngày nào${whose} đến hạn trong ${span.label}.`],
      citations: [],
    }
    return { kind: 'found', finding, desk: findDesk(shelf) }
  }
  const shown = lines.slice(0, MAX_TOLD).map((line, index) => `${index + 1}. ${line}`)
  const more = lines.length > MAX_TOLD ? [`Còn ${lines.length - MAX_TOLD} việc nữa.`] : []
  const citations = [...reports.map(({ rule }) => cite(shelf, rule)), ...duties.map((duty) => cite(shelf, duty))].slice(
    0,
    MAX_TOLD,
  )
  return {
    kind: 'found',
    finding: { lines: [`Đến hạn trong ${span.label}${whose}: ${lines.length} việc.`, ...shown, ...more], citations },
    desk: findDesk(shelf),
  }
}

/** A rule that names another single office binds that one alone. */
function bindsAsker({ unit }: Inquiry, who: string[]): boolean {
  if (!unit || who.length === 0) return true
  return concerns(unit, who) || who.some((name) => /^(?:các|những|mọi|thủ trưởng)\s|đơn vị|cơ quan/iu.test(name))
}

function isOwn({ unit }: Inquiry, duty: RegisteredDuty): boolean {
  return !unit || concerns(unit, duty.lead) || concerns(unit, duty.coordinating)
}

function isDueIn({ end }: RegisteredDuty, { from, to }: Span): boolean {
  return end !== null && end >= from && end <= to
}

function readSpan(asked: string, today: string): Span | null {
  const now = Temporal.PlainDate.from(today)
  const year = Number(
    / nam (20\d\d) /.exec(asked)?.[1] ?? (/ (?:sang nam|nam sau|nam toi) /.test(asked) ? now.year + 1 : now.year),
  )
  if (/ tuan (?:nay|sau|toi) /.test(asked)) return weekOf(/ tuan nay /.test(asked) ? now : now.add({ days: 7 }))
  if (/ thang (?:nay|sau|toi) /.test(asked))
    return months(now.with({ day: 1 }).add({ months: / thang nay /.test(asked) ? 0 : 1 }), 1)
  const month = / thang (\d{1,2}) /.exec(asked)?.[1]
  if (month && Number(month) >= 1 && Number(month) <= 12)
    return months(Temporal.PlainDate.from({ year, month: Number(month), day: 1 }), 1)
  if (/ quy (?:nay|sau|toi) /.test(asked)) {
    const start = now.with({ month: now.month - ((now.month - 1) % 3), day: 1 })
    return months(start.add({ months: / quy nay /.test(asked) ? 0 : 3 }), 3)
  }
  return / (?:nam (?:20\d\d|nay)|sang nam|nam sau|nam toi|cuoi nam) /.test(asked)
    ? months(Temporal.PlainDate.from({ year, month: 1, day: 1 }), 12)
    : null
}

function weekOf(day: Temporal.PlainDate): Span {
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const sunday = monday.add({ days: 6 })
  return {
    from: monday.toString(),
    to: sunday.toString(),
    label: `tuần ${sayDate(monday.toString())} - ${sayDate(sunday.toString())}`,
  }
}

function months(start: Temporal.PlainDate, count: 1 | 3 | 12): Span {
  const to = start.add({ months: count }).subtract({ days: 1 }).toString()
  const quarter = ['I', 'II', 'III', 'IV'][Math.floor((start.month - 1) / 3)] ?? ''
  const label = { 1: `tháng ${start.month}/${start.year}`, 3: `quý ${quarter}/${start.year}`, 12: `năm ${start.year}` }[
    count
  ]
  return { from: start.toString(), to, label }
}
