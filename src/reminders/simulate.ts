/** What would be sent to one commune in a span of days, nothing stored and nothing sent. */
import { createCalendar, isProvisionalYear, type WorkCalendar, workingDayOnOrAfter } from '../calendar/index.ts'
import {
  type CommuneRegister,
  type Occurrence,
  occurrencesOf,
  type RegisteredDuty,
  standingDuties,
  undatedRules,
} from '../duties/index.ts'
import type { Acknowledgement } from './acknowledgements.ts'
import { knownSince } from './known-since.ts'
import { type MessageStep, mergeSteps, type Note, stepOf } from './merge-steps.ts'
import { calendarNotes, contradictionNote, proposalsOf, standingNotes, unconfirmedNote, undatedNote } from './notes.ts'
import { planSteps } from './plan-steps.ts'
import type { Policy } from './policy.ts'
import { type Directory, type Role, simulatedDirectory } from './posts.ts'
import { readDueWords } from './read-due-words.ts'
import { createDaysLeft } from './sending-times.ts'
import type { Planning, Step } from './step.ts'
import { type Worded, wordMessage } from './wording.ts'

export type Simulation = {
  register: CommuneRegister
  policy: Policy
  /** ISO days of sending, both included; the papers count as taken in on the first of them. */
  from: string
  to: string
  /** Left out: everything counts as confirmed. */
  isConfirmed?: (entry: { kind: 'report' | 'task'; id: number }) => boolean
  /** Everybody answers "Đã nộp" on the day of the first reminder. */
  everybodyAcknowledges?: boolean
  /** Left out: every unit has a head and a focal officer. */
  directory?: Directory
}

/** One line of `remind --simulate`. */
export type SimulatedReminder = {
  at: string
  commune: string
  unit: string
  post: string
  role: Role
  about: { kind: 'report' | 'task'; title: string; dueText: string | null; dueDate: string; lastSafeDay: string }[]
  step: MessageStep
  text: string
}

/** The ladder is planned this far ahead of the span's end: sixty working days and Tết. */
const AHEAD_DAYS = 200
/** What fell due before the span may still be late within it. */
const BEHIND_DAYS = 60

/** Every message of the span in order of time. */
export function simulateReminders(simulation: Simulation): SimulatedReminder[] {
  const { register, policy } = simulation
  const planning = planningOf(simulation)
  const first = planSteps(planning)
  const steps = simulation.everybodyAcknowledges
    ? planSteps({ ...planning, acknowledgements: answersTo(first) })
    : first
  const notes = notesOf(simulation, planning, steps)
  const wording = {
    commune: register.commune,
    documents: register.documents,
    daysLeft: createDaysLeft(planning.calendar),
  }
  return mergeSteps(steps, notes, policy).map((message) => ({
    at: `${message.day}T${message.time}:00+07:00`,
    commune: register.commune.slug,
    unit: unitNames(message.entries) || register.commune.name,
    post: message.post.title,
    role: message.post.role,
    about: aboutOf(message.entries.map(({ occurrence }) => occurrence)),
    step: stepOf(message),
    text: withButtons(wordMessage(message, wording)),
  }))
}

/** As a page without buttons would show it. */
function withButtons({ text, choices }: Worded): string {
  return choices.length > 0 ? `${text}\n${choices.map((choice) => `[${choice}]`).join(' ')}` : text
}

function unitNames(entries: readonly { bodies: { name: string }[] }[]): string {
  return [...new Set(entries.flatMap(({ bodies }) => bodies.map(({ name }) => name)))].filter(Boolean).join('; ')
}

function aboutOf(occurrences: readonly Occurrence[]): SimulatedReminder['about'] {
  const unique = [...new Map(occurrences.map((occurrence) => [occurrence.key, occurrence])).values()]
  return unique.map(({ kind, title, dueText, due, lastSafe }) => ({
    kind,
    title,
    dueText,
    dueDate: due,
    lastSafeDay: lastSafe,
  }))
}

function planningOf(simulation: Simulation): Planning {
  const { register, policy, from, to, isConfirmed } = simulation
  const calendar = createCalendar(policy.calendar)
  const groups = policy.groups[register.commune.slug] ?? {}
  const known = new Map(register.documents.map((document) => [document.id, knownSince(document.dateText, from)]))
  return {
    occurrences: occurrencesIn(simulation, calendar).map((occurrence) => ({
      ...occurrence,
      units: occurrence.units.flatMap((name) => groups[name] ?? [name]),
      coordinating: occurrence.coordinating.flatMap((name) => groups[name] ?? [name]),
    })),
    policy,
    calendar,
    directory: simulation.directory ?? simulatedDirectory(register.commune.slug),
    span: { from, to },
    known: ({ documentId }) => known.get(documentId) ?? { remindFrom: from, neverLateUntil: from },
    isGroup: (name) => register.units.some((unit) => unit.group && (unit.name === name || unit.aliases.includes(name))),
    isConfirmed: ({ kind, sourceId }) => isConfirmed?.({ kind, id: sourceId }) ?? true,
    acknowledgements: [],
  }
}

function occurrencesIn({ register, from, to }: Simulation, calendar: WorkCalendar): Occurrence[] {
  return occurrencesOf(register, {
    from: Temporal.PlainDate.from(from).subtract({ days: BEHIND_DAYS }).toString(),
    to: Temporal.PlainDate.from(to).add({ days: AHEAD_DAYS }).toString(),
    begunBy: to,
    calendar,
    readDueWords,
  })
}

/** Each body files at four in the afternoon of the day it was first reminded. */
function answersTo(steps: readonly Step[]): Acknowledgement[] {
  const firstDay = new Map<string, Step>()
  for (const step of steps) {
    if (step.moment !== 'ahead' && step.moment !== 'due') continue
    const key = `${step.occurrence.key}|${step.body.key}`
    const known = firstDay.get(key)
    if (!known || step.day < known.day) firstDay.set(key, step)
  }
  return [...firstDay.values()].map(({ occurrence, body, day, moment }) => ({
    occurrence: occurrence.key,
    body: body.key,
    at: moment === 'due' ? `${day}T10:00` : `${day}T16:00`,
    kind: 'filed',
  }))
}

function notesOf({ register, from, to, isConfirmed }: Simulation, planning: Planning, steps: readonly Step[]): Note[] {
  const { calendar, directory, policy } = planning
  const { coordinator } = directory
  const standing = standingDuties(register).filter(({ id }) => isConfirmed?.({ kind: 'task', id }) ?? true)
  const ownNotes = standingNotes(steps, { policy, standingOf: (name) => ownStanding(standing, name) })
  if (!coordinator) return ownNotes
  const opening = { day: workingDayOnOrAfter(calendar, from), time: policy.windows[0]?.from ?? policy.sendAt }
  const undated = undatedRules(register, readDueWords)
  const unconfirmed = proposalsOf(register, (entry) => isConfirmed?.(entry) ?? true)
  const told = [
    undatedNote(undated, register.documents),
    contradictionNote(register.rules, register.documents),
    unconfirmedNote(unconfirmed, register),
  ].filter((note) => note !== null)
  return [
    ...ownNotes,
    ...(opening.day <= to ? told.map((note) => ({ ...opening, post: coordinator, ...note })) : []),
    ...calendarNotes({ from, to }, calendar, isProvisionalYear).map((note) => ({
      ...note,
      time: opening.time,
      post: coordinator,
    })),
  ]
}

function ownStanding(standing: readonly RegisteredDuty[], unit: string): RegisteredDuty[] {
  return standing.filter(({ lead }) => lead.includes(unit))
}
