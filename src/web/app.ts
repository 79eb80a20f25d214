import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { assetRoutes } from './assets.ts'
import type { WebDependencies } from './dependencies.ts'
import { pacing } from './pacing.ts'
import { problemPage } from './pages/problem.ts'
import { protections } from './protection.ts'
import { requestSpan } from './request-span.ts'
import { apiRoutes } from './routes/api.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { chatRoutes } from './routes/chat.ts'
import { documentRoutes } from './routes/documents.ts'
import { figureRoutes } from './routes/figures.ts'
import { statusRoutes } from './routes/status.ts'

/** The whole HTTP application without a socket: `app.request('/…')` is a request. */
export function createWebApp(deps: WebDependencies): Hono {
  const app = new Hono()
  app.use(requestSpan)
  app.use(compress())
  app.use(...protections(deps.settings))
  app.route('/', assetRoutes())
  app.use(async (c, next) => {
    await next()
    // Pages hold one person's words: neither a proxy nor the browser's back-forward store may keep them.
    c.header('cache-control', 'no-store')
  })
  app.use(pacing(deps))
  app.route('/', chatRoutes(deps))
  app.route('/', documentRoutes(deps))
  app.route('/', figureRoutes(deps))
  app.route('/', statusRoutes(deps))
  // Last: it refuses every other address below /api.
  app.route('/', apiRoutes(deps))
  app.route('/', calendarRoutes(deps))
  app.notFound((c) => c.html(problemPage('not_found'), 404))
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 403) return c.html(problemPage('forbidden'), 403)
    deps.logFault(`${c.req.method} ${c.req.routePath}`, error)
    return c.req.path.startsWith('/api/')
      ? c.json({ loi: 'Trợ lý đang gặp sự cố. Anh/chị vui lòng thử lại sau ít phút.' }, 500)
      : c.html(problemPage('fault'), 500)
  })
  return app
}
