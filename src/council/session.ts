import type { PostRole } from '../people/index.ts'

export type SessionContent = {
  title: string
  opensAt: Date
  place: string | null
  /** A line each item. */
  agenda: string
  documentIds: number[]
}

export type Session = SessionContent & {
  id: number
  communeId: number
  /** Its invitation; null until there is one. */
  broadcastId: number | null
  cancelledAt: Date | null
  revision: number
}

/** Who sits in the council. */
const COUNCIL_ROLES: ReadonlySet<PostRole> = new Set<PostRole>([
  'council_standing',
  'council_board_head',
  'council_group',
  'delegate',
])

export function isCouncilPost({ role }: { role: PostRole }): boolean {
  return COUNCIL_ROLES.has(role)
}
