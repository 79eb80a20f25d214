/** In which year most or least money is spent: read from the totals a table has by year, never worked out from its parts. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { termsOf } from '../../weighing/terms.ts'
import { sourcesIn } from './funding-sources.ts'
import { yearNamed } from './item-by-source.ts'

const ASKS_MOST = / nam nao(?: \S+){0,6} (?:nhieu|cao|lon)(?: \S+){0,2} nhat /
const ASKS_LEAST = / nam nao(?: \S+){0,6} (?:it|thap|nho)(?: \S+){0,2} nhat /
const TOTAL = /^ (?:tong|tong cong|cong|tong so|tong kinh phi) $/

type Sum = { year: number; said: string; amount: number; entry: ShelfEntry }

/** Null where neither is asked for, or no table has the totals of two years or more; of one source or item no total tells. */
export function tellExtremeYears(shelf: Shelf, asked: string): Outcome | null {
  const [most, least] = [ASKS_MOST.test(asked), ASKS_LEAST.test(asked)]
  if ((!most && !least) || sourcesIn(asked).length > 0 || !isOfTheWhole(asked, shelf)) return null
  const sums = totalsByYear(shelf)
  if (sums.length < 2 || !areOfOneTable(sums)) return null
  const sorted = [...sums].sort((a, b) => b.amount - a.amount)
  const told = [
    ...(most ? sayAll('Nhiều nhất', sorted, sorted[0]) : []),
    ...(least ? sayAll('Ít nhất', sorted, sorted.at(-1)) : []),
  ]
  const citations = [...new Set(told.map(({ entry }) => entry))].map((entry) => citePassage(entry))
  return { kind: 'found', finding: { lines: told.map(({ line }) => line), citations }, desk: findDesk(shelf) }
}

/** Words of most and least, and of a year's money, that name no item. */
const NO_ITEM = new Set(
  'kinh phi tien von ngan sach chi tieu bo tri cap cao thap nhieu it lon nho nhat nam muc tung giai doan ca ke hoach de an nghi quyet so sanh dong tong cong'.split(
    ' ',
  ),
)

function isOfTheWhole(asked: string, { titleWords, communeWords }: Shelf): boolean {
  return termsOf(asked, new Set([...NO_ITEM, ...titleWords, ...communeWords])).words.length === 0
}

/** One unit, and each year once: sums of several tables are not held against each other. */
function areOfOneTable(sums: readonly Sum[]): boolean {
  const units = new Set(sums.map(({ said }) => said.replace(/^[\d.,\s]+/, '').trim()))
  return units.size === 1 && new Set(sums.map(({ year }) => year)).size === sums.length
}

/** Every year with that very sum. */
function sayAll(what: string, sums: readonly Sum[], extreme: Sum | undefined): { line: string; entry: ShelfEntry }[] {
  return sums
    .filter(({ amount }) => amount === extreme?.amount)
    .map(({ year, said, entry }) => ({ line: `${what}: năm ${year}: ${said}.`, entry }))
}

/** The row of totals of a table with a column a year, or the column of totals of one with a row a year. */
function totalsByYear({ entries }: Shelf): Sum[] {
  const inRow = entries.flatMap((entry) => (TOTAL.test(plain(entry.row?.name ?? '')) ? yearsOf(entry) : []))
  if (inRow.length > 1) return inRow
  return entries.flatMap((entry) => {
    const year = yearNamed(entry.row?.name ?? '')
    const total = entry.row?.facts.find(({ heading }) => TOTAL.test(plain(heading)))
    return total && year ? sum(entry, year, total.value) : []
  })
}

function yearsOf(entry: ShelfEntry): Sum[] {
  return (entry.row?.facts ?? []).flatMap(({ heading, value }) => {
    const year = yearNamed(heading.trim())
    return year ? sum(entry, year, value) : []
  })
}

function sum(entry: ShelfEntry, year: number, said: string): Sum[] {
  const digits = /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\d.])/.exec(said)?.[0]
  return digits ? [{ year, said, amount: Number(digits.replaceAll('.', '').replace(',', '.')), entry }] : []
}
