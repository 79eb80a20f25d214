/** Sums by the year asked about: that year's own, or those of other years told as what they are. */
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { UNIT_ABOVE } from '../../shelf/sum-rows.ts'
import { sayRow } from '../../shelf/table-row.ts'
import { covers } from '../../weighing/rank.ts'
import type { Terms } from '../../weighing/terms.ts'
import { neat, sentence, sentencesOf } from '../../wording.ts'
import { AMOUNT, isSplit, isTotal, sayAmount, tellsYear, tellTotalAbove, totalAbove } from './funding-parts.ts'

type Yearly = { years: readonly number[]; amounts: ShelfEntry[]; topic: Terms }

/** The years asked for: their own sum, or the sums of other years as what they are; null where only the whole is told. */
export function tellOfYears(shelf: Shelf, asked: Yearly): Outcome | null {
  const desk = findDesk(shelf)
  const otherYears = notOfYears(asked.years, asked.amounts)
  if (otherYears) return { kind: 'not_in_documents', desk, missing: 'amount', ...otherYears }
  const finding = tellYear(shelf, asked)
  return finding && { kind: 'found', finding, desk }
}

/** A year for which no sum is told, beside sums of other years: those are told as what they are. */
function notOfYears(years: readonly number[], amounts: ShelfEntry[]): { nearest: Finding; reason: string } | null {
  const dated = amounts.filter((entry) => /20\d\d/.test(saidWith(entry)))
  const near = dated.find(isTotal) ?? dated.find((entry) => /kinh phí|ngân sách/iu.test(saidWith(entry)))
  if (
    years.length === 0 ||
    !near ||
    years.some((year) => amounts.some((entry) => tellsYear(entry, year) || isTotalOf(entry, year)))
  )
    return null
  const span = spanIn(saidWith(near))
  if (span && years.every((year) => year >= span.from && year <= span.to)) return null
  const above = totalAbove(near)
  return {
    nearest: above ? tellTotalAbove(near) : { lines: [sayYears(near)], citations: [citePassage(near)] },
    reason: `Văn bản không nêu số tiền cho năm ${years.join(', ')}, chỉ nêu:`,
  }
}

/** A year asked about, and only the whole told: that is said, or that a table has the years. */
export function notSplit({ entries }: Shelf, years: readonly number[]): Pick<Finding, 'missing' | 'next'> {
  if (years.length === 0) return {}
  const isRow = ({ passage }: ShelfEntry): boolean =>
    passage.kind === 'row' && years.some((year) => new RegExp(`^(?:năm )?${year}(?!\\d)`, 'iu').test(passage.quote))
  return entries.some(isRow)
    ? { next: 'Phần chia theo từng năm nằm trong bảng của văn bản.' }
    : { missing: 'yearly_split' }
}

function saidWith(entry: ShelfEntry): string {
  return `${totalAbove(entry) ?? ''} ${entry.passage.quote}`
}

function spanIn(text: string): { from: number; to: number } | null {
  const [, from, to] = /(20\d\d)\s*[-–]\s*(20\d\d)/.exec(text) ?? []
  return from && to ? { from: Number(from), to: Number(to) } : null
}

/** The sum of the very year asked about: a sentence that names it, or the row of that year in a table of money. */
function tellYear(shelf: Shelf, { years, amounts, topic }: Yearly): Finding | null {
  const named = (entry: ShelfEntry): boolean => years.some((year) => tellsYear(entry, year))
  const isOnTopic = (entry: ShelfEntry): boolean =>
    topic.words.length === 0 || covers(topic, entry, shelf.weigh).words >= 0.5
  const entry = amounts.find((each) => named(each) && isOnTopic(each) && AMOUNT.test(sayYears(each)))
  if (entry)
    return {
      lines: [isSplit(entry.passage.quote) ? sayAmount(entry) : sayYears(entry)],
      citations: [citePassage(entry)],
    }
  const whole =
    years.length > 0 && topic.words.length === 0
      ? amounts.find((each) => years.every((year) => isTotalOf(each, year)))
      : undefined
  if (whole) return tellTotalAbove(whole)
  const rows = shelf.entries.filter(
    ({ row, passage }) =>
      row &&
      years.some((year) => row.name === `Năm ${year}`) &&
      /kinh phí|dự toán|vốn|ngân sách/iu.test(passage.heading),
  )
  if (rows.length === 0 || topic.words.length > 2) return null
  const lines = rows.map(({ row }) => sentence(`${row ? sayRow(row) : ''} ${UNIT_ABOVE}`))
  return { lines, citations: rows.map((each) => citePassage(each)) }
}

/** "Tổng kinh phí năm 2027 là …, gồm:" heads its parts. */
function isTotalOf(entry: ShelfEntry, year: number): boolean {
  return new RegExp(`năm\\s+${year}(?!\\d|\\s*[-–])`, 'iu').test(totalAbove(entry) ?? '')
}

/** Of "… là …, trong đó: A; B" the first sentence ends behind A: one part beside the total would read as the answer. */
const FIRST_PART = /,?\s*(?:trong đó|(?:bao )?gồm|cụ thể)\s*:[^;]*;$/iu

/** The sentence with the sum, of a passage that says more. */
function sayYears(entry: ShelfEntry): string {
  const said = sentencesOf(neat(entry.passage.quote)).find((each) => AMOUNT.test(each))
  return said ? sentence(said.replace(FIRST_PART, '')) : sayAmount(entry)
}
