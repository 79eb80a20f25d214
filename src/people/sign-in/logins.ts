import { createHash } from 'node:crypto'
import { Prisma, type Store } from '../../store/index.ts'
import { writeAudit } from '../audit.ts'
import { within } from '../within.ts'
import { makeLink, spendLink } from './links.ts'

export type FirstAdministrator = { loginName: string; personName: string; password: string }

type WithHash = FirstAdministrator & { hash: string }

/** A login for somebody who holds a post already. */
export type Login = { personId: number; name: string; by: string }

export type LoginMade = { kind: 'made'; token: string } | { kind: 'name_taken' } | { kind: 'unknown_person' }

/** A guess is counted under a digest, so that the count tells nobody which names exist. */
export function digestOfName(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 22)
}

type Made = { kind: 'made'; personId: number } | { kind: 'gone' } | { kind: 'name_taken' }

/** Spends the link, and makes whoever looks after the installation: they see every commune's pages. */
export async function makeFirstAdministrator(store: Store, token: string, wanted: WithHash): Promise<Made> {
  try {
    return await within(store, async (tx) => {
      if (!(await spendLink(tx, token, 'first_administrator'))) return { kind: 'gone' }
      const [person] = await tx.query<{ id: number }>('INSERT INTO person (name) VALUES ($1) RETURNING id', [
        wanted.personName,
      ])
      if (!person) throw new Error('no person was made')
      await tx.query('INSERT INTO login (person_id, name, password_hash, covers_all) VALUES ($1, $2, $3, true)', [
        person.id,
        wanted.loginName,
        wanted.hash,
      ])
      await writeAudit(tx, { actor: `person ${person.id}`, action: 'login_made', subject: { person: person.id } })
      return { kind: 'made', personId: person.id }
    })
  } catch (error) {
    if (isTaken(error)) return { kind: 'name_taken' }
    throw error
  }
}

/** Makes the login, or finds the person's own, and a link by which they choose a password. */
export async function makeLogin(store: Store, { personId, name, by }: Login): Promise<LoginMade> {
  const [known] = await store.query('SELECT 1 FROM person WHERE id = $1', [personId])
  if (!known) return { kind: 'unknown_person' }
  const [row] = await store.query(
    `INSERT INTO login (person_id, name) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING person_id`,
    [personId, name],
  )
  const [own] = row
    ? [row]
    : await store.query('SELECT 1 FROM login WHERE person_id = $1 AND name = $2', [personId, name])
  if (!own) return { kind: 'name_taken' }
  await writeAudit(store, { actor: by, action: 'login_made', subject: { person: personId } })
  return { kind: 'made', token: await makeLink(store, 'set_password', personId) }
}

function isTaken(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2010' && /23505/.test(error.message)) ||
    (error as { code?: string }).code === '23505'
  )
}
