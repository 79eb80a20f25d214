/** What falls due in a stretch of time: reports and dated tasks, the asker's own when the question says so. */
import { dueReports, type RegisteredDuty } from '../../duties/index.ts'
import { type QuestionTime, readQuestionTime } from '../../language/time-question.ts'
import { findDesk } from '../desk.ts'
import { binds, concerns, type Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import { cite, type Shelf } from '../shelf.ts'
import type { Citation } from '../turn.ts'
import { firstClause, neat, sayDate, sentence } from '../wording.ts'

const ASKS_DUE =
  / (?:den han|sap (?:toi |den )?han|co han|han gi|phai nop gi|gi phai nop|phai nop nhung gi|phai xong|phai hoan thanh|can hoan thanh|can xong|viec gi phai|can lam gi|phai lam gi) /
const MAX_TOLD = 8

export function lookUpDue(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, turn, unit, whole } = inquiry
  const [shelf] = shelves
  const span = ASKS_DUE.test(asked) ? readQuestionTime(whole.said, turn.today) : null
  if (!shelf || shelves.length !== 1 || !span || turn.asker === 'citizen') return null
  const entries = [...dutiesDue(inquiry, shelf, span), ...reportsDue(inquiry, shelf, span)].sort((a, b) =>
    a.due.localeCompare(b.due),
  )
  const whose = unit ? ` của ${unit.name}` : ''
  const shown = entries.slice(0, MAX_TOLD).map(({ line }, index) => `${index + 1}. ${line}`)
  const more = entries.length > MAX_TOLD ? [`Còn ${entries.length - MAX_TOLD} việc nữa.`] : []
  const head =
    entries.length === 0
      ? `Không có báo cáo hay nhiệm vụ ghi ngày nào${whose} đến hạn trong ${span.label}.`
      : `Đến hạn trong ${span.label}${whose}: ${entries.length} việc.`
  const citations = entries.slice(0, MAX_TOLD).map(({ citation }) => citation)
  return { kind: 'found', finding: { lines: [head, ...shown, ...more], citations }, desk: findDesk(shelf) }
}

type Entry = { due: string; line: string; citation: Citation }

function dutiesDue(inquiry: Inquiry, shelf: Shelf, { from, to }: QuestionTime): Entry[] {
  return shelf.duties.flatMap((duty) => {
    if (duty.end === null || duty.end < from || duty.end > to || !isOwn(inquiry, duty)) return []
    const line = sentence(`${firstClause(neat(duty.name), 150)}; thời gian: ${neat(duty.timeText ?? '')}`)
    return [{ due: duty.end, line, citation: cite(shelf, duty) }]
  })
}

function reportsDue({ unit }: Inquiry, shelf: Shelf, span: QuestionTime): Entry[] {
  return shelf.rules
    .filter((rule) => !unit || binds(unit, rule.who))
    .flatMap((rule) => dueReports(rule, span))
    .map(({ due, lastSafe, period, rule }) => {
      const words = /trước/iu.test(rule.dueText ?? '') ? 'trước ngày' : 'chậm nhất ngày'
      const line = `Báo cáo ${period ?? ''}: ${words} ${sayDate(due)} (nộp chậm nhất ${sayDate(lastSafe)}).`
      return { due, line, citation: cite(shelf, rule) }
    })
}

function isOwn({ unit }: Inquiry, duty: RegisteredDuty): boolean {
  return !unit || concerns(unit, duty.lead) || concerns(unit, duty.coordinating)
}
