/** What of the board is looked at, as the address says it. */
import type { Operator } from '../../people/index.ts'
import type { Board, DeskDuty, UndatedReport } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import type { Notice } from './layout.ts'

export const DUTIES_PATH = `${CONSOLE_PATH}/nhiem-vu`

export const STATES = {
  'chua-xong': { label: 'Chưa xong', has: (duty) => duty.isConfirmed && duty.isOpen && !duty.isBygone },
  'qua-han': { label: 'Quá hạn', has: (duty) => duty.isConfirmed && duty.isLate },
  'da-xong': { label: 'Đã nộp, đã xong', has: (duty) => !duty.isOpen },
  'cho-xac-nhan': { label: 'Chờ xã xác nhận', has: (duty) => !duty.isConfirmed },
  'tat-ca': { label: 'Tất cả', has: () => true },
} as const satisfies Record<string, { label: string; has: (duty: DeskDuty) => boolean }>

export type DutyState = keyof typeof STATES

export const GROUPS = { thang: 'Theo tháng', 'don-vi': 'Theo đơn vị', 'tinh-trang': 'Theo tình trạng' } as const
export type Grouping = keyof typeof GROUPS

export type BoardFilter = {
  /** "2026-12"; null for every month of the span. */
  month: string | null
  unit: string | null
  state: DutyState
  kind: 'report' | 'task' | null
  view: 'bang' | 'lich'
  group: Grouping
}

export type DutiesPage = {
  operator: Operator
  commune: OwnCommune
  /** Null where the commune has no document in force. */
  board: Board | null
  /** Empty for whoever may set no dates. */
  undated: UndatedReport[]
  /** What was refused, as it was typed. */
  typed: { documentId: number; ruleKey: string; choice: string | null; words: string } | null
  filter: BoardFilter
  today: string
  notice: Notice | null
}

/** The address of the same look with something changed. */
export function lookAt(commune: OwnCommune, filter: BoardFilter, change: Partial<BoardFilter> = {}, path = ''): string {
  const { month, unit, state, kind, view, group } = { ...filter, ...change }
  const query = new URLSearchParams({ xa: commune.slug })
  if (view !== 'bang') query.set('xem', view)
  if (month) query.set('thang', month)
  if (unit) query.set('don-vi', unit)
  if (state !== 'chua-xong') query.set('tinh-trang', state)
  if (kind) query.set('loai', kind)
  if (group !== 'thang') query.set('nhom', group)
  return `${DUTIES_PATH}${path}?${query}`
}

export function chosen(duties: readonly DeskDuty[], { month, unit, state, kind }: BoardFilter): DeskDuty[] {
  return duties.filter(
    (duty) =>
      STATES[state].has(duty) &&
      (month === null || duty.last.startsWith(month)) &&
      (unit === null || duty.bodyName === unit) &&
      (kind === null || duty.kind === kind),
  )
}

/** "2026-12" → "Tháng 12/2026". */
export function sayMonth(month: string): string {
  const [year, number] = month.split('-')
  return `Tháng ${Number(number)}/${year}`
}
