import { Hono } from 'hono'
import type { ConsoleDependencies } from '../dependencies.ts'
import type { ConsoleEnv } from '../guard.ts'
import { todayPage } from '../pages/today.ts'

export function todayRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  routes.get('/', async (c) => {
    const { operator } = c.var
    const own = new Set(operator.communes.map(({ id }) => id))
    const awaiting = (await deps.review.awaiting()).filter(({ communeId }) => own.has(communeId))
    return c.html(todayPage({ operator, awaiting, today: deps.now() }))
  })
  return routes
}
