/** What was reached in a year gone by: a paper that only plans does not know it. */
import type { Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { askedYears, namesOneOf } from '../../weighing/years.ts'

const ASKS_RESULT = / (?:ket qua|da|dat duoc|lam duoc|thuc hien duoc|hoan thanh duoc) /
const LAST_YEAR = / nam (?:ngoai|vua roi|vua qua) /
const REPORTS = /(?:đã|đạt|được|tăng|giảm|kết quả|hoàn thành)(?!\p{L})/iu

/** The years gone by whose results are asked for; none where another time is asked about as well. */
export function yearsReported({ asked, wants, turn }: Inquiry): number[] {
  const now = Number(turn.today.slice(0, 4))
  const years = [...askedYears(asked), ...(LAST_YEAR.test(asked) ? [now - 1] : [])]
  const asksResult = wants.includes('status') || ASKS_RESULT.test(asked)
  return asksResult && years.every((year) => year < now) ? years : []
}

/** Whether the passage tells what was reached in one of those years: no aim does. */
export function reportsOn(years: readonly number[], { entry }: Ranked): boolean {
  return entry.target === null && namesOneOf(years, entry) && REPORTS.test(entry.passage.quote)
}
