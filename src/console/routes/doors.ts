import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { PasswordWeakness } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { dropSession, giveSession, sessionOf } from '../guard.ts'
import {
  choosePasswordPage,
  deadLinkPage,
  firstAdministratorPage,
  type SignInPage,
  signInPage,
  useLinkPage,
} from '../pages/doors.ts'
import type { Notice } from '../pages/layout.ts'
import { CONSOLE_PATH, ownPath } from '../paths.ts'
import { placeOf } from '../place.ts'

const words = z.string().trim().min(1).max(200)
const credentials = z.object({
  ten: words,
  matKhau: z.string().min(1).max(500),
  ma: z.string().trim().max(20).optional(),
  den: z.string().optional(),
})
const onlyCode = z.object({ ma: z.string().trim().max(20).optional().catch(undefined) })
const newcomer = z.object({ hoTen: words, ten: words, matKhau: z.string().min(1).max(500) })

export const WEAK = {
  too_short: 'Mật khẩu cần ít nhất 10 ký tự.',
  too_long: 'Mật khẩu dài quá 200 ký tự; anh/chị rút ngắn lại.',
  too_plain:
    'Mật khẩu này dễ đoán (ít ký tự khác nhau, dãy liên tiếp hoặc chứa tên đăng nhập); anh/chị chọn mật khẩu khác.',
  too_common:
    'Mật khẩu này nhiều người dùng và đã lộ trên mạng; anh/chị chọn mật khẩu khác, một câu ngắn của riêng mình là tốt.',
} as const satisfies Record<PasswordWeakness, string>

const SENT: Notice = {
  tone: 'good',
  text: 'Nếu tên đăng nhập đúng và đã liên kết kênh nhận tin, đường dẫn vừa được gửi; dùng trong 10 phút, một lần.',
}

const SET: Notice = { tone: 'good', text: 'Đã đặt mật khẩu. Anh/chị đăng nhập bằng mật khẩu mới và mã 6 số.' }

/** The pages that need no session. */
export function doorRoutes(deps: ConsoleDependencies): Hono {
  const routes = new Hono()
  const enter: Enter = async (c, token, wanted) => {
    await giveSession(c, deps, token)
    return c.redirect(ownPath(wanted), 303)
  }
  addPasswordDoor(routes, deps, enter)
  addLinkDoor(routes, deps, enter)
  addFirstAdministrator(routes, deps, enter)
  addNewPassword(routes, deps, enter)
  routes.post('/dang-xuat', async (c) => {
    const token = sessionOf(c, deps)
    if (token) await deps.signIn.signOut(token)
    dropSession(c, deps)
    // Not "cookies": the same address gives citizens theirs.
    c.header('clear-site-data', '"cache", "storage"')
    return c.redirect(`${CONSOLE_PATH}/dang-nhap`, 303)
  })
  return routes
}

/** Gives the session and goes on to the page that was wanted. */
type Enter = (c: Context, token: string, wanted?: string) => Promise<Response>

function door(c: Context, page: Partial<SignInPage>, status: 200 | 401 | 429 = 200): Response | Promise<Response> {
  return c.html(signInPage({ notice: null, wanted: '', name: '', asksCode: false, ...page }), status)
}

function addPasswordDoor(routes: Hono, { signIn }: ConsoleDependencies, enter: Enter): void {
  routes.get('/dang-nhap', (c) => door(c, { wanted: c.req.query('den') ?? '' }))
  routes.post('/dang-nhap', async (c) => {
    const form = credentials.safeParse(await c.req.parseBody())
    if (!form.success) return door(c, { notice: bad('Anh/chị điền tên đăng nhập và mật khẩu.') }, 401)
    const { ten: name, matKhau: password, ma: code, den: wanted = '' } = form.data
    const outcome = await signIn.signIn({ name, password, place: placeOf(c), ...(code && { code }) })
    if (outcome.kind === 'signed_in') return enter(c, outcome.token, wanted)
    if (outcome.kind === 'code_needed') {
      return door(c, { wanted, name, asksCode: true, notice: bad('Anh/chị nhập lại mật khẩu và mã 6 số.') }, 401)
    }
    if (outcome.kind === 'too_many') return door(c, { wanted, name, notice: toWait(c, outcome) }, 429)
    const notice = bad('Tên đăng nhập, mật khẩu hoặc mã không đúng.')
    return door(c, { wanted, name, asksCode: code !== undefined, notice }, 401)
  })
}

function addLinkDoor(routes: Hono, deps: ConsoleDependencies, enter: Enter): void {
  const { signIn } = deps
  routes.post('/gui-duong-dan', async (c) => {
    const name = words.safeParse((await c.req.parseBody()).ten)
    // The answer is the same whoever asked for whom, and does not wait for what it depends on.
    if (name.success) void sendLink(deps, name.data, new URL(c.req.url).origin)
    return door(c, { notice: SENT })
  })
  routes.get('/duong-dan/:token', async (c) => {
    const token = c.req.param('token')
    const link = await signIn.link(token)
    if (link?.purpose !== 'sign_in') return c.html(deadLinkPage(), 410)
    return c.html(useLinkPage({ token, asksCode: link.asksCode, notice: null }))
  })
  routes.post('/duong-dan/:token', async (c) => {
    const token = c.req.param('token')
    const { ma: code } = onlyCode.parse(await c.req.parseBody())
    const outcome = await signIn.signInByLink(token, { place: placeOf(c), ...(code && { code }) })
    if (outcome.kind === 'signed_in') return enter(c, outcome.token)
    if (outcome.kind === 'gone') return c.html(deadLinkPage(), 410)
    const again = (notice: Notice, status: 401 | 429) => c.html(useLinkPage({ token, asksCode: true, notice }), status)
    if (outcome.kind === 'too_many') return again(toWait(c, outcome), 429)
    return again(bad(outcome.kind === 'wrong' ? 'Mã không đúng.' : 'Anh/chị nhập mã 6 số.'), 401)
  })
}

function addFirstAdministrator(routes: Hono, { signIn }: ConsoleDependencies, enter: Enter): void {
  routes.get('/bat-dau/:token', async (c) => {
    const token = c.req.param('token')
    const isOpen = (await signIn.link(token))?.purpose === 'first_administrator'
    return isOpen ? c.html(firstAdministratorPage({ token, notice: null })) : c.html(deadLinkPage(), 410)
  })
  routes.post('/bat-dau/:token', async (c) => {
    const token = c.req.param('token')
    const form = newcomer.safeParse(await c.req.parseBody())
    const again = (text: string) => c.html(firstAdministratorPage({ token, notice: bad(text) }), 400)
    if (!form.success) return again('Anh/chị điền đủ họ tên, tên đăng nhập và mật khẩu.')
    const { hoTen: personName, ten: loginName, matKhau: password } = form.data
    const made = await signIn.becomeFirstAdministrator(token, { personName, loginName, password })
    if (made.kind === 'set') return enter(c, made.token)
    if (made.kind === 'weak') return again(WEAK[made.because])
    return made.kind === 'gone' ? c.html(deadLinkPage(), 410) : again('Tên đăng nhập này đã có người dùng.')
  })
}

function addNewPassword(routes: Hono, { signIn }: ConsoleDependencies, enter: Enter): void {
  routes.get('/mat-khau/:token', async (c) => {
    const token = c.req.param('token')
    const isOpen = (await signIn.link(token))?.purpose === 'set_password'
    return isOpen ? c.html(choosePasswordPage({ token, notice: null })) : c.html(deadLinkPage(), 410)
  })
  routes.post('/mat-khau/:token', async (c) => {
    const token = c.req.param('token')
    const { matKhau } = await c.req.parseBody()
    const set = await signIn.setPassword(token, typeof matKhau === 'string' ? matKhau : '')
    if (set.kind === 'set') return enter(c, set.token)
    if (set.kind === 'code_next') return door(c, { asksCode: true, notice: SET })
    return set.kind === 'weak'
      ? c.html(choosePasswordPage({ token, notice: bad(WEAK[set.because]) }), 400)
      : c.html(deadLinkPage(), 410)
  })
}

function bad(text: string): Notice {
  return { tone: 'bad', text }
}

function toWait(c: Context, { waitSeconds }: { waitSeconds: number }): Notice {
  c.header('retry-after', String(waitSeconds))
  return bad(`Đã sai quá nhiều lần; anh/chị thử lại sau ${Math.ceil(waitSeconds / 60)} phút.`)
}

function linkText(href: string): string {
  return `Đường dẫn đăng nhập trang quản trị, dùng một lần trong 10 phút: ${href}\nNếu anh/chị không yêu cầu, bỏ qua tin này và báo người quản trị.`
}

async function sendLink(deps: ConsoleDependencies, name: string, origin: string): Promise<void> {
  try {
    const link = await deps.signIn.linkFor(name)
    const base = deps.settings.publicUrl ?? origin
    if (!link) return
    const { href } = new URL(`${CONSOLE_PATH}/duong-dan/${link.token}`, base)
    for (const address of link.addresses) await deps.tell(address, linkText(href))
  } catch (error) {
    deps.logFault('sign-in link', error)
  }
}
