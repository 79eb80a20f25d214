/** Duties as the office's pages show them. */
import {
  type CommuneRegister,
  type DutyEvent,
  eventsOf,
  isLateOn,
  isSettled,
  loadOccurrences,
  type OccurrenceRow,
  standingEvents,
} from '../../duties/index.ts'
import { stateOfRow } from '../chat/lists.ts'
import { lastDayOf } from '../chat/titles.ts'
import { documentName } from '../vietnamese.ts'
import type { DeskContext } from './context.ts'
import { mayReceive, maySee, maySpeak, ownKeys, type Viewer } from './viewer.ts'

/** One duty of one body with everything a line of a list says. Days are ISO. */
export type DeskDuty = OccurrenceRow & {
  /** "Kế hoạch của UBND xã …". */
  document: string
  /** The last working day in time, an extension counted. */
  last: string
  isLate: boolean
  isOpen: boolean
  /** Its day had passed before anybody could be held to it: late for nobody. */
  isBygone: boolean
  /** "quá hạn, chưa ghi nhận". */
  state: string
  /** The viewer holds a post of the unit. */
  isOwn: boolean
  maySpeak: boolean
  /** May accept or return what was filed. */
  mayReceive: boolean
}

/** What a unit said that waits for the office's word. */
export type DeskAsk = {
  duty: DeskDuty
  kind: 'difficulty' | 'extension_asked' | 'handed_back'
  text: string | null
  /** The day asked for. */
  until: string | null
  by: string
  personId: number | null
  at: Date
}

export function dutyOf(row: OccurrenceRow, context: DeskContext, viewer: Viewer): DeskDuty {
  const { register, day, policy } = context
  const [last, isOpen] = [lastDayOf(row, policy), !isSettled(row.status)]
  const isLate = isLateOn(row, day) && (row.extendedTo ?? '') < day
  return {
    ...row,
    ...{ last, isLate, isOpen, isBygone: isOpen && !isLate && last < day },
    document: nameOfDocument(register, row.documentId),
    state: stateOfRow(row, day),
    isOwn: ownKeys(viewer, row.communeId).has(row.bodyKey),
    maySpeak: maySpeak(viewer, row),
    mayReceive: mayReceive(viewer, row),
  }
}

function nameOfDocument({ documents }: CommuneRegister, id: number): string {
  const document = documents.find((each) => each.id === id)
  return document ? documentName(document, documents) : 'văn bản không còn hiệu lực'
}

/** What the viewer may see of a commune between two last safe days, in their order. */
export async function dutiesBetween(
  context: DeskContext,
  viewer: Viewer,
  span: { from: string; to: string },
): Promise<DeskDuty[]> {
  const communeId = context.register.commune.id
  const rows = await loadOccurrences(context.store, { communeId, ...span, inForceOnly: true })
  return rows.filter((row) => maySee(viewer, row)).map((row) => dutyOf(row, context, viewer))
}

/** What still waits for an answer, the oldest first. */
export async function asksOf(context: DeskContext, duties: readonly DeskDuty[]): Promise<DeskAsk[]> {
  const events = await eventsOf(
    context.store,
    duties.map(({ id }) => id),
  )
  return duties
    .flatMap((duty) => openAsks(duty, standingEvents(events.get(duty.id) ?? [])))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

const ANSWERED_BY: Readonly<Record<DeskAsk['kind'], readonly string[]>> = {
  difficulty: ['difficulty_answered', 'accepted', 'not_applicable'],
  extension_asked: ['extension_granted', 'extension_refused', 'accepted', 'not_applicable'],
  handed_back: ['kept', 'not_applicable', 'filed', 'accepted'],
}

function openAsks(duty: DeskDuty, events: readonly DutyEvent[]): DeskAsk[] {
  return (Object.keys(ANSWERED_BY) as DeskAsk['kind'][]).flatMap((kind) => {
    const at = events.findLastIndex((event) => event.kind === kind)
    const asked = events[at]
    const isAnswered = events.slice(at + 1).some((event) => ANSWERED_BY[kind].includes(event.kind))
    if (!asked || isAnswered) return []
    const { text = null, until = null } = asked.detail
    return [{ duty, kind, text, until, by: asked.by, personId: asked.personId, at: asked.at }]
  })
}
