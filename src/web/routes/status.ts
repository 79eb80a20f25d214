import { Hono } from 'hono'
import type { WebDependencies } from '../dependencies.ts'
import { statusPage } from '../pages/status.ts'
import { isLocalRequest } from '../protection.ts'

/** For people: how the installation stands. For machines: is it alive, may it be sent work. */
export function statusRoutes({ status, now }: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/tinh-trang', async (c) => {
    const [report, problems] = [await status.report(), await status.whyNotReady()]
    return c.html(statusPage({ report, problems, now: now(), isOperator: isLocalRequest(c) }))
  })
  // For the command that checks the channels beside this program; nobody else may have providers called.
  routes.get('/api/kenh', async (c) =>
    isLocalRequest(c) ? c.json({ kenh: await status.checkChannels() }) : c.notFound(),
  )
  routes.get('/healthz', (c) => c.json({ status: 'alive' }))
  routes.get('/readyz', async (c) => {
    const reasons = await status.whyNotReady()
    return reasons.length === 0 ? c.json({ status: 'ready' }) : c.json({ status: 'not_ready', reasons }, 503)
  })
  return routes
}
