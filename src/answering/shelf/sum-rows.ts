/** Units of figures that only a line above their table names: "Đơn vị tính: triệu đồng". */
import type { RegisteredPassage } from '../../duties/index.ts'
import { unitInBrackets } from '../../language/unit-in-brackets.ts'
import { type RowWords, rowWords } from './table-row.ts'

const CAPTION = /(?:đvt|đơn vị(?: tính)?)\s*:\s*((?:triệu|nghìn|ngàn|tỷ|tỉ)?\s*đồng|%|ha|tấn|hộ|người)(?!\p{L})/iu
/** Lines between a table and the one that names its unit. */
const MOST_LINES_ABOVE = 3
const BARE = /^[≥≤<>=~\s]*\d[\d.,]*$/u
const SUM = /^\d{1,3}(?:\.\d{3})+$/
/** What stands for a unit that nothing near the table names. */
export const UNIT_ABOVE = '(đơn vị tính ghi ở đầu bảng)'

/** The unit of each row's table, by the row: what a line shortly above the table says. */
export function unitsAbove(passages: readonly RegisteredPassage[]): Map<RegisteredPassage, string> {
  const units = new Map<RegisteredPassage, string>()
  let unit: { text: string; document: number; lines: number } | null = null
  for (const passage of passages) {
    const said = CAPTION.exec(`${passage.quote} ${passage.lead ?? ''}`)?.[1] ?? captionAtEnd(passage.quote)
    if (passage.kind !== 'row') {
      if (said) unit = { text: said, document: passage.documentId, lines: 0 }
      else if (unit && ++unit.lines > MOST_LINES_ABOVE) unit = null
    } else {
      const above =
        unit?.document === passage.documentId
          ? unit.text
          : (CAPTION.exec(passage.heading)?.[1] ?? captionAtEnd(passage.heading))
      if (above) units.set(passage, above)
    }
  }
  return units
}

/** "Cơ cấu nguồn vốn (triệu đồng):" names the unit of the table below it. */
function captionAtEnd(quote: string): string | undefined {
  return unitInBrackets(quote.replace(/[\s:*_]+$/u, '')) ?? undefined
}

/** The row in words, figures without a unit of their own with that of the table; null where a sum keeps none. */
export function rowWordsOf(passage: RegisteredPassage, unit: string | undefined): RowWords | null {
  const row = rowWords(passage)
  if (!row) return sumRowWords(passage, unit)
  const [only, ...others] = row.facts
  if (!unit) return only && others.length === 0 && SUM.test(only.value) && sumRow(passage) ? null : row
  return {
    ...row,
    facts: row.facts.map((fact) =>
      BARE.test(fact.value) ? { ...fact, value: `${fact.value}${unit === '%' ? '' : ' '}${unit}` } : fact,
    ),
  }
}

/** "Ngân sách tỉnh: 4.350 (đơn vị tính ghi ở đầu bảng)": a row of sums under a heading of money; null for other rows. */
export function tellSumRow(passage: RegisteredPassage): string | null {
  const row = sumRow(passage)
  return row && `${row.name}: ${row.sum} ${UNIT_ABOVE}`
}

/** The same in words of a row, where its unit is known. */
function sumRowWords(passage: RegisteredPassage, unit: string | undefined): RowWords | null {
  const row = unit ? sumRow(passage) : null
  return row && { name: row.name, facts: [{ heading: '', value: `${row.sum} ${unit}`, isTimed: false }] }
}

function sumRow({ kind, quote, heading, cells }: RegisteredPassage): { name: string; sum: string } | null {
  if (kind !== 'row' || !/kinh phí|nguồn vốn|dự toán|ngân sách/iu.test(heading)) return null
  const texts = cells ? cells.map(({ text }) => text) : quote.split(/[|\t]/).map((cell) => cell.trim())
  const sum = texts.find((cell) => SUM.test(cell))
  const name = texts.find((cell) => /\p{L}{2}/u.test(cell))
  return sum && name ? { name, sum } : null
}
