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
  publicPage: CommuneSwitch
  /** Whether every account of the office's pages must have a second factor. Off until the office switches it on. */
  secondFactor: CommuneSwitch
}

/** What each commune switches on for itself. */
export type CommuneSwitch = {
  isOn(communeId: number): Promise<boolean>
  /** The communes that switched it on. */
  list(): Promise<number[]>
  set(communeId: number, isOn: boolean, by: Actor): Promise<void>
}

/** What another process set is known here after as long as this. */
const KNOWN_FOR_MS = 30_000

const RETENTION = 'message_retention_days'

/** `retentionDays`: of the configuration, until the office sets another. */
export function openOfficeSettings(store: Store, { retentionDays }: { retentionDays: number }): OfficeSettings {
  const { query } = store
  const write = openWriting(store)
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
    publicPage: openSwitch(store, 'public_page'),
    secondFactor: openSwitch(store, 'second_factor'),
  }
}

type Write = (name: string, value: unknown) => Promise<void>

function openWriting({ query }: Store): Write {
  return async (name, value) => {
    await query(
      `INSERT INTO setting (name, value, updated_at) VALUES ($1, $2::jsonb, now())
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()`,
      [name, JSON.stringify(value)],
    )
  }
}

/** A row of its own for each commune: the setting's name, a dot, the commune's number. */
function openSwitch(store: Store, setting: 'public_page' | 'second_factor'): CommuneSwitch {
  const write = openWriting(store)
  const list = async (): Promise<number[]> => {
    const rows = await store.query<{ id: number }>(
      `SELECT split_part(name, '.', 2)::int AS id FROM setting
        WHERE split_part(name, '.', 1) = $1 AND value = 'true'::jsonb ORDER BY 1`,
      [setting],
    )
    return rows.map(({ id }) => id)
  }
  return {
    isOn: async (communeId) => (await list()).includes(communeId),
    list,
    set: async (communeId, isOn, by) => {
      await write(`${setting}.${communeId}`, isOn)
      const subject = { setting, to: isOn ? 'on' : 'off' }
      await writeAudit(store, { actor: by, action: 'setting_changed', communeId, subject })
    },
  }
}
