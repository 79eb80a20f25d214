/** Tables with a column a year ("Chỉ tiêu | ĐVT | TH 2025 | KH 2026 | 2027"), the years perhaps on a second line of the head. */
import { fold } from '../../language/text.ts'
import type { ColumnRole, Table } from './columns.ts'

/** Letters that a scan puts for digits in the heading of a year: "2O27", "20 27", "202l". */
const YEAR_SLIP = /(?<![\d.,])2 ?[0Oo] ?([1-6]) ?([\dOoIl])(?![\d.,\p{L}])/gu
const TIME_WORDS =
  'kh|th|uth|uoc|thuc hien|ke hoach|muc tieu|chi tieu|phan dau|nam|den|het|cuoi|giao|giai doan|thoi ky|ca|tu|du kien|ket qua|dat'
const YEAR_HEADING = new RegExp(`^(?:(?:${TIME_WORDS}) )*20[1-6]\\d(?: (?:den )?20[1-6]\\d)?$`)
const BARE_YEAR = /^20[1-6]\d$/
const MEASURE = /^(?:don vi(?: tinh)?|dvt|dv tinh)$/
const NAME = /^(?:ten |cac )?(?:chi tieu|noi dung|muc tieu|hang muc|danh muc|nguon|tieu chi|nhiem vu|san pham|linh vuc)/
/** Above the years of a second line these say what the years hold; other words only group them. */
const KIND_OF_YEAR = /^(?:uoc thuc hien|uoc|thuc hien|ket qua|ke hoach|muc tieu|kh|th)$/
const SPANS_YEARS = /(?:^| )(?:nam|ke hoach|giai doan|lo trinh|phan ky|muc tieu|thuc hien|tien do)(?: |$)/
const MAX_HEADING_CHARS = 60
/** Bare numbers without other words of a head are years where so many follow one another. */
const MANY_YEARS = 3

function keyOf(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The heading of a year or a stretch of years with its slips put right, "Năm 2027" for a bare one; null for others. */
export function yearHeading(text: string): string | null {
  const mended = text
    .replace(YEAR_SLIP, (_, tens: string, last: string) => `20${tens}${last.replace(/[Oo]/, '0').replace(/[Il]/, '1')}`)
    .replace(/(?<=\p{L})(?=20[1-6]\d)/u, ' ')
    .replace(/(?<![\s*])[\s*]+$/u, '')
  const key = keyOf(mended)
  if (!YEAR_HEADING.test(key)) return null
  return BARE_YEAR.test(key) ? `Năm ${key}` : mended
}

/** The head of a table with a column a year; null for other rows. */
export function yearTable(cells: readonly string[], roleOf: (heading: string) => ColumnRole | null): Table | null {
  const years = cells.map(yearHeading)
  const others = cells.filter((_, at) => years[at] === null)
  const named = others.find((text) => roleOf(text) !== 'no')
  if (years.filter(Boolean).length < 2 || named === undefined || years[0] !== null) return null
  if (others.some((text) => !/^\p{L}/u.test(text) || text.length > MAX_HEADING_CHARS)) return null
  const isHead = NAME.test(keyOf(named)) || others.some((text) => MEASURE.test(keyOf(text))) || followOn(cells)
  if (!isHead) return null
  const roles = cells.map((text, at): ColumnRole | null =>
    years[at] ? 'target' : text === named ? 'name' : besideYears(text, roleOf),
  )
  if (roles.some((role) => role === 'lead' || role === 'coordinating' || role === 'time')) return null
  return { roles, headings: cells.map((text, at) => years[at] ?? text) }
}

function besideYears(text: string, roleOf: (heading: string) => ColumnRole | null): ColumnRole | null {
  if (MEASURE.test(keyOf(text))) return 'unit'
  const role = roleOf(text)
  return role === 'name' || role === 'target' ? null : role
}

function followOn(cells: readonly string[]): boolean {
  const bare = cells.map(keyOf).filter((key) => BARE_YEAR.test(key))
  return bare.length >= MANY_YEARS && bare.every((key, at) => at === 0 || Number(key) === Number(bare[at - 1]) + 1)
}

/** A second line of the head that only says years: each stands under the column it parts. */
export function partYears(table: Table, cells: readonly string[]): Table | null {
  const own = cells.map((text, at) => (text === table.headings[at] ? '' : text))
  const filled = own.filter(Boolean)
  if (filled.length < 2 || !filled.every((text) => yearHeading(text))) return null
  const parted = own.length >= table.headings.length ? under(table, own) : inPlaceOf(table, filled)
  if (!parted?.roles.includes('name')) return null
  const isMeasure = (at: number): boolean => MEASURE.test(keyOf(parted.headings[at] ?? ''))
  return { ...parted, roles: parted.roles.map((role, at) => (isMeasure(at) && at > 0 ? 'unit' : role)) }
}

/** Years under the columns they stand below, whose heading may span several. */
function under(table: Table, cells: readonly string[]): Table {
  let above = ''
  const headings = cells.map((text, at) => {
    above = table.headings[at] || above
    return text ? underHeading(above, text) : (table.headings[at] ?? '')
  })
  return { headings, roles: cells.map((text, at) => (text ? 'target' : (table.roles[at] ?? null))) }
}

/** Years alone, without the columns before them: they part the one column that spans years, or the last. */
function inPlaceOf(table: Table, years: readonly string[]): Table | null {
  const spans = table.headings.findIndex((text, at) => table.roles[at] !== 'name' && SPANS_YEARS.test(keyOf(text)))
  const at = spans >= 0 ? spans : table.headings.length - 1
  if (at < 1) return null
  const empty = table.headings.slice(at + 1).findIndex((text) => text !== '')
  const width = 1 + (empty < 0 ? table.headings.length - at - 1 : empty)
  const headings = years.map((text) => underHeading(table.headings[at] ?? '', text))
  return {
    headings: table.headings.toSpliced(at, width, ...headings),
    roles: table.roles.toSpliced(at, width, ...years.map(() => 'target' as const)),
  }
}

function underHeading(above: string, text: string): string {
  const year = yearHeading(text) ?? text
  return KIND_OF_YEAR.test(keyOf(above)) ? `${above} ${year.replace(/^Năm /u, 'năm ')}` : year
}
