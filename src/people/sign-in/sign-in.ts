import type { Store } from '../../store/index.ts'
import type { Address } from '../account.ts'
import { countAttempts } from '../attempts.ts'
import { writeAudit } from '../audit.ts'
import { findLink, makeLink, type OpenLink, spendLink } from './links.ts'
import {
  digestOfName,
  type FirstAdministrator,
  type Login,
  type LoginMade,
  makeFirstAdministrator,
  makeLogin,
} from './logins.ts'
import { hashPassword, isPassword, type PasswordWeakness, weaknessOf } from './passwords.ts'
import { type NewFactor, newFactor, spendCode, stepOfCode } from './second-factor.ts'
import { closeSession, closeSessionsOf, findOperator, type Operator, openSession } from './sessions.ts'

/** Guesses for one name from one place, and for one name from everywhere: a stranger cannot shut the owner out from home. */
const GUESSES_PER_PLACE = { points: 5, seconds: 15 * 60 }
const GUESSES_PER_NAME = { points: 50, seconds: 60 * 60 }

export type Credentials = {
  name: string
  password: string
  /** Of the authenticator app, where one is set. */
  code?: string
  /** Whence: an address, used to count guesses and kept nowhere else. */
  place: string
}

export type SignedIn =
  | { kind: 'signed_in'; token: string; personId: number }
  /** Wrong name, wrong password, or no longer allowed: which of them is nobody's business. */
  | { kind: 'wrong' }
  | { kind: 'code_needed' }
  | { kind: 'too_many'; waitSeconds: number }

export type PasswordSet =
  | { kind: 'set'; token: string }
  | { kind: 'weak'; because: PasswordWeakness }
  | { kind: 'gone' }

export type SentLink = { token: string; addresses: Required<Address>[] }

export type SignIn = {
  signIn(credentials: Credentials): Promise<SignedIn>
  operator(token: string): Promise<Operator | null>
  signOut(token: string): Promise<void>
  /** A link for the terminal while nobody can sign in as administrator; null once somebody can. */
  firstLink(): Promise<string | null>
  link(token: string): Promise<OpenLink | null>
  /** Spends the first link: makes the person, their post where a commune is named, and signs them in. */
  becomeFirstAdministrator(token: string, wanted: FirstAdministrator): Promise<PasswordSet | { kind: 'name_taken' }>
  /** A link for a colleague to choose a password by; makes their login. */
  invite(login: Login): Promise<LoginMade>
  /** A link to sign in by, to be sent to the chats and mail of whoever bears the name; null when nobody can be reached so. */
  linkFor(name: string): Promise<SentLink | null>
  signInByLink(token: string): Promise<string | null>
  /** By an invitation's link. */
  setPassword(token: string, password: string): Promise<PasswordSet>
  /** By whoever is signed in; every other session of theirs ends. */
  changePassword(personId: number, password: { old: string; wanted: string }): Promise<PasswordSet>
  /** A secret to be shown once; in force from the first right code. */
  offerFactor(personId: number): Promise<NewFactor | null>
  confirmFactor(personId: number, code: string): Promise<boolean>
  dropFactor(personId: number, password: string): Promise<boolean>
}

export function openSignIn(store: Store, now: () => Date = () => new Date()): SignIn {
  return {
    ...openPasswords(store, now),
    operator: (token) => findOperator(store, token),
    signOut: (token) => closeSession(store, token),
    firstLink: async () => ((await hasAdministrator(store)) ? null : makeLink(store, 'first_administrator', null)),
    link: (token) => findLink(store, token),
    becomeFirstAdministrator: async (token, wanted) => {
      const because = weaknessOf(wanted.password, wanted.loginName)
      if (because) return { kind: 'weak', because }
      const hash = await hashPassword(wanted.password)
      const made = await makeFirstAdministrator(store, token, {
        ...wanted,
        loginName: normalised(wanted.loginName),
        hash,
      })
      return made.kind === 'made' ? openAnew(store, made.personId) : made
    },
    invite: (login) => makeLogin(store, { ...login, name: normalised(login.name) }),
    linkFor: (name) => linkFor(store, normalised(name)),
    signInByLink: async (token) => {
      const spent = await spendLink(store, token, 'sign_in')
      if (spent?.personId == null) return null
      await writeAudit(store, { actor: `person ${spent.personId}`, action: 'signed_in' })
      return openSession(store, spent.personId)
    },
    offerFactor: (personId) => offerFactor(store, personId),
    confirmFactor: (personId, code) => confirmFactor(store, personId, { code, now: now() }),
    dropFactor: async (personId, password) => {
      if (!(await isTheirs(store, personId, password))) return false
      await store.query('UPDATE login SET totp_secret = NULL, totp_since = NULL WHERE person_id = $1', [personId])
      await writeAudit(store, { actor: `person ${personId}`, action: 'factor_dropped' })
      return true
    },
  }
}

/** Whoever gets a new password: every session of theirs ends but this one. */
async function openAnew(store: Store, personId: number): Promise<PasswordSet> {
  await closeSessionsOf(store, personId)
  return { kind: 'set', token: await openSession(store, personId) }
}

function openPasswords(store: Store, now: () => Date): Pick<SignIn, 'signIn' | 'setPassword' | 'changePassword'> {
  const perPlace = countAttempts(store, GUESSES_PER_PLACE)
  const perName = countAttempts(store, GUESSES_PER_NAME)
  return {
    signIn: async (credentials) => {
      const name = normalised(credentials.name)
      const keys = { place: `signin:${digestOfName(name)}:${credentials.place}`, name: `signin:${digestOfName(name)}` }
      const waitSeconds = (await perPlace.take(keys.place)) || (await perName.take(keys.name))
      if (waitSeconds > 0) return { kind: 'too_many', waitSeconds }
      const proven = await prove(store, { ...credentials, name }, now())
      if (proven.kind === 'wrong') {
        await writeAudit(store, { actor: 'system', action: 'sign_in_refused', subject: { person: proven.personId } })
        return { kind: 'wrong' }
      }
      await perPlace.giveBack(keys.place)
      await perName.giveBack(keys.name)
      if (proven.kind === 'code_needed') return proven
      await writeAudit(store, { actor: `person ${proven.personId}`, action: 'signed_in' })
      return { kind: 'signed_in', token: await openSession(store, proven.personId), personId: proven.personId }
    },
    setPassword: async (token, password) => {
      const link = await findLink(store, token)
      if (link?.purpose !== 'set_password' || link.personId === null) return { kind: 'gone' }
      const weak = await whyWeak(store, link.personId, password)
      if (weak) return { kind: 'weak', because: weak }
      const hash = await hashPassword(password)
      const spent = await spendLink(store, token, 'set_password')
      if (spent?.personId == null) return { kind: 'gone' }
      await writePassword(store, spent.personId, hash)
      return openAnew(store, spent.personId)
    },
    changePassword: async (personId, { old, wanted }) => {
      if (!(await isTheirs(store, personId, old))) return { kind: 'gone' }
      const weak = await whyWeak(store, personId, wanted)
      if (weak) return { kind: 'weak', because: weak }
      await writePassword(store, personId, await hashPassword(wanted))
      return openAnew(store, personId)
    },
  }
}

/** Names are told apart by neither case nor spaces around them. */
function normalised(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

type Proven =
  | { kind: 'proven'; personId: number }
  | { kind: 'code_needed' }
  | { kind: 'wrong'; personId: number | null }

async function prove(store: Store, { name, password, code }: Credentials, now: Date): Promise<Proven> {
  const [row] = await store.query<{ personId: number; hash: string | null; secret: string | null }>(
    `SELECT person_id AS "personId", password_hash AS hash, CASE WHEN totp_since IS NOT NULL THEN totp_secret END AS secret
       FROM login WHERE name = $1 AND disabled_at IS NULL`,
    [name],
  )
  if (!(await isPassword(row?.hash ?? null, password)) || !row)
    return { kind: 'wrong', personId: row?.personId ?? null }
  const { personId, secret } = row
  if (secret === null) return { kind: 'proven', personId }
  if (!code) return { kind: 'code_needed' }
  const step = stepOfCode(secret, code, now)
  const isRight = step !== null && (await spendCode(store, personId, { step }))
  return isRight ? { kind: 'proven', personId } : { kind: 'wrong', personId }
}

async function linkFor(store: Store, name: string): Promise<SentLink | null> {
  const rows = await store.query<Required<Address> & { personId: number }>(
    `SELECT login.person_id AS "personId", channel, endpoint, external_id AS "externalId"
       FROM login JOIN channel_account AS account ON account.person_id = login.person_id
      WHERE name = $1 AND disabled_at IS NULL AND unreachable_at IS NULL AND channel NOT IN ('web', 'terminal')`,
    [name],
  )
  const [first] = rows
  if (!first) return null
  return {
    token: await makeLink(store, 'sign_in', first.personId),
    addresses: rows.map(({ personId: _, ...rest }) => rest),
  }
}

async function hasAdministrator({ query }: Store): Promise<boolean> {
  const [row] = await query(
    'SELECT 1 FROM login WHERE covers_all AND password_hash IS NOT NULL AND disabled_at IS NULL',
  )
  return row !== undefined
}

async function isTheirs({ query }: Store, personId: number, password: string): Promise<boolean> {
  const [row] = await query<{ hash: string | null }>('SELECT password_hash AS hash FROM login WHERE person_id = $1', [
    personId,
  ])
  return isPassword(row?.hash ?? null, password)
}

async function whyWeak({ query }: Store, personId: number, password: string): Promise<PasswordWeakness | null> {
  const [row] = await query<{ name: string }>('SELECT name FROM login WHERE person_id = $1', [personId])
  return weaknessOf(password, row?.name ?? '')
}

async function writePassword(store: Store, personId: number, hash: string): Promise<void> {
  await store.query('UPDATE login SET password_hash = $2 WHERE person_id = $1', [personId, hash])
  await writeAudit(store, { actor: `person ${personId}`, action: 'password_changed' })
}

async function offerFactor(store: Store, personId: number): Promise<NewFactor | null> {
  const [row] = await store.query<{ name: string }>(
    'SELECT name FROM login WHERE person_id = $1 AND totp_since IS NULL',
    [personId],
  )
  if (!row) return null
  const factor = newFactor(row.name)
  await store.query('UPDATE login SET totp_secret = $2 WHERE person_id = $1 AND totp_since IS NULL', [
    personId,
    factor.secret,
  ])
  return factor
}

async function confirmFactor(
  store: Store,
  personId: number,
  { code, now }: { code: string; now: Date },
): Promise<boolean> {
  const [row] = await store.query<{ secret: string | null }>(
    'SELECT totp_secret AS secret FROM login WHERE person_id = $1 AND totp_since IS NULL',
    [personId],
  )
  const step = row?.secret ? stepOfCode(row.secret, code, now) : null
  if (step === null || !(await spendCode(store, personId, { step }))) return false
  await store.query('UPDATE login SET totp_since = now() WHERE person_id = $1', [personId])
  await writeAudit(store, { actor: `person ${personId}`, action: 'factor_set' })
  return true
}
