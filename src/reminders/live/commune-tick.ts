/** One commune at one moment: what is due is promised, once. */
import { addWorkingDays, createCalendar, type WorkCalendar } from '../../calendar/index.ts'
import {
  BY_ITSELF,
  type CommuneRegister,
  type DatedRule,
  type DutyEvent,
  eventsOf,
  loadLive,
  loadOfficeDates,
  localDay,
  type OccurrenceRow,
  record,
  standingEvents,
  withOfficeDates,
} from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import { bodyOf } from '../bodies.ts'
import { knownSince } from '../known-since.ts'
import { mergeSteps, type Note, onceNames } from '../merge-steps.ts'
import type { Policy } from '../policy.ts'
import type { Post } from '../posts.ts'
import { readDueWords } from '../read-due-words.ts'
import { createDaysLeft, windowAt } from '../sending-times.ts'
import { hasDesk } from '../step.ts'
import { askedMoment } from './answered-steps.ts'
import { type Chosen, chooseSteps, type Instant, type Named, openWindow, type Wishes } from './choose.ts'
import { askedClaim, claimOf, heldClaim, windowKey } from './claims.ts'
import { unansweredOn } from './handed-back.ts'
import { type Claim, claimMessages, listUndelivered, loadTold, markSteps, noteKey } from './ledger.ts'
import { heldNote, liveNotes } from './live-notes.ts'
import { filingOf, unfiledOf } from './occasions.ts'
import { type OfficePost, type Staff, staffOf } from './office.ts'
import { isPaused, type Pause, pausesOn } from './pauses.ts'
import { planLive } from './plan.ts'
import { scoreNotes } from './score-notes.ts'
import { spared } from './spared.ts'

export type CommuneParts = {
  store: Store
  register: CommuneRegister
  policy: Policy
  posts: readonly OfficePost[]
  wishesOf: (personId: number) => Promise<Wishes>
  now: Instant
}

/** Steps this old may still be told, once, where none was. */
const LOOK_BACK_DAYS = 10
/** Last safe days of what may still have a step or a digest line. */
const BEHIND_DAYS = 62
const AHEAD_DAYS = 130
const ACCEPTED_AFTER_WORKING_DAYS = 5

/** How many messages were promised. */
export async function tickCommune(parts: CommuneParts): Promise<number> {
  const { store, register, policy, now, posts } = parts
  const calendar = createCalendar(policy.calendar)
  const communeId = register.commune.id
  const window = openWindow(now, calendar, policy.windows)
  if (window === null) return 0
  const rows = await loadLive(store, {
    communeId,
    from: shift(now.day, -BEHIND_DAYS),
    to: shift(now.day, AHEAD_DAYS),
    today: now.day,
  })
  const open = rows.filter(({ status }) => status !== 'not_applicable' && status !== 'accepted')
  const events = await eventsOf(
    store,
    open.map(({ id }) => id),
  )
  await acceptSilently(parts, { rows: open, events, calendar })
  const staff = staffOf(posts)
  const rules = withOfficeDates(register, await loadOfficeDates(store, communeId), readDueWords)
  const planned = await unpaused(parts, stepsOf(parts, { rows, events, calendar, staff }))
  return planned === null ? 0 : promise(parts, { planned, staff, rules, calendar, rows, events, window })
}

type Loaded = { rows: OccurrenceRow[]; events: Map<number, DutyEvent[]>; calendar: WorkCalendar }

/** Whoever receives a report and says nothing for five working days has it. */
async function acceptSilently({ store, now }: CommuneParts, { rows, events, calendar }: Loaded): Promise<void> {
  for (const { id, status } of rows) {
    const filed = status === 'filed' && standingEvents(events.get(id) ?? []).findLast(({ kind }) => kind === 'filed')
    if (!filed) continue
    const until = addWorkingDays(calendar, localDay(filed.at), ACCEPTED_AFTER_WORKING_DAYS)
    if (until < now.day)
      await record(store, { occurrenceId: id, kind: 'accepted', by: BY_ITSELF, messageId: -filed.id })
  }
}

function stepsOf({ register, policy, now }: CommuneParts, loaded: Loaded & { staff: Staff }): Named[] {
  const signed = new Map(register.documents.map(({ id, dateText }) => [id, knownSince(dateText, '').remindFrom]))
  const { steps, rowOf } = planLive({
    ...loaded,
    policy,
    directory: loaded.staff.directory,
    span: { from: shift(now.day, -LOOK_BACK_DAYS), to: now.day },
    isGroup: (name) => register.units.some((unit) => unit.group && (unit.name === name || unit.aliases.includes(name))),
    remindFrom: (documentId) => signed.get(documentId) || null,
  })
  return steps.flatMap((step) => {
    const rowId = rowOf(step.occurrence, step.body.key)?.id ?? rowOf(step.occurrence, firstBody(loaded.rows, step))?.id
    if (rowId === undefined) return []
    const helper = step.moment === 'coordination' ? ` ${step.body.key}` : ''
    return [{ ...step, rowId, key: `${rowId}|${step.moment}${helper}|${step.planned ?? step.day}|${step.post.person}` }]
  })
}

/**
 * The steps of whoever the office did not pause; null where it paused all. What came to be of no use while a pause lasted is
 * left out for good, so that its end brings no list of what was missed; the rest is told then.
 */
async function unpaused({ store, register, policy, now }: CommuneParts, planned: Named[]): Promise<Named[] | null> {
  const communeId = register.commune.id
  const pauses = await pausesOn(store, communeId, now.day)
  if (pauses.length === 0) return planned
  const waiting = planned.filter(({ body }) => isPaused(pauses, body.key))
  const told = await loadTold(store, communeId, { from: shift(now.day, -LOOK_BACK_DAYS), keys: keysOf(waiting) })
  const { missed, leftOut } = chooseSteps(waiting, { now, windows: policy.windows, told })
  await markSteps(store, communeId, { keys: keysOf([...missed, ...leftOut]), day: now.day, outcome: 'left_out' })
  return pauses.some(isOfAll) ? null : planned.filter(({ body }) => !isPaused(pauses, body.key))
}

const keysOf = (steps: readonly Named[]): string[] => steps.map(({ key }) => key)

const isOfAll = ({ bodyKey }: Pause): boolean => bodyKey === null

/** A helper has no row of its own: the notice is that of the first body that leads. */
function firstBody(rows: readonly OccurrenceRow[], { occurrence }: Named | Omit<Named, 'key' | 'rowId'>): string {
  const same = (row: OccurrenceRow): boolean =>
    row.documentId === occurrence.documentId && row.ruleKey === occurrence.ruleKey && row.slot === occurrence.slot
  // The oldest row, so that a day moved for one body renames nothing.
  const [first] = rows.filter(same).sort((a, b) => a.id - b.id)
  return first?.bodyKey ?? ''
}

type Promising = {
  planned: Named[]
  staff: Staff
  rules: DatedRule[]
  calendar: WorkCalendar
  rows: OccurrenceRow[]
  events: Map<number, DutyEvent[]>
  window: number
}

async function promise(parts: CommuneParts, work: Promising): Promise<number> {
  const { store, register, policy, now } = parts
  const communeId = register.commune.id
  const told = await loadTold(store, communeId, { from: shift(now.day, -LOOK_BACK_DAYS), keys: keysOf(work.planned) })
  const chosen = chooseSteps(work.planned, { now, windows: policy.windows, told })
  const willing = await spared({ ...parts, communeId }, chosen.tell, work.planned)
  const leaders = willing.filter(isForLeader)
  const wording = {
    commune: register.commune,
    documents: register.documents,
    daysLeft: createDaysLeft(work.calendar),
    filing: filingOf(work.rows),
    unfiled: unfiledOf(work.rows),
  }
  const context = { wording, holders: work.staff.holders, now, window: work.window, windows: policy.windows }
  const held = mergeSteps(leaders, [], policy).map((message) => heldClaim(message, context))
  const nowHeld = await claimMessages(store, communeId, held)
  const { coordinator } = work.staff.directory
  const notes = await notesOf(parts, {
    ...work,
    told,
    chosen,
    held: held.filter(({ key }) => nowHeld.includes(key)),
    coordinator,
  })
  const others = willing.filter((step) => !isForLeader(step))
  const isAtItsHour = (step: Named): boolean => askedMoment(step) === `${step.day}T${step.time}`
  const [asked, regular] = [others.filter(isAtItsHour), others.filter((step) => !isAtItsHour(step))]
  const claims = [
    ...mergeSteps(regular, notes, policy).map((message) => claimOf(message, context)),
    ...mergeSteps(asked, [], policy).map((message) => askedClaim(message, context)),
  ]
  const mine = await claimMessages(store, communeId, claims)
  await markSteps(store, communeId, { keys: keysOf(chosen.leftOut), day: now.day, outcome: 'left_out' })
  // The note of what was missed is in the window's message, not in one at an hour of the coordinator's own.
  if (!coordinator || mine.includes(windowKey(coordinator.person, context))) {
    await markSteps(store, communeId, { keys: keysOf(chosen.missed), day: now.day, outcome: 'missed' })
  }
  return mine.length
}

function isForLeader({ moment, post }: Named): boolean {
  return moment === 'escalation' && (post.role === 'vice_chair' || post.role === 'chair')
}

type Noting = Promising & {
  told: { has(key: string): boolean }
  chosen: Chosen
  held: readonly Claim[]
  coordinator: Post | null
}

/** Notes not said before. The coordinator's come in the day's first window, so that no note costs a message of its own. */
async function notesOf(parts: CommuneParts, work: Noting): Promise<Note[]> {
  const { store, register, policy, now } = parts
  const { coordinator, staff, calendar, rows } = work
  const isNew = (note: Note): boolean => {
    const names = onceNames(note)
    return names.length === 0 || names.some((name) => !work.told.has(noteKey(name)))
  }
  const scores = scoreNotes({ rows, staff, policy, calendar, office: register.commune.name, now })
  if (!coordinator) return scores.filter(isNew)
  const notes = liveNotes({
    register,
    rules: work.rules,
    steps: work.planned,
    policy,
    calendar: work.calendar,
    coordinator,
    now,
    unlinked: unlinkedUnits(work, now),
    undelivered: await listUndelivered(store, register.commune.id, shift(now.day, -LOOK_BACK_DAYS)),
    missed: work.chosen.missed,
    holders: staff.holders,
    unanswered: unansweredOn(now.day, work),
    isTold: (name) => work.told.has(noteKey(name)),
  })
  const held = work.held.length > 0 ? [{ ...heldNote(work.held, now.day), ...now, post: coordinator }] : []
  const isToday = ({ day, time }: Note): boolean => day === now.day && windowAt(time, policy.windows) === work.window
  return [...[...notes, ...scores].filter((note) => isNew(note) && isToday(note)), ...held]
}

/** Units for which something falls due soon and that nobody holds. */
function unlinkedUnits({ staff, rows, planned }: Promising, now: Instant): string[] {
  const groups = new Set(planned.filter(({ body }) => !hasDesk(body)).map(({ body }) => body.key))
  const horizon = shift(now.day, AHEAD_DAYS)
  const bound = rows.filter(
    ({ isConfirmed, bodyKey, lastSafe }) => isConfirmed && lastSafe <= horizon && !groups.has(bodyKey),
  )
  const names = [...new Set(bound.map(({ bodyName }) => bodyName))].filter((name) => name && hasDesk(bodyOf(name)))
  return staff.unlinked(names)
}

function shift(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
