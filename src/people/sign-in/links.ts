import type { Store } from '../../store/index.ts'
import type { Runs } from '../audit.ts'
import { digestOfToken, isTokenForm, makeToken } from './tokens.ts'

export type LinkPurpose = 'first_administrator' | 'sign_in' | 'set_password'

/** The first link waits for somebody to read the terminal; one in a chat is used at once; a colleague opens theirs some day soon. */
const MINUTES: Record<LinkPurpose, number> = { first_administrator: 24 * 60, sign_in: 10, set_password: 3 * 24 * 60 }

/** A link's token. An unused one of the same purpose and person stops working. */
export async function makeLink(store: Store, purpose: LinkPurpose, personId: number | null): Promise<string> {
  const token = makeToken()
  await store.query(
    'DELETE FROM sign_in_link WHERE purpose = $1 AND person_id IS NOT DISTINCT FROM $2::int AND used_at IS NULL',
    [purpose, personId],
  )
  await store.query(
    `INSERT INTO sign_in_link (token_hash, purpose, person_id, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(mins => $4))`,
    [digestOfToken(token), purpose, personId, MINUTES[purpose]],
  )
  return token
}

export type OpenLink = {
  purpose: LinkPurpose
  personId: number | null
  /** Its person has a second factor on. */
  asksCode: boolean
}

/** What a link is for while it still works. Looking does not spend it: mail programs look at links before people do. */
export async function findLink({ query }: Store, token: string): Promise<OpenLink | null> {
  if (!isTokenForm(token)) return null
  const [row] = await query<OpenLink>(
    `SELECT purpose, person_id AS "personId",
            EXISTS (SELECT 1 FROM login WHERE login.person_id = link.person_id AND totp_since IS NOT NULL) AS "asksCode"
       FROM sign_in_link AS link
      WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()`,
    [digestOfToken(token)],
  )
  return row ?? null
}

/** Of many who spend a link exactly one succeeds. */
export async function spendLink(
  { query }: Runs,
  token: string,
  purpose: LinkPurpose,
): Promise<Pick<OpenLink, 'purpose' | 'personId'> | null> {
  if (!isTokenForm(token)) return null
  const [row] = await query<Pick<OpenLink, 'purpose' | 'personId'>>(
    `UPDATE sign_in_link SET used_at = now()
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()
  RETURNING purpose, person_id AS "personId"`,
    [digestOfToken(token), purpose],
  )
  return row ?? null
}
