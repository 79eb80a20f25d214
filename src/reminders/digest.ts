/** The weekly digest: on the first working day of a week, what falls due soon and what is still missing. */
import { type WorkCalendar, workingDayOnOrAfter } from '../calendar/index.ts'
import type { Body } from './bodies.ts'
import type { Post } from './posts.ts'
import { type Context, coordinatorOf, hasDesk, responsible, type Step } from './step.ts'

/** The first working day of each week that lies in the span; a week without one has none. */
export function digestDays({ from, to }: { from: string; to: string }, calendar: WorkCalendar): string[] {
  const days: string[] = []
  const start = Temporal.PlainDate.from(from)
  let monday = start.subtract({ days: start.dayOfWeek - 1 })
  for (; monday.toString() <= to; monday = monday.add({ days: 7 })) {
    const day = workingDayOnOrAfter(calendar, monday.toString())
    if (day >= from && day <= to && day < monday.add({ days: 7 }).toString()) days.push(day)
  }
  return days
}

type Line = Omit<Step, 'post' | 'day' | 'time'>

/** Lines for each person and week in which something of theirs falls due soon; what is overdue comes along. */
export function digestSteps(context: Context): Step[] {
  const { policy, span, calendar } = context
  const duties = context.occurrences.flatMap((occurrence) =>
    responsible(occurrence, context).map((body) => ({
      occurrence,
      body,
      isConfirmed: context.isConfirmed(occurrence),
      posts: context.isConfirmed(occurrence) ? readers(body, context) : coordinatorOf(context),
      known: context.known(occurrence),
    })),
  )
  return digestDays(span, calendar).flatMap((day) => {
    const horizon = context.addDays(day, policy.digest.withinWorkingDays)
    const forgetBefore = Temporal.PlainDate.from(day).subtract({ weeks: policy.digest.overdueWeeks }).toString()
    const lines = duties.flatMap(({ occurrence, body, isConfirmed, posts, known }): (Line & { posts: Post[] })[] => {
      const isSoon = occurrence.lastSafe >= day && occurrence.lastSafe <= horizon && day >= known.remindFrom
      if (isSoon) return [{ moment: isConfirmed ? 'soon' : 'soon_unconfirmed', occurrence, body, posts }]
      const { lateFrom } = occurrence
      const isOverdue = lateFrom <= day && lateFrom > forgetBefore && lateFrom > known.neverLateUntil
      return isOverdue && isConfirmed ? [{ moment: 'overdue', occurrence, body, posts }] : []
    })
    const expecting = new Set(lines.filter(({ moment }) => moment !== 'overdue').flatMap(({ posts }) => people(posts)))
    return lines.flatMap(({ posts, ...line }) =>
      posts
        .filter(({ person }) => expecting.has(person))
        .map((post) => ({ ...line, post, day, time: digestTime(context) })),
    )
  })
}

function people(posts: readonly Post[]): string[] {
  return posts.map(({ person }) => person)
}

function digestTime({ policy }: Context): string {
  const sorted = [...policy.windows].sort((a, b) => a.from.localeCompare(b.from))
  const isInside = sorted.some(({ from, to }) => policy.sendAt >= from && policy.sendAt <= to)
  return isInside ? policy.sendAt : (sorted[0]?.from ?? policy.sendAt)
}

function readers(body: Body, context: Context): Post[] {
  const { directory, policy } = context
  const { to } = policy.digest
  const isDesk = hasDesk(body)
  const focal = isDesk ? directory.focal(body) : null
  const head = isDesk && (to.includes('head') || (!focal && to.includes('focal'))) ? directory.head(body) : null
  const own = [to.includes('focal') ? focal : null, head].filter((post) => post !== null)
  return [...own, ...(to.includes('coordinator') ? coordinatorOf(context) : [])]
}
