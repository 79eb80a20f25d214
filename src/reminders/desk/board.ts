/** The register of duties as a board, and one duty with everything said of it. */
import { createCalendar, isWorkingDay } from '../../calendar/index.ts'
import { type DutyEvent, eventsOf, findOccurrences, type OccurrenceRow } from '../../duties/index.ts'
import { slugify } from '../../language/text.ts'
import { bodyOf } from '../bodies.ts'
import { stateOfRow } from '../chat/lists.ts'
import { type Collected, collect } from '../collect/collected.ts'
import { collectedTable, draftReport } from '../collect/drafts.ts'
import type { OfficePost } from '../live/office.ts'
import { isPaused, type Pause, pausesOn } from '../live/pauses.ts'
import type { DeskContext } from './context.ts'
import { type DeskDuty, dutiesBetween, dutyOf } from './rows.ts'
import { maySee, type Viewer } from './viewer.ts'

export type Board = {
  /** ISO day. */
  day: string
  duties: DeskDuty[]
  /** Days of the span on which the office does not work. */
  daysOff: string[]
}

export type Told = { postId: number; title: string; role: string; name: string | null; isLinked: boolean }

export type DutyHistory = {
  duty: DeskDuty
  commune: { id: number; slug: string; name: string }
  /** Everything said of it, the latest first; what was taken back is among it. */
  events: DutyEvent[]
  /** Posts of the unit to which reminders go. */
  told: Told[]
  /** Pauses that hold this unit now. */
  pauses: Pause[]
  /** The same report of every unit bound by it; null for a task, or where this unit alone is bound. */
  occasion: Collected | null
  stateOf: (row: OccurrenceRow) => string
}

export async function boardOf(
  context: DeskContext,
  viewer: Viewer,
  span: { from: string; to: string },
): Promise<Board> {
  const calendar = createCalendar(context.policy.calendar)
  const daysOff: string[] = []
  for (let day = span.from; day <= span.to; day = shift(day, 1)) if (!isWorkingDay(calendar, day)) daysOff.push(day)
  return { day: context.day, duties: await dutiesBetween(context, viewer, span), daysOff }
}

const ROLES_TOLD = new Set(['focal', 'officer', 'head', 'deputy_head'])

export async function historyOf(
  context: DeskContext,
  viewer: Viewer,
  { row, posts }: { row: OccurrenceRow; posts: readonly OfficePost[] },
): Promise<DutyHistory> {
  const { store, register, day } = context
  const events = (await eventsOf(store, [row.id])).get(row.id) ?? []
  const collected = row.kind === 'report' ? await collect(store, row) : null
  const seen = collected && { ...collected, units: collected.units.filter((unit) => maySee(viewer, unit.row)) }
  const { key } = bodyOf(row.bodyName)
  return {
    duty: dutyOf(row, context, viewer),
    commune: register.commune,
    events: events.toReversed(),
    told: posts.flatMap((post) => (post.unit !== null && bodyOf(post.unit).key === key ? toldOf(post) : [])),
    pauses: (await pausesOn(store, row.communeId, day)).filter((pause) => isPaused([pause], row.bodyKey)),
    occasion: seen && seen.units.length > 1 ? seen : null,
    stateOf: (each) => stateOfRow(each, day),
  }
}

function toldOf({ id, title, role, holders }: OfficePost): Told[] {
  if (!ROLES_TOLD.has(role)) return []
  const people = holders.map(({ name, accounts }) => {
    return { postId: id, title, role, name, isLinked: accounts.some(({ isUnreachable }) => !isUnreachable) }
  })
  return people.length > 0 ? people : [{ postId: id, title, role, name: null, isLinked: false }]
}

export async function findDuty({ store }: DeskContext, viewer: Viewer, id: number): Promise<OccurrenceRow | null> {
  const [row] = await findOccurrences(store, [id])
  return row && maySee(viewer, row) ? row : null
}

export type DeskFile = { bytes: Buffer; name: string; mimeType: string }

export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The collected report of the duty's occasion, as a draft by the form of official papers or as a table. */
export async function collectedFile(
  { store, register, day }: DeskContext,
  row: OccurrenceRow,
  kind: 'draft' | 'table',
): Promise<DeskFile> {
  const collected = await collect(store, row)
  const name = slugify(collected.title)
  if (kind === 'table') {
    const bytes = await collectedTable(collected, (each) => stateOfRow(each, day))
    return { bytes, name: `${name}.xlsx`, mimeType: EXCEL }
  }
  const { name: commune, province } = register.commune
  const bytes = await draftReport(collected, { commune, province, documents: register.documents, day })
  return { bytes, name: `${name}.docx`, mimeType: WORD }
}

function shift(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
