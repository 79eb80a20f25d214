import type { PostRole } from '../post-roles.ts'

/** What the office's pages let an operator do. Seeing a page needs no more than a session; each change needs its right. */
export type Right =
  | 'review'
  | 'publish'
  | 'duties'
  | 'reminders'
  | 'answers'
  | 'tickets'
  | 'broadcast'
  | 'approve'
  | 'people'
  | 'settings'
  | 'council'

const EVERYTHING = [
  'review',
  'publish',
  'duties',
  'reminders',
  'answers',
  'tickets',
  'broadcast',
  'approve',
  'people',
  'settings',
  'council',
] as const satisfies readonly Right[]

/** A post that is not named here sees and changes nothing but what is its own unit's. */
const RIGHTS: Partial<Record<PostRole, readonly Right[]>> = {
  administrator: EVERYTHING,
  coordinator: ['review', 'publish', 'duties', 'reminders', 'answers', 'tickets', 'broadcast', 'people', 'council'],
  chair: ['approve', 'duties', 'answers'],
  vice_chair: ['approve', 'duties', 'answers'],
  council_standing: ['approve', 'council'],
  council_board_head: ['council'],
  council_group: ['council'],
  head: ['tickets', 'answers', 'approve'],
  deputy_head: ['tickets', 'answers'],
  focal: ['tickets'],
  officer: ['tickets'],
}

/** The rights of all posts of one person together. */
export function rightsOf(roles: readonly PostRole[]): ReadonlySet<Right> {
  return new Set(roles.flatMap((role) => RIGHTS[role] ?? []))
}

/** Posts that open the office's pages at all. */
const OFFICE_ROLES: ReadonlySet<PostRole> = new Set<PostRole>([
  ...(Object.keys(RIGHTS) as PostRole[]),
  'council_board_head',
  'council_group',
  'delegate',
  'viewer',
])

export function opensConsole(roles: readonly PostRole[]): boolean {
  return roles.some((role) => OFFICE_ROLES.has(role))
}

/** Whether a person sees every unit's duties and tickets, or only those of the units whose posts they hold. */
const SEES_ALL: ReadonlySet<PostRole> = new Set<PostRole>([
  'administrator',
  'coordinator',
  'chair',
  'vice_chair',
  'council_standing',
  'council_board_head',
  'viewer',
])

export function seesAllUnits(roles: readonly PostRole[]): boolean {
  return roles.some((role) => SEES_ALL.has(role))
}
