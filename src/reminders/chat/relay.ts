/** Words that go to somebody else: kept by their key, so that saying them again sends them once. */
import { createCalendar, workingDayOnOrAfter } from '../../calendar/index.ts'
import type { OccurrenceRow } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { OfficePost } from '../live/office.ts'
import { staffOf } from '../live/office.ts'
import { placeBefore, windowAt } from '../sending-times.ts'
import type { Turn } from './asked.ts'
import type { Subject } from './subjects.ts'

type Relayed = { key: string; text: string; choices?: string[]; subject?: Subject }

/** To the holder of a post, within the office's windows: they did not ask. False when nobody can be reached. */
export async function tellPerson(
  turn: Turn,
  personId: number | null,
  relayed: Relayed & { atOnce?: boolean },
): Promise<boolean> {
  const { parts, asked } = turn
  const posts = await parts.posts(asked.account.commune?.id ?? 0)
  const holder = personId === null ? undefined : staffOf(posts).holders.get(String(personId))
  const account = holder?.accounts.find(({ isUnreachable }) => !isUnreachable) ?? holder?.accounts[0]
  if (!account) return false
  const { atOnce = false, ...message } = relayed
  const notBefore = atOnce ? undefined : nextSending(turn)
  const owed = { accountId: account.accountId, class: 'notice', ...message, ...(notBefore && { notBefore }) } as const
  return (await parts.outbox.owe(owed)) !== null
}

export async function coordinatorId(turn: Turn): Promise<number | null> {
  const { coordinator } = staffOf(await communePosts(turn)).directory
  return coordinator ? Number(coordinator.person) : null
}

/** Whoever the office lets grant more time: the coordinator unless its policy says otherwise. */
export async function granterId(turn: Turn, row: OccurrenceRow): Promise<number | null> {
  const { directory } = staffOf(await communePosts(turn))
  const { grantedBy } = turn.parts.policy().extensions
  const body = bodyOf(row.bodyName)
  const desk = bodyOf(row.via ?? row.recipient ?? '')
  const chosen =
    grantedBy === 'vice_chair'
      ? directory.leader(body, 'vice_chair')
      : grantedBy === 'receiver'
        ? (directory.head(desk) ?? directory.focal(desk))
        : null
  const post = chosen ?? directory.coordinator
  return post ? Number(post.person) : null
}

/** The unit's own people, the focal officer first. */
export async function unitPersonId(turn: Turn, row: OccurrenceRow): Promise<number | null> {
  const { directory } = staffOf(await communePosts(turn))
  const body = bodyOf(row.bodyName)
  const post = directory.focal(body) ?? directory.head(body)
  return post ? Number(post.person) : null
}

async function communePosts({ parts, asked }: Turn): Promise<readonly OfficePost[]> {
  return parts.posts(asked.account.commune?.id ?? 0)
}

/** Now inside a window, else when the next one opens. */
export function nextSending({ parts, day, time }: Turn): Date | undefined {
  const { windows, calendar: own } = parts.policy()
  const calendar = createCalendar(own)
  if (windowAt(time, windows) >= 0 && placeBefore({ day, time }, { calendar, windows }).day === day) return undefined
  const sorted = [...windows].sort((a, b) => a.from.localeCompare(b.from))
  const today = workingDayOnOrAfter(calendar, day)
  const later = today === day ? sorted.find(({ from }) => from > time) : sorted[0]
  const tomorrow = Temporal.PlainDate.from(day).add({ days: 1 }).toString()
  const next = later
    ? { day: today, time: later.from }
    : { day: workingDayOnOrAfter(calendar, tomorrow), time: sorted[0]?.from ?? time }
  const zoned = Temporal.PlainDateTime.from(`${next.day}T${next.time}`).toZonedDateTime('Asia/Ho_Chi_Minh')
  return new Date(zoned.epochMilliseconds)
}
