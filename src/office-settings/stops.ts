import { type Actor, writeAudit } from '../people/index.ts'
import type { Store } from '../store/index.ts'

/** What can be stopped: answering questions, every call of a model, everything that leaves through a provider. */
export const STOPPABLE = ['answering', 'model', 'sending'] as const

export type Stoppable = (typeof STOPPABLE)[number]

/** Why something is stopped, since when and by whom. `communeId`: null where it is stopped for the whole installation. */
export type Stopped = { what: Stoppable; communeId: number | null; reason: string; by: string; at: Date }

export type Stop = { what: Stoppable; communeId: number | null }

export type Stops = {
  list(): Promise<Stopped[]>
  /** The stop that holds for this commune, the installation's first; null while it runs. */
  of(what: Stoppable, communeId: number | null): Promise<Stopped | null>
  /** The same for whoever knows a commune by its slug alone. */
  ofSlug(what: Stoppable, slug: string | null): Promise<Stopped | null>
  /** Whether a stored message may not leave now. */
  holdsBack(messageId: number): Promise<boolean>
  /** Stopped twice, the later reason stands. */
  stop(stop: Stop, reason: string, by: Actor): Promise<void>
  /** False when it was running. */
  resume(stop: Stop, by: Actor): Promise<boolean>
}

export function isStoppable(word: string): word is Stoppable {
  return (STOPPABLE as readonly string[]).includes(word)
}

const SELECT = `
  SELECT value ->> 'what' AS what, (value ->> 'communeId')::int AS "communeId", value ->> 'reason' AS reason,
         value ->> 'by' AS by, updated_at AS at
    FROM setting WHERE name LIKE 'stop.%'`

/** How long a process believes that no sending is stopped: a stop pressed in another process holds this much later. */
const BELIEVED_MS = 1_000

/** Whether any sending is stopped, asked of the database once in a while: it hardly ever is, and every message asks twice. */
function rememberStops({ query }: Store): { isAny(): Promise<boolean>; forget(): void } {
  let asked: { at: number; isAny: Promise<boolean> } | null = null
  const ask = async (): Promise<boolean> =>
    (await query(`SELECT 1 FROM setting WHERE name LIKE 'stop.sending%' LIMIT 1`)).length > 0
  const forget = (): void => {
    asked = null
  }
  return {
    forget,
    isAny: () => {
      if (asked && performance.now() - asked.at < BELIEVED_MS) return asked.isAny
      const isAny = ask()
      isAny.catch(forget)
      asked = { at: performance.now(), isAny }
      return isAny
    },
  }
}

export function openStops(store: Store): Stops {
  const { query } = store
  const stops = rememberStops(store)
  return {
    list: () => query<Stopped>(`${SELECT} ORDER BY name`),
    of: (what, communeId) => findStop(store, { what, communeId }),
    ofSlug: async (what, slug) => {
      const rows = await query<Stopped>(
        `${SELECT} AND name IN ($1, $1 || '.' || (SELECT id FROM commune WHERE slug = $2)) ORDER BY name LIMIT 1`,
        [nameOf({ what, communeId: null }), slug],
      )
      return rows[0] ?? null
    },
    holdsBack: async (messageId) => {
      if (!(await stops.isAny())) return false
      const held = await query(
        `SELECT 1 FROM setting WHERE name = 'stop.sending' OR name = 'stop.sending.' || (
           SELECT commune_id FROM message JOIN conversation ON conversation.id = conversation_id
             JOIN channel_account AS account ON account.id = account_id WHERE message.id = $1) LIMIT 1`,
        [messageId],
      )
      return held.length > 0
    },
    stop: async (stop, reason, by) => {
      await query(
        `INSERT INTO setting (name, value, updated_at) VALUES ($1, $2::jsonb, now())
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()`,
        [nameOf(stop), JSON.stringify({ ...stop, reason, by })],
      )
      stops.forget()
      await writeAudit(store, {
        actor: by,
        action: 'stopped',
        communeId: stop.communeId,
        subject: { what: stop.what },
        reason,
      })
    },
    resume: async (stop, by) => {
      const resumed = await query('DELETE FROM setting WHERE name = $1 RETURNING name', [nameOf(stop)])
      if (resumed.length === 0) return false
      await writeAudit(store, { actor: by, action: 'resumed', communeId: stop.communeId, subject: { what: stop.what } })
      return true
    },
  }
}

/** The commune's own, or that of all. */
async function findStop({ query }: Store, { what, communeId }: Stop): Promise<Stopped | null> {
  const forAll = nameOf({ what, communeId: null })
  const names = communeId === null ? [forAll] : [forAll, nameOf({ what, communeId })]
  const rows = await query<Stopped>(`${SELECT} AND name = ANY($1) ORDER BY name LIMIT 1`, [names])
  return rows[0] ?? null
}

function nameOf({ what, communeId }: Stop): string {
  return communeId === null ? `stop.${what}` : `stop.${what}.${communeId}`
}
