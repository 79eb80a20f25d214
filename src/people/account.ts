import { Prisma, type Store } from '../store/index.ts'

export type Role = 'citizen' | 'official' | 'unit_head'

/** Where a person is reached: one browser, one chat. */
export type Address = { channel: string; externalId: string }

export type CommuneRef = { id: number; slug: string; name: string; province: string | null }

export type Account = Address & {
  id: number
  commune: CommuneRef | null
  role: Role
  /** The person's own unit; null for a citizen. */
  unit: string | null
  /** True while role and unit were only chosen in the demonstration, not proven. */
  demo: boolean
}

const WITH_COMMUNE = { commune: true } as const

type Row = Prisma.ChannelAccountGetPayload<{ include: typeof WITH_COMMUNE }>

export async function findByAddress(store: Store, { channel, externalId }: Address): Promise<Account | null> {
  const where = { channel_externalId: { channel, externalId } }
  const row = await store.db.channelAccount.findUnique({ where, include: WITH_COMMUNE })
  return row && accountOf(row)
}

export async function findById(store: Store, id: number): Promise<Account | null> {
  const row = await store.db.channelAccount.findUnique({ where: { id }, include: WITH_COMMUNE })
  return row && accountOf(row)
}

/** The account of an address, made with its person at first contact; two first messages at once make one. */
export async function findOrCreate(store: Store, address: Address): Promise<Account> {
  const found = await findByAddress(store, address)
  if (found) return found
  const { channel, externalId } = address
  try {
    const data = { channel, externalId, person: { create: {} } }
    return accountOf(await store.db.channelAccount.create({ data, include: WITH_COMMUNE }))
  } catch (error) {
    if (!isTaken(error)) throw error
    const theirs = await findByAddress(store, address)
    if (!theirs) throw error
    return theirs
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

function accountOf(row: Row): Account {
  const { id, channel, externalId, commune, role, unitName, demo } = row
  return { id, channel, externalId, commune, role: role as Role, unit: unitName, demo }
}
