import type { Store } from '../../store/index.ts'
import { type Actor, writeAudit } from '../audit.ts'
import { IS_LIVE } from './sessions.ts'
import { digestOfToken } from './tokens.ts'

export type OwnSession = {
  id: number
  begunAt: Date
  usedAt: Date
  /** Kind of browser and system, as the browser said; null when it said nothing we know. */
  device: string | null
  isThis: boolean
}

/** The sessions of whoever holds a session: each call names that one, and reaches no other person's. */
export type OwnSessions = {
  /** Those that still let somebody in, the last used first. */
  list(token: string): Promise<OwnSession[]>
  nameDevice(token: string, device: string | null): Promise<void>
  /** False when it is none of theirs. */
  end(token: string, id: number): Promise<boolean>
  endOthers(token: string): Promise<void>
  /** Every session of a person, ended by whoever looks after the office's accounts; how many there were. */
  endOf(personId: number, by: Actor): Promise<number>
}

const OWN = 'person_id = (SELECT person_id FROM session WHERE token_hash = $1)'

export function openOwnSessions(store: Store): OwnSessions {
  const { query } = store
  const noteEnded = async (ended: readonly { personId: number }[]): Promise<boolean> => {
    const [first] = ended
    if (!first) return false
    const subject = { sessions: ended.length }
    await writeAudit(store, { actor: `person ${first.personId}`, action: 'sign_ins_ended', subject })
    return true
  }
  return {
    list: (token) =>
      query<OwnSession>(
        `SELECT id, created_at AS "begunAt", seen_at AS "usedAt", device, token_hash = $1 AS "isThis"
           FROM session WHERE ${OWN} AND ${IS_LIVE} ORDER BY seen_at DESC, id DESC`,
        [digestOfToken(token)],
      ),
    nameDevice: async (token, device) => {
      await query('UPDATE session SET device = $2 WHERE token_hash = $1', [digestOfToken(token), device])
    },
    end: async (token, id) =>
      noteEnded(
        await query(`DELETE FROM session WHERE ${OWN} AND id = $2 RETURNING person_id AS "personId"`, [
          digestOfToken(token),
          id,
        ]),
      ),
    endOthers: async (token) => {
      await noteEnded(
        await query(`DELETE FROM session WHERE ${OWN} AND token_hash <> $1 RETURNING person_id AS "personId"`, [
          digestOfToken(token),
        ]),
      )
    },
    endOf: async (personId, by) => {
      const ended = await query('DELETE FROM session WHERE person_id = $1 RETURNING id', [personId])
      if (ended.length > 0) {
        const subject = { personId, sessions: ended.length }
        await writeAudit(store, { actor: by, action: 'sign_ins_ended', subject })
      }
      return ended.length
    },
  }
}
