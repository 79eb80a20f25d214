/** The board as a spreadsheet: out to be filled in by hand, and back with what was filled in. */

import writeXlsxFile from 'write-excel-file/node'
import type { OccurrenceRow } from '../../duties/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { fold, squeeze } from '../../language/text.ts'
import { readFiledDay } from '../chat/filing.ts'
import { sayDate } from '../vietnamese.ts'
import { type DeskFile, EXCEL } from './board.ts'
import type { DeskDuty } from './rows.ts'

const CODE = 'Mã'
const STATE = 'Tình trạng mới'
const NUMBER = 'Số văn bản'
const FILED_ON = 'Ngày nộp'
const HEADINGS = [CODE, 'Đơn vị', 'Việc', 'Chậm nhất', 'Lời văn bản', 'Căn cứ', 'Tình trạng', STATE, NUMBER, FILED_ON]
const WIDTHS = [9, 30, 56, 13, 28, 30, 24, 18, 18, 13]

/** Every duty a line, with three columns to fill in. */
export async function dutySheet(duties: readonly DeskDuty[], name: string): Promise<DeskFile> {
  const lines = duties.map((duty) => [
    String(duty.id),
    duty.bodyName,
    duty.title,
    sayDate(duty.last),
    duty.dueText ?? '',
    `${duty.document}, ${sayPlace(duty.section)}`,
    duty.isConfirmed ? duty.state : 'chờ xã xác nhận',
    '',
    duty.filedNumber ?? '',
    duty.filedOn ? sayDate(duty.filedOn) : '',
  ])
  const made = writeXlsxFile([cells(HEADINGS, true), ...lines.map((line) => cells(line, false))], {
    columns: WIDTHS.map((width) => ({ width })),
    sheet: 'Sổ nhiệm vụ',
    stickyRowsCount: 1,
  })
  return { bytes: await made.toBuffer(), name: `${name}.xlsx`, mimeType: EXCEL }
}

function cells(values: readonly string[], isHead: boolean) {
  return values.map((value) => ({
    value: plain(value),
    type: String,
    wrap: true,
    alignVertical: 'top' as const,
    ...(isHead && { fontWeight: 'bold' as const }),
  }))
}

/** Text a spreadsheet would take for a formula is kept as text. */
function plain(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

/** One line of a sheet that came back: what it would change, or why it cannot. */
export type SheetLine = {
  /** Counted in lines of the table, its head not among them. */
  line: number
  dutyId: number | null
  said: 'filed' | 'in_progress' | null
  /** For the act: number and day, or how far. */
  words: string
  problem: string | null
}

/**
 * Reads a table's rows (as texts of cells, its head first) back. Lines without a new state, number or day are left out.
 * Null when it is no sheet of ours.
 */
export function readSheet(rows: readonly string[][], today: string): SheetLine[] | null {
  const headAt = rows.findIndex((row) => row.some((cell) => squeeze(cell).trim() === CODE))
  const head = rows[headAt]?.map((cell) => squeeze(cell).trim())
  if (!head?.includes(STATE)) return null
  const cell = (row: readonly string[], name: string): string => squeeze(row[head.indexOf(name)] ?? '').trim()
  return rows.slice(headAt + 1).flatMap((row, index) => {
    const said = { state: cell(row, STATE), number: cell(row, NUMBER), filedOn: cell(row, FILED_ON) }
    return said.state === '' ? [] : [lineOf(index + 1, cell(row, CODE), { ...said, today })]
  })
}

type Said = { state: string; number: string; filedOn: string; today: string }

function lineOf(line: number, code: string, { state, number, filedOn, today }: Said): SheetLine {
  const dutyId = /^\d{1,9}$/.test(code) ? Number(code) : null
  const nothing = { line, dutyId, said: null, words: '' }
  if (dutyId === null) return { ...nothing, problem: 'cột Mã không phải số; giữ nguyên cột này khi điền' }
  const folded = fold(state)
  if (/^(?:da nop|da xong|da hoan thanh|xong)\b/.test(folded)) {
    const day = filedOn ? readFiledDay(filedOn, today) : null
    if (filedOn && !day) {
      return { ...nothing, problem: `ngày nộp "${filedOn}" không đọc được hoặc ở tương lai (ghi như 16/12/2026)` }
    }
    const words = [number, day ? `ngày ${sayDate(day)}` : ''].filter(Boolean).join(' ')
    return { line, dutyId, said: 'filed', words, problem: null }
  }
  const percent = /(\d{1,3})\s*%?/.exec(folded)?.[1]
  if (/^dang (?:lam|thuc hien)\b/.test(folded)) {
    return { line, dutyId, said: 'in_progress', words: percent ? `${percent}%` : '', problem: null }
  }
  return { ...nothing, problem: `tình trạng "${state}" chưa rõ; ghi "Đã nộp", "Đã xong" hoặc "Đang làm 50%"` }
}

/** Whether a duty already stands as the line says. */
export function standsAlready({ status }: Pick<OccurrenceRow, 'status'>, { said }: SheetLine): boolean {
  return said === 'filed' && (status === 'filed' || status === 'accepted')
}
