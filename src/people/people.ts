import { SHARED_COMMUNE_ID, type Store } from '../store/index.ts'
import { type Account, type Address, findByAddress, findById, findOrCreate, type Role } from './account.ts'
import { end, hasEnded } from './demonstration.ts'
import { erasePerson, exportPerson, type OwnData } from './own-data.ts'

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
  /** Erases the person behind the account and everything they wrote, at once; how many messages that were. */
  erase(accountId: number): Promise<number>
  /** Null when there is no such account. */
  exportData(accountId: number): Promise<OwnData | null>
}

export type PeopleOptions = {
  store: Store
  /** The program listens on this machine's own address only. */
  isLoopback: boolean
  /** Address for people outside; setting it once ends the demonstration for good. */
  publicUrl: string | null
}

export async function openPeople({ store, isLoopback, publicUrl }: PeopleOptions): Promise<People> {
  if (publicUrl) await end(store, 'public_url')
  const isDemonstrationOn = async (): Promise<boolean> => isLoopback && !publicUrl && !(await hasEnded(store))
  const asAllowed = async (account: Account | null): Promise<Account | null> =>
    account?.demo && !(await isDemonstrationOn()) ? asCitizen(account) : account
  return {
    isDemonstrationOn,
    find: async (address) => asAllowed(await findByAddress(store, address)),
    get: async (accountId) => asAllowed(await findById(store, accountId)),
    findOrCreate: async (address) => {
      const account = await findOrCreate(store, address)
      return (await asAllowed(account)) ?? account
    },
    choose: async (accountId, choice) => {
      if (choice.role !== 'citizen' && !(await isDemonstrationOn())) return 'not_allowed'
      return choose(store, accountId, choice)
    },
    erase: (accountId) => erasePerson(store, accountId),
    exportData: (accountId) => exportPerson(store, accountId),
  }
}

/** A role that was only tried counts for nothing once the demonstration is off. */
function asCitizen(account: Account): Account {
  return { ...account, role: 'citizen', unit: null, demo: false }
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
