/** Last month's scoreboard, told once to each leader and the coordinator. */
import { type WorkCalendar, workingDayOnOrAfter } from '../../calendar/index.ts'
import { type OccurrenceRow, scoresOf } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { Note } from '../merge-steps.ts'
import type { Policy } from '../policy.ts'
import type { Post } from '../posts.ts'
import { scoreText } from '../score-words.ts'
import type { Instant } from './choose.ts'
import type { Staff } from './office.ts'

type ScoreParts = {
  rows: readonly OccurrenceRow[]
  staff: Pick<Staff, 'leaders' | 'directory'>
  policy: Policy
  calendar: WorkCalendar
  office: string
  now: Instant
}

/** A machine that was off on the first working day tells it until then; later it is no news. */
const LAST_DAY = '10'

/**
 * On the first working day of a month. Leaders of the People's Council hear of its bodies and no others, those of the
 * People's Committee of all the rest; the coordinator of all.
 */
export function scoreNotes({ rows, staff, policy, calendar, office, now }: ScoreParts): Note[] {
  const first = `${now.day.slice(0, 7)}-01`
  const isItsTime = now.day >= workingDayOnOrAfter(calendar, first) && now.day <= `${now.day.slice(0, 7)}-${LAST_DAY}`
  if (!policy.scoreboard.monthly || !isItsTime) return []
  const end = Temporal.PlainDate.from(first).subtract({ days: 1 })
  const span = { from: end.with({ day: 1 }).toString(), to: end.toString(), today: now.day }
  const scores = scoresOf(rows, span)
  const period = `tháng ${end.month}/${end.year}`
  const textOf = (isWanted: (isCouncils: boolean) => boolean): string | null =>
    scoreText(
      scores.filter(({ bodyName }) => isWanted(bodyOf(bodyName).kind === 'council')),
      { period, office },
    )
  const noteTo = (post: Post, text: string | null, opening = ''): Note[] =>
    text ? [{ ...now, post, text: `${opening}${text}`, once: `scores ${span.from} ${post.person}` }] : []
  const { coordinator } = staff.directory
  return [
    ...staff.leaders.flatMap(({ post, isCouncils }) =>
      noteTo(
        post,
        textOf((each) => each === isCouncils),
        `Kính gửi đồng chí ${post.title}.\n`,
      ),
    ),
    ...(coordinator
      ? noteTo(
          coordinator,
          textOf(() => true),
        )
      : []),
  ]
}
