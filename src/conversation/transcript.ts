import type { Citation } from '../answering/index.ts'
import type { Store } from '../store/index.ts'

/** One line of a conversation as a page shows it. An inbound message is `received` until it is `answered`. */
export type TranscriptMessage = {
  id: number
  direction: 'in' | 'out'
  text: string
  status: string
  outcome: string | null
  citations: Citation[]
  choices: string[]
  answersId: number | null
  feedback: number | null
  createdAt: Date
}

/** A page never needs more; older lines stay in the person's own data. */
const MAX_MESSAGES = 200

/** The conversation since its last fresh start, oldest first; `afterId` leaves out what the page already has. */
export async function transcript(
  store: Store,
  accountId: number,
  { afterId = 0 }: { afterId?: number } = {},
): Promise<TranscriptMessage[]> {
  const rows = await store.query<TranscriptMessage>(
    `SELECT message.id, direction, text, status, outcome, coalesce(citations, '[]') AS citations, choices,
            answers_id AS "answersId", feedback, created_at AS "createdAt"
       FROM message JOIN conversation ON conversation.id = message.conversation_id
      WHERE account_id = $1 AND message.id > $2 AND created_at >= coalesce(reset_at, '-infinity')
        AND due_at <= now()
      ORDER BY message.id DESC LIMIT $3`,
    [accountId, afterId, MAX_MESSAGES],
  )
  return rows.reverse()
}

/** False when the message is no answer of this account's conversation. */
export async function rate(store: Store, messageId: number, value: 1 | -1, accountId: number): Promise<boolean> {
  const { count } = await store.db.message.updateMany({
    where: { id: messageId, direction: 'out', conversation: { accountId } },
    data: { feedback: value },
  })
  return count > 0
}

/** Earlier turns leave the page and the assistant's memory; they are not erased. */
export async function startAfresh(store: Store, accountId: number): Promise<void> {
  await store.query('UPDATE conversation SET reset_at = now() WHERE account_id = $1', [accountId])
}
