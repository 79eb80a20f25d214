import type { SendFailure } from '../channel.ts'
import type { Cause } from './cause.ts'

/** Phrases of Telegram that mean: nothing will ever reach this chat. */
const CHAT_IS_LOST = [
  'chat not found',
  'user is deactivated',
  'peer_id_invalid',
  'upgraded to a supergroup',
  'not enough rights',
  'have no rights',
  'need administrator rights',
  'chat_write_forbidden',
]

/** Reasons are our own words: Telegram's may repeat what the message said. */
export function failureOf(cause: Cause): SendFailure {
  switch (cause.is) {
    case 'rate_limited':
      return { kind: 'rate_limited', retryAfterSeconds: cause.seconds }
    case 'refused':
      return refusal(cause)
    case 'silent':
      return { kind: 'temporary', reason: `telegram ${cause.is} ${cause.code}`, uncertain: true }
    case 'server_error':
    case 'unreachable':
      return { kind: 'temporary', reason: `telegram ${cause.is} ${cause.code}` }
    // The office can mend these: what is owed waits.
    case 'token_refused':
    case 'conflict':
    case 'not_telegram':
      return { kind: 'temporary', reason: `telegram ${cause.is}` }
  }
}

function refusal({ code, phrase }: Extract<Cause, { is: 'refused' }>): SendFailure {
  const lost = code === 403 ? 'blocked' : CHAT_IS_LOST.find((each) => phrase.includes(each))
  return lost
    ? { kind: 'permanent', reason: `telegram ${lost}`, unreachable: true }
    : { kind: 'permanent', reason: `telegram refused ${code}` }
}
