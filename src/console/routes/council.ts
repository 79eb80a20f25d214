import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isCouncilPost, type Outcome, type Session, type SessionContent } from '../../council/index.ts'
import { dayOf } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { BROADCASTS_PATH } from '../pages/broadcasts.ts'
import {
  COUNCIL_PATH,
  SESSIONS_PATH,
  type SessionForm,
  sessionForm,
  sessionPage,
  sessionsPage,
} from '../pages/council.ts'
import type { Notice } from '../pages/layout.ts'
import { refusalPage } from '../pages/refusal.ts'
import { supervisionPage } from '../pages/supervision.ts'
import { communeOf, ownByNumber, viewerOf } from '../viewer.ts'

const number = z.coerce.number().int().positive()
const line = z.string().trim().max(200)
const written = z.object({
  xa: line,
  ten: line.min(1),
  /** As the browser writes a local time: Vietnam's, which has no summer time. */
  luc: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .transform((local) => new Date(`${local}:00+07:00`)),
  noi: line.default('').transform((place) => place || null),
  chuongTrinh: z.string().trim().max(3_000).default(''),
  vanBan: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(number).max(100)),
})

/** Sessions of the council, and what it supervises. */
export function councilRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  const desk = openDesk(deps)
  addReading(routes, deps, desk)
  addWriting(routes, deps, desk)
  addDeciding(routes, deps, desk)
  return routes
}

/** What every route of a session does with it. */
type Desk = {
  own(c: Context<ConsoleEnv>): Promise<Session | null>
  show(c: Context<ConsoleEnv>, session: Session, notice: Notice | null): Promise<Response>
  formPage(c: Context<ConsoleEnv>, form: Omit<SessionForm, 'operator' | 'documents'>): Promise<Response>
  settle(c: Context<ConsoleEnv>, id: number, outcome: Outcome, done: string): Promise<Response>
}

function openDesk(deps: ConsoleDependencies): Desk {
  const { council, broadcasts, library } = deps
  const show: Desk['show'] = async (c, session, notice) => {
    const invitation = session.broadcastId === null ? null : await broadcasts.get(session.broadcastId)
    const documents = await library.documents([session.communeId])
    return c.html(
      sessionPage({
        ...{ operator: c.var.operator, session, invitation, notice },
        papers: documents
          .filter(({ id }) => session.documentIds.includes(id))
          .map((document) => ({ id: document.id, name: documentName(document) })),
        receipts: invitation?.state === 'approved' ? await broadcasts.receipts(invitation.id) : null,
      }),
      notice?.tone === 'bad' ? 409 : 200,
    )
  }
  return {
    show,
    own: (c) => ownByNumber(c, council.get),
    settle: async (c, id, outcome, done) => {
      if (outcome.kind === 'done') return c.redirect(done.replace(':id', String(outcome.id)), 303)
      const session = outcome.kind === 'gone' ? null : await council.get(id)
      if (!session) return c.notFound()
      const notice: Notice | null =
        outcome.kind === 'refused' ? { tone: 'bad', text: outcome.why } : noticeOf('co-nguoi-sua')
      return show(c, session, notice)
    },
    formPage: async (c, form) =>
      c.html(
        sessionForm({ ...form, operator: c.var.operator, documents: await library.documents([form.commune.id]) }),
        form.notice ? 409 : 200,
      ),
  }
}

function addReading(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies, { own, show, formPage }: Desk): void {
  const { council } = deps
  routes.get('/hdnd', async (c) => {
    const { operator } = c.var
    const sessions = await council.list(operator.communes.map(({ id }) => id))
    return c.html(sessionsPage({ operator, sessions, now: deps.now(), notice: noticeOf(c.req.query('ket-qua')) }))
  })
  routes.get('/hdnd/giam-sat', async (c) => supervise(deps, c))
  routes.get('/hdnd/ky-hop/soan', requireRight('council'), async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    const content = { title: '', opensAt: null, place: null, agenda: '', documentIds: [] }
    return formPage(c, { commune, seen: null, content, notice: null })
  })
  routes.get('/hdnd/ky-hop/:id{[1-9][0-9]{0,8}}', async (c) => {
    const session = await own(c)
    return session ? show(c, session, noticeOf(c.req.query('ket-qua'))) : c.notFound()
  })
  routes.get('/hdnd/ky-hop/:id/sua', requireRight('council'), async (c) => {
    const session = await own(c)
    const commune = session && c.var.operator.communes.find(({ id }) => id === session.communeId)
    return session && commune ? formPage(c, { commune, seen: session, content: session, notice: null }) : c.notFound()
  })
}

function addWriting(routes: Hono<ConsoleEnv>, { council }: ConsoleDependencies, { own, formPage, settle }: Desk): void {
  const keep = async (c: Context<ConsoleEnv>, session: Session | null): Promise<Response> => {
    const fields = await c.req.parseBody({ all: true })
    const form = written.safeParse(fields)
    const revision = session ? number.safeParse(fields.lan).data : 0
    const commune = form.success ? communeFor(c.var.operator, session, form.data.xa) : undefined
    if (!form.success || !commune || revision === undefined) return c.notFound()
    const content = contentOf(form.data)
    const by = c.var.operator.personId
    const outcome = session
      ? await council.rewrite({ id: session.id, revision, by }, content)
      : await council.write(commune.id, content, by)
    if (outcome.kind === 'refused') {
      const seen = session && { id: session.id, revision }
      return formPage(c, { commune, seen, content, notice: { tone: 'bad', text: outcome.why } })
    }
    return settle(c, session?.id ?? 0, outcome, `${SESSIONS_PATH}/:id?ket-qua=${'da-luu-ky-hop' satisfies NoticeWord}`)
  }
  routes.post('/hdnd/ky-hop', requireRight('council'), (c) => keep(c, null))
  routes.post('/hdnd/ky-hop/:id/sua', requireRight('council'), async (c) => {
    const session = await own(c)
    return session ? keep(c, session) : c.notFound()
  })
}

function addDeciding(routes: Hono<ConsoleEnv>, { council }: ConsoleDependencies, { own, show, settle }: Desk): void {
  routes.post('/hdnd/ky-hop/:id/moi', requireRight('council'), async (c) => {
    const session = await own(c)
    if (!session) return c.notFound()
    const outcome = await council.invite(session.id, c.var.operator.personId)
    return settle(c, session.id, outcome, `${BROADCASTS_PATH}/:id?ket-qua=${'da-trinh' satisfies NoticeWord}`)
  })
  routes.post('/hdnd/ky-hop/:id/huy', requireRight('council'), async (c) => {
    const session = await own(c)
    if (!session) return c.notFound()
    const form = z.object({ lyDo: line.min(1) }).safeParse(await c.req.parseBody())
    if (!form.success) return show(c, session, { tone: 'bad', text: 'Chưa hủy: cần ghi vì sao.' })
    const outcome = await council.cancel(session.id, { by: c.var.operator.personId, reason: form.data.lyDo })
    return settle(c, session.id, outcome, `${COUNCIL_PATH}?ket-qua=${'da-huy-ky-hop' satisfies NoticeWord}`)
  })
}

function communeFor(
  { communes }: Operator,
  session: Session | null,
  slug: string,
): Operator['communes'][number] | undefined {
  return communes.find((commune) => (session ? commune.id === session.communeId : commune.slug === slug))
}

function contentOf({ ten, luc, noi, chuongTrinh, vanBan }: z.infer<typeof written>): SessionContent {
  const title = ten.replace(/[.\s]+$/, '')
  return { title, opensAt: luc, place: noi, agenda: chuongTrinh, documentIds: vanBan }
}

/** For posts of the council, whatever unit they are of, and for whoever sees all units anyway. */
async function supervise({ desk, targets, now }: ConsoleDependencies, c: Context<ConsoleEnv>): Promise<Response> {
  const { operator } = c.var
  const commune = communeOf(operator, c.req.query('xa'))
  if (!commune) return c.notFound()
  const isMember = operator.posts.some((post) => post.commune.id === commune.id && isCouncilPost(post))
  if (!isMember && !operator.seesAllUnits) return c.html(refusalPage(operator), 403)
  const today = dayOf(now())
  const year = today.slice(0, 4)
  const viewer = { ...viewerOf(operator), seesAllUnits: true, mayDecide: false }
  const board = await desk.board(commune, viewer, { from: `${year}-01-01`, to: `${year}-12-31` })
  return c.html(
    supervisionPage({
      ...{ operator, commune, year, today },
      duties: board?.duties ?? [],
      targets: await targets(commune.slug),
    }),
  )
}
