import type { Action } from './conversation/index.ts'
import type { Delivery } from './delivery/index.ts'
import { type Lesson, loadLessons } from './documents/index.ts'
import { createLessons } from './lessons/index.ts'
import { createOwnReminders } from './own-reminders/index.ts'
import type { People } from './people/index.ts'
import type { Store } from './store/index.ts'

/** What people asked to be told without asking again: a lesson a day, a reminder of their own. */
export type Wishes = {
  act: Action
  /** Owes what is due now; safe in several processes at once. */
  tick(): Promise<void>
}

type Parts = {
  store: Store
  people: People
  delivery: Pick<Delivery, 'owe'>
  knowledgeFolder: string
  /** The database's, so that every process means the same moment. */
  clock: () => Promise<Date>
}

const ZONE = 'Asia/Ho_Chi_Minh'
/** A lesson is nobody's alarm clock. */
const LESSON_HOURS = { from: 8, to: 20 }
/** What one minute owes at the most: the rest follows in the next. */
const MOST_AT_ONCE = 500

/** The lessons and own reminders joined to the conversation and the outbox. */
export function composeWishes({ store, people, delivery, knowledgeFolder, clock }: Parts): Wishes {
  let course: Lesson[] | null = null
  const lessons = createLessons({
    store,
    lessons: () => {
      course ??= loadLessons(knowledgeFolder).lessons
      return course
    },
    consents: people.consents,
  })
  const reminders = createOwnReminders(store)

  const tellLessons = async (now: Date): Promise<void> => {
    const { hour } = now.toTemporalInstant().toZonedDateTimeISO(ZONE)
    if (hour < LESSON_HOURS.from || hour >= LESSON_HOURS.to) return
    for (const { key, reply, ...due } of await lessons.due(now, MOST_AT_ONCE)) {
      await delivery.owe({ accountId: due.accountId, key, class: 'notice', subject: { of: 'lesson' }, ...reply })
      await lessons.told(due, now)
    }
  }
  const tellReminders = async (now: Date): Promise<void> => {
    for (const { id, accountId, key, text } of await reminders.due(now, MOST_AT_ONCE)) {
      await delivery.owe({ accountId, key, class: 'reminder', text })
      await reminders.told(id)
    }
  }
  return {
    act: async ({ account, text, about, message }) => {
      // A choice of some other message is that message's; a group asks for nobody.
      const of = (about?.subject as { of?: string } | undefined)?.of
      if (message.isGroup || text === '' || (about && of !== 'lesson' && of !== 'wish')) return null
      const lesson = of === 'wish' ? null : await lessons.reply(account.id, text)
      const reply = lesson ?? (await reminders.reply(account.id, text, clock))
      if (!reply) return null
      const subject = { of: lesson ? 'lesson' : 'wish' }
      return { ...reply, subject, outcome: 'chat', citations: [], latencyMs: 0, forgets: false }
    },
    tick: async () => {
      const now = await clock()
      await tellReminders(now)
      await tellLessons(now)
    },
  }
}
