import { squeeze } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'
import type { Task } from '../administrative-document.ts'
import type { Placed } from './outline-state.ts'
import { cell, type Table } from './tables.ts'
import { readCellTime } from './task-time.ts'
import type { UnitRegister } from './unit-register.ts'

/** Rows of tables of tasks. A table without a lead or a time column lists something else. */
export function tableTasks(placed: readonly Placed[], units: UnitRegister, issued: string | null): Task[] {
  return placed.flatMap((item) => {
    const { table, block } = item
    if (!table || item.part !== 'matter' || !isTaskTable(table)) return []
    const name = cell(table, block.cells, 'name')
    if (!/\p{L}{2}/u.test(name)) return []
    return [
      {
        no: cell(table, block.cells, 'no').replace(/\.$/, '') || null,
        name,
        lead: unitsOf(cell(table, block.cells, 'lead'), units),
        coordinating: unitsOf(cell(table, block.cells, 'coordinating'), units),
        output: cell(table, block.cells, 'output') || null,
        ...readCellTime(cell(table, block.cells, 'time'), issued),
        from: 'appendix' as const,
        section: item.cite,
        quote: squeeze(block.raw),
      },
    ]
  })
}

function isTaskTable(table: Table): boolean {
  return table.roles.includes('lead') || (table.roles.includes('time') && !table.roles.includes('target'))
}

/** Units of a cell; words outside the grammar are kept as they stand, cut at semicolons and commas. */
export function unitsOf(text: string, units: UnitRegister): string[] {
  const words = squeeze(text)
  if (!/\p{L}/u.test(words)) return []
  const mentions = findUnits(words)
  if (!mentions.length) return words.split(/\s*[;,]\s*/).filter((part) => /\p{L}/u.test(part))
  return [...new Set(mentions.map((mention) => units.nameOf(mention)))]
}
