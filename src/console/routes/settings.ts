import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isStoppable } from '../../office-settings/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import type { ChannelLine, ModelTest } from '../desk-ports.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { refusalPage } from '../pages/refusal.ts'
import { SETTINGS_PATH, settingsPage } from '../pages/settings.ts'
import { isOwnCommune } from '../viewer.ts'

const scope = {
  viec: z.string().refine(isStoppable),
  /** Empty for the whole installation. */
  xa: z.union([z.literal('').transform(() => null), z.coerce.number().int().positive()]),
}
const stop = z.object({ ...scope, lyDo: z.string().trim().min(1).max(300) })

/** What is stopped, the channels' health and the model's. */
export function settingsRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { installation, officeSettings } = deps
  const { stops } = officeSettings
  const routes = new Hono<ConsoleEnv>()
  const by = (c: Context<ConsoleEnv>): string => `person ${c.var.operator.personId}`
  const covers = (c: Context<ConsoleEnv>, communeId: number | null): boolean =>
    communeId === null ? c.var.operator.coversAll : isOwnCommune(c.var.operator, communeId)

  type Shown = { channels?: ChannelLine[]; tested?: ModelTest }
  const show = async (c: Context<ConsoleEnv>, { channels, tested }: Shown = {}): Promise<Response> => {
    const { operator } = c.var
    const page = {
      ...{ operator, installation, tested: tested ?? null, now: deps.now() },
      notice: noticeOf(c.req.query('ket-qua')),
      stopped: await stops.list(),
      waiting: await installation.waiting(),
      troubles: operator.rights.has('settings') ? await installation.troubles() : [],
      channels: channels ?? installation.channels(),
      tokens: operator.coversAll ? await installation.tokens() : [],
    }
    return c.html(settingsPage(page))
  }
  routes.get('/cai-dat', (c) => show(c))

  routes.use('/cai-dat/*', async (c, next) => (c.req.method === 'GET' ? next() : requireRight('settings')(c, next)))
  routes.post('/cai-dat/dung', async (c) => {
    const wanted = stop.safeParse(await c.req.parseBody()).data
    if (!wanted || !isStoppable(wanted.viec) || !covers(c, wanted.xa)) return c.notFound()
    await stops.stop({ what: wanted.viec, communeId: wanted.xa }, wanted.lyDo, by(c))
    return c.redirect(`${SETTINGS_PATH}?ket-qua=da-dung`, 303)
  })
  routes.post('/cai-dat/chay-lai', async (c) => {
    const wanted = z.object(scope).safeParse(await c.req.parseBody()).data
    if (!wanted || !isStoppable(wanted.viec) || !covers(c, wanted.xa)) return c.notFound()
    await stops.resume({ what: wanted.viec, communeId: wanted.xa }, by(c))
    return c.redirect(`${SETTINGS_PATH}?ket-qua=da-chay-lai`, 303)
  })
  routes.post('/cai-dat/kiem-tra-kenh', async (c) =>
    c.var.operator.coversAll
      ? show(c, { channels: await installation.checkChannels() })
      : c.html(refusalPage(c.var.operator), 403),
  )
  routes.post('/cai-dat/thu-mo-hinh', async (c) =>
    c.var.operator.coversAll
      ? show(c, { tested: await installation.testModel() })
      : c.html(refusalPage(c.var.operator), 403),
  )
  return routes
}
