/** What a sheet shows in a cell, from what it stores: shared strings, numbers in their format, dates, percentages. */
import { format, isDateFormat, isValidFormat } from 'numfmt'
import { child, children, textOf, type XmlElement } from '../xml.ts'

export type CellValues = { show(cell: XmlElement): string }

/** Formats the standard numbers instead of writing out (ECMA-376, 18.8.30); dates as Vietnamese write them. */
const BUILT_IN_FORMATS: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'dd/mm/yyyy',
  16: 'dd/mm',
  17: 'mm/yyyy',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
}
const GENERAL = 'General'
const DATE_FORMATS: [RegExp, string][] = [
  [/^m{1,5}[/\- .]d{1,4}[/\- .]y{2,4}$/, 'dd/mm/yyyy'],
  [/^y{2,4}[/\- .]m{1,5}[/\- .]d{1,4}$/, 'dd/mm/yyyy'],
]
/** Vietnamese separators, so that 74971.5 reads 74.971,5 as the sheet's own reader sees it. */
const LOCALE = 'vi'

/** Prepares the shared strings (`si` elements) and number formats (`styleSheet` element) of a workbook. */
export function readCellValues(
  shared: string[],
  styles: XmlElement | undefined,
  { from1904 }: { from1904: boolean },
): CellValues {
  const formats = cellFormats(styles)
  const number = (raw: string, cell: XmlElement): string => {
    const value = Number(raw)
    const pattern = formats[Number(cell.attributes.s ?? 0)] ?? GENERAL
    if (!Number.isFinite(value) || pattern === GENERAL || !isValidFormat(pattern)) return plainNumber(raw)
    const shown = format(pattern, value + (from1904 && isDateFormat(pattern) ? DAYS_1900_TO_1904 : 0), {
      locale: LOCALE,
      throws: false,
    })
    return shown.trim() || plainNumber(raw)
  }
  const show = (cell: XmlElement): string => {
    const raw = textOf(child(cell, 'v'))
    const type = cell.attributes.t ?? 'n'
    if (type === 's') return shared[Number(raw)] ?? ''
    if (type === 'inlineStr') return richText(child(cell, 'is'))
    if (type === 'b') return raw === '1' ? 'Có' : 'Không'
    if (type === 'd') return isoDate(raw)
    if (type === 'n') return raw === '' ? '' : number(raw, cell)
    return type === 'e' ? '' : raw
  }
  return { show }
}

const DAYS_1900_TO_1904 = 1462

/** Text of a string item without its phonetic hints. */
export function richText(element: XmlElement | undefined): string {
  return children(element)
    .map((part) => (part.name === 't' ? textOf(part) : part.name === 'r' ? textOf(child(part, 't')) : ''))
    .join('')
}

function cellFormats(styles: XmlElement | undefined): string[] {
  const custom = new Map<number, string>()
  for (const { attributes } of children(child(styles, 'numFmts'), 'numFmt')) {
    custom.set(Number(attributes.numFmtId), attributes.formatCode ?? GENERAL)
  }
  return children(child(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0)
    return vietnameseDate(custom.get(id) ?? BUILT_IN_FORMATS[id] ?? GENERAL)
  })
}

function vietnameseDate(pattern: string): string {
  const bare = pattern.replace(/\[\$[^\]]{0,100}\]|;@$|\\|"/g, '').toLowerCase()
  return DATE_FORMATS.find(([shape]) => shape.test(bare))?.[1] ?? pattern
}

/** Binary noise (0.30000000000000004) goes; the digits a person typed stay. */
function plainNumber(raw: string): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  return String(Number(value.toPrecision(15))).replace('.', ',')
}

function isoDate(raw: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(raw) ?? []
  return year ? `${day}/${month}/${year}` : raw
}

/** Whether the workbook counts days from 1904, as old Macintosh files do. */
export function countsFrom1904(workbook: XmlElement | undefined): boolean {
  return ['1', 'true'].includes(child(workbook, 'workbookPr')?.attributes.date1904 ?? '')
}
