/** The part of one source: "ngân sách tỉnh bao nhiêu" is told from the line, row or clause of that source, never by the total. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { UNIT_ABOVE } from '../../shelf/sum-rows.ts'
import { ofYears, sayRow } from '../../shelf/table-row.ts'
import { plain } from '../../typed/plain.ts'
import { neat, sentence, sentencesOf } from '../../wording.ts'
import { AMOUNTS, ASKS_PARTS, totalAbove } from './funding-parts.ts'

/** Whose money it is; a part of one is no part of another. */
const SOURCES: RegExp[] = [
  / (?:ngan sach|von|nguon|kinh phi)(?: \S+){0,2} trung uong | nstw /,
  / (?:ngan sach|von|nguon|kinh phi)(?: ho tro| bo sung| cap| cua)* tinh | tinh (?:ho tro|bo sung|cap|cho|rot) /,
  / (?:ngan sach|nguon thu)(?: cap| cua)* (?:xa|phuong) | (?:xa|phuong)(?: minh| ta)? (?:bo ra|bo|tu chi) /,
  / xa hoi hoa /,
  / (?:cong dong|nhan dan|nguoi dan|dan|suc dan|ba con)(?:(?: voi| va) (?:\S+ )?\S+)?(?: tu)? (?:dong gop|gop|doi ung|ung ho) | huy dong(?: \S+){0,3} (?:cong dong|nhan dan|nguoi dan|dan|ba con) /,
  / (?:von|nguon|phan|huy dong)(?: cua| tu| cong dong| xa hoi)* doanh nghiep | doanh nghiep(?: \S+){0,2} (?:ho tro|dong gop|gop) /,
  / (?:von|nguon) tin dung /,
  / (?:von|nguon|long ghep)(?: \S+){0,4} (?:muc tieu quoc gia|ctmtqg) /,
]
const FROM_SOCIETY = 3
/** What people and companies give is what offices call socialised money. */
const PARTS_OF_SOCIETY: ReadonlySet<number> = new Set([4, 5])
/** Of these no part written means that none is told: one's own budget, and others' money, are often the whole. */
const OF_OTHER_LEVELS = 2

export type SourcePart = { sources: number[]; entry: ShelfEntry; line: string; years: number[] }

/** The sources the question names, by their place in the list; none where it asks for the whole or for each of them. */
export function askedSources(asked: string): number[] {
  const isOne = !ASKS_PARTS.test(asked) && !ASKS_WHOLE.test(asked) && asked.split(' bao nhieu ').length <= 2
  return !isOne ? [] : sourcesIn(asked)
}

/** "Trong tổng kinh phí, phần ngân sách tỉnh …" asks for the part. */
const ASKS_WHOLE = /(?<! trong) (?:tong|tat ca|ca thay|moi nguon) /

/** The sources a text in plain form names. */
export function sourcesIn(text: string): number[] {
  return SOURCES.flatMap((source, at) => (source.test(text) ? [at] : []))
}

type Asked = { sources: readonly number[]; years: readonly number[]; amounts: readonly ShelfEntry[] }

/** The part of the source asked for, or that no such part is written; null where the question asks for no part. */
export function tellSourcePart(shelf: Shelf, { sources, years, amounts }: Asked): Outcome | null {
  if (sources.length === 0) return null
  const all = amounts.flatMap(partsOf).sort((a, b) => a.sources.length - b.sources.length)
  const own = all.filter((part) => sources.every((each) => part.sources.includes(each)))
  const isOfSociety = sources.every((each) => PARTS_OF_SOCIETY.has(each))
  const parts = own.length > 0 || !isOfSociety ? own : all.filter((part) => part.sources.includes(FROM_SOCIETY))
  const desk = findDesk(shelf)
  const best = ofAskedYears(parts, years)
  if (best) return { kind: 'found', finding: tellPart(best, years), desk }
  const [other] = parts
  if (other)
    return {
      kind: 'not_in_documents',
      desk,
      missing: 'amount',
      nearest: tellPart(other, []),
      reason: `Văn bản không nêu số tiền của nguồn này cho năm ${years.join(', ')}, chỉ nêu:`,
    }
  return sources.some((each) => each >= OF_OTHER_LEVELS)
    ? null
    : { kind: 'not_in_documents', desk, missing: 'amount', nearest: null }
}

/** Of the years asked about; without one, of the whole before that of one year. */
function ofAskedYears(parts: readonly SourcePart[], years: readonly number[]): SourcePart | undefined {
  if (years.length > 0) return parts.find((part) => years.every((year) => part.years.includes(year)))
  return parts.find((part) => part.years.length !== 1) ?? parts[0]
}

function tellPart(
  { entry, line }: SourcePart,
  years: readonly number[],
): { lines: string[]; citations: ReturnType<typeof citePassage>[] } {
  return {
    lines: [sentence(entry.row ? sayRow(ofYears(entry.row, years)) : line)],
    citations: [citePassage(entry)],
  }
}

function partsOf(entry: ShelfEntry): SourcePart[] {
  const { row, text, passage, document } = entry
  const ofPaper = yearsOf(totalAbove(entry) ?? passage.heading, document.title ?? '')
  if (row || text.endsWith(UNIT_ABOVE)) {
    const name = plain(row?.name ?? text)
    const columns = yearsOf((row?.facts ?? []).map(({ heading }) => heading).join(' '), '')
    return [{ sources: sourcesIn(withBudget(name)), entry, line: text, years: columns.length > 0 ? columns : ofPaper }]
  }
  return sentencesOf(neat(passage.quote)).flatMap((said) => {
    const own = yearsOf(said, '')
    const years = own.length > 0 ? own : ofPaper
    const clauses = clausesOf(said).filter((clause) => sumsIn(clause) === 1 && !/tổng /iu.test(clause))
    const isWhole = clauses.length === 1 && sumsIn(said) === 1
    return clauses.map((clause) => ({
      sources: sourcesIn(withBudget(plain(clause))),
      entry,
      line: isWhole ? said : own.length === 1 && !clause.includes(String(own[0])) ? `Năm ${own[0]}: ${clause}` : clause,
      years,
    }))
  })
}

/** "Trung ương: 29.150" among sources is its budget. */
function withBudget(name: string): string {
  return / (?:ngan sach|von|nguon|kinh phi|huy dong|long ghep|xa hoi hoa|ho tro|dong gop) /.test(name)
    ? name
    : ` ngan sach${name}`
}

function sumsIn(text: string): number {
  return text.match(AMOUNTS)?.length ?? 0
}

const CUT = /[;:,]\s+|\s+và\s+(?=(?:khoảng\s)?\d|ngân sách|nguồn|vốn)/giu
/** "500 triệu đồng, từ ngân sách xã": where from is said after the sum. */
const SAYS_FROM = /^(?:từ|bằng|do|lấy từ|trích|thuộc|nguồn)(?!\p{L})/iu

/** A sum is written out in brackets behind its figures. */
const IN_WORDS = /(?<!\s)\s{0,3}\([^()]{0,200}(?:đồng|triệu|tỷ)[^()\d]{0,200}\)/giu

/** Stretches of a sentence, each with one sum and what it is. */
export function clausesOf(sentence: string): string[] {
  const said = sentence.replace(IN_WORDS, '')
  const clauses: string[] = []
  let open = ''
  let from = 0
  const cuts = [...said.matchAll(CUT)].map(({ index, 0: mark }) => ({ at: index, to: index + mark.length, mark }))
  for (const { at, to, mark } of [...cuts, { at: said.length, to: said.length, mark: '' }]) {
    const piece = said.slice(from, at)
    from = to
    if (open === '' && sumsIn(piece) === 0 && SAYS_FROM.test(piece) && clauses.length > 0)
      clauses.push(`${clauses.pop()}, ${piece}`)
    else open += piece
    if (sumsIn(open) > 0) {
      clauses.push(open.replace(/^(?:trong đó|(?:bao )?gồm|cụ thể)(?: có)?[:,]?\s+/iu, ''))
      open = ''
    } else if (open !== '') open += mark
  }
  return clauses
}

/** Years named; a stretch ("2026 - 2030") is the whole of them. */
function yearsOf(said: string, title: string): number[] {
  const named = [...said.matchAll(/(?<![\d/.])20[2-6]\d(?!\d)/g)].map(([year]) => Number(year))
  return named.length > 0 || title === '' ? [...new Set(named)] : yearsOf(title, '')
}
