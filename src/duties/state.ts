/** What people said of one occurrence, and how it stands after all of it. Pure. */

/** Who may be meant: the unit, whoever receives the report, the coordinator, or the program itself. */
export type DutyEventKind =
  /** The unit. */
  | 'in_progress'
  | 'filed'
  | 'snoozed'
  | 'difficulty'
  | 'extension_asked'
  | 'handed_back'
  | 'counted'
  | 'answered'
  /** Whoever receives it; by itself after five working days. */
  | 'accepted'
  | 'returned'
  /** The coordinator, or whoever may grant it. */
  | 'not_applicable'
  | 'difficulty_answered'
  | 'extension_granted'
  | 'extension_refused'
  | 'kept'
  /** The register. */
  | 'moved'
  | 'withdrawn'
  | 'restored'
  /** Takes back one earlier entry. */
  | 'undone'

/** What goes with an event; each kind uses what it needs. Days are ISO. */
export type DutyEventDetail = {
  percent?: number
  number?: string
  /** The day it was filed on, as told; not after the day of telling. */
  filedOn?: string
  attachment?: boolean
  until?: string
  text?: string
  /** Which question of the collected report is answered. */
  question?: string
  amount?: number
  from?: string
  to?: string
}

export type DutyEvent = {
  id: number
  kind: DutyEventKind
  at: Date
  by: string
  personId: number | null
  detail: DutyEventDetail
  undoes: number | null
}

export type DutyStatus = 'not_started' | 'in_progress' | 'handed_back' | 'filed' | 'accepted' | 'not_applicable'

export type DutyState = {
  status: DutyStatus
  percent: number | null
  filedOn: string | null
  filedNumber: string | null
  extendedTo: string | null
  /** How many of a counted duty were told so far. */
  counted: number
}

const FRESH: DutyState = {
  status: 'not_started',
  percent: null,
  filedOn: null,
  filedNumber: null,
  extendedTo: null,
  counted: 0,
}
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** The events that still count: neither undone nor undoing. */
export function standingEvents(events: readonly DutyEvent[]): DutyEvent[] {
  const undone = new Set(events.flatMap(({ undoes }) => undoes ?? []))
  return events.filter(({ id, kind }) => kind !== 'undone' && !undone.has(id))
}

/** How the occurrence stands after these events, in their order. */
export function stateOf(events: readonly DutyEvent[]): DutyState {
  return standingEvents(events).reduce(after, FRESH)
}

function after(state: DutyState, { kind, at, detail }: DutyEvent): DutyState {
  switch (kind) {
    case 'in_progress':
      return isClosed(state) ? state : { ...state, status: 'in_progress', percent: detail.percent ?? state.percent }
    case 'filed':
      return state.status === 'accepted'
        ? state
        : {
            ...state,
            status: 'filed',
            filedOn: detail.filedOn ?? localDay(at),
            filedNumber: detail.number ?? state.filedNumber,
          }
    case 'accepted':
      // Whoever receives it has it, though the unit said nothing.
      return state.status === 'not_applicable'
        ? state
        : { ...state, status: 'accepted', filedOn: state.filedOn ?? localDay(at) }
    case 'returned':
      return { ...state, status: 'in_progress', filedOn: null, filedNumber: null }
    case 'not_applicable':
      return { ...state, status: 'not_applicable' }
    case 'handed_back':
      return isClosed(state) ? state : { ...state, status: 'handed_back' }
    case 'kept':
      return state.status === 'handed_back' ? { ...state, status: 'not_started' } : state
    case 'extension_granted':
      return { ...state, extendedTo: detail.until ?? state.extendedTo }
    case 'counted':
      return { ...state, counted: state.counted + (detail.amount ?? 1) }
    default:
      return state
  }
}

function isClosed({ status }: DutyState): boolean {
  return status === 'filed' || status === 'accepted' || status === 'not_applicable'
}

/** True once nobody has to do anything about it: what is told as filed is taken for filed until it is returned. */
export function isSettled(status: DutyStatus): boolean {
  return status === 'filed' || status === 'accepted' || status === 'not_applicable'
}

/** The day in Asia/Ho_Chi_Minh. */
export function localDay(at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString()
}
