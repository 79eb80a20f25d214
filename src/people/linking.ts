import type { Store } from '../store/index.ts'
import { type Attempts, countAttempts } from './attempts.ts'
import { type Actor, type Runs, writeAudit } from './audit.ts'
import { end } from './demonstration.ts'
import { closeOfficeWords, hold } from './holdings.ts'
import { type CodeWords, digestOf, isTyped, makeCodeWords } from './link-codes.ts'
import { within } from './within.ts'

const CODE_MINUTES = 10
const HOUR_SECONDS = 3_600
const WRONG_PER_CHAT = 5
const WRONG_PER_ENDPOINT = 50

/** `minutes`: how long the code works. */
export type MadeCode = CodeWords & { minutes: number }

export type Redeemed =
  /**
   * `moved`: chats of the same person on the same channel that are no official's any more. `others`: the person's chats
   * elsewhere. Both are told, as is whoever coordinates the commune.
   */
  | { kind: 'linked'; postId: number; communeId: number; title: string; moved: number[]; others: number[] }
  /** Wrong, used, expired, or its post is gone: which of them is nobody's business. */
  | { kind: 'wrong' }
  | { kind: 'too_many'; waitSeconds: number }
  /** The chat is another official's: it must be unlinked first. The code still works. */
  | { kind: 'of_another_official' }

export type CodeFor = { postId: number; personId?: number; by: Actor }

export type Linking = {
  /**
   * A code that links one chat to a post, and to the person the office named where it did. Null when there is no such open
   * post, or that person does not hold it.
   */
  makeCode(wanted: CodeFor): Promise<MadeCode | null>
  /** Takes a code said in a private chat. At most one of many attempts succeeds. */
  redeem(code: string, accountId: number): Promise<Redeemed>
  /** A code that was said where others read it works no more. */
  spoil(code: string): Promise<void>
  /** The chat is a citizen's again; its person keeps the post. False when it was no official's. */
  unlink(accountId: number, by: Actor, reason?: string): Promise<boolean>
}

export function openLinking(store: Store): Linking {
  const limits = limitsOn(store)
  return {
    makeCode: (wanted) => makeCode(store, wanted),
    redeem: async (code, accountId) => {
      const keys = await keysOf(store, accountId)
      if (!keys) return { kind: 'wrong' }
      const waitSeconds = await limits.take(keys, isTyped(code))
      if (waitSeconds > 0) return { kind: 'too_many', waitSeconds }
      const redeemed = await redeem(store, code, accountId)
      if (redeemed.kind !== 'wrong') await limits.giveBack(keys, isTyped(code))
      if (redeemed.kind === 'linked') await end(store, 'post_linked')
      return redeemed
    },
    spoil: async (code) => {
      const column = isTyped(code) ? 'typed_hash' : 'token_hash'
      await store.query(`DELETE FROM link_code WHERE ${column} = $1 AND used_at IS NULL`, [digestOf(code)])
    },
    unlink: (accountId, by, reason) => unlink(store, accountId, { by, reason: reason ?? null }),
  }
}

async function makeCode(store: Store, { postId, personId, by }: CodeFor): Promise<MadeCode | null> {
  const words = makeCodeWords()
  const [made] = await store.query<{ communeId: number }>(
    `INSERT INTO link_code (post_id, person_id, token_hash, typed_hash, made_by, expires_at)
     SELECT id, $2, $3, $4, $5, now() + make_interval(mins => $6) FROM post
      WHERE id = $1 AND until IS NULL AND ($2::int IS NULL OR EXISTS (
            SELECT 1 FROM holding WHERE post_id = $1 AND person_id = $2 AND until IS NULL))
  RETURNING (SELECT commune_id FROM post WHERE id = $1) AS "communeId"`,
    [postId, personId ?? null, digestOf(words.token), digestOf(words.typed), by, CODE_MINUTES],
  )
  if (!made) return null
  const subject = { post: postId, person: personId ?? null }
  await writeAudit(store, { actor: by, action: 'code_made', communeId: made.communeId, subject })
  return { ...words, minutes: CODE_MINUTES }
}

type Keys = { chat: string; endpoint: string }

async function keysOf({ query }: Store, accountId: number): Promise<Keys | null> {
  const [row] = await query<{ channel: string; endpoint: string }>(
    'SELECT channel, endpoint FROM channel_account WHERE id = $1',
    [accountId],
  )
  return row ? { chat: `chat:${accountId}`, endpoint: `endpoint:${row.channel}:${row.endpoint}` } : null
}

function limitsOn(store: Store) {
  const chats = countAttempts(store, { points: WRONG_PER_CHAT, seconds: HOUR_SECONDS })
  const endpoints = countAttempts(store, { points: WRONG_PER_ENDPOINT, seconds: HOUR_SECONDS })
  return {
    /** Seconds to wait; 0 when a guess is allowed. The long form of a code cannot be guessed: it spends nothing of others. */
    take: async ({ chat, endpoint }: Keys, typed: boolean): Promise<number> =>
      (await chats.take(chat)) || (typed ? await guess(store, endpoints, endpoint) : 0),
    giveBack: async ({ chat, endpoint }: Keys, typed: boolean): Promise<void> => {
      await chats.giveBack(chat)
      if (typed) await endpoints.giveBack(endpoint)
    },
  }
}

async function guess(store: Store, endpoints: Attempts, endpoint: string): Promise<number> {
  const seconds = await endpoints.take(endpoint)
  // Once an hour and endpoint: somebody should look.
  if ((await endpoints.taken(endpoint)) === WRONG_PER_ENDPOINT + 1) {
    await writeAudit(store, { actor: 'system', action: 'codes_guessed', reason: endpoint })
  }
  return seconds
}

type Code = { postId: number; personId: number | null; communeId: number; title: string }

/** Thrown inside the transaction, so that the code is not spent. */
class OfAnotherOfficial extends Error {
  override readonly name = 'OfAnotherOfficial'
}

async function redeem(store: Store, code: string, accountId: number): Promise<Redeemed> {
  try {
    return await within(store, async (tx) => {
      const taken = await take(tx, code, accountId)
      if (!taken) return { kind: 'wrong' }
      const person = await personFor(tx, taken, accountId)
      await hold(tx, taken.postId, person.id)
      await tx.query(
        `UPDATE channel_account SET person_id = $2, commune_id = $3, role = 'citizen', unit_name = NULL, demo = false,
                left_office_at = NULL WHERE id = $1`,
        [accountId, person.id, taken.communeId],
      )
      const { moved, others } = await otherChats(tx, {
        personId: person.id,
        accountId,
        isNamed: taken.personId !== null,
      })
      await discardEmpty(tx, person.former)
      const subject = { post: taken.postId, person: person.id, account: accountId }
      await writeAudit(tx, { actor: `person ${person.id}`, action: 'chat_linked', communeId: taken.communeId, subject })
      const { postId, communeId, title } = taken
      return { kind: 'linked', postId, communeId, title, moved, others }
    })
  } catch (error) {
    if (error instanceof OfAnotherOfficial) return { kind: 'of_another_official' }
    throw error
  }
}

/**
 * Spends a code: of many takers exactly one succeeds, since the condition names the column it changes. The chat that spent it
 * may say it again: its message may be answered a second time.
 */
async function take({ query }: Runs, code: string, accountId: number): Promise<Code | null> {
  const [taken] = await query<Code>(
    `UPDATE link_code SET used_at = coalesce(used_at, now()), used_account_id = $2 FROM post
      WHERE ${isTyped(code) ? 'typed_hash' : 'token_hash'} = $1 AND (used_at IS NULL OR used_account_id = $2)
        AND expires_at > now() AND post.id = post_id AND post.until IS NULL
  RETURNING post_id AS "postId", person_id AS "personId", commune_id AS "communeId", title`,
    [digestOf(code), accountId],
  )
  return taken ?? null
}

/**
 * Whose the chat becomes. Without a named person: whoever writes in it. With one: that person, or, where the chat is an
 * official's already and the named person has no chat, one person with both posts.
 */
async function personFor(
  tx: Runs,
  { personId }: Code,
  accountId: number,
): Promise<{ id: number; former: number | null }> {
  const [chat] = await tx.query<{ personId: number; isOfficial: boolean }>(
    `SELECT person_id AS "personId",
            EXISTS (SELECT 1 FROM holding WHERE holding.person_id = account.person_id AND until IS NULL) AS "isOfficial"
       FROM channel_account AS account WHERE id = $1 FOR UPDATE`,
    [accountId],
  )
  if (!chat) throw new Error('the account was erased while it was linked')
  if (personId === null || personId === chat.personId) return { id: chat.personId, former: null }
  if (!chat.isOfficial) return { id: personId, former: chat.personId }
  const chats = await tx.query(`SELECT 1 FROM channel_account WHERE person_id = $1 AND channel <> 'email'`, [personId])
  if (chats.length > 0) throw new OfAnotherOfficial()
  await merge(tx, personId, chat.personId)
  return { id: chat.personId, former: personId }
}

async function merge({ query }: Runs, from: number, into: number): Promise<void> {
  await query(
    `UPDATE person SET name = coalesce(named.name, person.name), phone = coalesce(named.phone, person.phone)
       FROM person AS named WHERE person.id = $2 AND named.id = $1`,
    [from, into],
  )
  await query(
    `UPDATE holding SET person_id = $2 WHERE person_id = $1 AND NOT EXISTS (
       SELECT 1 FROM holding AS own WHERE own.post_id = holding.post_id AND own.person_id = $2 AND own.until IS NULL)`,
    [from, into],
  )
  await query('UPDATE channel_account SET person_id = $2 WHERE person_id = $1', [from, into])
}

type Chats = { moved: number[]; others: number[] }

/** A named person has one chat on each address of ours: the one linked last. */
async function otherChats(
  tx: Runs,
  { personId, accountId, isNamed }: { personId: number; accountId: number; isNamed: boolean },
): Promise<Chats> {
  const rows = await tx.query<{ id: number; isSame: boolean }>(
    `SELECT other.id, other.channel = own.channel AND other.endpoint = own.endpoint AS "isSame"
       FROM channel_account AS other JOIN channel_account AS own ON own.id = $2
      WHERE other.person_id = $1 AND other.id <> $2 AND other.channel <> 'email'`,
    [personId, accountId],
  )
  const moved = isNamed ? rows.filter(({ isSame }) => isSame).map(({ id }) => id) : []
  for (const id of moved) await moveOut(tx, id)
  return { moved, others: rows.map(({ id }) => id).filter((id) => !moved.includes(id)) }
}

/** Makes a chat a citizen's of its own, whose words start afresh. */
async function moveOut(tx: Runs, accountId: number): Promise<void> {
  const [person] = await tx.query<{ id: number }>('INSERT INTO person DEFAULT VALUES RETURNING id')
  await tx.query(
    `UPDATE channel_account SET person_id = $2, left_office_at = now(), acting_post_id = NULL, role = 'citizen',
            unit_name = NULL, demo = false WHERE id = $1`,
    [accountId, person?.id],
  )
  await closeOfficeWords(tx, [accountId])
}

/** A person without any address or post left is nobody. */
async function discardEmpty({ query }: Runs, personId: number | null): Promise<void> {
  await query(
    `DELETE FROM person WHERE id = $1
        AND NOT EXISTS (SELECT 1 FROM channel_account WHERE person_id = $1)
        AND NOT EXISTS (SELECT 1 FROM holding WHERE person_id = $1)`,
    [personId],
  )
}

async function unlink(
  store: Store,
  accountId: number,
  { by, reason }: { by: Actor; reason: string | null },
): Promise<boolean> {
  return within(store, async (tx) => {
    const [chat] = await tx.query<{ personId: number; communeId: number | null }>(
      `SELECT person_id AS "personId", commune_id AS "communeId" FROM channel_account AS account
        WHERE id = $1 AND EXISTS (
          SELECT 1 FROM holding WHERE holding.person_id = account.person_id AND until IS NULL) FOR UPDATE`,
      [accountId],
    )
    if (!chat) return false
    await moveOut(tx, accountId)
    const subject = { person: chat.personId, account: accountId }
    await writeAudit(tx, { actor: by, action: 'chat_unlinked', communeId: chat.communeId, subject, reason })
    return true
  })
}
