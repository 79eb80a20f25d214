import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isPostRole, type Operator, type Post } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { invitationPage, madeCodePage, peoplePage } from '../pages/people.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { isOwnCommune } from '../viewer.ts'

const words = z.string().trim().min(1).max(200)
const optionalWords = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((text) => text || null)
const number = z.coerce.number().int().positive()
const newcomer = { hoTen: words, thu: optionalWords, dienThoai: optionalWords }
const newPost = z.object({ xa: words, vaiTro: z.string().refine(isPostRole), donVi: optionalWords, ten: optionalWords })

/** Posts, who holds them, the codes that link a chat, and invitations to sign in. */
export function peopleRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addList(routes, deps)
  routes.use('/con-nguoi/*', requireRight('people'))
  addPosts(routes, deps)
  addHolders(routes, deps)
  addCodes(routes, deps)
  return routes
}

function by(c: Context<ConsoleEnv>): string {
  return `person ${c.var.operator.personId}`
}

async function form<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema> | null> {
  return schema.safeParse(await c.req.parseBody()).data ?? null
}

function communeOf(c: Context<ConsoleEnv>, slug: string | undefined): Operator['communes'][number] | undefined {
  return c.var.operator.communes.find((commune) => commune.slug === slug)
}

/** The post, where it is one of the operator's own communes'. */
async function ownPost({ people }: ConsoleDependencies, c: Context<ConsoleEnv>, postId: number): Promise<Post | null> {
  const post = await people.posts.get(postId)
  return post && isOwnCommune(c.var.operator, post.communeId) ? post : null
}

function back(c: Context<ConsoleEnv>, communeId: number, word: NoticeWord): Response {
  const slug = c.var.operator.communes.find(({ id }) => id === communeId)?.slug ?? ''
  return c.redirect(`${CONSOLE_PATH}/con-nguoi?xa=${slug}&ket-qua=${word}`, 303)
}

function addList(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.get('/con-nguoi', async (c) => {
    const { operator } = c.var
    const commune = communeOf(c, c.req.query('xa')) ?? operator.communes[0]
    if (!commune) return c.notFound()
    const posts = await deps.people.posts.list(commune.id)
    const units = await deps.units(commune.slug)
    const feeds = await deps.feeds.list(commune.id)
    return c.html(peoplePage({ operator, commune, posts, units, feeds, notice: noticeOf(c.req.query('ket-qua')) }))
  })
}

function addPosts(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { people } = deps
  routes.post('/con-nguoi/chuc-danh', async (c) => {
    const wanted = await form(c, newPost)
    const commune = communeOf(c, wanted?.xa)
    if (!wanted || !commune || !isPostRole(wanted.vaiTro)) return c.notFound()
    const title = wanted.ten ? { title: wanted.ten } : {}
    const post = { commune: commune.slug, role: wanted.vaiTro, unit: wanted.donVi, ...title }
    const added = await people.posts.add(post, by(c))
    return back(c, commune.id, added.kind === 'added' ? 'da-them' : 'da-co')
  })
  routes.post('/con-nguoi/tao-nhanh', async (c) => {
    const wanted = await form(c, z.object({ xa: words }))
    const commune = communeOf(c, wanted?.xa)
    if (!commune) return c.notFound()
    for (const unit of await deps.units(commune.slug)) {
      for (const role of ['head', 'focal'] as const) {
        await people.posts.add({ commune: commune.slug, role, unit }, by(c))
      }
    }
    await people.posts.add({ commune: commune.slug, role: 'coordinator', unit: null }, by(c))
    return back(c, commune.id, 'da-them')
  })
}

function addHolders(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { people } = deps
  routes.post('/con-nguoi/them-nguoi', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number, ...newcomer }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    if (!post) return c.notFound()
    await people.posts.appoint(post.id, writtenOf(wanted), by(c))
    return back(c, post.communeId, 'da-them')
  })
  routes.post('/con-nguoi/ban-giao', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number, ...newcomer, lyDo: words }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    if (!post) return c.notFound()
    const handed = await people.posts.handOver(post.id, { to: writtenOf(wanted), reason: wanted.lyDo }, by(c))
    return back(c, post.communeId, handed?.calendarsEnded ? 'da-ban-giao-thu-lich' : 'da-ban-giao')
  })
  routes.post('/con-nguoi/sua', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number, nguoi: number, hoTen: words, dienThoai: optionalWords }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    if (!post) return c.notFound()
    const holder = { personId: wanted.nguoi, name: wanted.hoTen, phone: wanted.dienThoai }
    return (await people.posts.correct(post.id, holder, by(c))) ? back(c, post.communeId, 'da-sua') : c.notFound()
  })
}

type Newcomer = { hoTen: string; thu: string | null; dienThoai: string | null }

function writtenOf({ hoTen, thu, dienThoai }: Newcomer): { name: string; email: string | null; phone: string | null } {
  return { name: hoTen, email: thu, phone: dienThoai }
}

function addCodes(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { people } = deps
  routes.post('/con-nguoi/ma', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    const [only, ...others] = post?.holders ?? []
    const named = only && others.length === 0 ? { personId: only.personId } : {}
    const code = post && (await people.linking.makeCode({ postId: post.id, by: by(c), ...named }))
    return post && code ? c.html(madeCodePage({ operator: c.var.operator, post, code })) : c.notFound()
  })
  routes.post('/con-nguoi/ket-thuc-phien', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number, nguoi: number }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    if (!wanted || !post?.holders.some(({ personId }) => personId === wanted.nguoi)) return c.notFound()
    const ended = await deps.signIn.sessions.endOf(wanted.nguoi, by(c))
    return back(c, post.communeId, ended > 0 ? 'da-ket-thuc-phien' : 'phien-khong-con')
  })
  routes.post('/con-nguoi/moi', async (c) => {
    const wanted = await form(c, z.object({ chucDanh: number, nguoi: number, ten: words }))
    const post = wanted && (await ownPost(deps, c, wanted.chucDanh))
    if (!wanted || !post?.holders.some(({ personId }) => personId === wanted.nguoi)) return c.notFound()
    const made = await deps.signIn.invite({ personId: wanted.nguoi, name: wanted.ten, by: by(c) })
    if (made.kind !== 'made') return back(c, post.communeId, 'ten-da-dung')
    const base = deps.settings.publicUrl ?? new URL(c.req.url).origin
    const url = new URL(`${CONSOLE_PATH}/mat-khau/${made.token}`, base).href
    return c.html(invitationPage({ operator: c.var.operator, url }))
  })
}
