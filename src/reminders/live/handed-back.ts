/** What a unit said is not its own: it rests until the coordinator answers, and not for ever where nobody does. Pure. */
import { addWorkingDays, type WorkCalendar } from '../../calendar/index.ts'
import { type DutyEvent, localDay, type OccurrenceRow, standingEvents } from '../../duties/index.ts'

/** Long enough for an answer, short enough that a deadline is not lost in silence. */
const RESTS_WORKING_DAYS = 5

/** `since`: the day it was handed back on. `until`: the day from which its unit is told again. */
export type Rest = { since: string; until: string; eventId: number }

/** Null for what is not handed back, or was answered. */
export function restOf(
  { status }: Pick<OccurrenceRow, 'status'>,
  events: readonly DutyEvent[],
  calendar: WorkCalendar,
): Rest | null {
  const said = status === 'handed_back' && standingEvents(events).findLast(({ kind }) => kind === 'handed_back')
  if (!said) return null
  const since = localDay(said.at)
  return { since, until: addWorkingDays(calendar, since, RESTS_WORKING_DAYS), eventId: said.id }
}

export type Unanswered = Rest & { title: string; bodyName: string }

/** What waits for the coordinator's word on a day: since the day before or longer, until it is told again. */
export function unansweredOn(
  day: string,
  {
    rows,
    events,
    calendar,
  }: { rows: readonly OccurrenceRow[]; events: ReadonlyMap<number, DutyEvent[]>; calendar: WorkCalendar },
): Unanswered[] {
  return rows.flatMap((row) => {
    const rest = restOf(row, events.get(row.id) ?? [], calendar)
    return rest && rest.since < day && day <= rest.until ? [{ ...rest, title: row.title, bodyName: row.bodyName }] : []
  })
}
