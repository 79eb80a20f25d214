/** A table's row in words: its name, then what stands under each heading, with the unit that the heading names. */
import type { RegisteredPassage } from '../../duties/index.ts'
import { fold } from '../../language/text.ts'
import { unitInBrackets } from '../../language/unit-in-brackets.ts'

/** `time`: what the heading says of time ("Giai đoạn 2027 - 2028"), for rows that hold one thing for several. */
export type RowFact = { heading: string; value: string; isTimed: boolean }

export type RowWords = { name: string; facts: RowFact[] }

const NUMBERING = /^(?:tt|stt|so tt|so thu tu|muc|no|ky hieu|ma so|ma|ma chi tieu|ma so chi tieu)$/
const MEASURE = /^(?:don vi tinh|dvt|don vi)$/
const NAME =
  /nhiem vu|noi dung|cong viec|hoat dong|chuyen de|chi tieu|danh muc|^ten |chuong trinh|du an|cong trinh|thon|ban|ap|to dan pho|khu pho|don vi|hang muc|nguon/
const TIMED = /(?:nam|giai doan|quy|den|thang) (?:[ivx]+|\d)|(?:^| )20\d\d(?: |$)/
const NOTHING = /^[-–—./x]*$/iu

/** Null for a passage that is no row of a table with headings, and for a row that says nothing but its name. */
export function rowWords({ cells }: Pick<RegisteredPassage, 'cells'>): RowWords | null {
  if (!cells) return null
  const read = cells.map(({ heading, text }) => ({ heading, text, key: plainKey(heading) }))
  const measure = read.find(({ key, text }) => MEASURE.test(key) && !/\d/.test(text))
  const named =
    read.find(({ key, text }) => NAME.test(key) && !MEASURE.test(key) && /\p{L}{2}/u.test(text)) ??
    read.find(({ key, text }) => !NUMBERING.test(key) && /\p{L}{2}/u.test(text) && !MEASURE.test(key))
  const timed = named
    ? undefined
    : read.find(({ key, text }) => /^(?:nam|giai doan|quy|thang)$/.test(key) && text !== '')
  const first = named ?? timed
  if (!first) return null
  const facts = read
    .filter((cell) => cell !== first && cell !== measure && !NUMBERING.test(cell.key) && !NOTHING.test(cell.text))
    .map(({ heading, text, key }) => ({
      heading: heading.replace(/(?:(?<!\s)\s+)?\([^)]{0,200}\)\s*$/u, '').trim(),
      value: withUnit(text, unitIn(heading) ?? measure?.text ?? unitInBrackets(first.text) ?? ''),
      isTimed: TIMED.test(key),
    }))
  const name = timed ? `${timed.heading} ${timed.text}` : withoutUnit(first.text)
  return facts.length > 0 ? { name, facts } : null
}

/** "Kinh phí (triệu đồng)" says the unit of its column. */
function unitIn(heading: string): string | null {
  const said = /\(\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^)\d]{1,20})\)\s*$/iu.exec(heading)?.[1]?.trim()
  return said && !/^(?:nếu có|dự kiến|ghi rõ)/iu.test(said) ? said : null
}

/** A unit alone in brackets is said with each figure. */
function withoutUnit(name: string): string {
  const unit = unitInBrackets(name)
  return unit ? name.replace(new RegExp(`\\s*\\(\\s*${unit}\\s*\\)\\s*$`, 'u'), '') : name
}

function withUnit(text: string, unit: string): string {
  if (!unit || !/^[≥≤<>=~\s]*\d[\d.,\s/–-]*$/u.test(text)) return text
  return unit === '%' ? `${text}%` : `${text} ${unit}`
}

const SAYS_NO_MORE = /^(?:số tiền|thành tiền|số lượng)?$/iu

/** "Tỷ lệ hộ nghèo: năm 2026: ≤ 15%; giai đoạn 2027 - 2028: ≤ 9%". */
export function sayRow({ name, facts }: RowWords): string {
  const [only, ...others] = facts
  if (only && others.length === 0 && SAYS_NO_MORE.test(only.heading)) return `${name}: ${only.value}`
  return `${name}: ${facts.map(({ heading, value }) => (heading ? `${small(heading)}: ${value}` : value)).join('; ')}`
}

function small(heading: string): string {
  return /^\p{Lu}\p{Ll}/u.test(heading) ? heading.charAt(0).toLowerCase() + heading.slice(1) : heading
}

function plainKey(heading: string): string {
  return fold(heading)
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The facts of the years asked for, where some columns are those years' and others are not; else all of them. */
export function ofYears(row: RowWords, years: readonly number[]): RowWords {
  const hits = row.facts.filter(({ isTimed, heading }) => isTimed && years.some((year) => covers(heading, year)))
  return hits.length > 0 ? { ...row, facts: hits } : row
}

/** The years that columns of the row hold, each once; a stretch holds all of its years. */
export function yearsIn({ facts }: RowWords): number[] {
  return [...new Set(facts.flatMap(({ heading, isTimed }) => (isTimed ? stretchOf(heading) : [])))]
}

function stretchOf(heading: string): number[] {
  const named = [...heading.matchAll(/20\d\d/g)].map(([each]) => Number(each))
  if (named.length === 0) return []
  const from = Math.min(...named)
  return Array.from({ length: Math.max(...named) - from + 1 }, (_, at) => from + at)
}

function covers(heading: string, year: number): boolean {
  return stretchOf(heading).includes(year)
}
