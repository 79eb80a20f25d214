/** One item's part of one source: the cell of a table with a row an item and a column a source. */
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

type Asked = { sources: readonly number[]; said: string }

/** The cell, under the item's name and the source's heading; null where no row is surely the item meant. */
export function tellItemBySource(shelf: Shelf, { sources, said }: Asked): Outcome | null {
  if (sources.length === 0) return null
  const [best, second] = shelf.entries
    .flatMap((entry) => {
      const facts = entry.row?.facts.filter(({ heading, value }) => isOf(sources, heading) && /\d/.test(value)) ?? []
      return facts.length > 0 ? [{ entry, facts, share: nameShare(entry, said) }] : []
    })
    .sort((a, b) => b.share - a.share)
  if (!best || best.share < NAMED_SHARE || (second && second.share > best.share - CLEARLY)) return null
  return { kind: 'found', finding: tellCell(best), desk: findDesk(shelf) }
}

function tellCell({ entry, facts }: { entry: ShelfEntry; facts: RowFact[] }) {
  const line = sayRow({ name: entry.row?.name ?? '', facts })
  return { lines: [sentence(line)], citations: [citePassage(entry)] }
}

/** "NS xã", "Ngân sách tỉnh" at the head of a column. */
function isOf(sources: readonly number[], heading: string): boolean {
  const own = sourcesIn(plain(heading))
  return sources.every((each) => own.includes(each))
}

/** Share of the words of the item's whole name that the question has, or of one of the things it lists: "Đào tạo nghề, việc làm". */
function nameShare({ row }: ShelfEntry, asked: string): number {
  const name = row?.name ?? ''
  return Math.max(
    ...[name, ...name.split(/[,;]\s/u)].map((part) => {
      const words = plain(part).trim().split(' ')
      return words.length < 2 ? 0 : words.filter((word) => asked.includes(` ${word} `)).length / words.length
    }),
  )
}
