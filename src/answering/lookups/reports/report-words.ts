/** How a report's due date is told: the document's words, the day they make, and the last day that is safe. */
import { type DueReport, lastSafeBefore, type RegisteredRule } from '../../../duties/index.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { firstClause, neat, sayDate, sayDay } from '../../wording.ts'
import { nameReport, sayCadence } from './cadence.ts'

const MAX_QUOTE_CHARS = 220
const MAX_PAPER_CHARS = 60

export type Telling = {
  today: string
  /** Told at length: the weekday of the last safe day. */
  full: boolean
  /** Said after the name where rules of several papers stand side by side. */
  paper: string
}

export function sayReport({ rule, due, lastSafe, period }: DueReport, { today, full, paper }: Telling): string {
  const ofPeriod = period && rule.cadence !== 'monthly' && rule.cadence !== 'weekly'
  const name = ofPeriod ? `Báo cáo ${period}` : nameReport(rule.cadence)
  const words = /trước/iu.test(rule.dueText ?? '') ? 'trước ngày' : 'chậm nhất ngày'
  const said = rule.dueText ? `văn bản ghi "${neat(rule.dueText)}"` : ''
  const past = due < today ? ', đã qua' : ''
  const last = full && !past ? `; để đúng hạn, nộp chậm nhất ${sayDay(lastSafe)}` : ''
  const notes = [said, full ? '' : `nộp chậm nhất ${sayDate(lastSafe)}`].filter(Boolean).join('; ')
  return `${name}${paper}: ${words} ${sayDate(due)}${past}${notes ? ` (${notes})` : ''}${last}.`
}

/** A rule without a day the register could work out, or whose last one is behind: the document's words alone. */
export function sayWords(rule: RegisteredRule, { paper, today }: { paper: string; today: string }): string {
  const words = rule.dueText ? `"${neat(rule.dueText)}"` : `"${neat(shortQuote(rule.quote)).replace(/[.;]+$/u, '')}"`
  const day = dayIn(rule.dueText ?? '')
  if (day && day >= today) {
    const last = /trước/iu.test(rule.dueText ?? '') ? lastSafeBefore(day) : day
    return `${nameReport(rule.cadence)}${paper}: văn bản ghi ${words}; để đúng hạn, nộp chậm nhất ${sayDay(last)}.`
  }
  const over = rule.recurrence || /20\d\d/.test(rule.dueText ?? '') ? '; không còn kỳ nào sắp tới' : ''
  return `${nameReport(rule.cadence)}${paper}: văn bản ghi ${words}${over}.`
}

/** The one day of the calendar that the words name. */
function dayIn(words: string): string | null {
  const [, day, month, year] = /(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(20\d\d)/.exec(words) ?? []
  if (!year || Number(month) > 12 || Number(day) > 31) return null
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
}

/** " (Cải cách hành chính năm 2027)" where the rules told are of several papers, else nothing. */
export function papersOf(rules: readonly RegisteredRule[], shelf: Shelf): (rule: RegisteredRule) => string {
  const several = new Set(rules.map(({ documentId }) => documentId)).size > 1
  return ({ documentId }) => {
    const title = shelf.documents.find(({ id }) => id === documentId)?.title
    return several && title ? ` (${firstClause(neat(title), MAX_PAPER_CHARS)})` : ''
  }
}

export function shortQuote(quote: string): string {
  const part = quote.split(/;\s/).find((clause) => /báo cáo/iu.test(clause)) ?? quote
  return part.length > MAX_QUOTE_CHARS ? `${part.slice(0, part.lastIndexOf(' ', MAX_QUOTE_CHARS))}…` : part
}

/** To whom, once where all go to one place, else for each kind of report. */
export function toLines(rules: readonly RegisteredRule[]): string[] {
  const lines = new Set(rules.map(toLine).filter(Boolean))
  if (lines.size <= 1) return [...lines]
  return [
    ...new Set(
      rules.flatMap((rule) => {
        const whom = toWhom(rule)
        return whom ? [`${nameReport(rule.cadence)} ${whom}.`] : []
      }),
    ),
  ]
}

export function toLine(rule: RegisteredRule): string {
  const whom = toWhom(rule)
  return whom ? `Báo cáo ${whom}.` : ''
}

export function toWhom({ to, via }: RegisteredRule): string {
  if (to && via) return `gửi ${to} qua ${via}`
  return to || via ? `gửi ${to ?? via}` : ''
}

/** "quý (trước ngày 10 của tháng cuối quý)" of every rule. */
export function sayAll(rules: readonly RegisteredRule[]): string {
  return joinAnd(rules.map((rule) => `${sayCadence(rule.cadence)} (${neat(rule.dueText ?? '')})`))
}

function joinAnd(parts: string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`
}
