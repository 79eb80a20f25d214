import type { Store } from '../store/index.ts'
import { type Runs, writeAudit } from './audit.ts'
import { endUnitCalendars } from './unit-calendars.ts'
import { within } from './within.ts'

/** Who comes into a post: someone known, or someone new as the office writes them. An e-mail address reaches at once. */
export type Newcomer = { personId: number } | { name: string | null; phone?: string | null; email?: string | null }

export type EndedAs = 'handed_over' | 'left' | 'erased' | 'post_closed'

/** One tenure of a post. A person who was erased is null. */
export type Tenure = {
  personId: number | null
  name: string | null
  since: Date
  until: Date | null
  endedAs: EndedAs | null
}

/** Puts a person into a post; the number of the person, null when there is no such person. Twice is once. */
export async function appoint(store: Store, postId: number, who: Newcomer): Promise<number | null> {
  return within(store, async (tx) => {
    const personId = 'personId' in who ? await known(tx, who.personId) : await newcomer(tx, who)
    if (personId !== null) await hold(tx, postId, personId)
    return personId
  })
}

export async function hold({ query }: Runs, postId: number, personId: number): Promise<void> {
  await query('INSERT INTO holding (post_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [postId, personId])
}

async function known({ query }: Runs, personId: number): Promise<number | null> {
  return (await query<{ id: number }>('SELECT id FROM person WHERE id = $1 FOR UPDATE', [personId]))[0]?.id ?? null
}

type Written = Exclude<Newcomer, { personId: number }>

/** One mail address is one person: who is appointed again under it is known already. */
async function newcomer({ query }: Runs, { name, phone = null, email = null }: Written): Promise<number> {
  const address = email?.trim().toLowerCase() || null
  const [owner] = await query<{ id: number }>(
    `UPDATE person SET name = coalesce($2, name), phone = coalesce($3, phone)
      WHERE id = (SELECT person_id FROM channel_account WHERE channel = 'email' AND external_id = $1) RETURNING id`,
    [address, name, phone],
  )
  if (owner) return owner.id
  const [made] = await query<{ id: number }>('INSERT INTO person (name, phone) VALUES ($1, $2) RETURNING id', [
    name,
    phone,
  ])
  if (!made) throw new Error('no person was made')
  if (address) {
    await query(`INSERT INTO channel_account (person_id, channel, external_id) VALUES ($1, 'email', $2)`, [
      made.id,
      address,
    ])
  }
  return made.id
}

type Ending = { postId: number; personId?: number | undefined; endedAs: EndedAs; by: string }

/** `left`: accounts that are no official's any more. */
export type Ended = { left: number[]; calendarsEnded: number }

/**
 * Ends the tenure of one person, or of all. Unused codes for them end too, and the addresses of the unit's calendar.
 */
export async function endTenures(store: Store, { postId, personId, endedAs, by }: Ending): Promise<Ended> {
  return within(store, async (tx) => {
    const ended = await tx.query<{ personId: number }>(
      `UPDATE holding SET until = now(), ended_as = $3
        WHERE post_id = $1 AND until IS NULL AND ($2::int IS NULL OR person_id = $2) RETURNING person_id AS "personId"`,
      [postId, personId ?? null, endedAs],
    )
    await tx.query(
      `DELETE FROM link_code WHERE post_id = $1 AND used_at IS NULL AND ($2::int IS NULL OR person_id = $2)`,
      [postId, personId ?? null],
    )
    const personIds = ended.map((row) => row.personId)
    const calendarsEnded = await endUnitCalendars(tx, { postIds: [postId], personIds, by })
    return { left: await leaveOffice(tx, personIds), calendarsEnded }
  })
}

/**
 * Closes the office's words to the chats of whoever holds no post any more: what was said starts afresh, and what was
 * about to be sent there is not.
 */
async function leaveOffice(tx: Runs, personIds: number[]): Promise<number[]> {
  const left = await tx.query<{ id: number }>(
    `UPDATE channel_account SET left_office_at = now(), acting_post_id = NULL, role = 'citizen', unit_name = NULL
      WHERE person_id = ANY($1)
        AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.person_id = channel_account.person_id AND until IS NULL)
  RETURNING id`,
    [personIds],
  )
  const accountIds = left.map(({ id }) => id)
  await closeOfficeWords(tx, accountIds)
  return accountIds
}

export async function closeOfficeWords({ query }: Runs, accountIds: number[]): Promise<void> {
  await query('UPDATE conversation SET reset_at = now() WHERE account_id = ANY($1)', [accountIds])
  await query(
    `UPDATE message SET status = 'failed', failure = 'left_office', finished_at = now()
      WHERE direction = 'out' AND status = 'due'
        AND conversation_id IN (SELECT id FROM conversation WHERE account_id = ANY($1))`,
    [accountIds],
  )
}

/** Before an erasure: the posts keep their history, without the person. */
export async function leaveAllPosts(store: Store, accountId: number): Promise<void> {
  const ended = await store.query<{ postId: number; communeId: number; personId: number }>(
    `UPDATE holding SET until = now(), ended_as = 'erased' FROM post
      WHERE post.id = holding.post_id AND holding.until IS NULL
        AND person_id = (SELECT person_id FROM channel_account WHERE id = $1)
  RETURNING post_id AS "postId", commune_id AS "communeId", person_id AS "personId"`,
    [accountId],
  )
  for (const { postId, communeId, personId } of ended) {
    await endUnitCalendars(store, { postIds: [postId], personIds: [personId], by: 'system' })
    const subject = { post: postId }
    await writeAudit(store, { actor: 'system', action: 'handed_over', communeId, subject, reason: 'erased' })
  }
}

export async function tenuresOf({ query }: Runs, postId: number): Promise<Tenure[]> {
  const rows = await query<Tenure>(
    `SELECT person_id AS "personId", name, since, until, ended_as AS "endedAs"
       FROM holding LEFT JOIN person ON person.id = person_id WHERE post_id = $1 ORDER BY since, holding.id`,
    [postId],
  )
  return rows
}
