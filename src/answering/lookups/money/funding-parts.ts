/** The parts of a sum: by source, by year or by phase, and the total where only the line above its parts has it. */
import type { Finding } from '../../outcome.ts'
import { citePassage, type ShelfEntry } from '../../shelf/shelf.ts'
import { UNIT_ABOVE } from '../../shelf/sum-rows.ts'
import { sayRow } from '../../shelf/table-row.ts'
import { neat, sentence } from '../../wording.ts'

export const AMOUNT = /\d{1,3}(?:\.\d{3}){2,}(?:\s*đồng)?|\d+(?:[.,]\d+)?\s*(?:tỷ|tỉ|triệu)(?:\s*đồng)?/iu
/** Every one of them, for `match` and `matchAll` alone: `test` would go on from where it stood. */
export const AMOUNTS = new RegExp(AMOUNT, 'giu')
const TOTAL = /tổng (?:kinh phí|nhu cầu|mức|dự toán|số|nguồn|vốn|cộng)|kinh phí (?:thực hiện|triển khai)/iu
const STRETCH = /giai đoạn|(?:năm )20\d\d/giu

export const ASKS_PARTS =
  / (?:co cau|(?:tung|cac|moi|nhung|may) (?:nguon|khoan|phan)|chia (?:ra |theo )?(?:nguon|khoan)|nguon nao(?: \S+){0,2} bao nhieu|gom nhung (?:nguon|khoan)) /

/** The line above that states the total of which this entry is a part: "Tổng kinh phí … là …, trong đó:". */
export function totalAbove({ passage }: ShelfEntry): string | null {
  const above = [passage.lead ?? '', passage.heading.split(' › ').at(-1) ?? '']
  return above.find((line) => TOTAL.test(line) && AMOUNT.test(line)) ?? null
}

/** What leads over from a total to its parts. */
const LEADS_ON = /,?\s*(?:trong đó|(?:bao )?gồm|cụ thể|chia theo \p{Ll}+|phân (?:theo|bổ) \p{Ll}+|như sau)\s*:?$/iu

/** The total alone, from the line above its parts. */
export function tellTotalAbove(entry: ShelfEntry): Finding {
  const above = totalAbove(entry) ?? ''
  return { lines: [sentence(neat(above).replace(LEADS_ON, ''))], citations: [citePassage(entry, above)] }
}

const SUM_OF_ROWS = /^(?:tổng )?(?:cộng|số)(?: cộng)?$/iu

/** A total with its parts, from the line above them; null where no such line is. */
export function tellParts(amounts: readonly ShelfEntry[]): Finding | null {
  const first = amounts.find((entry) => totalAbove(entry) !== null)
  const above = first ? totalAbove(first) : null
  if (!first || above === null) return null
  const parts = amounts
    .filter((entry) => totalAbove(entry) === above)
    .filter(({ row }) => !row || !SUM_OF_ROWS.test(row.name))
    .sort((a, b) => a.passage.position - b.passage.position)
  const total = neat(above).replace(LEADS_ON, '')
  return {
    lines: [sentence(total), ...parts.map((entry) => `- ${sayAmount(entry)}`)],
    citations: [citePassage(first, above), ...parts.map((entry) => citePassage(entry))],
  }
}

/** Several years or phases with their sums in one sentence. */
export function isSplit(quote: string): boolean {
  const sums = quote.match(AMOUNTS) ?? []
  return (quote.match(STRETCH) ?? []).length > 1 && sums.length > 1
}

/** Whether a sum is told for that very year, alone or as one of several. */
export function tellsYear({ passage }: ShelfEntry, year: number): boolean {
  return new RegExp(`(?:năm|giai đoạn)\\s+(?:20\\d\\d\\s*[-–]\\s*)?${year}(?!\\d)`, 'iu').test(passage.quote)
}

export function isTotal({ passage }: ShelfEntry): boolean {
  return /tổng (?:chi|thu|kinh phí|nhu cầu|mức|dự toán|số|nguồn|vốn)(?! (?:kinh phí )?(?:nêu|nói|ở) trên)|^[\W\d]*kinh phí[^.;]{0,40}:|nhu cầu kinh phí|tổng dự toán|kinh phí (?:thực hiện|triển khai)[^.;]{0,60} (?:là|khoảng|dự kiến)/iu.test(
    passage.quote,
  )
}

/** "Cơ cấu nguồn vốn (triệu đồng):" behind a total heads a table. */
const LEADS_TO_TABLE = /(?<=[.;]\s)[^.;\d]{3,80}:$/u

/** Digits are followed by "đồng" even where the source writes only the words in brackets. */
export function sayAmount({ passage, text, row, duty }: ShelfEntry): string {
  if (text.endsWith(UNIT_ABOVE)) return sentence(text)
  if (row && !duty) return sentence(sayRow(row))
  const said = neat(passage.quote).replace(LEADS_ON, '').replace(LEADS_TO_TABLE, '')
  return sentence(
    said.replace(/(?<![\d.])(\d{1,3}(?:\.\d{3}){2,})(?![\d]|\.\d)(?!\s*đồng)(?=\s*\(|\s*[.;]|\s*$)/u, '$1 đồng'),
  )
}
