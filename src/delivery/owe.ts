import type { OutboundDocument, OutboundMessage, OutboundTemplate } from '../channels/index.ts'
import type { Store } from '../store/index.ts'
import type { MessageClass } from './message-class.ts'

/** A message that is owed to somebody. */
export type Owed = {
  accountId: number
  /** Says what it is, so that owing it twice is owing it once: "reminder-41-2026-12-09-ahead". */
  key: string
  class: MessageClass
  text: string
  choices?: string[]
  /** What the choices are about: comes back with the one that is pressed or typed. */
  subject?: unknown
  links?: OutboundMessage['links']
  document?: OutboundDocument
  template?: OutboundTemplate
  /** Not sent before this moment. */
  notBefore?: Date
  /** Not begun to be sent from this moment on: what it says is not true any longer. */
  notAfter?: Date
}

export type OwedRow = {
  messageId: number
  isNew: boolean
  isReachable: boolean
  channel: string
  endpoint: string
  delayMs: number
}

/** Writes what is owed, once a key; null when there is no such account. */
export async function writeOwed(store: Store, owed: Owed): Promise<OwedRow | null> {
  const [row] = await store.query<OwedRow>(
    `WITH chat AS (
       INSERT INTO conversation (account_id) SELECT id FROM channel_account WHERE id = $1
       ON CONFLICT (account_id) DO UPDATE SET account_id = excluded.account_id RETURNING id),
     written AS (
       INSERT INTO message (conversation_id, direction, external_key, class, text, choices, subject, links, document,
                            template, status, due_at, not_after)
       SELECT id, 'out', $2, $3, $4, $5::text[], $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb, 'due',
              greatest(now(), coalesce($10::timestamptz, now())), $11::timestamptz FROM chat
       ON CONFLICT (conversation_id, direction, external_key) DO UPDATE SET external_key = excluded.external_key
       RETURNING id, due_at, xmax = 0 AS "isNew")
     SELECT written.id AS "messageId", "isNew", unreachable_at IS NULL AS "isReachable", channel, endpoint,
            greatest(0, ceil(extract(epoch FROM due_at - now()) * 1000))::int AS "delayMs"
       FROM written JOIN channel_account ON channel_account.id = $1`,
    [
      owed.accountId,
      owed.key,
      owed.class,
      storable(owed.text),
      (owed.choices ?? []).map(storable),
      jsonOrNull(owed.subject),
      jsonOrNull(owed.links),
      jsonOrNull(owed.document),
      jsonOrNull(owed.template),
      owed.notBefore ?? null,
      owed.notAfter ?? null,
    ],
  )
  return row ?? null
}

/** A text cut inside an emoji, or with a NUL, is refused by the database and would be refused at every retry. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** A value for a jsonb column, its texts storable; null for nothing. */
export function jsonOrNull(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return JSON.stringify(value, (_, each) => (typeof each === 'string' ? storable(each) : each))
}
