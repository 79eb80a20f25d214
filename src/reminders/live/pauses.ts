/** The office's word that nothing be sent for a while, to one body or to all. */
import type { Store } from '../../store/index.ts'

type Asks = Pick<Store, 'query'>

export type Pause = {
  id: number
  /** Null for every body of the commune. */
  bodyKey: string | null
  bodyName: string | null
  /** Its last day; null until somebody ends it. */
  until: string | null
  reason: string
  by: string
  at: Date
}

export type NewPause = Pick<Pause, 'bodyKey' | 'bodyName' | 'until' | 'reason' | 'by'>

/** Those in force on a day, the oldest first. */
export function pausesOn({ query }: Asks, communeId: number, day: string): Promise<Pause[]> {
  return query<Pause>(
    `SELECT id, body_key AS "bodyKey", body_name AS "bodyName", until, reason, "by", at FROM reminder_pause
      WHERE commune_id = $1 AND ended_at IS NULL AND (until IS NULL OR until >= $2) ORDER BY id`,
    [communeId, day],
  )
}

export async function pause({ query }: Asks, communeId: number, wanted: NewPause): Promise<void> {
  const { bodyKey, bodyName, until, reason, by } = wanted
  await query(
    `INSERT INTO reminder_pause (commune_id, body_key, body_name, until, reason, "by") VALUES ($1, $2, $3, $4, $5, $6)`,
    [communeId, bodyKey, bodyName, until, reason, by],
  )
}

/** False when it had ended, or is another commune's. */
export async function endPause({ query }: Asks, communeId: number, end: { id: number; by: string }): Promise<boolean> {
  const rows = await query(
    `UPDATE reminder_pause SET ended_at = now(), ended_by = $3
      WHERE id = $1 AND commune_id = $2 AND ended_at IS NULL RETURNING id`,
    [end.id, communeId, end.by],
  )
  return rows.length > 0
}

/** Whether a body is not to be told now. */
export function isPaused(pauses: readonly Pick<Pause, 'bodyKey'>[], bodyKey: string): boolean {
  return pauses.some((each) => each.bodyKey === null || each.bodyKey === bodyKey)
}
