import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Broadcast, BroadcastKind, Changed, Content } from '../../broadcasts/index.ts'
import type { Operator } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { broadcastForm, POST_GROUPS, sendersOf } from '../pages/broadcast-form.ts'
import { broadcastPage } from '../pages/broadcast-view.ts'
import { BROADCASTS_PATH, broadcastsPage, KINDS } from '../pages/broadcasts.ts'
import type { Notice } from '../pages/layout.ts'
import { ownByNumber } from '../viewer.ts'

const number = z.coerce.number().int().positive()
const listed = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item).max(500))
const kindWord = z.enum(Object.values(KINDS).map(({ word }) => word))
const line = z.string().trim().max(200)

/** `luc` as the browser writes a local time: Vietnam's, which has no summer time. */
const written = z.object({
  xa: line,
  loai: kindWord,
  coQuan: line,
  tieuDe: line.min(1),
  noiDung: z.string().trim().max(3_000),
  luc: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .transform((local) => new Date(`${local}:00+07:00`))
    .optional(),
  noi: line.optional().transform((place) => place || null),
  nhom: listed(z.enum(Object.keys(POST_GROUPS))),
  chucDanh: listed(number),
  vanBan: listed(number),
})
type Written = z.infer<typeof written>

/** Writing, approving and following notices of the office. */
export function broadcastRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  const desk = openDesk(deps)
  addReading(routes, deps, desk)
  addWriting(routes, deps, desk)
  addDeciding(routes, deps, desk)
  return routes
}

/** What every route of a notice does with it. */
type Desk = {
  own(c: Context<ConsoleEnv>): Promise<Broadcast | null>
  show(c: Context<ConsoleEnv>, broadcast: Broadcast, notice: Notice | null): Promise<Response>
  formPage(c: Context<ConsoleEnv>, form: Form): Promise<Response>
  settle(c: Context<ConsoleEnv>, id: number, changed: Changed, done: NoticeWord): Promise<Response>
}

function openDesk(deps: ConsoleDependencies): Desk {
  const { broadcasts } = deps
  const show: Desk['show'] = async (c, broadcast, notice) =>
    c.html(
      broadcastPage({
        ...{ operator: c.var.operator, broadcast, notice },
        audience: await broadcasts.audience(broadcast),
        papers: await namesOf(deps, broadcast),
        receipts: broadcast.state === 'approved' ? await broadcasts.receipts(broadcast.id) : null,
      }),
      notice?.tone === 'bad' ? 409 : 200,
    )
  return {
    show,
    own: (c) => ownByNumber(c, broadcasts.get),
    formPage: async (c, form) =>
      c.html(
        broadcastForm({
          ...{ operator: c.var.operator, ...form },
          posts: await deps.people.posts.list(form.commune.id),
          documents: await deps.library.documents([form.commune.id]),
        }),
        form.notice ? 409 : 200,
      ),
    settle: async (c, id, changed, done) => {
      if (changed.kind === 'done') return c.redirect(`${BROADCASTS_PATH}/${changed.id}?ket-qua=${done}`, 303)
      const broadcast = changed.kind === 'gone' ? null : await broadcasts.get(id)
      if (!broadcast) return c.notFound()
      return show(c, broadcast, changed.kind === 'refused' ? { tone: 'bad', text: changed.why } : WHY[changed.kind])
    },
  }
}

function addReading(routes: Hono<ConsoleEnv>, { broadcasts }: ConsoleDependencies, desk: Desk): void {
  const { own, show, formPage } = desk
  routes.get('/thong-bao', async (c) => {
    const { operator } = c.var
    const list = await broadcasts.list(operator.communes.map(({ id }) => id))
    return c.html(broadcastsPage({ operator, broadcasts: list, notice: noticeOf(c.req.query('ket-qua')) }))
  })
  routes.get('/thong-bao/soan', requireRight('broadcast'), async (c) => {
    const kind = kindOf(c.req.query('loai'))
    const commune = communeOf(c.var.operator, c.req.query('xa')) ?? c.var.operator.communes[0]
    if (!kind || !commune) return c.notFound()
    return formPage(c, { commune, seen: null, content: emptyContent(kind, commune.name), notice: null })
  })
  routes.get('/thong-bao/:id{[1-9][0-9]{0,8}}', async (c) => {
    const broadcast = await own(c)
    return broadcast ? show(c, broadcast, noticeOf(c.req.query('ket-qua'))) : c.notFound()
  })
  routes.get('/thong-bao/:id/sua', requireRight('broadcast'), async (c) => {
    const broadcast = await own(c)
    const commune = broadcast && c.var.operator.communes.find(({ id }) => id === broadcast.communeId)
    if (!broadcast || !commune) return c.notFound()
    return formPage(c, { commune, seen: broadcast, content: broadcast, notice: null })
  })
}

function addWriting(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies, { own, formPage, settle }: Desk): void {
  const { broadcasts } = deps
  const keep = async (c: Context<ConsoleEnv>, broadcast: Broadcast | null): Promise<Response> => {
    const fields = await c.req.parseBody({ all: true })
    const form = written.safeParse(fields)
    const revision = broadcast ? number.safeParse(fields.lan).data : 0
    const commune = form.success
      ? c.var.operator.communes.find(({ id, slug }) => (broadcast ? id === broadcast.communeId : slug === form.data.xa))
      : undefined
    if (!form.success || !commune || revision === undefined) return c.notFound()
    const content = await contentOf(deps, commune, form.data)
    const by = c.var.operator.personId
    const changed = broadcast
      ? await broadcasts.rewrite({ id: broadcast.id, revision, by }, content)
      : await broadcasts.write(commune.id, content, by)
    if (changed.kind === 'refused') {
      const seen = broadcast && { id: broadcast.id, revision }
      return formPage(c, { commune, seen, content, notice: { tone: 'bad', text: changed.why } })
    }
    return settle(c, broadcast?.id ?? 0, changed, 'da-luu-thong-bao')
  }
  routes.post('/thong-bao', requireRight('broadcast'), (c) => keep(c, null))
  routes.post('/thong-bao/:id/sua', requireRight('broadcast'), async (c) => {
    const broadcast = await own(c)
    return broadcast ? keep(c, broadcast) : c.notFound()
  })
}

function addDeciding(routes: Hono<ConsoleEnv>, { broadcasts }: ConsoleDependencies, { own, settle }: Desk): void {
  const decide = (
    done: NoticeWord,
    act: (seen: { id: number; revision: number; by: number }, reason: string) => Promise<Changed>,
  ) => {
    const form = z.object({ lan: number.optional(), lyDo: line.default('') })
    return async (c: Context<ConsoleEnv>): Promise<Response> => {
      const broadcast = await own(c)
      const given = form.safeParse(await c.req.parseBody({ all: true }))
      if (!broadcast || !given.success) return c.notFound()
      const seen = { id: broadcast.id, revision: given.data.lan ?? 0, by: c.var.operator.personId }
      return settle(c, broadcast.id, await act(seen, given.data.lyDo), done)
    }
  }
  routes.post('/thong-bao/:id/trinh', requireRight('broadcast'), decide('da-trinh', broadcasts.submit))
  routes.post('/thong-bao/:id/duyet', requireRight('approve'), decide('da-duyet', broadcasts.approve))
  routes.post(
    '/thong-bao/:id/gui-lai',
    requireRight('approve'),
    decide('da-gui-lai', ({ id, by }, reason) => broadcasts.sendBack(id, { by, reason })),
  )
  routes.post(
    '/thong-bao/:id/huy',
    requireRight('broadcast'),
    decide('da-huy', ({ id, by }, reason) => broadcasts.cancel(id, { by, reason })),
  )
  routes.post('/thong-bao/:id/nhac', requireRight('broadcast'), async (c) => {
    const broadcast = await own(c)
    if (!broadcast) return c.notFound()
    const asked = await broadcasts.remindSilent(broadcast.id)
    return c.redirect(`${BROADCASTS_PATH}/${broadcast.id}?ket-qua=${asked > 0 ? 'da-nhac' : 'vua-nhac'}`, 303)
  })
}

type Commune = Operator['communes'][number]
type Form = {
  commune: Commune
  seen: Pick<Broadcast, 'id' | 'revision'> | null
  content: Content
  notice: Notice | null
}

const WHY: Record<'overtaken' | 'own_words' | 'gone', Notice> = {
  overtaken: {
    tone: 'bad',
    text: 'Có người vừa sửa hoặc xử lý thông báo này trước anh/chị. Dưới đây là bản mới nhất, mời xem lại.',
  },
  own_words: { tone: 'bad', text: 'Người soạn không tự duyệt được. Cần một người khác có quyền duyệt.' },
  gone: { tone: 'bad', text: 'Thông báo này không còn.' },
}

function kindOf(word: string | undefined): BroadcastKind | undefined {
  return (Object.keys(KINDS) as BroadcastKind[]).find((kind) => KINDS[kind].word === word)
}

function communeOf({ communes }: Operator, slug: string | undefined): Commune | undefined {
  return communes.find((commune) => commune.slug === slug)
}

function emptyContent(kind: BroadcastKind, commune: string): Content {
  const nothing = { title: '', text: '', meetingAt: null, place: null, postIds: [], documentIds: [] }
  return { kind, sender: sendersOf(commune)[0] ?? commune, ...nothing }
}

async function contentOf({ people }: ConsoleDependencies, commune: Commune, form: Written): Promise<Content> {
  const kind = kindOf(form.loai) ?? 'announcement'
  const roles = new Set<string>(form.nhom.flatMap((word) => POST_GROUPS[word]?.roles ?? []))
  const posts = (await people.posts.list(commune.id)).filter(
    ({ id, role }) => form.chucDanh.includes(id) || roles.has(role),
  )
  const senders = sendersOf(commune.name)
  return {
    kind,
    sender: senders.find((sender) => sender === form.coQuan) ?? senders[0] ?? commune.name,
    title: form.tieuDe.replace(/[.\s]+$/, ''),
    text: form.noiDung,
    meetingAt: kind === 'meeting' ? (form.luc ?? null) : null,
    place: kind === 'meeting' ? form.noi : null,
    postIds: posts.map(({ id }) => id),
    documentIds: form.vanBan,
  }
}

async function namesOf({ library }: ConsoleDependencies, { communeId, documentIds }: Broadcast): Promise<string[]> {
  if (documentIds.length === 0) return []
  const documents = await library.documents([communeId])
  return documents.filter(({ id }) => documentIds.includes(id)).map((document) => documentName(document))
}
