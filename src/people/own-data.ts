import type { Store } from '../store/index.ts'

/** Everything kept about one person, as they may ask to see it. Dates are ISO with their zone. */
export type OwnData = {
  since: string
  accounts: {
    channel: string
    commune: string | null
    role: string
    unit: string | null
    since: string
    messages: { at: string; from: 'person' | 'assistant'; text: string; feedback: number | null }[]
  }[]
}

const DEADLOCK = '40P01'
const MAX_TRIES = 3

/** Erases the person behind an account: every account, conversation and message. How many messages there were. */
export async function erasePerson(store: Store, accountId: number): Promise<number> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await erase(store, accountId)
    } catch (error) {
      // An answer being written holds the same rows in the other order; the database undid us to end the stalemate.
      if ((error as { code?: string }).code !== DEADLOCK || tried === MAX_TRIES) throw error
    }
  }
}

async function erase(store: Store, accountId: number): Promise<number> {
  const [row] = await store.query<{ messages: number }>(
    `WITH their AS (SELECT person_id AS id FROM channel_account WHERE id = $1),
          counted AS (
            SELECT count(*)::int AS messages FROM message
              JOIN conversation ON conversation.id = message.conversation_id
              JOIN channel_account ON channel_account.id = conversation.account_id
             WHERE person_id IN (SELECT id FROM their)),
          erased AS (DELETE FROM person WHERE id IN (SELECT id FROM their))
     SELECT messages FROM counted`,
    [accountId],
  )
  return row?.messages ?? 0
}

/** Null when there is no such account. */
export async function exportPerson(store: Store, accountId: number): Promise<OwnData | null> {
  const messages = { orderBy: { id: 'asc' } } as const
  const person = await store.db.person.findFirst({
    where: { accounts: { some: { id: accountId } } },
    include: {
      accounts: { include: { commune: true, conversation: { include: { messages } } }, orderBy: { id: 'asc' } },
    },
  })
  if (!person) return null
  return {
    since: person.createdAt.toISOString(),
    accounts: person.accounts.map((account) => ({
      channel: account.channel,
      commune: account.commune?.name ?? null,
      role: account.role,
      unit: account.unitName,
      since: account.createdAt.toISOString(),
      messages: (account.conversation?.messages ?? []).map(({ createdAt, direction, text, feedback }) => ({
        at: createdAt.toISOString(),
        from: direction === 'in' ? 'person' : 'assistant',
        text,
        feedback,
      })),
    })),
  }
}
