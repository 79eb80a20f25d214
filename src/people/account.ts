import { Prisma, type Store } from '../store/index.ts'
import { leadsUnit, type PostRole } from './post-roles.ts'

export type Role = 'citizen' | 'official' | 'unit_head'

/** Where a person is reached: one browser, one chat. */
export type Address = {
  channel: string
  externalId: string
  /** Which of our own addresses on that channel; empty or left out where there can be one only. */
  endpoint?: string
}

export type CommuneRef = { id: number; slug: string; name: string; province: string | null }

/** A post as its holder's chat knows it. */
export type HeldPost = { id: number; communeId: number; role: PostRole; unit: string | null; title: string }

export type Account = Required<Address> & {
  id: number
  personId: number
  /** That of the posts held, for an official. */
  commune: CommuneRef | null
  /** What the posts held make of its person; a head of any unit is a unit head. */
  role: Role
  /** The person's own unit; null for a citizen, for the commune's own posts, and while several are held and none was chosen. */
  unit: string | null
  /** Every post held now, the oldest first; empty for a citizen. */
  posts: HeldPost[]
  /** True while role and unit were only chosen in the demonstration, not proven. */
  demo: boolean
}

type Row = Omit<Account, 'commune'> & {
  actingPostId: number | null
  communeId: number | null
  slug: string | null
  communeName: string | null
  province: string | null
}

/**
 * One statement rather than one a table: it runs several times in every turn. Which of several posts is meant holds until
 * the conversation starts afresh.
 */
const SELECT_ACCOUNT = `
  SELECT account.id, account.person_id AS "personId", channel, endpoint, external_id AS "externalId",
         account.role, account.unit_name AS unit, demo, posts,
         CASE WHEN acting_since > coalesce(reset_at, '-infinity') THEN acting_post_id END AS "actingPostId",
         commune.id AS "communeId", slug, commune.name AS "communeName", province
    FROM channel_account AS account
    LEFT JOIN conversation ON conversation.account_id = account.id
   CROSS JOIN LATERAL (
         SELECT coalesce(jsonb_agg(jsonb_build_object('id', post.id, 'communeId', post.commune_id, 'role', post.role,
                  'unit', post.unit_name, 'title', post.title) ORDER BY holding.since, holding.id), '[]') AS posts,
                (array_agg(post.commune_id ORDER BY holding.since, holding.id))[1] AS office
           FROM holding JOIN post ON post.id = holding.post_id
          WHERE holding.person_id = account.person_id AND holding.until IS NULL AND post.until IS NULL) AS held
    LEFT JOIN commune ON commune.id = coalesce(office, account.commune_id)`

export async function findByAddress(store: Store, address: Address): Promise<Account | null> {
  const sql = `${SELECT_ACCOUNT} WHERE channel = $1 AND endpoint = $2 AND external_id = $3`
  const [row] = await store.query<Row>(sql, [address.channel, address.endpoint ?? '', address.externalId])
  return row ? accountOf(row) : null
}

export async function findById(store: Store, id: number): Promise<Account | null> {
  const [row] = await store.query<Row>(`${SELECT_ACCOUNT} WHERE account.id = $1`, [id])
  return row ? accountOf(row) : null
}

/** The account of an address, made with its person at first contact; two first messages at once make one. */
export async function findOrCreate(
  store: Store,
  address: Address,
  communeOf: (address: Address) => Promise<string | null>,
): Promise<Account> {
  const found = await findByAddress(store, address)
  if (found) return found
  const slug = await communeOf(address)
  const commune = slug === null ? null : await store.db.commune.findUnique({ where: { slug }, select: { id: true } })
  try {
    await store.db.channelAccount.create({
      data: { ...address, person: { create: {} }, ...(commune ? { commune: { connect: commune } } : {}) },
    })
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

function accountOf({ communeId, slug, communeName, province, actingPostId, ...row }: Row): Account {
  const commune =
    communeId !== null && slug && communeName ? { id: communeId, slug, name: communeName, province } : null
  if (row.posts.length > 0) return { ...row, commune, ...standing(row.posts, actingPostId), demo: false }
  return row.demo ? { ...row, commune } : { ...row, commune, role: 'citizen', unit: null }
}

function standing(posts: HeldPost[], actingPostId: number | null): Pick<Account, 'role' | 'unit'> {
  const acting = posts.find(({ id }) => id === actingPostId)
  const units = new Set(posts.flatMap(({ unit }) => unit ?? []))
  const [only] = units.size === 1 ? units : []
  const leads = acting ? leadsUnit(acting.role) : posts.some(({ role }) => leadsUnit(role))
  return { role: leads ? 'unit_head' : 'official', unit: acting ? acting.unit : (only ?? null) }
}
