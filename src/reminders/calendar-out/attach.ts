/** Letters carry the dates they tell of as a calendar file: in a mail program nobody can press a button. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findOccurrences, localDay, type Register } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import type { DutiesSubject } from '../choices.ts'
import type { Outbox } from '../live/tick.ts'
import type { Policy } from '../policy.ts'
import { CALENDAR_TYPE, calendarFile } from './calendar-file.ts'

type Parts = {
  store: Store
  register: Register
  policy: () => Pick<Policy, 'calendar'>
  clock: () => Promise<Date>
  /** Files to be sent are written here. */
  folder: string
}

type Attachment = { path: string; name: string; mimeType: string }

/** The outbox, with a calendar beside whatever speaks of duties to a mail address. */
export function withCalendars(
  outbox: { owe(owed: Parameters<Outbox['owe']>[0] & { document?: Attachment }): ReturnType<Outbox['owe']> },
  parts: Parts,
): Outbox {
  return {
    owe: async (owed) => {
      const ids = idsIn(owed.subject)
      const document =
        ids.length > 0 && (await isMail(parts.store, owed.accountId)) ? await write(parts, owed.key, ids) : null
      return outbox.owe({ ...owed, ...(document && { document }) })
    },
  }
}

function idsIn(subject: unknown): number[] {
  const { about, items } = (subject ?? {}) as Partial<DutiesSubject>
  return about === 'duties' ? (items ?? []).flat() : []
}

async function isMail({ query }: Store, accountId: number): Promise<boolean> {
  const [account] = await query<{ channel: string }>('SELECT channel FROM channel_account WHERE id = $1', [accountId])
  return account?.channel === 'email'
}

async function write(
  { store, register, policy, clock, folder }: Parts,
  key: string,
  ids: number[],
): Promise<Attachment> {
  const rows = await findOccurrences(store, [...new Set(ids)])
  const [commune] = await store.query<{ slug: string }>('SELECT slug FROM commune WHERE id = $1', [
    rows[0]?.communeId ?? 0,
  ])
  const known = await register.of(commune?.slug ?? '')
  const office = { documents: known?.documents ?? [], policy: policy(), day: localDay(await clock()) }
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${key}.ics`)
  await writeFile(path, calendarFile('Hạn việc', rows, office))
  return { path, name: 'han-viec.ics', mimeType: CALENDAR_TYPE }
}
