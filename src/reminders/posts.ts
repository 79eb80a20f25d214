/** Who holds which post: what the planner asks, and the full staff that a simulation imagines. */
import { type Body, headTitle } from './bodies.ts'

export type Role = 'head' | 'focal' | 'coordinator' | 'vice_chair' | 'chair' | 'other'

/** One post and the person in it. A person may hold several: they still get one message at a time. */
export type Post = {
  person: string
  role: Role
  title: string
  /** The unit this post is in; empty for the commune's own posts. */
  unit: string
}

export type Directory = {
  head(body: Body): Post | null
  focal(body: Body): Post | null
  /** The commune's own coordinator of reminders; null where the office named none. */
  coordinator: Post | null
  /** Of the People's Council for its bodies, of the People's Committee for the others. */
  leader(body: Body, role: 'vice_chair' | 'chair'): Post | null
}

/** Every unit with a head and a focal officer, the commune with a coordinator, vice-chairs and chairs. */
export function simulatedDirectory(commune: string): Directory {
  const person = (unit: string, role: Role): string => `${commune}/${unit}/${role}`
  return {
    head: (body) => ({ person: person(body.key, 'head'), role: 'head', title: headTitle(body), unit: body.name }),
    focal: (body) => ({
      person: person(body.key, 'focal'),
      role: 'focal',
      title: `Cán bộ đầu mối ${body.name}`,
      unit: body.name,
    }),
    coordinator: { person: person('', 'coordinator'), role: 'coordinator', title: 'Cán bộ điều phối', unit: '' },
    leader: ({ kind }, role) => {
      const committee = kind === 'council' ? 'HĐND' : 'UBND'
      const title = role === 'chair' ? `Chủ tịch ${committee}` : `Phó Chủ tịch ${committee}`
      return { person: person(committee, role), role, title, unit: '' }
    },
  }
}
