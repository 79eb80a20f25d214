import { Secret, TOTP } from 'otpauth'
import type { Store } from '../../store/index.ts'
import { type Actor, writeAudit } from '../audit.ts'

const STEP_SECONDS = 30
/** A phone's clock may be off by one step either way (RFC 6238, 5.2). */
const STEPS_OFF = 1

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Trợ lý số cấp xã', label, secret: Secret.fromBase32(secret), period: STEP_SECONDS })
}

export type NewFactor = { secret: string; uri: string }

/** A secret for an authenticator app, not in force until a first code proves it. */
function newFactor(loginName: string): NewFactor {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totp(secret, loginName).toString() }
}

/** The step a code stands for; null when it is none. */
function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totp(secret, '').validate({ token: code.replace(/\s/g, ''), timestamp, window: STEPS_OFF })
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta
}

/** Spends a code: the same code, and any before it, works no second time (ASVS 6.5.1). */
async function spendCode(store: Store, personId: number, { step }: { step: number }): Promise<boolean> {
  const spent = await store.query(
    `UPDATE login SET totp_last_step = $2 WHERE person_id = $1 AND coalesce(totp_last_step, 0) < $2 RETURNING person_id`,
    [personId, step],
  )
  return spent.length > 0
}

/** Judges a code and spends it when it is right. */
export async function isRightCode(
  store: Store,
  { personId, secret, code }: { personId: number; secret: string; code: string },
  now: Date,
): Promise<boolean> {
  const step = stepOfCode(secret, code, now)
  return step !== null && (await spendCode(store, personId, { step }))
}

/** Null where a factor is in force already. */
export async function offerFactor(store: Store, personId: number): Promise<NewFactor | null> {
  const [row] = await store.query<{ name: string }>(
    'SELECT name FROM login WHERE person_id = $1 AND totp_since IS NULL',
    [personId],
  )
  if (!row) return null
  const factor = newFactor(row.name)
  await store.query('UPDATE login SET totp_secret = $2 WHERE person_id = $1 AND totp_since IS NULL', [
    personId,
    factor.secret,
  ])
  return factor
}

/** Puts the offered secret in force by its first right code. */
export async function confirmFactor(
  store: Store,
  personId: number,
  { code, now }: { code: string; now: Date },
): Promise<boolean> {
  const [row] = await store.query<{ secret: string | null }>(
    'SELECT totp_secret AS secret FROM login WHERE person_id = $1 AND totp_since IS NULL',
    [personId],
  )
  if (!row?.secret || !(await isRightCode(store, { personId, secret: row.secret, code }, now))) return false
  await store.query('UPDATE login SET totp_since = now() WHERE person_id = $1', [personId])
  await writeAudit(store, { actor: `person ${personId}`, action: 'factor_set' })
  return true
}

export async function endFactor(
  store: Store,
  personId: number,
  { actor, reason }: { actor: Actor; reason: string | null },
): Promise<void> {
  await store.query('UPDATE login SET totp_secret = NULL, totp_since = NULL WHERE person_id = $1', [personId])
  await writeAudit(store, { actor, action: 'factor_dropped', subject: { person: personId }, reason })
}
