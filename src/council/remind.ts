/** Reminding the members of a session that was really announced: five and two working days before, and on the day. */
import { isWorkingDay, type WorkCalendar, workingDaysBetween } from '../calendar/index.ts'
import { dayOf } from '../language/day-words.ts'
import type { Post } from '../people/index.ts'
import type { CouncilOptions } from './dependencies.ts'
import { listInvited } from './rows.ts'
import { isCouncilPost, type Session } from './session.ts'
import { reminder } from './words.ts'

/** Working days before, the nearest first. */
const STEPS = [0, 2, 5]
/** When people may be told, in Vietnam. */
const FROM_HOUR = 7
const TO_HOUR = 17
const ZONE_HOURS = 7

type Step = { step: number; left: number }

/** What stands for today: a step missed while nothing ran is said late, once. Null where there is nothing to say. */
function stepOf(calendar: WorkCalendar, today: string, day: string): Step | null {
  if (day < today) return null
  if (day === today) return { step: 0, left: 0 }
  const left = workingDaysBetween(calendar, today, day)
  const step = STEPS.find((each) => left <= each)
  // Between the last working day and a session at the week's end nothing is left to count.
  return isWorkingDay(calendar, today) && left > 0 && step !== undefined ? { step, left } : null
}

export async function remind(options: CouncilOptions): Promise<void> {
  const { store, people, calendar, now } = options
  const hour = (now().getUTCHours() + ZONE_HOURS) % 24
  if (hour < FROM_HOUR || hour >= TO_HOUR) return
  const today = dayOf(now())
  for (const session of await listInvited(store, today)) {
    const step = stepOf(calendar, today, dayOf(session.opensAt))
    if (!step) continue
    const members = (await people.posts.list(session.communeId)).filter(isCouncilPost)
    for (const post of members) await tell(options, { session, post, ...step })
  }
}

type Telling = Step & { session: Session; post: Post }

async function tell({ delivery }: CouncilOptions, { session, post, step, left }: Telling): Promise<void> {
  for (const { accounts } of post.holders) {
    const chat = accounts.find(({ isUnreachable }) => !isUnreachable)
    if (!chat) continue
    await delivery.owe({
      accountId: chat.accountId,
      key: `session-${session.id}-${dayOf(session.opensAt)}-${step}`,
      class: 'reminder',
      text: reminder(session, post.title, left),
    })
  }
}
