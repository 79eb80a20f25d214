/** What of duties and reminders waits for somebody this morning. */
import { addWorkingDays, createCalendar } from '../../calendar/index.ts'
import type { Store } from '../../store/index.ts'
import type { DeskContext } from './context.ts'
import { asksOf, type DeskAsk, type DeskDuty, dutiesBetween } from './rows.ts'
import { isTheirs, type Viewer } from './viewer.ts'

export type TodayDuties = {
  /** ISO day. */
  day: string
  late: DeskDuty[]
  /** Falls due within the next working days, today included. */
  soon: DeskDuty[]
  /** Told as filed; whoever receives it has said nothing. */
  toAccept: DeskDuty[]
  asks: DeskAsk[]
  /** Messages to leaders that wait for the coordinator's word. */
  held: number
  undelivered: UndeliveredReminder[]
}

export type UndeliveredReminder = {
  id: number
  post: string
  personName: string | null
  phone: string | null
  summary: string
  day: string
}

const SOON_WORKING_DAYS = 5
/** What fell due longer ago is for the board, not for the morning. */
const BEHIND_DAYS = 62
const UNDELIVERED_DAYS = 10

export async function todayOf(context: DeskContext, viewer: Viewer): Promise<TodayDuties> {
  const { day, policy, store, register } = context
  const soonUntil = addWorkingDays(createCalendar(policy.calendar), day, SOON_WORKING_DAYS)
  const near = await dutiesBetween(context, viewer, { from: shift(day, -BEHIND_DAYS), to: shift(day, BEHIND_DAYS) })
  const confirmed = near.filter(({ isConfirmed }) => isConfirmed)
  // What only comes to one's desk is dealt with once it is filed; until then it is its unit's.
  const own = confirmed.filter((duty) => isTheirs(viewer, duty))
  const open = own.filter((duty) => duty.isOpen)
  const communeId = register.commune.id
  return {
    day,
    late: open.filter(({ isLate }) => isLate),
    soon: open.filter(({ isLate, last }) => !isLate && last >= day && last <= soonUntil),
    toAccept: confirmed.filter(({ status, kind }) => status === 'filed' && kind === 'report'),
    asks: await asksOf(context, own),
    held: viewer.mayDecide ? await countHeld(store, communeId) : 0,
    undelivered: viewer.mayDecide ? await listUndeliveredToCall(store, communeId, shift(day, -UNDELIVERED_DAYS)) : [],
  }
}

async function countHeld({ query }: Store, communeId: number): Promise<number> {
  const [row] = await query<{ held: number }>(
    `SELECT count(*)::int AS held FROM reminder_message WHERE commune_id = $1 AND status = 'held'`,
    [communeId],
  )
  return row?.held ?? 0
}

function listUndeliveredToCall({ query }: Store, communeId: number, from: string): Promise<UndeliveredReminder[]> {
  return query<UndeliveredReminder>(
    `SELECT reminder_message.id, post, person.name AS "personName", phone, summary, day
       FROM reminder_message LEFT JOIN person ON person.id = person_id
      WHERE commune_id = $1 AND status = 'undelivered' AND day >= $2 ORDER BY reminder_message.id DESC LIMIT 50`,
    [communeId, from],
  )
}

/** Notes that somebody was told by telephone. False when that was noted before, or it is another commune's. */
export async function noteCalled({ query }: Store, communeId: number, id: number): Promise<boolean> {
  const rows = await query(
    `UPDATE reminder_message SET status = 'called'
      WHERE id = $1 AND commune_id = $2 AND status = 'undelivered' RETURNING id`,
    [id, communeId],
  )
  return rows.length > 0
}

function shift(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
