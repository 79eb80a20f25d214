/** Secret addresses at which a unit's due dates are read as a calendar: made, told once, and taken back. */
import { createHash, randomBytes } from 'node:crypto'
import { loadOccurrences, localDay, type OccurrenceRow, type Register } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import { bodyOf } from '../bodies.ts'
import type { Policy } from '../policy.ts'
import { calendarFile } from './calendar-file.ts'

export type Feed = { unit: string; madeAt: Date; fetchedAt: Date | null }

export type CalendarFeeds = {
  /** A new address beside those that exist; its secret is told this once. `by` names who asked. */
  make(of: { communeId: number; unit: string }, by: string): Promise<string>
  /** Ends every address of the unit; how many there were. */
  revoke(of: { communeId: number; unit: string }, by: string): Promise<number>
  /** Those that still answer. */
  list(communeId: number): Promise<Feed[]>
  /** What stands at an address; null for one that was never made or was taken back. */
  read(secret: string): Promise<string | null>
}

type Parts = {
  store: Store
  register: Register
  policy: () => Pick<Policy, 'calendar'>
  clock: () => Promise<Date>
}

/** 192 bits: an address nobody guesses. */
const SECRET_BYTES = 24
const SECRET = /^[\w-]{32}$/
const BEHIND_DAYS = 120
const AHEAD_DAYS = 460

export function openCalendarFeeds(parts: Parts): CalendarFeeds {
  const { query } = parts.store
  return {
    make: async ({ communeId, unit }, by) => {
      const secret = randomBytes(SECRET_BYTES).toString('base64url')
      await query('INSERT INTO calendar_feed (commune_id, unit_name, digest, made_by) VALUES ($1, $2, $3, $4)', [
        ...[communeId, unit, digestOf(secret), by],
      ])
      return secret
    },
    revoke: async ({ communeId, unit }, by) => {
      const ended = await query(
        `UPDATE calendar_feed SET revoked_at = now(), revoked_by = $3
          WHERE commune_id = $1 AND unit_name = $2 AND revoked_at IS NULL RETURNING id`,
        [communeId, unit, by],
      )
      return ended.length
    },
    list: async (communeId) => {
      const rows = await query<{ unit: string; madeAt: string; fetchedAt: string | null }>(
        `SELECT unit_name AS unit, made_at AS "madeAt", fetched_at AS "fetchedAt" FROM calendar_feed
          WHERE commune_id = $1 AND revoked_at IS NULL ORDER BY unit_name, id`,
        [communeId],
      )
      return rows.map(({ unit, madeAt, fetchedAt }) => ({
        ...{ unit, madeAt: new Date(madeAt), fetchedAt: fetchedAt === null ? null : new Date(fetchedAt) },
      }))
    },
    read: (secret) => (SECRET.test(secret) ? read(parts, digestOf(secret)) : Promise.resolve(null)),
  }
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

async function read({ store, register, policy, clock }: Parts, digest: string): Promise<string | null> {
  const [feed] = await store.query<{ communeId: number; slug: string; unit: string }>(
    `UPDATE calendar_feed SET fetched_at = now() FROM commune
      WHERE digest = $1 AND revoked_at IS NULL AND commune.id = commune_id
      RETURNING commune_id AS "communeId", slug, unit_name AS unit`,
    [digest],
  )
  if (!feed) return null
  const day = localDay(await clock())
  const known = await register.of(feed.slug)
  const rows = await unitRows(store, { ...feed, day })
  return calendarFile(`Hạn việc – ${feed.unit}`, rows, { documents: known?.documents ?? [], policy: policy(), day })
}

/** What the office confirmed for the unit and still stands: nothing unconfirmed leaves for a phone. */
async function unitRows(
  store: Store,
  { communeId, unit, day }: { communeId: number; unit: string; day: string },
): Promise<OccurrenceRow[]> {
  const shifted = (days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()
  const span = { from: shifted(-BEHIND_DAYS), to: shifted(AHEAD_DAYS) }
  const rows = await loadOccurrences(store, { communeId, ...span, inForceOnly: true })
  const { key } = bodyOf(unit)
  return rows.filter(({ isConfirmed, bodyKey }) => isConfirmed && bodyKey === key)
}
