import { fold } from '../../language/text.ts'
import type { Table } from './columns.ts'
import { cell } from './tables.ts'

export type GroupHeading = { heading: string; label: string; title: string; depth: number }

const ROMAN_LABEL = /^([IVX]{1,5}|[A-HĐ])\s*[.)/:–—-]?\s*/u

/**
 * A row that names a group of tasks: one thing written, across or beside a roman number or letter, or beside a number
 * that the `next` row divides ('1' before '1.1'). Null for a task.
 */
export function groupHeading(table: Table, cells: readonly string[], next: readonly string[]): GroupHeading | null {
  const filled = cells.filter((text) => text !== '')
  const number = cell(table, cells, 'no')
  if (filled.length === 1) return loneCell(filled[0] ?? '', cells.length)
  if (filled.length !== 2 || !number || filled[0] !== number) return null
  const title = filled[1] ?? ''
  if (/^([IVX]{1,5}|[A-HĐ])[.)]?$/.test(number))
    return {
      heading: `${number} ${title}`,
      label: number.replace(/\W/g, ''),
      title,
      depth: /^[IVX]/.test(number) ? 1 : 0,
    }
  const parted = cell(table, next, 'no').startsWith(`${number.replace(/\.$/, '')}.`)
  return parted || (/\p{Lu}/u.test(title) && !/\p{Ll}/u.test(title))
    ? { heading: `${number} ${title}`, label: number, title, depth: 2 }
    : null
}

function loneCell(text: string, columns: number): GroupHeading | null {
  if (columns < 2 || text.length > 250) return null
  const label = ROMAN_LABEL.exec(text)?.[1] ?? ''
  const hasLetters = /\p{L}{2}/u.test(text)
  const caps = hasLetters && !/\p{Ll}/u.test(text)
  const titled = /^(phan|nhom|muc|linh vuc|giai doan|chuong)\b/.test(fold(text))
  if (!hasLetters || (!label && !caps && !titled)) return null
  return { heading: text, label, title: text.replace(ROMAN_LABEL, ''), depth: 1 }
}

/** Whether a row only goes on with cells of the row before: no number of its own, and words that begin in the middle. */
export function continuesRow(table: Table, before: readonly string[], cells: readonly string[]): boolean {
  if (!table.roles.includes('no') || cell(table, cells, 'no') !== '') return false
  const filled = cells.flatMap((text, at) => (text ? [{ text, above: before[at] ?? '' }] : []))
  return (
    filled.length > 0 &&
    filled.every(({ text, above }) => above !== '' && (/^[\p{Ll}(]/u.test(text) || /[,;–-]$/.test(above)))
  )
}
