import type { Register } from '../../duties/index.ts'
import { localDay } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import type { Policy } from '../policy.ts'
import { syncRegister } from '../sync-register.ts'
import type { Wishes } from './choose.ts'
import { tickCommune } from './commune-tick.ts'
import { beat, listPromised, markOwed, type Promised, settleOwed } from './ledger.ts'
import { localMinute } from './local-minute.ts'
import type { OfficePost } from './office.ts'

/** The one way out, as reminders need it. */
export type Outbox = {
  owe(owed: {
    accountId: number
    key: string
    class: 'reminder' | 'escalation' | 'notice'
    text: string
    choices?: string[]
    subject?: unknown
    notBefore?: Date
    template?: { name: string; values: Readonly<Record<string, string>> }
    notAfter?: Date
  }): Promise<{ messageId: number } | null>
}

export type Faults = {
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(event: string, cause: unknown, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

export type TickParts = {
  store: Store
  register: Register
  policy: () => Policy
  posts: (communeId: number) => Promise<readonly OfficePost[]>
  wishesOf: (personId: number) => Promise<Wishes>
  outbox: Outbox
  log: Faults
  /** The database's clock where left out. */
  clock?: () => Promise<Date>
}

export type Ticked = { promised: number; owed: number }

/** A gap this long between two runs means that no process was there to send. */
const GAP_MINUTES = 15
/** Side by side: a server answers several at once, the embedded store one after the other. */
const OWED_AT_ONCE = 8

/** Finds what is due in every commune and promises it, then hands what is promised to the outbox. */
export function createTick(parts: TickParts): () => Promise<Ticked> {
  const { store, register, log } = parts
  const clock = parts.clock ?? (() => databaseNow(store))
  const synced = new Map<string, { of: unknown; day: string; policy: Policy }>()

  const tickOne = async (slug: string, at: Date): Promise<number> => {
    const commune = await register.of(slug)
    if (!commune) return 0
    const [policy, today] = [parts.policy(), localDay(at)]
    const last = synced.get(slug)
    if (last?.of !== commune || last.day !== today || last.policy !== policy) {
      await syncRegister(store, commune, { policy, today })
      synced.set(slug, { of: commune, day: today, policy })
    }
    const [day = '', time = ''] = localMinute(at).split('T')
    const posts = await parts.posts(commune.commune.id)
    return tickCommune({ store, register: commune, policy, posts, wishesOf: parts.wishesOf, now: { day, time } })
  }

  return async () => {
    const at = await clock()
    const before = await beat(store, at)
    const gapMinutes = before ? Math.round((at.getTime() - before.getTime()) / 60_000) : 0
    if (gapMinutes > GAP_MINUTES) log.warn('reminders_were_off', { minutes: gapMinutes })
    let promised = 0
    for (const { slug } of await register.communes()) {
      try {
        promised += await tickOne(slug, at)
      } catch (error) {
        // One commune's trouble keeps no other from being reminded; the next minute tries again.
        log.error('reminders_failed', error, { commune: slug })
      }
    }
    await settleOwed(store, at)
    return { promised, owed: await owePromised(parts) }
  }
}

/** Hands everything promised to the outbox. Cut off in the middle, the next run goes on: an equal key is owed once. */
export async function owePromised({
  store,
  outbox,
  log,
}: Pick<TickParts, 'store' | 'outbox' | 'log'>): Promise<number> {
  const promised = await listPromised(store)
  let owed = 0
  const oweOne = async ({ id, accountIds, attempt, template, notAfter, ...message }: Promised): Promise<void> => {
    const accountId = accountIds[attempt]
    try {
      const key = `reminder-${id}-${attempt}`
      const approved = template === null ? {} : { template }
      const until = notAfter === null ? {} : { notAfter: new Date(notAfter) }
      const row =
        accountId === undefined ? null : await outbox.owe({ ...message, ...approved, ...until, accountId, key })
      await markOwed(store, id, row?.messageId ?? null)
      if (row) owed += 1
    } catch (error) {
      log.error('reminder_not_owed', error, { reminder: id })
    }
  }
  const atOnce = store.kind === 'server' ? OWED_AT_ONCE : 1
  for (let start = 0; start < promised.length; start += atOnce) {
    await Promise.all(promised.slice(start, start + atOnce).map(oweOne))
  }
  return owed
}

async function databaseNow({ query }: Store): Promise<Date> {
  const [row] = await query<{ now: Date | string }>('SELECT now() AS now')
  return new Date(row?.now ?? Number.NaN)
}
