import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { CALENDAR_PATH } from '../../web/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { calendarLinkPage } from '../pages/calendar-link.ts'
import { CONSOLE_PATH } from '../paths.ts'

const words = z.string().trim().min(1).max(200)
const unitForm = z.object({ xa: words, donVi: words })

/** Addresses at which a unit's due dates are read as a calendar: made, shown once, taken back. */
export function calendarLinkRoutes({ feeds, settings }: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  const asked = async (c: Context<ConsoleEnv>) => {
    const wanted = unitForm.safeParse(await c.req.parseBody()).data
    const commune = c.var.operator.communes.find(({ slug }) => slug === wanted?.xa)
    return wanted && commune ? { communeId: commune.id, slug: commune.slug, unit: wanted.donVi } : null
  }
  routes.post('/con-nguoi/lich', requireRight('people'), async (c) => {
    const of = await asked(c)
    if (!of) return c.notFound()
    const secret = await feeds.make(of, `person ${c.var.operator.personId}`)
    const base = settings.publicUrl ?? new URL(c.req.url).origin
    const url = new URL(`${CALENDAR_PATH}/${secret}.ics`, base).href
    return c.html(calendarLinkPage({ operator: c.var.operator, unit: of.unit, url }))
  })
  routes.post('/con-nguoi/thu-hoi-lich', requireRight('people'), async (c) => {
    const of = await asked(c)
    if (!of) return c.notFound()
    await feeds.revoke(of, `person ${c.var.operator.personId}`)
    return c.redirect(`${CONSOLE_PATH}/con-nguoi?xa=${of.slug}&ket-qua=da-thu-hoi-lich`, 303)
  })
  return routes
}
