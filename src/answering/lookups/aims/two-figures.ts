/** One thing with two figures in one paper: both are told, and that they differ. */
import type { Inquiry } from '../../question/inquiry.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'
import { ofYears, sayRow, yearsIn } from '../../shelf/table-row.ts'
import { plain } from '../../typed/plain.ts'
import { isOfSameGroup } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { termsOf } from '../../weighing/terms.ts'
import { askedYears, yearsOf } from '../../weighing/years.ts'

const PERCENT = /(\d+(?:,\d+)?)\s?%/g
const TIME = /(?:quý\s+(?:[ivx]+|\d)|tháng\s+\d+|20\d\d)(?!\p{L})/gu
const LEAST_WORDS = 4
const LEAST_WORDS_OF_NAME = 3
const OF_SHORTER = 0.8
const OF_LONGER = 0.6

export const THEY_DIFFER = 'Hai chỗ của văn bản ghi hai con số khác nhau cho việc này.'

/** The passage that sets another share for the same thing and the same time; undefined where none does. */
export function rivalOf({ wants, asked }: Inquiry, best: Ranked, ranked: readonly Ranked[]): Ranked | undefined {
  if (!wants.includes('percent') && !wants.includes('figure')) return undefined
  const years = yearsTold(asked, best.entry)
  return ranked.find(({ entry }) => isRival(best.entry, entry, years))
}

function isRival(best: ShelfEntry, entry: ShelfEntry, years: readonly number[]): boolean {
  const [own, other] = [figureOf(best, years), figureOf(entry, years)]
  if (own === null || other === null || other === own || best.document !== entry.document) return false
  const [row, aim] = isYearRow(entry) ? [entry, best] : [best, entry]
  if (isYearRow(row)) return !isYearRow(aim) && isNamedIn(row, aim) && aim.target?.by === String(years[0])
  return isOfSameTime(best, entry) && isSameThing(best, entry)
}

/** The one year a row of years is held against: that asked about, else that of the aim. */
function yearsTold(asked: string, { target, row }: ShelfEntry): number[] {
  const named = askedYears(asked)
  const due = !row && /^20\d\d$/.test(target?.by ?? '') ? [Number(target?.by)] : []
  return named.length > 0 ? named : due
}

/** A row of aims with a figure for each of several years. */
export function isYearRow({ row, duty }: ShelfEntry): boolean {
  return !duty && row !== null && yearsIn(row).length > 1
}

/** The aim has every word of the row's name, and is of no group of people that the row does not name. */
function isNamedIn(row: ShelfEntry, aim: ShelfEntry): boolean {
  const name = new Set(termsOf(plain(row.row?.name ?? '')).words)
  const said = wordsOf(aim)
  const isWhole = name.size >= LEAST_WORDS_OF_NAME && [...name].every((word) => said.has(word))
  return isWhole && isOfSameGroup(aim.plainText, row)
}

/** The one share a passage sets, a row of years in the year asked about; null where it sets none or several. */
function figureOf(entry: ShelfEntry, years: readonly number[]): string | null {
  const isOfYears = isYearRow(entry)
  if (isOfYears && (years.length !== 1 || !entry.row || !yearsIn(entry.row).includes(years[0] ?? 0))) return null
  const said = isOfYears && entry.row ? sayRow({ ...ofYears(entry.row, years), name: '' }) : entry.text
  const figures = new Set([...said.matchAll(PERCENT)].map(([, figure = '']) => figure))
  const [only] = figures
  return figures.size === 1 && only !== undefined ? only : null
}

function isOfSameTime(one: ShelfEntry, other: ShelfEntry): boolean {
  if (timesOf(one) !== timesOf(other)) return false
  const [a, b] = [yearsOf(one), yearsOf(other)]
  return a?.from === b?.from && a?.to === b?.to
}

/** The times a passage, its lead and the heading right above name. */
function timesOf({ text, passage }: ShelfEntry): string {
  const said = `${text} ${passage.lead ?? ''} ${passage.heading.split(' › ').at(-1) ?? ''}`
  return [...new Set(said.toLowerCase().match(TIME))].sort().join()
}

function isSameThing(one: ShelfEntry, other: ShelfEntry): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const shared = [...a].filter((word) => b.has(word)).length
  const [shorter, longer] = [Math.min(a.size, b.size), Math.max(a.size, b.size)]
  return shared >= LEAST_WORDS && shared >= OF_SHORTER * shorter && shared >= OF_LONGER * longer
}

function wordsOf({ plainText }: ShelfEntry): Set<string> {
  return new Set(termsOf(plainText).words.filter((word) => !/\d/.test(word)))
}
