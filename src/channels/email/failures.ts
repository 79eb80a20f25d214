import type { SendFailure } from '../channel.ts'

/** The parts of nodemailer's errors that are read; their texts carry addresses and are never passed on. */
type MailFault = { code?: string; responseCode?: number; response?: string; command?: string }

/** Where a server says "later" because of how much we send, and gives no number. */
const RETRY_AFTER_SECONDS = 300
const TOO_MANY = /too many|rate|throttl|quota|limit/i
/** Codes of this mailbox: nobody of that name, not here any more, disabled. */
const MAILBOX_IS_GONE = /5\.1\.\d{1,2}|5\.2\.1\b/

/** `handedOver`: the server had let us in and could have taken the message when the connection ended. */
export function failureOf(error: unknown, handedOver: boolean): SendFailure {
  const { code = 'unknown', responseCode, response = '', command = '' } = (error ?? {}) as MailFault
  // The office can mend a wrong password or certificate: what is owed waits.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS') return { kind: 'temporary', reason: `smtp ${code}` }
  if (responseCode === undefined) {
    return { kind: 'temporary', reason: `smtp ${code}`, ...(handedOver ? { uncertain: true } : {}) }
  }
  const reason = `smtp ${responseCode}`
  if (responseCode >= 500) {
    const isGone = command === 'RCPT TO' && (MAILBOX_IS_GONE.test(response) || [550, 551, 553].includes(responseCode))
    return { kind: 'permanent', reason, ...(isGone ? { unreachable: true } : {}) }
  }
  return TOO_MANY.test(response)
    ? { kind: 'rate_limited', retryAfterSeconds: RETRY_AFTER_SECONDS }
    : { kind: 'temporary', reason }
}
