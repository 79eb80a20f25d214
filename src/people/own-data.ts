import { databaseNow, type Store } from '../store/index.ts'
import type { Address } from './account.ts'
import { type Actor, writeAudit } from './audit.ts'
import type { ErasureJournal } from './erasures/journal.ts'
import { leaveAllPosts } from './holdings.ts'

/** Everything kept about one person, as they may ask to see it. Dates are ISO with their zone. */
export type OwnData = {
  since: string
  /** As the office wrote them of a holder of posts; null of a citizen. */
  name: string | null
  phone: string | null
  posts: { title: string; since: string; until: string | null }[]
  consents: { purpose: string; version: string; givenAt: string; withdrawnAt: string | null }[]
  preferences: unknown
  accounts: {
    channel: string
    commune: string | null
    since: string
    messages: { at: string; from: 'person' | 'assistant'; text: string; feedback: number | null }[]
    tickets: { topic: string; openedAt: string; state: string; lines: { at: string; from: string; text: string }[] }[]
    feedback: {
      code: string | null
      kind: string
      what: string
      place: string | null
      at: string
      state: string
      hasPhoto: boolean
      replies: string[]
    }[]
    lessons: { lesson: string; toldAt: string; isRight: boolean | null }[]
    ownReminders: { about: string; dueAt: string; status: string }[]
  }[]
}

const DEADLOCK = '40P01'
const MAX_TRIES = 3

type Erasing = { by: Actor; reason?: string | null; journal?: ErasureJournal | null }

/**
 * Erases the person behind an account: every account, conversation and message. How many messages there were; null when
 * there is no such account.
 */
export async function erasePerson(
  store: Store,
  accountId: number,
  { by, reason = null, journal = null }: Erasing,
): Promise<number | null> {
  await noteIn(journal, store, accountId)
  await leaveAllPosts(store, accountId)
  const messages = await eraseDespiteDeadlocks(store, accountId)
  if (messages !== null) await writeAudit(store, { actor: by, action: 'person_erased', subject: { messages }, reason })
  return messages
}

/** Every address of the person: in an older copy they may not have been one person's yet. */
async function noteIn(journal: ErasureJournal | null, store: Store, accountId: number): Promise<void> {
  if (!journal) return
  const addresses = await store.query<Address>(
    `SELECT channel, endpoint, external_id AS "externalId" FROM channel_account
      WHERE person_id = (SELECT person_id FROM channel_account WHERE id = $1)`,
    [accountId],
  )
  if (addresses.length > 0) journal.note(addresses, await databaseNow(store))
}

async function eraseDespiteDeadlocks(store: Store, accountId: number): Promise<number | null> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await erase(store, accountId)
    } catch (error) {
      // An answer being written holds the same rows in the other order; the database undid us to end the stalemate.
      if ((error as { code?: string }).code !== DEADLOCK || tried === MAX_TRIES) throw error
    }
  }
}

/** Stands in an officer's chat for what somebody said there who was erased. */
const RELAYED_ERASED = '(nội dung đã xóa theo yêu cầu của người dân)'

/** Lists to officers cut a matter's words, never shorter than this. */
const TOLD_WORDS_CHARS = 40

/** With what was relayed of their tickets and reports to officers' chats. Null when there is no such account. */
async function erase(store: Store, accountId: number): Promise<number | null> {
  const [row] = await store.query<{ people: number; messages: number }>(
    `WITH their AS (SELECT person_id AS id FROM channel_account WHERE id = $1),
          counted AS (
            SELECT count(*)::int AS messages FROM message
              JOIN conversation ON conversation.id = message.conversation_id
              JOIN channel_account ON channel_account.id = conversation.account_id
             WHERE person_id IN (SELECT id FROM their)),
          said AS (
            SELECT 'ticket-' || ticket.id || '-' AS keys, topic AS words FROM ticket
              JOIN channel_account ON channel_account.id = account_id WHERE person_id IN (SELECT id FROM their)
            UNION ALL
            SELECT 'feedback-' || feedback.id || '-', what FROM feedback
              JOIN channel_account ON channel_account.id = account_id WHERE person_id IN (SELECT id FROM their)),
          relayed AS (
            UPDATE message SET text = $2,
                   status = CASE WHEN status IN ('due', 'sending') THEN 'failed' ELSE status END,
                   failure = CASE WHEN status IN ('due', 'sending') THEN 'erased' ELSE failure END
              FROM said
             WHERE direction = 'out'
               AND message.conversation_id NOT IN (
                 SELECT conversation.id FROM conversation JOIN channel_account AS own ON own.id = conversation.account_id
                  WHERE own.person_id IN (SELECT id FROM their))
               AND (starts_with(message.external_key, keys)
                    OR (message.external_key ~ '^(tickets-unanswered|feedback-due)-' AND strpos(text, left(words, $3)) > 0
                        AND words <> ''))),
          erased AS (DELETE FROM person WHERE id IN (SELECT id FROM their))
     SELECT messages, (SELECT count(*)::int FROM their) AS people FROM counted`,
    [accountId, RELAYED_ERASED, TOLD_WORDS_CHARS],
  )
  return row && row.people > 0 ? row.messages : null
}

/** What the assistant said to an official stays the office's, also in the data of whoever left it. */
const OF_THE_OFFICE = '(nội dung công vụ, không cung cấp lại sau khi thôi giữ chức danh)'

/** Null when there is no such account. */
export async function exportPerson(store: Store, accountId: number, by: Actor): Promise<OwnData | null> {
  const messages = { orderBy: { id: 'asc' } } as const
  const person = await store.db.person.findFirst({
    where: { accounts: { some: { id: accountId } } },
    include: {
      accounts: {
        include: {
          commune: true,
          conversation: { include: { messages } },
          tickets: { include: { lines: { orderBy: { id: 'asc' } } }, orderBy: { id: 'asc' } },
          feedback: { include: { events: true, photo: { select: { feedbackId: true } } }, orderBy: { id: 'asc' } },
          lessonsTold: { orderBy: { toldAt: 'asc' } },
          ownReminders: { orderBy: { id: 'asc' } },
        },
        orderBy: { id: 'asc' },
      },
      holdings: { include: { post: true }, orderBy: { id: 'asc' } },
      consents: { orderBy: { id: 'asc' } },
      preference: true,
    },
  })
  if (!person) return null
  await writeAudit(store, { actor: by, action: 'person_exported', subject: { account: accountId } })
  const { accounts, holdings, consents, preference, name, phone, createdAt } = person
  return {
    since: createdAt.toISOString(),
    name,
    phone,
    posts: holdings.map(({ post, since, until }) => ({
      title: post.title,
      since: iso(since),
      until: isoOrNull(until),
    })),
    consents: consents.map(({ purpose, version, givenAt, withdrawnAt }) => ({
      ...{ purpose, version, givenAt: iso(givenAt), withdrawnAt: isoOrNull(withdrawnAt) },
    })),
    preferences: preference?.value ?? null,
    accounts: accounts.map((account) => ({
      channel: account.channel,
      commune: account.commune?.name ?? null,
      since: iso(account.createdAt),
      messages: (account.conversation?.messages ?? []).map(({ createdAt: at, direction, text, feedback }) => {
        const isOffices = direction === 'out' && account.leftOfficeAt !== null && at <= account.leftOfficeAt
        return {
          at: iso(at),
          from: direction === 'in' ? ('person' as const) : ('assistant' as const),
          text: isOffices ? OF_THE_OFFICE : text,
          feedback,
        }
      }),
      tickets: account.tickets.map(({ topic, openedAt, state, lines }) => ({
        ...{ topic, openedAt: iso(openedAt), state },
        lines: lines.map(({ at, side, text }) => ({ at: iso(at), from: side, text })),
      })),
      feedback: account.feedback.map(({ code, kind, what, place, receivedAt, state, photo, events }) => ({
        ...{ code, kind, what, place, at: iso(receivedAt), state, hasPhoto: photo !== null },
        replies: events.flatMap(({ reply }) => reply ?? []),
      })),
      lessons: account.lessonsTold.map(({ lesson, toldAt, isRight }) => ({ lesson, toldAt: iso(toldAt), isRight })),
      ownReminders: account.ownReminders.map(({ about, dueAt, status }) => ({ about, dueAt: iso(dueAt), status })),
    })),
  }
}

function iso(at: Date): string {
  return at.toISOString()
}

function isoOrNull(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
