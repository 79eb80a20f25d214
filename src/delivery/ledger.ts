import type { Store } from '../store/index.ts'
import type { MessageClass } from './message-class.ts'

export type SendStatus = 'due' | 'sending' | 'sent' | 'failed' | 'unknown' | 'given_up'

/** One message owed to somebody and how it ended; never its text. */
export type LedgerEntry = {
  messageId: number
  key: string
  class: MessageClass
  status: SendStatus
  /** Why it failed or was put off, in the channel's own code. */
  failure: string | null
  accountId: number
  channel: string
  role: string
  unit: string | null
  attempts: number
  /** How often it was sent again without knowing whether it had arrived. */
  resends: number
  createdAt: Date
  dueAt: Date
  finishedAt: Date | null
  deliveredAt: Date | null
  seenAt: Date | null
}

export type LedgerQuery = {
  /** Written in this span; the end is not in it. */
  from: Date
  to: Date
  communeId?: number
  accountId?: number
  classes?: readonly MessageClass[]
  statuses?: readonly SendStatus[]
  /** For the next page: the last entry of the one before. */
  afterId?: number
  limit?: number
}

const PAGE = 500

/** Who was owed what class when and how it ended, oldest first. */
export async function readLedger(store: Store, query: LedgerQuery): Promise<LedgerEntry[]> {
  return store.query<LedgerEntry>(
    `SELECT message.id AS "messageId", external_key AS key, class, message.status, failure, account.id AS "accountId",
            channel, role, unit_name AS unit, attempts, resends, message.created_at AS "createdAt", due_at AS "dueAt",
            finished_at AS "finishedAt", delivered_at AS "deliveredAt", seen_at AS "seenAt"
       FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account AS account ON account.id = account_id
      WHERE direction = 'out' AND message.created_at >= $1 AND message.created_at < $2
        AND ($3::int IS NULL OR commune_id = $3) AND ($4::int IS NULL OR account.id = $4)
        AND ($5::text[] IS NULL OR class = ANY($5)) AND ($6::text[] IS NULL OR message.status = ANY($6))
        AND message.id > $7 ORDER BY message.id LIMIT $8`,
    [
      query.from,
      query.to,
      query.communeId ?? null,
      query.accountId ?? null,
      query.classes ?? null,
      query.statuses ?? null,
      query.afterId ?? 0,
      query.limit ?? PAGE,
    ],
  )
}
