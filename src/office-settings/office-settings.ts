import { type Actor, writeAudit } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { openStops, type Stops } from './stops.ts'

export type OfficeSettings = {
  stops: Stops
  retention: {
    /** How many days messages are kept. */
    days(): Promise<number>
    /** The same without waiting, at most half a minute old: for a sentence on a page. */
    lastKnown(): number
    set(days: number, by: Actor): Promise<void>
  }
  /** The page of figures for everybody, a commune each. Off until the office switches it on. */
  publicPage: {
    isOn(communeId: number): Promise<boolean>
    /** The communes that switched it on. */
    list(): Promise<number[]>
    set(communeId: number, isOn: boolean, by: Actor): Promise<void>
  }
}

/** What another process set is known here after as long as this. */
const KNOWN_FOR_MS = 30_000

const RETENTION = 'message_retention_days'
const PUBLIC_PAGE = 'public_page.'

/** `retentionDays`: of the configuration, until the office sets another. */
export function openOfficeSettings(store: Store, { retentionDays }: { retentionDays: number }): OfficeSettings {
  const { query } = store
  const write = async (name: string, value: unknown): Promise<void> => {
    await query(
      `INSERT INTO setting (name, value, updated_at) VALUES ($1, $2::jsonb, now())
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()`,
      [name, JSON.stringify(value)],
    )
  }
  const pages = async (): Promise<number[]> => {
    const rows = await query<{ id: number }>(
      `SELECT substr(name, ${PUBLIC_PAGE.length + 1})::int AS id FROM setting
        WHERE name LIKE '${PUBLIC_PAGE}%' AND value = 'true'::jsonb ORDER BY 1`,
    )
    return rows.map(({ id }) => id)
  }
  let known = { days: retentionDays, atMs: Number.NEGATIVE_INFINITY }
  const days = async (): Promise<number> => {
    const [row] = await query<{ value: unknown }>('SELECT value FROM setting WHERE name = $1', [RETENTION])
    known = { days: typeof row?.value === 'number' ? row.value : retentionDays, atMs: performance.now() }
    return known.days
  }
  return {
    stops: openStops(store),
    retention: {
      days,
      lastKnown: () => {
        // A store that does not answer is told of elsewhere; the page then says what was known last.
        if (performance.now() > known.atMs + KNOWN_FOR_MS) void days().catch(() => {})
        return known.days
      },
      set: async (wanted, by) => {
        await write(RETENTION, wanted)
        await days()
        await writeAudit(store, { actor: by, action: 'setting_changed', subject: { setting: RETENTION, to: wanted } })
      },
    },
    publicPage: {
      isOn: async (communeId) => (await pages()).includes(communeId),
      list: pages,
      set: async (communeId, isOn, by) => {
        await write(`${PUBLIC_PAGE}${communeId}`, isOn)
        const subject = { setting: 'public_page', to: isOn ? 'on' : 'off' }
        await writeAudit(store, { actor: by, action: 'setting_changed', communeId, subject })
      },
    },
  }
}
