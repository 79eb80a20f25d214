import { Hono } from 'hono'
import { toString as drawCode } from 'qrcode'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, giveSession, isFactorRequired } from '../guard.ts'
import { accountPage } from '../pages/account.ts'
import { offeredFactorPage, requiredFactorPage } from '../pages/factor.ts'
import type { Notice } from '../pages/layout.ts'
import { CONSOLE_PATH } from '../paths.ts'

const WRONG: Notice = {
  tone: 'bad',
  text: 'Mã không đúng. Anh/chị bấm bật lại để lấy mã vạch mới; kiểm tra giờ của điện thoại.',
}

/** Setting up one's own second factor: all that opens to whoever must have one and has none. */
export function factorRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { signIn } = deps
  const routes = new Hono<ConsoleEnv>()
  routes.get('/tai-khoan/xac-thuc', async (c) => {
    const { operator } = c.var
    const isMissing = !operator.hasFactor && (await isFactorRequired(deps, operator))
    return isMissing ? c.html(requiredFactorPage(null)) : c.redirect(`${CONSOLE_PATH}/tai-khoan`, 303)
  })
  routes.post('/tai-khoan/xac-thuc', async (c) => {
    const { operator } = c.var
    const factor = await signIn.offerFactor(operator.personId)
    if (!factor) return c.redirect(`${CONSOLE_PATH}/tai-khoan`, 303)
    const isRequired = await isFactorRequired(deps, operator)
    const picture = await drawCode(factor.uri, { type: 'svg' })
    return c.html(offeredFactorPage({ operator, isRequired, secret: factor.secret, picture }))
  })
  routes.post('/tai-khoan/xac-thuc/bat', async (c) => {
    const { operator } = c.var
    const isRequired = await isFactorRequired(deps, operator)
    const { ma } = await c.req.parseBody()
    const token = await signIn.confirmFactor(operator.personId, typeof ma === 'string' ? ma : '')
    if (token !== null) {
      await giveSession(c, deps, token)
      const notice: Notice = {
        tone: 'good',
        text: 'Đã bật xác thực hai bước: từ lần sau, đăng nhập cần thêm mã 6 số. Các phiên đăng nhập khác đã kết thúc.',
      }
      return c.html(accountPage({ operator: { ...operator, hasFactor: true }, isRequired, notice }))
    }
    if (isRequired && !operator.hasFactor) return c.html(requiredFactorPage(WRONG), 400)
    return c.html(accountPage({ operator, isRequired, notice: WRONG }), 400)
  })
  return routes
}
