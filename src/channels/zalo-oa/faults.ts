import type { SendFailure } from '../channel.ts'
import { secondsUntilMorning, secondsUntilTomorrow } from './hours.ts'

/** What one failing answer of Zalo means: one of the contract's three kinds, or something the channel itself acts on first. */
export type Fault =
  | SendFailure
  /** The access token is not accepted: renew once, try once more. */
  | { kind: 'token' }
  /** Free words may not be sent to this person now: an approved text may. */
  | { kind: 'outside_window' }
  /** An uploaded file is forgotten after seven days: upload again. */
  | { kind: 'upload_expired' }

/** The sign differs in the wild; the set is the same for every family of calls. */
const TOKEN = new Set([216, -216, 401, -401, -220, -124])
const OUTSIDE_WINDOW = new Set([-230, -232])
/** 22:00-06:00, for promotion and for templates marked so. */
const NIGHT = new Set([-234, -133])
const UNTIL_TOMORROW = new Set([-144, -1441, -147, -1471, -1472])
const UPLOAD_EXPIRED = -100
const CALLS_A_MINUTE = -32
const RECIPIENT_IS_FULL = -218

const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600

/** Nothing more reaches this person here, whatever is sent. */
const UNREACHABLE: Readonly<Record<number, string>> = {
  [-108]: 'phone_invalid',
  [-114]: 'recipient_cannot_receive',
  [-118]: 'no_zalo_account',
  [-119]: 'account_cannot_receive',
  [-141]: 'recipient_refused_oa',
  [-213]: 'not_following',
  [-217]: 'blocked_by_recipient',
  [-227]: 'account_banned_or_inactive',
}

/** Repeating is of no use until a person changes something: a setting, a package, a text, this program. */
const PERMANENT: Readonly<Record<number, string>> = {
  [-109]: 'template_id_invalid',
  [-111]: 'template_data_missing',
  [-112]: 'template_data_undefined',
  [-1121]: 'template_value_too_long',
  [-1122]: 'template_parameter_missing',
  [-1124]: 'template_value_malformed',
  [-115]: 'no_balance',
  [-117]: 'template_not_allowed',
  [-125]: 'oa_id_invalid',
  [-126]: 'development_wallet_empty',
  [-127]: 'development_mode_only',
  [-131]: 'template_not_approved',
  [-132]: 'parameter_invalid',
  [-135]: 'oa_may_not_send',
  [-1351]: 'oa_blocked',
  [-136]: 'cloud_account_missing',
  [-137]: 'cloud_account_not_chargeable',
  [-139]: 'recipient_refused_type',
  [-140]: 'recipient_not_eligible',
  [-146]: 'template_disabled',
  [-201]: 'parameter_invalid',
  [-204]: 'oa_disabled',
  [-205]: 'oa_missing',
  [-209]: 'app_not_activated',
  [-210]: 'parameter_over_limit',
  [-211]: 'quota_used_up',
  [-212]: 'api_not_registered',
  [-219]: 'app_removed',
  [-221]: 'oa_not_verified',
  [-223]: 'permission_not_granted',
  [-224]: 'package_too_low',
  [-233]: 'message_type_not_supported',
  [-235]: 'oa_type_not_supported',
  [-237]: 'group_disabled',
  [-238]: 'asset_used',
  [-240]: 'api_shut_down',
  [-241]: 'asset_used',
  [-242]: 'proof_invalid',
  [-244]: 'recipient_restricted_type',
  [-248]: 'content_against_policy',
  [-249]: 'template_not_by_user_id',
  [-320]: 'cloud_account_missing',
  [-321]: 'cloud_account_empty',
  [-403]: 'not_in_group',
}

/** The fault an error code stands for. A code nobody has seen is temporary: the message was refused, so trying again repeats nothing. */
export function faultOfCode(code: number, now: Date): Fault {
  if (TOKEN.has(code)) return { kind: 'token' }
  if (OUTSIDE_WINDOW.has(code)) return { kind: 'outside_window' }
  if (code === UPLOAD_EXPIRED) return { kind: 'upload_expired' }
  const waitSeconds = waitOf(code, now)
  if (waitSeconds !== null) return { kind: 'rate_limited', retryAfterSeconds: waitSeconds }
  const unreachable = UNREACHABLE[code]
  if (unreachable) return { kind: 'permanent', reason: `${unreachable} (${code})`, unreachable: true }
  const permanent = PERMANENT[code]
  if (permanent) return { kind: 'permanent', reason: `${permanent} (${code})` }
  return { kind: 'temporary', reason: `zalo_error (${code})` }
}

function waitOf(code: number, now: Date): number | null {
  if (code === CALLS_A_MINUTE) return MINUTE_SECONDS
  if (code === RECIPIENT_IS_FULL) return HOUR_SECONDS
  if (NIGHT.has(code)) return secondsUntilMorning(now)
  return UNTIL_TOMORROW.has(code) ? secondsUntilTomorrow(now) : null
}

/** The fault an HTTP status stands for where no envelope says more; null for a success. */
export function faultOfStatus(status: number, retryAfterSeconds: number | null): Fault | null {
  if (status === 429) return { kind: 'rate_limited', retryAfterSeconds: retryAfterSeconds ?? MINUTE_SECONDS }
  if (status === 401) return { kind: 'token' }
  if (status >= 500 || status === 408) return { kind: 'temporary', reason: `http_${status}` }
  return status >= 400 ? { kind: 'permanent', reason: `http_${status}` } : null
}
