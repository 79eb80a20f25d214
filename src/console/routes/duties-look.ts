/** The page of duties as an address or a form asks for it. */
import type { Context } from 'hono'
import { z } from 'zod'
import type { ConsoleDependencies } from '../dependencies.ts'
import type { ConsoleEnv } from '../guard.ts'
import { dutiesPage } from '../pages/duties.ts'
import { type BoardFilter, type DutiesPage, GROUPS, STATES } from '../pages/duties-view.ts'
import type { Html } from '../pages/layout.ts'
import { dayOf } from '../pages/moments.ts'
import { type OwnCommune, viewerOf } from '../viewer.ts'

const BEHIND_DAYS = 62
const AHEAD_DAYS = 400
const SHEET_DAYS = 42

const month = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)

export function filterOf(c: Context<ConsoleEnv>): BoardFilter {
  const asked = (name: string): string | undefined => c.req.query(name)
  const state = asked('tinh-trang') ?? ''
  const group = asked('nhom') ?? ''
  const kind = asked('loai')
  return {
    month: month.safeParse(asked('thang')).data ?? null,
    unit: asked('don-vi') || null,
    state: Object.hasOwn(STATES, state) ? (state as BoardFilter['state']) : 'chua-xong',
    kind: kind === 'report' || kind === 'task' ? kind : null,
    view: asked('xem') === 'lich' ? 'lich' : 'bang',
    group: Object.hasOwn(GROUPS, group) ? (group as BoardFilter['group']) : 'thang',
  }
}

export function spanOf(filter: BoardFilter, today: string): { from: string; to: string } {
  const around = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()
  if (filter.view !== 'lich' || !filter.month) {
    return { from: around(today, -BEHIND_DAYS), to: around(today, AHEAD_DAYS) }
  }
  const first = Temporal.PlainDate.from(`${filter.month}-01`)
  const from = first.subtract({ days: first.dayOfWeek - 1 })
  return { from: from.toString(), to: from.add({ days: SHEET_DAYS - 1 }).toString() }
}

type Look = { commune: OwnCommune } & Pick<DutiesPage, 'notice' | 'typed'>

/** Dates of the office's own are for whoever looks after reminders. */
export async function lookPage(
  { desk, now }: ConsoleDependencies,
  c: Context<ConsoleEnv>,
  { commune, notice, typed }: Look,
): Promise<Html> {
  const { operator } = c.var
  const today = dayOf(now())
  const asked = filterOf(c)
  const filter = asked.view === 'lich' ? { ...asked, month: asked.month ?? today.slice(0, 7) } : asked
  const board = await desk.board(commune, viewerOf(operator), spanOf(filter, today))
  const undated = operator.rights.has('reminders') ? ((await desk.undated(commune)) ?? []) : []
  return dutiesPage({ operator, commune, board, undated, typed, filter, today, notice })
}
