import { Hono } from 'hono'
import { toString as drawCode } from 'qrcode'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, giveSession } from '../guard.ts'
import { accountPage, offeredFactorPage } from '../pages/account.ts'
import type { Notice } from '../pages/layout.ts'
import { WEAK } from './doors.ts'

/** One's own password and second factor. */
export function accountRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { signIn } = deps
  const routes = new Hono<ConsoleEnv>()
  const words = (value: unknown): string => (typeof value === 'string' ? value : '')

  routes.get('/tai-khoan', (c) => c.html(accountPage({ operator: c.var.operator, notice: null })))

  routes.post('/tai-khoan/mat-khau', async (c) => {
    const { operator } = c.var
    const { matKhauCu, matKhau } = await c.req.parseBody()
    const set = await signIn.changePassword(operator.personId, { old: words(matKhauCu), wanted: words(matKhau) })
    if (set.kind === 'set') giveSession(c, deps, set.token)
    const notice: Notice =
      set.kind === 'set'
        ? { tone: 'good', text: 'Đã đổi mật khẩu; các phiên đăng nhập khác đã kết thúc.' }
        : { tone: 'bad', text: set.kind === 'weak' ? WEAK[set.because] : 'Mật khẩu hiện tại không đúng.' }
    return c.html(accountPage({ operator, notice }), set.kind === 'set' ? 200 : 400)
  })

  routes.post('/tai-khoan/xac-thuc', async (c) => {
    const { operator } = c.var
    const factor = await signIn.offerFactor(operator.personId)
    if (!factor) return c.html(accountPage({ operator, notice: { tone: 'good', text: 'Xác thực hai bước đang bật.' } }))
    return c.html(
      offeredFactorPage({ operator, secret: factor.secret, picture: await drawCode(factor.uri, { type: 'svg' }) }),
    )
  })
  routes.post('/tai-khoan/xac-thuc/bat', async (c) => {
    const { operator } = c.var
    const { ma } = await c.req.parseBody()
    const isOn = await signIn.confirmFactor(operator.personId, words(ma))
    const notice: Notice = isOn
      ? { tone: 'good', text: 'Đã bật xác thực hai bước: từ lần sau, đăng nhập cần thêm mã 6 số.' }
      : { tone: 'bad', text: 'Mã không đúng. Anh/chị bấm bật lại để lấy mã vạch mới; kiểm tra giờ của điện thoại.' }
    return c.html(accountPage({ operator, notice }), isOn ? 200 : 400)
  })
  routes.post('/tai-khoan/xac-thuc/tat', async (c) => {
    const { operator } = c.var
    const { matKhauCu } = await c.req.parseBody()
    const isOff = await signIn.dropFactor(operator.personId, words(matKhauCu))
    const notice: Notice = isOff
      ? { tone: 'good', text: 'Đã tắt xác thực hai bước.' }
      : { tone: 'bad', text: 'Mật khẩu không đúng; xác thực hai bước vẫn như cũ.' }
    return c.html(accountPage({ operator, notice }), isOff ? 200 : 400)
  })
  return routes
}
