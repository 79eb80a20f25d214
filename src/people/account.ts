import { Prisma, type Store } from '../store/index.ts'

export type Role = 'citizen' | 'official' | 'unit_head'

/** Where a person is reached: one browser, one chat. */
export type Address = {
  channel: string
  externalId: string
  /** Which of our own addresses on that channel; empty or left out where there can be one only. */
  endpoint?: string
}

export type CommuneRef = { id: number; slug: string; name: string; province: string | null }

export type Account = Required<Address> & {
  id: number
  commune: CommuneRef | null
  role: Role
  /** The person's own unit; null for a citizen. */
  unit: string | null
  /** True while role and unit were only chosen in the demonstration, not proven. */
  demo: boolean
}

type Row = Omit<Account, 'commune'> & {
  communeId: number | null
  slug: string | null
  communeName: string | null
  province: string | null
}

/** One statement rather than one a table: it runs several times in every turn. */
const SELECT_ACCOUNT = `
  SELECT channel_account.id, channel, endpoint, external_id AS "externalId", role, unit_name AS unit, demo,
         commune.id AS "communeId", slug, commune.name AS "communeName", province
    FROM channel_account LEFT JOIN commune ON commune.id = commune_id`

export async function findByAddress(store: Store, address: Address): Promise<Account | null> {
  const sql = `${SELECT_ACCOUNT} WHERE channel = $1 AND endpoint = $2 AND external_id = $3`
  const [row] = await store.query<Row>(sql, [address.channel, address.endpoint ?? '', address.externalId])
  return row ? accountOf(row) : null
}

export async function findById(store: Store, id: number): Promise<Account | null> {
  const [row] = await store.query<Row>(`${SELECT_ACCOUNT} WHERE channel_account.id = $1`, [id])
  return row ? accountOf(row) : null
}

/** The account of an address, made with its person at first contact; two first messages at once make one. */
export async function findOrCreate(store: Store, address: Address): Promise<Account> {
  const found = await findByAddress(store, address)
  if (found) return found
  try {
    await store.db.channelAccount.create({ data: { ...address, person: { create: {} } } })
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  const made = await findByAddress(store, address)
  if (!made) throw new Error('the account was erased while it was made')
  return made
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

function accountOf({ communeId, slug, communeName, province, ...account }: Row): Account {
  const commune =
    communeId !== null && slug && communeName ? { id: communeId, slug, name: communeName, province } : null
  return { ...account, commune }
}
