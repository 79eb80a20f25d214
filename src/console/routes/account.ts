import { Hono } from 'hono'
import type { Operator } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, giveSession, isFactorRequired } from '../guard.ts'
import { accountPage } from '../pages/account.ts'
import type { Html, Notice } from '../pages/layout.ts'
import { WEAK } from './doors.ts'

/** One's own password, and the end of one's second factor. */
export function accountRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { signIn } = deps
  const routes = new Hono<ConsoleEnv>()
  const words = (value: unknown): string => (typeof value === 'string' ? value : '')

  const page = async (operator: Operator, notice: Notice | null): Promise<Html> =>
    accountPage({ operator, isRequired: await isFactorRequired(deps, operator), notice })

  routes.get('/tai-khoan', async (c) => c.html(await page(c.var.operator, null)))

  routes.post('/tai-khoan/mat-khau', async (c) => {
    const { operator } = c.var
    const { matKhauCu, matKhau } = await c.req.parseBody()
    const set = await signIn.changePassword(operator.personId, { old: words(matKhauCu), wanted: words(matKhau) })
    if (set.kind === 'set') await giveSession(c, deps, set.token)
    const notice: Notice =
      set.kind === 'set'
        ? { tone: 'good', text: 'Đã đổi mật khẩu; các phiên đăng nhập khác đã kết thúc.' }
        : { tone: 'bad', text: set.kind === 'weak' ? WEAK[set.because] : 'Mật khẩu hiện tại không đúng.' }
    return c.html(await page(operator, notice), set.kind === 'set' ? 200 : 400)
  })

  routes.post('/tai-khoan/xac-thuc/tat', async (c) => {
    const { operator } = c.var
    const { matKhauCu } = await c.req.parseBody()
    if (await isFactorRequired(deps, operator)) {
      return c.html(
        await page(operator, { tone: 'bad', text: 'Cơ quan bắt buộc xác thực hai bước; không tắt được.' }),
        403,
      )
    }
    const token = await signIn.dropFactor(operator.personId, words(matKhauCu))
    const isOff = token !== null
    if (isOff) await giveSession(c, deps, token)
    const notice: Notice = isOff
      ? { tone: 'good', text: 'Đã tắt xác thực hai bước; các phiên đăng nhập khác đã kết thúc.' }
      : { tone: 'bad', text: 'Mật khẩu không đúng; xác thực hai bước vẫn như cũ.' }
    return c.html(await page({ ...operator, hasFactor: !isOff && operator.hasFactor }, notice), isOff ? 200 : 400)
  })
  return routes
}
