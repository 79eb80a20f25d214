import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, sessionOf } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { sessionsPage } from '../pages/sessions.ts'
import { SESSIONS_PATH } from '../paths.ts'

const wish = z.object({ phien: z.coerce.number().int().positive() })

/** One's own sessions: seen, and ended. */
export function sessionRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { sessions } = deps.signIn
  const routes = new Hono<ConsoleEnv>()
  const own = (c: Context): string => sessionOf(c, deps) ?? ''
  routes.get('/tai-khoan/phien', async (c) =>
    c.html(
      sessionsPage({
        operator: c.var.operator,
        sessions: await sessions.list(own(c)),
        notice: noticeOf(c.req.query('ket-qua')),
      }),
    ),
  )
  routes.post('/tai-khoan/phien/ket-thuc', async (c) => {
    const wanted = wish.safeParse(await c.req.parseBody()).data
    const isEnded = wanted !== undefined && (await sessions.end(own(c), wanted.phien))
    return c.redirect(`${SESSIONS_PATH}?ket-qua=${isEnded ? 'da-ket-thuc-phien' : 'phien-khong-con'}`, 303)
  })
  routes.post('/tai-khoan/phien/ket-thuc-khac', async (c) => {
    await sessions.endOthers(own(c))
    return c.redirect(`${SESSIONS_PATH}?ket-qua=da-ket-thuc-phien`, 303)
  })
  return routes
}
