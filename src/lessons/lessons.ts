import type { Lesson } from '../documents/index.ts'
import type { Consents } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { doneBy, keepAnswer, keepTold, type Status, setStatus, statusOf, waiting } from './rows.ts'
import {
  agrees,
  type LessonReply,
  lessonText,
  offer,
  readChoice,
  stopsLessons,
  verdict,
  wantsLessons,
} from './words.ts'

/** `key` makes a second sending of the same lesson to the same account harmless. */
export type DueLesson = { accountId: number; lesson: string; key: string; reply: LessonReply }

export type Progress = { told: number; right: number; of: number; status: 'none' | Status }

export type Lessons = {
  /** What a message means here: the wish for lessons, consent to them, their end, an answer. Null when it is none of it. */
  reply(accountId: number, message: string): Promise<LessonReply | null>
  /** Subscribes whoever was offered lessons and agrees in clear words; false for anything less. */
  subscribe(accountId: number, message: string): Promise<boolean>
  /** False when there was nothing to end. */
  unsubscribe(accountId: number): Promise<boolean>
  /** The next lesson of everyone who agreed and was told none today, the longest waiting first. Sends nothing. */
  due(now: Date, limit: number): Promise<DueLesson[]>
  /** Writes down that the lesson was handed over; twice is once. */
  told(due: Pick<DueLesson, 'accountId' | 'lesson'>, now: Date): Promise<void>
  /** Checks the answer to the lesson told last; null when none waits or the message is no answer. */
  answer(accountId: number, message: string): Promise<LessonReply | null>
  progress(accountId: number): Promise<Progress>
}

export type LessonsOptions = {
  store: Store
  /** Asked anew each time, in order. */
  lessons: () => readonly Lesson[]
  consents: Pick<Consents, 'give' | 'withdraw' | 'holds'>
}

/** The wording people agree to (`offer`): raise when it changes what they agree to. */
const CONSENT_VERSION = 'bai-hoc-1'
const ZONE = 'Asia/Ho_Chi_Minh'

const SUBSCRIBED = 'Trợ lý sẽ gửi mỗi ngày một bài. Muốn dừng, nhắn “dừng bài học”.'
const STOPPED = 'Trợ lý đã ngừng gửi bài học. Muốn học lại, nhắn “bài học”.'
const ALREADY = 'Anh/chị đã đăng ký rồi; mỗi ngày trợ lý gửi một bài.'

export function createLessons(options: LessonsOptions): Lessons {
  const { store, lessons } = options
  return {
    subscribe: (accountId, message) => subscribe(options, accountId, message),
    unsubscribe: (accountId) => unsubscribe(options, accountId),
    answer: (accountId, message) => answerLast(options, accountId, message),
    reply: (accountId, message) => replyTo(options, accountId, message),
    due: (now, limit) => findDue(options, now, limit),
    told: ({ accountId, lesson }, now) => keepTold(store, { accountId, lesson, at: now, day: dayOf(now) }),
    progress: async (accountId) => {
      const done = await doneBy(store, accountId)
      const status = (await statusOf(store, accountId)) ?? 'none'
      return { told: done.length, right: done.filter(({ isRight }) => isRight).length, of: lessons().length, status }
    },
  }
}

async function replyTo(options: LessonsOptions, accountId: number, message: string): Promise<LessonReply | null> {
  if (stopsLessons(message)) return (await unsubscribe(options, accountId)) ? { text: STOPPED, choices: [] } : null
  if (await subscribe(options, accountId, message)) return { text: SUBSCRIBED, choices: [] }
  return wantsLessons(message) ? offerLessons(options, accountId) : answerLast(options, accountId, message)
}

async function subscribe({ store, consents }: LessonsOptions, accountId: number, message: string): Promise<boolean> {
  if (!agrees(message) || (await statusOf(store, accountId)) !== 'offered') return false
  await consents.give(accountId, 'lessons', CONSENT_VERSION)
  await setStatus(store, accountId, 'active')
  return true
}

async function unsubscribe({ store, consents }: LessonsOptions, accountId: number): Promise<boolean> {
  if ((await statusOf(store, accountId)) !== 'active') return false
  await setStatus(store, accountId, 'stopped')
  await consents.withdraw(accountId, 'lessons')
  return true
}

async function offerLessons({ store, lessons }: LessonsOptions, accountId: number): Promise<LessonReply> {
  if ((await statusOf(store, accountId)) === 'active') return { text: ALREADY, choices: [] }
  await setStatus(store, accountId, 'offered')
  return offer(lessons().length)
}

async function findDue(options: LessonsOptions, now: Date, limit: number): Promise<DueLesson[]> {
  const today = dayOf(now)
  const due: DueLesson[] = []
  for (const accountId of await waiting(options.store, today, limit)) {
    const next = await nextFor(options, accountId, today)
    if (next) due.push(next)
  }
  return due
}

/** Consent may have been taken back elsewhere, and a course ends: in both cases nothing more is due. */
async function nextFor(
  { store, lessons, consents }: LessonsOptions,
  accountId: number,
  today: string,
): Promise<DueLesson | null> {
  const isAgreed = await consents.holds(accountId, 'lessons')
  const done = new Set((await doneBy(store, accountId)).map(({ lesson }) => lesson))
  const course = lessons()
  const place = course.findIndex(({ slug }) => !done.has(slug))
  const lesson = course[place]
  if (!isAgreed || !lesson) {
    await setStatus(store, accountId, isAgreed ? 'finished' : 'stopped')
    return null
  }
  const reply = lessonText(lesson, { no: place + 1, of: course.length, today })
  return { accountId, lesson: lesson.slug, key: `lesson:${accountId}:${lesson.slug}`, reply }
}

async function answerLast(
  { store, lessons }: LessonsOptions,
  accountId: number,
  message: string,
): Promise<LessonReply | null> {
  // Most messages answer no lesson at all: then nothing is asked of the database.
  if (!lessons().some((lesson) => readChoice(message, lesson) !== null)) return null
  const done = await doneBy(store, accountId)
  const last = done.at(-1)
  const lesson = last?.choice === null ? lessons().find(({ slug }) => slug === last.lesson) : undefined
  const choice = lesson ? readChoice(message, lesson) : null
  if (!lesson || choice === null) return null
  await keepAnswer(store, { accountId, lesson: lesson.slug, choice, isRight: choice === lesson.right })
  const told = new Set(done.map(({ lesson: slug }) => slug))
  return verdict(lesson, choice, lessons().filter(({ slug }) => !told.has(slug)).length)
}

/** The calendar day in Vietnam. */
function dayOf(now: Date): string {
  return now.toTemporalInstant().toZonedDateTimeISO(ZONE).toPlainDate().toString()
}
