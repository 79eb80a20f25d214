/** So many days after or before something: no day of the calendar, and told by the clause rather than by a rule's dates. */
import type { RegisteredRule } from '../../duties/index.ts'
import type { ShelfEntry } from '../shelf.ts'

const ASKS_TERM =
  / (?:sau (?:khi |\S+ )(?:\S+ ){0,10}|xong (?:thi |roi )?)(?:bao lau|may ngay|bao nhieu ngay|trong vong) /
const TERM = /(?:trong|vòng|thời hạn|sau|nhất)\s+\d{1,3}\s+(?:ngày|giờ|tuần|tháng)(?!\s*\d)/iu
const ASKS_DAYS_BEFORE = / truoc (?:may|bao nhieu) ngay /
const DAYS_BEFORE = /\d{1,3}\s+ngày(?:\s+làm\s+việc)?\s+trước/iu

export function asksTerm(asked: string): boolean {
  return ASKS_TERM.test(asked)
}

export function tellsTerm({ passage }: ShelfEntry): boolean {
  return TERM.test(passage.quote)
}

export function asksDaysBefore(asked: string): boolean {
  return ASKS_DAYS_BEFORE.test(asked)
}

export function tellsDaysBefore({ quote }: RegisteredRule): boolean {
  return DAYS_BEFORE.test(quote)
}
