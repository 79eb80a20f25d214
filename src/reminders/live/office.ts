/** What the living office looks like to reminders: its posts with whoever holds them, as `src/people` tells it. */
import { type Body, bodyOf } from '../bodies.ts'
import type { Directory, Post, Role } from '../posts.ts'

/** A person in a post, with where they are reached, in the order in which it is tried. */
export type PostHolder = {
  personId: number
  name: string | null
  phone: string | null
  accounts: { accountId: number; channel: string; isUnreachable: boolean }[]
}

export type OfficePost = {
  id: number
  /** As `src/people` names it: head, focal, coordinator, vice_chair, … */
  role: string
  /** Null for the commune's own posts. */
  unit: string | null
  title: string
  /** A vice-chair's units. */
  inCharge: string[]
  holders: PostHolder[]
}

const FOCAL = ['focal', 'officer']
const HEADS = [
  'head',
  'council_standing',
  'council_board_head',
  'council_group',
  'village_head',
  'school_principal',
  'organisation_head',
  'deputy_head',
]

export type Staff = {
  directory: Directory
  /** Whoever can be reached, by the planner's name for the person. */
  holders: ReadonlyMap<string, PostHolder>
  /** Bodies of these names without anybody who can be reached. */
  unlinked(names: readonly string[]): string[]
  /** Chairs and vice-chairs, those of the People's Council apart. */
  leaders: readonly { post: Post; isCouncils: boolean }[]
}

/** The directory that planning asks, of those posts somebody with a chat holds. */
export function staffOf(posts: readonly OfficePost[]): Staff {
  const linked = posts.flatMap((post) => {
    const holder = post.holders.find(({ accounts }) => accounts.length > 0)
    return holder ? [{ post, holder, key: post.unit ? bodyOf(post.unit).key : null }] : []
  })
  const holders = new Map(linked.map(({ holder }) => [String(holder.personId), holder]))
  const find = (roles: readonly string[], key: string | null): (typeof linked)[number] | undefined =>
    roles.map((role) => linked.find((each) => each.post.role === role && each.key === key)).find(Boolean)
  const asPost = (found: (typeof linked)[number] | undefined, role: Role): Post | null =>
    found ? { person: String(found.holder.personId), role, title: found.post.title, unit: found.post.unit ?? '' } : null
  const directory: Directory = {
    focal: ({ key }) => asPost(find(FOCAL, key), 'focal'),
    head: ({ key }) => asPost(find(HEADS, key), 'head'),
    coordinator: asPost(
      find(['coordinator'], null) ?? linked.find(({ post }) => post.role === 'coordinator'),
      'coordinator',
    ),
    leader: (body, role) => asPost(leaderOf(linked, body, role), role),
  }
  const isLinked = (name: string): boolean => {
    const body = bodyOf(name)
    return directory.focal(body) !== null || directory.head(body) !== null
  }
  const leaders = linked.flatMap((each) => {
    const { role } = each.post
    const post = role === 'vice_chair' || role === 'chair' ? asPost(each, role) : null
    return post ? [{ post, isCouncils: isCouncils(each.post) }] : []
  })
  return { directory, holders, leaders, unlinked: (names) => names.filter((name) => !isLinked(name)) }
}

/** Of the People's Council for its bodies, by the title of the post; the vice-chair in charge before any other. */
function leaderOf<Linked extends { post: OfficePost }>(
  linked: readonly Linked[],
  body: Body,
  role: 'vice_chair' | 'chair',
): Linked | undefined {
  const leaders = linked.filter(
    (each) => each.post.role === role && isCouncils(each.post) === (body.kind === 'council'),
  )
  return leaders.find(({ post }) => post.inCharge.some((unit) => bodyOf(unit).key === body.key)) ?? leaders[0]
}

function isCouncils({ title }: OfficePost): boolean {
  return /HĐND|Hội đồng nhân dân/iu.test(title)
}
