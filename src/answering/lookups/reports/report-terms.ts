/** So many days after or before something: no day of the calendar, and told by the clause rather than by a rule's dates. */
import type { RegisteredRule } from '../../../duties/index.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'

const ASKS_TERM =
  / (?:(?:sau (?:khi |\S+ )(?:\S+ ){0,10}|xong (?:thi |roi )?)(?:bao lau|may ngay|bao nhieu ngay|trong vong)|trong (?:bao lau|may gio|bao nhieu gio|may tieng)) /
const TERM = /(?:trong|vòng|thời hạn|sau|nhất)\s+\d{1,3}\s+(?:ngày|giờ|tuần|tháng)(?!\s*\d)/iu
const ASKS_DAYS_BEFORE = / truoc (?:\S+ ){0,5}?(?:may|bao nhieu) ngay /
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

/** Whether a clause on what is sent names so many days before something. */
export function tellsDaysBefore({ quote }: Pick<RegisteredRule, 'quote'>): boolean {
  return DAYS_BEFORE.test(quote) && /báo cáo|gửi|nộp/iu.test(quote)
}
