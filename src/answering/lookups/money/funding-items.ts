/** One item among the parts of a sum: "chi khảo sát" is told from its own clause of "…, trong đó: A …; B …". */
import type { Finding } from '../../outcome.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { coverage, indexText, type Terms } from '../../weighing/terms.ts'
import { yearBeyond } from '../../weighing/years.ts'
import { neat, sentence } from '../../wording.ts'
import { clausesOf } from './funding-sources.ts'

/** Least share of the item that its clause must have, and how far it must be before every other clause. */
const LEAST = 0.6
const CLEARLY = 1.5

const LEADS_TO_PARTS = /(?:trong đó|(?:bao )?gồm|cụ thể)(?: có)?\s*:/iu

type Item = { entry: ShelfEntry; clause: string; share: number }

/** The clause of the item alone; null where no list of parts has it, or several about as well. */
export function tellItem(
  shelf: Shelf,
  { amounts, topic, asked }: { amounts: readonly ShelfEntry[]; topic: Terms; asked: string },
): Finding | null {
  if (topic.words.length === 0) return null
  const [best, second] = amounts
    .filter((entry) => !entry.row && yearBeyond(asked, entry) === null)
    .flatMap((entry) => itemsOf(entry, topic, shelf))
    .sort((a, b) => b.share - a.share)
  if (!best || best.share < LEAST || (second && best.share < CLEARLY * second.share)) return null
  return { lines: [sentence(best.clause)], citations: [citePassage(best.entry)] }
}

function itemsOf(entry: ShelfEntry, topic: Terms, shelf: Shelf): Item[] {
  const said = neat(entry.passage.quote)
  const lead = LEADS_TO_PARTS.exec(said)
  if (!lead) return []
  return clausesOf(said.slice(lead.index)).map((clause) => ({
    entry,
    clause,
    share: coverage(topic, indexText(clause), shelf.weigh).words,
  }))
}
