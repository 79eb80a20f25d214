/** The office stops reminders of one unit, or of all, for a while; each with who and why. */
import { writeAudit } from '../../people/index.ts'
import type { Store } from '../../store/index.ts'
import { bodyOf } from '../bodies.ts'
import { endPause, pause } from '../live/pauses.ts'

export type WantedPause = {
  /** Null for every unit of the commune. */
  unit: string | null
  /** Its last day; null until somebody ends it. */
  until: string | null
  reason: string
}

export type Deciding = { personId: number; name: string }

export async function pauseReminders(
  store: Store,
  communeId: number,
  { unit, until, reason, by }: WantedPause & { by: Deciding },
): Promise<void> {
  const bodyKey = unit === null ? null : bodyOf(unit).key
  await pause(store, communeId, { bodyKey, bodyName: unit, until, reason, by: by.name })
  const subject = { what: 'reminders', unit, until }
  await writeAudit(store, { actor: `person ${by.personId}`, action: 'stopped', communeId, subject, reason })
}

/** False when it had ended, or is another commune's. */
export async function resumeReminders(
  store: Store,
  communeId: number,
  { id, by }: { id: number; by: Deciding },
): Promise<boolean> {
  const isEnded = await endPause(store, communeId, { id, by: by.name })
  const subject = { what: 'reminders', pause: id }
  if (isEnded) await writeAudit(store, { actor: `person ${by.personId}`, action: 'resumed', communeId, subject })
  return isEnded
}
