/** From occurrences to steps: who is told what on which day. Pure; knows neither the clock nor the store. */
import { isWorkingDay, workingDayOnOrAfter } from '../calendar/index.ts'
import type { Occurrence } from '../duties/index.ts'
import { applyAcknowledgements } from './acknowledgements.ts'
import { type Body, bodyOf } from './bodies.ts'
import { digestSteps } from './digest.ts'
import type { Policy } from './policy.ts'
import type { Post } from './posts.ts'
import { createDayCounter, type Moment, placeBefore, placeOnDay } from './sending-times.ts'
import {
  type Context,
  coordinatorOf,
  DIGEST,
  hasDesk,
  type Planning,
  responsible,
  type Step,
  type StepMoment,
  weekOf,
} from './step.ts'

/** Every step to be sent within the span, in no order. */
export function planSteps(planning: Planning): Step[] {
  const context: Context = { ...planning, addDays: createDayCounter(planning.calendar) }
  const { from, to } = planning.span
  const steps = planning.occurrences.flatMap((occurrence) =>
    planning.isConfirmed(occurrence) ? confirmedSteps(occurrence, context) : unconfirmedSteps(occurrence, context),
  )
  const named = [...steps, ...digestSteps(context)].map((step) => ({ ...step, planned: plannedFor(step) }))
  return applyAcknowledgements(named, planning.acknowledgements, context.addDays).filter(
    ({ day }) => day >= from && day <= to,
  )
}

/** A week has one digest, whichever of its days comes to be worked first. */
function plannedFor({ moment, day }: Step): string {
  return DIGEST.has(moment) ? weekOf(day) : day
}

function confirmedSteps(occurrence: Occurrence, context: Context): Step[] {
  const { remindFrom, neverLateUntil } = context.known(occurrence)
  return responsible(occurrence, context).flatMap((body) => {
    const duty = { occurrence, body, context }
    const before = [...aheadSteps(duty), ...dueSteps(duty), ...progressSteps(duty), ...coordinationSteps(duty)]
    const after = occurrence.lateFrom > neverLateUntil ? [...lateSteps(duty), ...escalationSteps(duty)] : []
    return [...before.filter(({ day }) => day >= remindFrom), ...after]
  })
}

type DutyOfBody = { occurrence: Occurrence; body: Body; context: Context }

/** Working days before the last safe day, furthest first. */
export function ladderDays({ kind, cadence }: Occurrence, { reports, tasks }: Policy): number[] {
  const days = kind === 'task' ? tasks : (reports[cadence] ?? reports.other ?? [])
  return [...new Set(days)].sort((a, b) => b - a)
}

function aheadSteps(duty: DutyOfBody): Step[] {
  const { occurrence, context } = duty
  const days = ladderDays(occurrence, context.policy)
  return days.flatMap((count, index) => {
    const isForHead = index === 0 || context.policy.headWorkingDays.includes(count)
    const day = context.addDays(occurrence.lastSafe, -count)
    return stepsTo(duty, 'ahead', { day, time: context.policy.sendAt }, recipients(duty, isForHead))
  })
}

function dueSteps(duty: DutyOfBody): Step[] {
  const { occurrence, context } = duty
  const { sendAt, unfiledAgainAt } = context.policy
  const morning = stepsTo(duty, 'due', { day: occurrence.lastSafe, time: sendAt }, recipients(duty, true))
  if (!unfiledAgainAt || occurrence.kind === 'task') return morning
  const again = stepsTo(duty, 'due_again', { day: occurrence.lastSafe, time: unfiledAgainAt }, recipients(duty, false))
  return [...morning, ...again]
}

/** Longer than the policy says: asked about each quarter, and reminded of only at the end. */
function isLong({ start, due }: Occurrence, { longTaskMonths }: Policy): boolean {
  return start !== null && Temporal.PlainDate.from(start).add({ months: longTaskMonths }).toString() <= due
}

function progressSteps(duty: DutyOfBody): Step[] {
  const { occurrence, context } = duty
  if (!occurrence.start || !isLong(occurrence, context.policy)) return []
  const { sendAt, tasks } = context.policy
  const ladderFrom = context.addDays(occurrence.lastSafe, -Math.max(0, ...tasks))
  const [from = context.span.from] = [occurrence.start, context.span.from].sort().reverse()
  return quarterStarts(from, context.span.to)
    .filter((start) => start > (occurrence.start ?? ''))
    .map((start) => workingDayOnOrAfter(context.calendar, start))
    .filter((day) => day < ladderFrom)
    .flatMap((day) => stepsTo(duty, 'progress', { day, time: sendAt }, recipients(duty, false)))
}

function quarterStarts(from: string, to: string): string[] {
  const starts: string[] = []
  let day = Temporal.PlainDate.from(from).with({ day: 1 })
  for (; day.toString() <= to; day = day.add({ months: 1 })) if (day.month % 3 === 1) starts.push(day.toString())
  return starts
}

/** One early notice to each body that only helps; to the one that leads it is no news. */
function coordinationSteps({ occurrence, body, context }: DutyOfBody): Step[] {
  const { coordinatingNotice, sendAt } = context.policy
  const leads = responsible(occurrence, context)
  if (coordinatingNotice === null || body.key !== leads[0]?.key) return []
  const day = context.addDays(occurrence.lastSafe, -coordinatingNotice)
  return occurrence.coordinating
    .map((name) => bodyOf(name, context.isGroup(name)))
    .filter((helper) => helper.kind !== 'above' && !leads.some(({ key }) => key === helper.key))
    .flatMap((helper) => {
      const duty = { occurrence, body: helper, context }
      return stepsTo(duty, 'coordination', { day, time: sendAt }, recipients(duty, false))
    })
}

function lateSteps(duty: DutyOfBody): Step[] {
  const { body, context } = duty
  return context.policy.late.flatMap(({ workingDay, to }) => {
    const posts = to.flatMap((role) => (role === 'coordinator' ? coordinatorOf(context) : ownPost(body, role, context)))
    return stepsTo(duty, 'late', lateMoment(duty, workingDay), posts.length > 0 ? posts : coordinatorOf(context))
  })
}

function lateMoment({ occurrence, context }: DutyOfBody, workingDay: number): Moment {
  const first = workingDayOnOrAfter(context.calendar, occurrence.lateFrom)
  return { day: context.addDays(first, workingDay - 1), time: context.policy.sendAt }
}

function escalationSteps(duty: DutyOfBody): Step[] {
  const { body, context } = duty
  if (body.isGroup || body.kind === 'above' || body.kind === 'commune') return []
  const { leaders, ...ladders } = context.policy.escalation
  return ladders[body.kind].flatMap(({ workingDay, to }) => {
    if (to === 'coordinating') {
      const moment = body.kind === 'partner' ? 'late' : 'escalation'
      return stepsTo(duty, moment, lateMoment(duty, workingDay), receivingPosts(duty))
    }
    const leader = leaders ? context.directory.leader(body, to) : null
    return leader ? stepsTo(duty, 'escalation', lateMoment(duty, workingDay), [leader]) : []
  })
}

/** The unit that collects the report; none where it names no desk: the coordinator was told on the first day. */
function receivingPosts({ occurrence, body, context }: DutyOfBody): Post[] {
  const name = occurrence.via ?? occurrence.to
  const receiver = name ? bodyOf(name, context.isGroup(name)) : null
  const isDesk = receiver && !receiver.isGroup && receiver.kind === 'department' && receiver.key !== body.key
  const post = isDesk ? (context.directory.focal(receiver) ?? context.directory.head(receiver)) : null
  return post ? [{ ...post, role: 'other' }] : []
}

function ownPost(body: Body, role: 'head' | 'focal', { directory }: Context): Post[] {
  if (!hasDesk(body)) return []
  const post = role === 'head' ? directory.head(body) : directory.focal(body)
  return post ? [post] : []
}

/** The focal officer always; the head where asked for, or alone. Nobody linked: the coordinator. */
function recipients({ body, context }: DutyOfBody, isForHead: boolean): Post[] {
  const focal = ownPost(body, 'focal', context)
  const head = isForHead || focal.length === 0 ? ownPost(body, 'head', context) : []
  const own = [...focal, ...head]
  return own.length > 0 ? own : coordinatorOf(context)
}

function stepsTo({ occurrence, body, context }: DutyOfBody, moment: StepMoment, at: Moment, posts: Post[]): Step[] {
  const placing = { calendar: context.calendar, windows: context.policy.windows }
  const isAfter = moment === 'late' || moment === 'escalation'
  const placed = isAfter ? placeOnDay(at, placing) : placeBefore(at, placing)
  return posts.map((post) => ({ ...placed, moment, post, body, occurrence }))
}

/** Working days before the first step would have gone out on which the coordinator is asked to confirm. */
const CONFIRM_BEFORE_WORKING_DAYS = [15, 10, 5]

function unconfirmedSteps(occurrence: Occurrence, context: Context): Step[] {
  const [furthest = 0] = ladderDays(occurrence, context.policy)
  const first = context.addDays(occurrence.lastSafe, -furthest)
  const { remindFrom } = context.known(occurrence)
  return responsible(occurrence, context).flatMap((body) =>
    CONFIRM_BEFORE_WORKING_DAYS.flatMap((count) => {
      const at = { day: context.addDays(first, -count), time: context.policy.sendAt }
      return stepsTo({ occurrence, body, context }, 'unconfirmed', at, coordinatorOf(context))
    }).filter(({ day }) => day >= remindFrom && isWorkingDay(context.calendar, day)),
  )
}
