import { createHash } from 'node:crypto'
import type { DeliveredRequest } from './fake-webhook-delivery.ts'

export type FakeEvent = Record<string, unknown> & { event_name: string; timestamp: string }

export type FakeOaEvents = {
  /** A message of a person to an OA. */
  says(oaId: string, userId: string, message: Record<string, unknown>, kind?: string): FakeEvent
  /** Following comes without sender and recipient. */
  follows(oaId: string, userId: string, kind?: 'follow' | 'unfollow'): FakeEvent
  /** What Zalo tells of a message the OA sent: its echo, that it was received, that it was seen. */
  about(oaId: string, userId: string, msgId: string, kind: string): FakeEvent
  /** An event as it is posted: the signature is over these very bytes. */
  sign(event: FakeEvent | string): DeliveredRequest
}

/** Events as Zalo writes them: every id a string, the time in milliseconds as a string. */
export function createFakeOaEvents({
  appId,
  secret,
  now,
}: {
  appId: string
  secret: string
  now: () => Date
}): FakeOaEvents {
  let last = 0
  const envelope = () => {
    last = Math.max(last + 1, now().getTime())
    return { app_id: appId, timestamp: String(last) }
  }
  return {
    says: (oaId, userId, message, kind = 'text') => ({
      ...envelope(),
      sender: { id: userId },
      user_id_by_app: '552177279717587730',
      recipient: { id: oaId },
      event_name: `user_send_${kind}`,
      message: {
        msg_id: createHash('md5')
          .update(JSON.stringify([userId, message, last]))
          .digest('hex'),
        ...message,
      },
    }),
    follows: (oaId, userId, kind = 'follow') => ({
      ...envelope(),
      oa_id: oaId,
      follower: { id: userId },
      user_id_by_app: '552177279717587730',
      event_name: kind,
      source: 'oa_profile',
    }),
    about: (oaId, userId, msgId, kind) => ({
      ...envelope(),
      sender: { id: oaId },
      recipient: { id: userId },
      event_name: kind,
      message: { msg_id: msgId },
    }),
    sign: (event) => {
      const body = typeof event === 'string' ? event : JSON.stringify(event)
      const signed = `${appId}${body}${timestampOf(body)}${secret}`
      const mac = createHash('sha256').update(signed, 'utf8').digest('hex')
      return { headers: { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}` }, body }
    },
  }
}

function timestampOf(body: string): string {
  try {
    const { timestamp = '' } = (JSON.parse(body) ?? {}) as { timestamp?: unknown }
    return typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : ''
  } catch {
    return ''
  }
}
