import { type Prisma, SHARED_COMMUNE_ID, type Store } from '../store/index.ts'
import { type Actor, writeAudit } from './audit.ts'
import { byPost, type Holder, holdersOf } from './holders.ts'
import { appoint, endTenures, type Newcomer, type Tenure, tenuresOf } from './holdings.ts'
import { type PostRole, usualTitle } from './post-roles.ts'

/** A post with the people in it. `unit` is null for the commune's own posts. */
export type Post = {
  id: number
  communeId: number
  role: PostRole
  unit: string | null
  title: string
  /** A vice-chair's units. */
  inCharge: string[]
  /** Channels the office set for this post, the first that works; empty for the usual order. */
  channelOrder: string[]
  /** Whether citizens may be shown the name of who answers. */
  showsName: boolean
  since: Date
  /** Null while the post exists. */
  until: Date | null
  holders: Holder[]
}

export type NewPost = {
  commune: string
  role: PostRole
  unit: string | null
  title?: string
  inCharge?: string[]
  channelOrder?: string[]
  showsName?: boolean
  /** Take a unit that no document names, as written. */
  asWritten?: boolean
}

export type PostChange = Partial<Pick<Post, 'title' | 'inCharge' | 'channelOrder' | 'showsName'>>

export type Added =
  | { kind: 'added'; post: Post }
  /** The same post exists already. */
  | { kind: 'exists'; post: Post }
  | { kind: 'unknown_commune' }
  | { kind: 'unknown_unit'; unit: string; units: string[] }

/** `left`: accounts that are no official's any more, whose people should be told. */
export type HandedOver = {
  personId: number | null
  left: number[]
  /** Addresses of the unit's calendar that answer no more: the former holder had them. */
  calendarsEnded: number
}

export type Posts = {
  /** The posts of a commune that exist now, with who holds them and how each is reached. */
  list(communeId: number): Promise<Post[]>
  get(postId: number): Promise<Post | null>
  add(post: NewPost, by: Actor): Promise<Added>
  /** False when there is no such post. */
  change(postId: number, change: PostChange, by: Actor): Promise<boolean>
  /** Ends the post and every tenure of it; the accounts that are no official's any more, null when there is no such post. */
  close(postId: number, by: Actor): Promise<number[] | null>
  /** Another person into the post, beside who is there: their number. Null when there is no such open post or person. */
  appoint(postId: number, who: Newcomer, by: Actor): Promise<number | null>
  /** Writes a holder's name and telephone number anew; false when the person does not hold the post. */
  correct(postId: number, holder: { personId: number; name: string; phone: string | null }, by: Actor): Promise<boolean>
  /**
   * Ends the tenure of `from` (of everybody, when left out) and puts `to` in (nobody, when left out). Duties and reminders
   * follow the post by themselves; the history of who held it stays; the unit's calendar wants a new address.
   */
  handOver(
    postId: number,
    change: { from?: number; to?: Newcomer; reason?: string },
    by: Actor,
  ): Promise<HandedOver | null>
  /** Who held the post from when to when, the present ones last. */
  history(postId: number): Promise<Tenure[]>
}

export function openPosts(store: Store): Posts {
  const get = async (id: number): Promise<Post | null> => (await select(store, { id }))[0] ?? null
  const open = async (id: number): Promise<Post | null> => (await select(store, { id, until: null }))[0] ?? null
  return {
    list: (communeId) => select(store, { communeId, until: null }),
    get,
    history: (postId) => tenuresOf(store, postId),
    add: (post, by) => add(store, post, by),
    change: async (postId, change, by) => {
      const post = await open(postId)
      if (!post) return false
      await store.db.post.update({ where: { id: postId }, data: change })
      await writeAudit(store, entry('post_changed', post, by))
      return true
    },
    close: async (postId, by) => {
      const post = await open(postId)
      if (!post) return null
      const { left } = await endTenures(store, { postId, endedAs: 'post_closed', by })
      await store.query('UPDATE post SET until = now() WHERE id = $1 AND until IS NULL', [postId])
      await writeAudit(store, entry('post_closed', post, by))
      return left
    },
    appoint: async (postId, who, by) => {
      const post = await open(postId)
      const person = post && (await appoint(store, postId, who))
      if (person) await writeAudit(store, entry('holder_appointed', post, by, { person }))
      return person
    },
    correct: async (postId, { personId, name, phone }, by) => {
      const post = await open(postId)
      if (!post?.holders.some((holder) => holder.personId === personId)) return false
      await store.db.person.update({ where: { id: personId }, data: { name, phone } })
      await writeAudit(store, entry('holder_corrected', post, by, { person: personId }))
      return true
    },
    handOver: async (postId, { from, to, reason }, by) => {
      const post = await open(postId)
      if (!post) return null
      const ended = await endTenures(store, { postId, personId: from, endedAs: 'handed_over', by })
      const personId = to ? await appoint(store, postId, to) : null
      const subject = { from: from ?? null, to: personId, calendars: ended.calendarsEnded }
      await writeAudit(store, { ...entry('handed_over', post, by, subject), reason })
      return { personId, ...ended }
    },
  }
}

function entry(
  action: 'post_added' | 'post_changed' | 'post_closed' | 'holder_appointed' | 'holder_corrected' | 'handed_over',
  { id, communeId }: Post,
  actor: Actor,
  more: Record<string, number | null> = {},
) {
  return { actor, action, communeId, subject: { post: id, ...more } }
}

async function add(store: Store, wanted: NewPost, by: Actor): Promise<Added> {
  const { commune: slug, role, unit, title, asWritten = false, ...rest } = wanted
  const commune = await store.db.commune.findFirst({
    where: { slug, id: { not: SHARED_COMMUNE_ID } },
    select: { id: true, units: { select: { name: true }, orderBy: { name: 'asc' } } },
  })
  if (!commune) return { kind: 'unknown_commune' }
  const units = commune.units.map(({ name }) => name)
  const strange = [...(unit === null ? [] : [unit]), ...(rest.inCharge ?? [])].find((name) => !units.includes(name))
  if (strange !== undefined && !asWritten) return { kind: 'unknown_unit', unit: strange, units }
  const data = { communeId: commune.id, role, unitName: unit, title: title ?? usualTitle(role, unit) }
  const [same] = await select(store, { ...data, until: null })
  if (same) return { kind: 'exists', post: same }
  const { id } = await store.db.post.create({ data: { ...data, ...rest }, select: { id: true } })
  const [post] = await select(store, { id })
  if (!post) throw new Error('the post was removed while it was made')
  await writeAudit(store, entry('post_added', post, by))
  return { kind: 'added', post }
}

async function select(store: Store, where: Prisma.PostWhereInput): Promise<Post[]> {
  const rows = await store.db.post.findMany({ where, orderBy: [{ unitName: 'asc' }, { id: 'asc' }] })
  const holders = byPost(
    await holdersOf(
      store,
      rows.map(({ id }) => id),
    ),
  )
  return rows.map(({ unitName, ...row }) => ({
    ...row,
    // The column is written by `add` alone.
    role: row.role as PostRole,
    unit: unitName,
    holders: holders(row.id, row.channelOrder),
  }))
}
