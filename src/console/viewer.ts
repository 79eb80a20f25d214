import type { Operator } from '../people/index.ts'
import type { Viewer } from '../reminders/index.ts'

export type OwnCommune = Operator['communes'][number]

/** Whoever is signed in, as the register of duties asks who looks. */
export function viewerOf({ personId, posts, seesAllUnits, rights }: Operator): Viewer {
  return {
    personId,
    posts: posts.map(({ commune, role, unit, title }) => ({ communeId: commune.id, role, unit, title })),
    seesAllUnits,
    mayDecide: rights.has('duties'),
  }
}

/** The commune the address names, else the first of the operator's own; null where they have none. */
export function communeOf({ communes }: Operator, slug: string | undefined): OwnCommune | null {
  return communes.find((commune) => commune.slug === slug) ?? communes[0] ?? null
}
