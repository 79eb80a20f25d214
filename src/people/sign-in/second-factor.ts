import { Secret, TOTP } from 'otpauth'
import type { Store } from '../../store/index.ts'

const STEP_SECONDS = 30
/** A phone's clock may be off by one step either way (RFC 6238, 5.2). */
const STEPS_OFF = 1

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Trợ lý số cấp xã', label, secret: Secret.fromBase32(secret), period: STEP_SECONDS })
}

export type NewFactor = { secret: string; uri: string }

/** A secret for an authenticator app, not in force until a first code proves it. */
export function newFactor(loginName: string): NewFactor {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totp(secret, loginName).toString() }
}

/** The step a code stands for; null when it is none. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totp(secret, '').validate({ token: code.replace(/\s/g, ''), timestamp, window: STEPS_OFF })
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta
}

/** Spends a code: the same code, and any before it, works no second time (ASVS 6.5.1). */
export async function spendCode(store: Store, personId: number, { step }: { step: number }): Promise<boolean> {
  const spent = await store.query(
    `UPDATE login SET totp_last_step = $2 WHERE person_id = $1 AND coalesce(totp_last_step, 0) < $2 RETURNING person_id`,
    [personId, step],
  )
  return spent.length > 0
}
