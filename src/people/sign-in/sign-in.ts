import type { Store } from '../../store/index.ts'
import type { Address } from '../account.ts'
import { type Actor, writeAudit } from '../audit.ts'
import { openGuesses, type Proven, type TooMany } from './guesses.ts'
import { findLink, makeLink, type OpenLink, spendLink } from './links.ts'
import { type FirstAdministrator, type Login, type LoginMade, makeFirstAdministrator, makeLogin } from './logins.ts'
import { type OwnSessions, openOwnSessions } from './own-sessions.ts'
import { hashPassword, isPassword, type PasswordWeakness, weaknessOf } from './passwords.ts'
import { confirmFactor, endFactor, isRightCode, type NewFactor, offerFactor } from './second-factor.ts'
import { closeSession, closeSessionsOf, findOperator, type Operator, openSession } from './sessions.ts'

/** What a door asks beside a password or a link. */
export type AtDoor = {
  /** Of the authenticator app, where one is set. */
  code?: string
  /** Whence: an address, used to count guesses and kept nowhere else. */
  place: string
}

export type Credentials = AtDoor & { name: string; password: string }

export type SignedIn =
  | { kind: 'signed_in'; token: string; personId: number }
  /** Wrong name, wrong password, or no longer allowed: which of them is nobody's business. */
  | { kind: 'wrong' }
  | { kind: 'code_needed' }
  | TooMany

/** `gone`: the link is spent, over or nobody's. */
export type SignedInByLink = SignedIn | { kind: 'gone' }

export type PasswordSet =
  | { kind: 'set'; token: string }
  | { kind: 'weak'; because: PasswordWeakness }
  | { kind: 'gone' }

export type SentLink = { token: string; addresses: Required<Address>[] }

export type SignIn = {
  signIn(credentials: Credentials): Promise<SignedIn>
  operator(token: string): Promise<Operator | null>
  signOut(token: string): Promise<void>
  sessions: OwnSessions
  /** A link for the terminal while nobody can sign in as administrator; null once somebody can. */
  firstLink(): Promise<string | null>
  link(token: string): Promise<OpenLink | null>
  /** Spends the first link: makes the person, their post where a commune is named, and signs them in. */
  becomeFirstAdministrator(token: string, wanted: FirstAdministrator): Promise<PasswordSet | { kind: 'name_taken' }>
  /** A link for a colleague to choose a password by; makes their login. */
  invite(login: Login): Promise<LoginMade>
  /** A link to sign in by, to be sent to the chats and mail of whoever bears the name; null when nobody can be reached so. */
  linkFor(name: string): Promise<SentLink | null>
  /** A link goes around the password, never around the second factor: a wrong or missing code does not spend it. */
  signInByLink(token: string, atDoor: AtDoor): Promise<SignedInByLink>
  /** By an invitation's link. `code_next`: the password is set, and the way in is the door that asks the code too. */
  setPassword(token: string, password: string): Promise<PasswordSet | { kind: 'code_next' }>
  /** By whoever is signed in; every other session of theirs ends. */
  changePassword(personId: number, password: { old: string; wanted: string }): Promise<PasswordSet>
  /** A secret to be shown once; in force from the first right code. */
  offerFactor(personId: number): Promise<NewFactor | null>
  /** As after a new password every other session ends: the token of the one that goes on; null when the code is wrong. */
  confirmFactor(personId: number, code: string): Promise<string | null>
  dropFactor(personId: number, password: string): Promise<string | null>
  /** For whoever lost their phone, by who looks after the machine; false when the name has no factor on. */
  takeFactorFrom(name: string, by: { actor: Actor; reason: string | null }): Promise<boolean>
}

export function openSignIn(store: Store, now: () => Date = () => new Date()): SignIn {
  return {
    ...openDoors(store, now),
    ...openPasswords(store),
    operator: (token) => findOperator(store, token),
    signOut: (token) => closeSession(store, token),
    sessions: openOwnSessions(store),
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
    offerFactor: (personId) => offerFactor(store, personId),
    confirmFactor: async (personId, code) =>
      (await confirmFactor(store, personId, { code, now: now() })) ? openOnly(store, personId) : null,
    dropFactor: async (personId, password) => {
      if (!(await isTheirs(store, personId, password))) return null
      await endFactor(store, personId, { actor: `person ${personId}`, reason: null })
      return openOnly(store, personId)
    },
    takeFactorFrom: async (name, by) => {
      const login = await loginOf(store, { name: normalised(name) })
      if (login?.secret == null) return false
      await endFactor(store, login.personId, by)
      await closeSessionsOf(store, login.personId)
      return true
    },
  }
}

/** After a new password or a changed factor: every session of theirs ends but this new one. */
async function openOnly(store: Store, personId: number): Promise<string> {
  await closeSessionsOf(store, personId)
  return openSession(store, personId)
}

async function openAnew(store: Store, personId: number): Promise<PasswordSet> {
  return { kind: 'set', token: await openOnly(store, personId) }
}

async function enter(store: Store, personId: number): Promise<SignedIn> {
  await writeAudit(store, { actor: `person ${personId}`, action: 'signed_in' })
  return { kind: 'signed_in', token: await openSession(store, personId), personId }
}

function openDoors(store: Store, now: () => Date): Pick<SignIn, 'signIn' | 'signInByLink'> {
  const guesses = openGuesses(store)
  return {
    signIn: async (credentials) => {
      const name = normalised(credentials.name)
      const proven = await guesses.judge({ door: 'signin', name, place: credentials.place }, () =>
        prove(store, { ...credentials, name }, now()),
      )
      return proven.kind === 'proven' ? enter(store, proven.personId) : proven
    },
    signInByLink: async (token, { code, place }) => {
      const link = await findLink(store, token)
      const login =
        link?.purpose === 'sign_in' && link.personId !== null ? await loginOf(store, { personId: link.personId }) : null
      if (!login) return { kind: 'gone' }
      const proven = await guesses.judge({ door: 'signin-link', name: login.name, place }, () =>
        proveCode(store, { ...login, code }, now()),
      )
      if (proven.kind !== 'proven') return proven
      return (await spendLink(store, token, 'sign_in')) ? enter(store, login.personId) : { kind: 'gone' }
    },
  }
}

function openPasswords(store: Store): Pick<SignIn, 'setPassword' | 'changePassword'> {
  return {
    setPassword: async (token, password) => {
      const link = await findLink(store, token)
      if (link?.purpose !== 'set_password' || link.personId === null) return { kind: 'gone' }
      const weak = await whyWeak(store, link.personId, password)
      if (weak) return { kind: 'weak', because: weak }
      const hash = await hashPassword(password)
      const spent = await spendLink(store, token, 'set_password')
      if (spent?.personId == null) return { kind: 'gone' }
      await writePassword(store, spent.personId, hash)
      if ((await loginOf(store, { personId: spent.personId }))?.secret == null) return openAnew(store, spent.personId)
      await closeSessionsOf(store, spent.personId)
      return { kind: 'code_next' }
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

type OwnLogin = { personId: number; name: string; hash: string | null; secret: string | null }

/** A secret that was only offered is none yet. */
const LOGIN = `SELECT person_id AS "personId", name, password_hash AS hash,
    CASE WHEN totp_since IS NOT NULL THEN totp_secret END AS secret FROM login WHERE disabled_at IS NULL`

async function loginOf({ query }: Store, by: { personId: number } | { name: string }): Promise<OwnLogin | null> {
  const [row] =
    'name' in by
      ? await query<OwnLogin>(`${LOGIN} AND name = $1`, [by.name])
      : await query<OwnLogin>(`${LOGIN} AND person_id = $1`, [by.personId])
  return row ?? null
}

async function prove(store: Store, { name, password, code }: Credentials, now: Date): Promise<Proven> {
  const login = await loginOf(store, { name })
  if (!(await isPassword(login?.hash ?? null, password)) || !login)
    return { kind: 'wrong', personId: login?.personId ?? null }
  return proveCode(store, { ...login, code }, now)
}

type Proving = Pick<OwnLogin, 'personId' | 'secret'> & { code: string | undefined }

async function proveCode(store: Store, { personId, secret, code }: Proving, now: Date): Promise<Proven> {
  if (secret === null) return { kind: 'proven', personId }
  if (!code) return { kind: 'code_needed' }
  const isRight = await isRightCode(store, { personId, secret, code }, now)
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
