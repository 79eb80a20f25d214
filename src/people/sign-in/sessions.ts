import type { Store } from '../../store/index.ts'
import type { PostRole } from '../post-roles.ts'
import { opensConsole, type Right, rightsOf, seesAllUnits } from './rights.ts'
import { digestOfToken, isTokenForm, makeToken } from './tokens.ts'

/** An office day; a session nobody used for two hours is over before (ASVS 7.3). */
const SESSION_HOURS = 12
const IDLE_HOURS = 2
export const IS_LIVE = `session.created_at > now() - make_interval(hours => ${SESSION_HOURS})
  AND seen_at > now() - make_interval(hours => ${IDLE_HOURS})`

export type OperatorPost = {
  postId: number
  role: PostRole
  title: string
  unit: string | null
  commune: { id: number; slug: string; name: string }
}

/** Whoever is signed in to the office's pages. */
export type Operator = {
  personId: number
  loginName: string
  name: string | null
  posts: OperatorPost[]
  rights: ReadonlySet<Right>
  seesAllUnits: boolean
  /** Has a second factor on. */
  hasFactor: boolean
  /** Looks after the whole installation, not one commune's part of it. */
  coversAll: boolean
  /** The communes whose pages are theirs; every one of the installation for who looks after it. */
  communes: OperatorPost['commune'][]
}

/** The token goes into a cookie; only its digest is kept. */
export async function openSession(store: Store, personId: number): Promise<string> {
  const token = makeToken()
  await store.query('INSERT INTO session (token_hash, person_id) VALUES ($1, $2)', [digestOfToken(token), personId])
  await store.query(`DELETE FROM session WHERE created_at < now() - make_interval(hours => $1)`, [SESSION_HOURS])
  return token
}

/** Null when it is over, or its person holds no post of the office any more: rights are looked up anew each time. */
export async function findOperator(store: Store, token: string): Promise<Operator | null> {
  if (!isTokenForm(token)) return null
  type Row = Pick<Operator, 'personId' | 'loginName' | 'name' | 'hasFactor' | 'coversAll'>
  const [row] = await store.query<Row>(
    `UPDATE session SET seen_at = now() FROM login JOIN person ON person.id = login.person_id
      WHERE token_hash = $1 AND login.person_id = session.person_id AND disabled_at IS NULL
        AND ${IS_LIVE}
  RETURNING login.person_id AS "personId", login.name AS "loginName", person.name,
            totp_since IS NOT NULL AS "hasFactor", covers_all AS "coversAll"`,
    [digestOfToken(token)],
  )
  if (!row) return null
  const { coversAll, ...person } = row
  const posts = await postsOf(store, person.personId)
  const roles = posts.map(({ role }) => role)
  if (!coversAll && !opensConsole(roles)) return null
  const all: PostRole[] = coversAll ? [...roles, 'administrator'] : roles
  return {
    ...person,
    coversAll,
    posts,
    rights: rightsOf(all),
    seesAllUnits: seesAllUnits(all),
    communes: coversAll ? await everyCommune(store) : communesOf(posts),
  }
}

export async function closeSession({ query }: Store, token: string): Promise<void> {
  await query('DELETE FROM session WHERE token_hash = $1', [digestOfToken(token)])
}

/** After a new password or a changed factor: whoever had the old one is out. */
export async function closeSessionsOf({ query }: Store, personId: number): Promise<void> {
  await query('DELETE FROM session WHERE person_id = $1', [personId])
}

function postsOf({ query }: Store, personId: number): Promise<OperatorPost[]> {
  return query<OperatorPost>(
    `SELECT post.id AS "postId", role, title, unit_name AS unit,
            jsonb_build_object('id', commune.id, 'slug', slug, 'name', commune.name) AS commune
       FROM holding JOIN post ON post.id = post_id JOIN commune ON commune.id = commune_id
      WHERE person_id = $1 AND holding.until IS NULL AND post.until IS NULL ORDER BY post.id`,
    [personId],
  )
}

function communesOf(posts: readonly OperatorPost[]): OperatorPost['commune'][] {
  return [...new Map(posts.map(({ commune }) => [commune.id, commune])).values()]
}

function everyCommune({ query }: Store): Promise<OperatorPost['commune'][]> {
  return query('SELECT id, slug, name FROM commune WHERE id > 0 ORDER BY name')
}
