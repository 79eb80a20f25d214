/** What no message brings about: a desk that was empty when something came in, and what is due. */
import { isWorkingDay, workingDaysBetween } from '../calendar/index.ts'
import { dayOf } from '../language/day-words.ts'
import type { Post } from '../people/index.ts'
import type { Case } from './case.ts'
import type { FeedbackOptions } from './dependencies.ts'
import { forgetOldDrafts } from './draft-rows.ts'
import { type Desk, deskOf } from './route.ts'
import { listOpen, noteDeskTold } from './rows.ts'
import { dueSoon, forDesk } from './words.ts'

/** The office's morning, in Vietnam. */
const FROM_HOUR = 8
const TO_HOUR = 17
const ZONE_HOURS = 7

/** Owes the desk in charge the matter, once for each time it came to a desk. */
export async function tellDesk({ store, people, delivery }: FeedbackOptions, found: Case): Promise<Desk> {
  const desk = deskOf(await people.posts.list(found.communeId), found)
  for (const accountId of desk.accounts.filter((id) => id !== found.accountId)) {
    await delivery.owe({
      accountId,
      key: `feedback-${found.id}-desk-${found.revision}`,
      class: 'desk',
      text: forDesk(found),
    })
  }
  if (desk.accounts.length > 0) await noteDeskTold(store, found)
  return desk
}

export async function sweep(options: FeedbackOptions): Promise<void> {
  await forgetOldDrafts(options.store)
  const open = await listOpen(options.store)
  for (const found of open.filter(({ deskToldRevision }) => deskToldRevision === 0)) await tellDesk(options, found)
  const { now, calendar, rules } = options
  const today = dayOf(now())
  const hour = (now().getUTCHours() + ZONE_HOURS) % 24
  if (!isWorkingDay(calendar, today) || hour < FROM_HOUR || hour >= TO_HOUR) return
  const due = open.filter(({ dueOn }) => workingDaysBetween(calendar, today, dueOn) <= rules.remindWithin)
  for (const [communeId, cases] of Map.groupBy(due, (each) => each.communeId)) {
    await remind(options, await options.people.posts.list(communeId), cases, today)
  }
}

/** One message a desk and day, with everything of theirs that is due. */
async function remind(
  { delivery }: FeedbackOptions,
  posts: readonly Post[],
  cases: readonly Case[],
  today: string,
): Promise<void> {
  const theirs = new Map<number, Case[]>()
  for (const found of cases) {
    for (const accountId of deskOf(posts, found).accounts) {
      theirs.set(accountId, [...(theirs.get(accountId) ?? []), found])
    }
  }
  for (const [accountId, own] of theirs) {
    await delivery.owe({ accountId, key: `feedback-due-${today}`, class: 'reminder', text: dueSoon(own, today) })
  }
}
