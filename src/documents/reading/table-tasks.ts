import { squeeze } from '../../language/text.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import type { Task } from '../administrative-document.ts'
import type { Table } from './columns.ts'
import type { Placed } from './outline-state.ts'
import { cell } from './tables.ts'
import { type PaperDays, readCellTime, type TaskTime } from './task-time.ts'
import type { UnitRegister } from './unit-register.ts'

/** Rows of tables of tasks. A table without a lead or a time column lists something else. */
export function tableTasks(placed: readonly Placed[], units: UnitRegister, days: PaperDays): Task[] {
  let group: { table: Table; lead: string } | null = null
  return placed.flatMap((item) => {
    const { table, block } = item
    if (!table || item.part !== 'matter' || !isTaskTable(table)) return []
    const name = cell(table, block.cells, 'name')
    const written = cell(table, block.cells, 'lead')
    const lead = written || (group?.table === table && groupsByLead(table) ? group.lead : '')
    group = { table, lead }
    if (!/\p{L}{2}/u.test(name)) return []
    return [
      {
        no: cell(table, block.cells, 'no').replace(/\.$/, '') || null,
        name,
        lead: unitsOf(lead, units),
        coordinating: unitsOf(cell(table, block.cells, 'coordinating'), units),
        output: cell(table, block.cells, 'output') || null,
        ...rowTime(table, block.cells, days),
        from: 'appendix' as const,
        section: item.cite,
        quote: squeeze(block.raw),
      },
    ]
  })
}

/** Left of the duties the units part the rows into groups: a cell merged downwards stays empty in plain text. */
function groupsByLead({ roles }: Table): boolean {
  return roles.indexOf('lead') < roles.indexOf('name')
}

/** Time of a row; its beginning may have a column of its own. */
function rowTime(table: Table, cells: readonly string[], days: PaperDays): TaskTime {
  const time = readCellTime(timeCell(table, cells), days)
  const begins = readCellTime(cell(table, cells, 'start'), days)
  if (!begins.timeText) return time
  if (!time.timeText) return { ...begins, end: null }
  return { ...time, timeText: `${begins.timeText} - ${time.timeText}`, start: begins.start ?? time.start }
}

/** A number alone under "Tháng" is that month. */
function timeCell(table: Table, cells: readonly string[]): string {
  const text = cell(table, cells, 'time')
  const heading = table.headings[table.roles.indexOf('time')] ?? ''
  return /^tháng$/iu.test(heading) && /^\d{1,2}$/.test(text) ? `${heading} ${text}` : text
}

function isTaskTable(table: Table): boolean {
  return table.roles.includes('lead') || (table.roles.includes('time') && !table.roles.includes('target'))
}

const TIME_OR_FIGURE =
  /^(?:[\d\s.,/%–-]+|(?:tháng|quý|năm|ngày|trước|từ|đến|giai đoạn|hằng|hàng|trong|thường xuyên)(?!\p{L}).*|\d.*)$/iu

/** A time, a number or a measure in a unit's column is a slip of the table, never a unit. */
function mayBeUnit(part: string): boolean {
  return /\p{L}/u.test(part) && !TIME_OR_FIGURE.test(part)
}

/** Units of a cell; words outside the grammar are kept as they stand, cut at semicolons and commas. */
export function unitsOf(text: string, units: UnitRegister): string[] {
  const words = squeeze(text)
  if (!/\p{L}/u.test(words)) return []
  const mentions = findUnits(words)
  if (!mentions.length)
    return words
      .split(/(?:(?<!\s)\s+)?[;,]\s*/)
      .filter(mayBeUnit)
      .map((part) => units.shortenedBy(part) ?? part)
  const parts = words.split(/(?:(?<!\s)\s+)?;\s*/).filter((part) => part !== '')
  const named = parts.flatMap((part) => {
    const found = findUnits(part)
    if (found.length > 0) return inOrder(part, found, units)
    return mayBeUnit(part) ? [units.shortenedBy(part) ?? part] : []
  })
  return [...new Set(named)]
}

/** The units named in a part of a cell, with those between them that only shorten a name of the paper ("Trung tâm DVTH"). */
function inOrder(part: string, found: readonly UnitMention[], units: UnitRegister): string[] {
  const starts = [0, ...found.map(({ end }) => end)]
  return starts.flatMap((start, at) => {
    const mention = found[at]
    const between = part.slice(start, mention?.start ?? part.length).split(/(?:(?<!\s)\s+)?,\s*/)
    const shortened = between.flatMap((words) => units.shortenedBy(words.trim()) ?? [])
    return mention ? [...shortened, units.nameOf(mention)] : shortened
  })
}
