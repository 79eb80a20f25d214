import { Hono } from 'hono'
import { z } from 'zod'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { SETTINGS_PATH } from '../pages/settings.ts'
import { signInSettingsPage } from '../pages/settings-sign-in.ts'

const wish = z.object({ xa: z.string(), bat: z.enum(['co', '']) })

/** Whether a commune requires a second factor of its accounts. */
export function settingsSignInRoutes({ officeSettings }: ConsoleDependencies): Hono<ConsoleEnv> {
  const { secondFactor } = officeSettings
  const routes = new Hono<ConsoleEnv>()
  routes.get('/cai-dat/dang-nhap', async (c) => {
    const { operator } = c.var
    const notice = noticeOf(c.req.query('ket-qua'))
    return c.html(signInSettingsPage({ operator, requiring: await secondFactor.list(), notice }))
  })
  routes.post('/cai-dat/dang-nhap', requireRight('settings'), async (c) => {
    const { operator } = c.var
    const wanted = wish.safeParse(await c.req.parseBody()).data
    const commune = operator.communes.find(({ slug }) => slug === wanted?.xa)
    if (!wanted || !commune) return c.notFound()
    await secondFactor.set(commune.id, wanted.bat === 'co', `person ${operator.personId}`)
    return c.redirect(`${SETTINGS_PATH}/dang-nhap?ket-qua=da-luu`, 303)
  })
  return routes
}
