/** One item's or year's part of one source: the cell of a table with a row an item or a year and a column a source. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { type RowFact, sayRow } from '../../shelf/table-row.ts'
import { plain } from '../../typed/plain.ts'
import { sentence } from '../../wording.ts'
import { sourcesIn } from './funding-sources.ts'

/** Least share of the item's name in the question, and by how much the next must lag. */
const NAMED_SHARE = 0.7
const CLEARLY = 0.15

type Asked = { sources: readonly number[]; years: readonly number[]; asked: string }

const YEAR_ALONE = /^(?:năm\s+)?(20\d\d)$/iu

/** The year that a row or column is named by, "Năm 2027" or "2027"; NaN for any other name. */
export function yearNamed(name: string): number {
  return Number(YEAR_ALONE.exec(name)?.[1])
}

/** What sources give in the years asked about: cells of a table with a row a year and a column a source; null where it has none. */
export function tellYearBySource(shelf: Shelf, { sources, years }: Omit<Asked, 'asked'>): Outcome | null {
  if (sources.length === 0 || years.length === 0) return null
  const cells = shelf.entries.flatMap((entry) => {
    const year = yearNamed(entry.row?.name ?? '')
    const facts = years.includes(year) ? factsOf(entry, (own) => sources.some((each) => own.includes(each))) : []
    return facts.length > 0 ? [{ entry, facts }] : []
  })
  if (cells.length === 0) return null
  const told = cells.map(tellCell)
  const finding = { lines: told.flatMap(({ lines }) => lines), citations: told.flatMap(({ citations }) => citations) }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

/** The cell, under the item's name and the source's heading; null where no row is surely the item meant, or a year is asked of. */
export function tellItemBySource(shelf: Shelf, { sources, years, asked }: Asked): Outcome | null {
  if (sources.length === 0 || years.length > 0) return null
  const [best, second] = shelf.entries
    .flatMap((entry) => {
      const facts = factsOf(entry, (own) => sources.every((each) => own.includes(each)))
      return facts.length > 0 ? [{ entry, facts, share: nameShare(entry, asked) }] : []
    })
    .sort((a, b) => b.share - a.share)
  if (!best || best.share < NAMED_SHARE || (second && second.share > best.share - CLEARLY)) return null
  return { kind: 'found', finding: tellCell(best), desk: findDesk(shelf) }
}

function tellCell({ entry, facts }: { entry: ShelfEntry; facts: RowFact[] }) {
  const line = sayRow({ name: entry.row?.name ?? '', facts })
  return { lines: [sentence(line)], citations: [citePassage(entry)] }
}

/** The row's sums under headings that are sources ("NS xã", "Ngân sách tỉnh") of those asked for. */
function factsOf({ row }: ShelfEntry, isAsked: (own: readonly number[]) => boolean): RowFact[] {
  return row?.facts.filter(({ heading, value }) => isAsked(sourcesIn(plain(heading))) && /\d/.test(value)) ?? []
}

/** What a row of money may be called that names no item. */
const NO_ITEM = /^ (?:tong(?: cong| so)?|kinh phi|ho tro|von|ngan sach|chi|khac|noi dung) $/

/** Share of the words of the item's whole name that the question has; one of the things it lists stands there as it is. */
function nameShare({ row }: ShelfEntry, asked: string): number {
  const name = plain(row?.name ?? '')
  const parts = (row?.name ?? '').split(/[,;]\s/u).map(plain)
  if (parts.some((part) => part.trim().includes(' ') && !NO_ITEM.test(part) && asked.includes(part))) return 1
  const words = name.trim().split(' ')
  return words.length < 3 ? 0 : words.filter((word) => asked.includes(` ${word} `)).length / words.length
}
