/** One duty told to its unit at once, because somebody of the office pressed a button. */
import { createCalendar } from '../../calendar/index.ts'
import type { OccurrenceRow } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { Turn } from '../chat/asked.ts'
import { nextSending } from '../chat/relay.ts'
import { writeTold } from '../live/ledger.ts'
import { localMinute } from '../live/local-minute.ts'
import { staffOf } from '../live/office.ts'
import { occurrenceOf } from '../live/plan.ts'
import { mergeSteps } from '../merge-steps.ts'
import { createDaysLeft, trueUntil } from '../sending-times.ts'
import { hasDesk } from '../step.ts'
import { inSentence, sayDate } from '../vietnamese.ts'
import { wordMessage } from '../wording.ts'

/** Sent, or put off until the office's hours begin: then when; or nobody of the unit can be reached. */
export type RemindedNow = { kind: 'reminded'; at: string | null } | { kind: 'nobody' }

/** Once a person, duty and day. Outside the office's hours it goes when they begin. */
export async function remindNow(turn: Turn, row: OccurrenceRow): Promise<RemindedNow> {
  const { parts, asked, day, time } = turn
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  const policy = parts.policy()
  const calendar = createCalendar(policy.calendar)
  const { directory, holders } = staffOf(await parts.posts(row.communeId))
  const isGroup = register?.units.some((unit) => unit.group && unit.name === row.bodyName) ?? false
  const body = bodyOf(row.bodyName, isGroup)
  const post = hasDesk(body) ? (directory.focal(body) ?? directory.head(body)) : directory.coordinator
  const holder = post && holders.get(post.person)
  const account = holder?.accounts.find(({ isUnreachable }) => !isUnreachable)
  if (!post || !account || !register) return { kind: 'nobody' }
  const occurrence = occurrenceOf(`now-${row.id}`, [row], calendar)
  const moment = occurrence.lastSafe < day ? 'late' : occurrence.lastSafe === day ? 'due' : 'ahead'
  const [message] = mergeSteps([{ day, time, moment, post, body, occurrence }], [], policy)
  if (!message) return { kind: 'nobody' }
  const { text, choices } = wordMessage(message, {
    commune: register.commune,
    documents: register.documents,
    daysLeft: createDaysLeft(calendar),
  })
  const notBefore = nextSending(turn)
  const [onDay = day, at = time] = notBefore ? localMinute(notBefore).split('T') : []
  const notAfter = trueUntil({ day: onDay, time: at }, policy.windows)
  const subject = { about: 'duties', items: [[row.id]] }
  const key = `remind-now-${row.id}-${day}`
  const owed = await parts.outbox.owe({
    ...{ accountId: account.accountId, key, class: 'reminder', text, choices, subject, notAfter },
    ...(notBefore && { notBefore }),
  })
  if (!owed) return { kind: 'nobody' }
  await writeTold(parts.store, row.communeId, {
    key: `${key}-${post.person}`,
    personId: Number(post.person),
    post: post.title,
    day: onDay,
    text,
    choices,
    subject,
    summary: `${inSentence(row.title)}, chậm nhất ${sayDate(occurrence.lastSafe)}`,
    accountId: account.accountId,
    messageId: owed.messageId,
    notAfter,
  })
  return { kind: 'reminded', at: notBefore ? localMinute(notBefore) : null }
}
