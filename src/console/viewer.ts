import type { Context } from 'hono'
import { z } from 'zod'
import type { Operator } from '../people/index.ts'
import type { Viewer } from '../reminders/index.ts'
import type { ConsoleEnv } from './guard.ts'

const number = z.coerce.number().int().positive()

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

/** Whether a commune is one of those whose pages the operator opens. */
export function isOwnCommune({ communes }: Operator, communeId: number): boolean {
  return communes.some(({ id }) => id === communeId)
}

/** What the address names by its number, where it is of a commune of the operator's own. */
export async function ownByNumber<Row extends { communeId: number }>(
  { req, var: { operator } }: Context<ConsoleEnv>,
  get: (id: number) => Promise<Row | null>,
): Promise<Row | null> {
  const id = number.safeParse(req.param('id'))
  const row = id.success ? await get(id.data) : null
  return row && isOwnCommune(operator, row.communeId) ? row : null
}

/** The commune the address names, else the first of the operator's own; null where they have none. */
export function communeOf({ communes }: Operator, slug: string | undefined): OwnCommune | null {
  return communes.find((commune) => commune.slug === slug) ?? communes[0] ?? null
}
