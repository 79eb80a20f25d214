/** One commune's register made ready for questions: every entry indexed, cited and found by its place. */
import type {
  CommuneRegister,
  RegisteredDocument,
  RegisteredDuty,
  RegisteredPassage,
  RegisteredTarget,
} from '../../duties/index.ts'
import { squeeze } from '../../language/text.ts'
import type { Citation } from '../turn.ts'
import { definedIn, spellOut } from '../typed/abbreviations.ts'
import { plain } from '../typed/plain.ts'
import { type Indexed, indexText, type Weigh, weighOver } from '../weighing/terms.ts'
import { rowWordsOf, tellSumRow, unitsAbove } from './sum-rows.ts'
import { type RowWords, sayRow } from './table-row.ts'

export type ShelfEntry = {
  passage: RegisteredPassage
  document: RegisteredDocument
  /** Quote and introducing line. */
  body: Indexed
  heading: Indexed
  /** What an answer would tell of it, and that in plain form: a row's number and offices are no answer. */
  text: string
  plainText: string
  /** The row of a table in words, where it is one. */
  row: RowWords | null
  /** The appendix row or the target this passage is, where it is one. */
  duty: RegisteredDuty | null
  target: RegisteredTarget | null
}

export type Shelf = {
  register: CommuneRegister
  documents: RegisteredDocument[]
  entries: ShelfEntry[]
  duties: RegisteredDuty[]
  targets: RegisteredTarget[]
  rules: CommuneRegister['rules']
  weigh: Weigh
  /** Words of the documents' titles: naming the plan names no part of it. */
  titleWords: ReadonlySet<string>
  /** Words of the commune's name: they name no part of its papers. */
  communeWords: ReadonlySet<string>
}

/** Longest quote that counts as one (the `ask` contract). */
export const MAX_QUOTE_CHARS = 600

const shelves = new WeakMap<CommuneRegister, Map<boolean, Shelf>>()

/** Internal documents are shelved only for those who may see them. Made once a register and kept with it. */
export function openShelf(register: CommuneRegister, seesInternal: boolean): Shelf {
  const known = shelves.get(register) ?? new Map<boolean, Shelf>()
  shelves.set(register, known)
  const shelf = known.get(seesInternal) ?? makeShelf(register, seesInternal)
  known.set(seesInternal, shelf)
  return shelf
}

function makeShelf(register: CommuneRegister, seesInternal: boolean): Shelf {
  const documents = register.documents.filter(({ visibility }) => seesInternal || visibility === 'public')
  const byId = new Map(documents.map((document) => [document.id, document]))
  const open = <Row extends { documentId: number }>(rows: Row[]): Row[] =>
    rows.filter(({ documentId }) => byId.has(documentId))
  const duties = open(register.duties)
  const targets = open(register.targets)
  const rowsByQuote = new Map(duties.filter(({ from }) => from === 'appendix').map((duty) => [keyOf(duty), duty]))
  const targetsByQuote = new Map(targets.map((target) => [keyOf(target), target]))
  const units = unitsAbove(register.passages)
  const forms = definedIn(open(register.passages).map(({ quote }) => quote))
  const entries = open(register.passages).flatMap((passage): ShelfEntry[] => {
    const document = byId.get(passage.documentId)
    if (!document || passage.quote.trim() === '') return []
    const duty = rowsByQuote.get(keyOf(passage)) ?? null
    const row = rowWordsOf(passage, units.get(passage))
    const text = duty
      ? [duty.name, duty.output, duty.timeText, ...extrasOf(row).map(({ heading, value }) => `${heading}: ${value}`)]
          .filter(Boolean)
          .join('; ')
      : row
        ? sayRow(row)
        : (tellSumRow(passage) ?? `${passage.lead ?? ''} ${passage.quote}`)
    const headings = (passage.cells ?? []).map(({ heading }) => heading).join(' ')
    return [
      {
        passage,
        document,
        body: indexText(spellOut(`${passage.lead ?? ''} ${passage.quote}`, forms)),
        heading: indexText(`${passage.heading} ${headings}`),
        text,
        row,
        plainText: plain(text),
        duty,
        target: targetsByQuote.get(keyOf(passage)) ?? targetWithin(passage, targets),
      },
    ]
  })
  const weigh = weighOver(entries.map(({ body }) => body))
  const titleWords = new Set(documents.flatMap(({ title }) => [...indexText(title ?? '').words]))
  const communeWords = indexText(register.commune.name).words
  return { titleWords, communeWords, register, documents, entries, duties, targets, rules: open(register.rules), weigh }
}

/** Columns of a row of tasks that no field of a duty holds: what it costs, how much of it, where, what is noted. */
const EXTRA =
  /kinh phí|vốn|dự toán|kế hoạch|tổng mức|ghi chú|quy mô|địa điểm|khối lượng|số lượng|diện tích|chiều dài|công suất/iu

export function extrasOf(row: RowWords | null): RowWords['facts'] {
  return (row?.facts ?? []).filter(({ heading }) => EXTRA.test(heading))
}

/** A bullet may set an aim in one of its clauses. */
function targetWithin(
  { documentId, quote }: RegisteredPassage,
  targets: readonly RegisteredTarget[],
): RegisteredTarget | null {
  const said = squeeze(quote)
  return targets.find((target) => target.documentId === documentId && said.includes(squeeze(target.quote))) ?? null
}

function keyOf({ documentId, quote }: { documentId: number; quote: string }): string {
  return `${documentId}/${squeeze(quote)}`
}

/** A clause of the register as a citation; the quote is cut at a word end where it is over the limit. */
export function cite(shelf: Shelf, entry: { documentId: number; section: string; quote: string }): Citation {
  const document = shelf.documents.find(({ id }) => id === entry.documentId)
  const quote = cutQuote(entry.quote)
  const start = squeeze(quote).slice(0, 60)
  const place = shelf.entries.find(
    ({ passage }) => passage.documentId === entry.documentId && squeeze(passage.quote).includes(start),
  )
  return {
    document: document?.file ?? '',
    section: entry.section,
    quote,
    documentId: entry.documentId,
    position: place?.passage.position ?? 0,
  }
}

export function citePassage({ passage, document }: ShelfEntry, quote = passage.quote): Citation {
  const { cite: section, documentId, position } = passage
  return { document: document.file, section, quote: cutQuote(quote), documentId, position }
}

/** One contiguous stretch of at most the limit, ending at a word. */
export function cutQuote(quote: string): string {
  const trimmed = quote.trim()
  if (trimmed.length <= MAX_QUOTE_CHARS) return trimmed
  const cut = trimmed.slice(0, MAX_QUOTE_CHARS)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\t'), 1)).trim()
}
