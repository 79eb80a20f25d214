import { SHARED_COMMUNE_ID, type Store } from '../store/index.ts'
import { type Account, type Address, findByAddress, findById, findOrCreate, type Role } from './account.ts'
import { type Actor, readAudit, type WrittenEntry } from './audit.ts'
import { type Consents, openConsents } from './consents.ts'
import { end, hasEnded } from './demonstration.ts'
import type { ErasureJournal } from './erasures/journal.ts'
import { type Linking, openLinking } from './linking.ts'
import { erasePerson, exportPerson, type OwnData } from './own-data.ts'
import { openPosts, type Posts } from './posts.ts'
import { type Preferences, readPreferences, writePreferences } from './preferences.ts'
import { openSignIn, type SignIn } from './sign-in/sign-in.ts'

/** Who someone says they are. `unit` is the exact name of a unit of that commune; a citizen has none. */
export type Choice = { commune: string; role: Role; unit: string | null }

export type ChoiceOutcome = 'chosen' | 'not_allowed' | 'unknown'

export type People = {
  find(address: Address): Promise<Account | null>
  findOrCreate(address: Address): Promise<Account>
  get(accountId: number): Promise<Account | null>
  /**
   * `not_allowed`: a role beyond citizen while the demonstration is off, or an official whose post is linked.
   * `unknown`: no such account, commune or unit.
   */
  choose(accountId: number, choice: Choice): Promise<ChoiceOutcome>
  /** True while anyone on this machine may try an official's role. */
  isDemonstrationOn(): Promise<boolean>
  /** Which of the posts held is meant from now on in this chat; false when it is not held. */
  actAs(accountId: number, postId: number): Promise<boolean>
  /** Erases the person behind the account and everything they wrote, at once; how many messages that were. */
  erase(accountId: number, by?: Actor, reason?: string): Promise<number>
  /** Null when there is no such account. */
  exportData(accountId: number, by?: Actor): Promise<OwnData | null>
  posts: Posts
  linking: Linking
  consents: Consents
  signIn: SignIn
  preferences: {
    of(personId: number): Promise<Preferences>
    set(personId: number, wanted: Preferences): Promise<void>
  }
  /** Who changed what: the newest first, of one commune or of all. */
  audit(communeId: number | null, limit: number): Promise<WrittenEntry[]>
}

export type PeopleOptions = {
  store: Store
  /** The program listens on this machine's own address only. */
  isLoopback: boolean
  /** Address for people outside; setting it once ends the demonstration for good. */
  publicUrl: string | null
  /** The slug of the commune whose own address (an OA, a bot) somebody writes to for the first time; null for a shared one. */
  communeOf?: (address: Address) => Promise<string | null>
  /** Where erasures are remembered outside the database; nowhere when left out. */
  erasures?: ErasureJournal
}

export async function openPeople({
  store,
  isLoopback,
  publicUrl,
  communeOf = async () => null,
  erasures: journal,
}: PeopleOptions): Promise<People> {
  if (publicUrl) await end(store, 'public_url')
  const isDemonstrationOn = async (): Promise<boolean> => isLoopback && !publicUrl && !(await hasEnded(store))
  const asAllowed = async (account: Account | null): Promise<Account | null> =>
    account?.demo && !(await isDemonstrationOn()) ? asCitizen(account) : account
  return {
    isDemonstrationOn,
    find: async (address) => asAllowed(await findByAddress(store, address)),
    get: async (accountId) => asAllowed(await findById(store, accountId)),
    findOrCreate: async (address) => {
      const account = await findOrCreate(store, address, communeOf)
      return (await asAllowed(account)) ?? account
    },
    choose: async (accountId, choice) => {
      if (choice.role !== 'citizen' && !(await isDemonstrationOn())) return 'not_allowed'
      return choose(store, accountId, choice)
    },
    actAs: (accountId, postId) => actAs(store, accountId, postId),
    erase: async (accountId, by = 'the person', reason) =>
      (await erasePerson(store, accountId, { by, reason: reason ?? null, journal: journal ?? null })) ?? 0,
    exportData: (accountId, by = 'the person') => exportPerson(store, accountId, by),
    posts: openPosts(store),
    linking: openLinking(store),
    consents: openConsents(store),
    signIn: openSignIn(store),
    preferences: {
      of: (personId) => readPreferences(store, personId),
      set: (personId, wanted) => writePreferences(store, personId, wanted),
    },
    audit: (communeId, limit) => readAudit(store, communeId, limit),
  }
}

/** A role that was only tried counts for nothing once the demonstration is off. */
function asCitizen(account: Account): Account {
  return { ...account, role: 'citizen', unit: null, demo: false }
}

async function actAs({ query }: Store, accountId: number, postId: number): Promise<boolean> {
  const acting = await query(
    `UPDATE channel_account SET acting_post_id = $2, acting_since = now()
      WHERE id = $1 AND EXISTS (SELECT 1 FROM holding
        WHERE post_id = $2 AND holding.person_id = channel_account.person_id AND until IS NULL) RETURNING id`,
    [accountId, postId],
  )
  return acting.length > 0
}

async function choose(store: Store, accountId: number, { commune, role, unit }: Choice): Promise<ChoiceOutcome> {
  const account = await findById(store, accountId)
  if (!account) return 'unknown'
  if (account.role !== 'citizen' && !account.demo) return 'not_allowed'
  const isCitizen = role === 'citizen'
  const chosen = await store.db.commune.findFirst({
    where: {
      slug: commune,
      id: { not: SHARED_COMMUNE_ID },
      ...(isCitizen ? {} : { units: { some: { name: unit ?? '' } } }),
    },
  })
  if (!chosen) return 'unknown'
  const data = { communeId: chosen.id, role, unitName: isCitizen ? null : unit, demo: !isCitizen }
  await store.db.channelAccount.update({ where: { id: accountId }, data })
  return 'chosen'
}
