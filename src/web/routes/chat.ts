import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  applyChoice,
  askQuestion,
  CHOICE_PROBLEMS,
  choiceFields,
  feedbackFields,
  findPending,
  mayDemonstrate,
  onlyCommune,
  questionFields,
  readableDocuments,
} from '../asking.ts'
import { communesInOrder, unitsInOrder } from '../communes.ts'
import type { WebDependencies } from '../dependencies.ts'
import { chatPage } from '../pages/chat.ts'
import { choosePage } from '../pages/choose.ts'
import { erasedPage, erasePage } from '../pages/erase.ts'
import { findVisitor, forgetVisitor } from '../visitor.ts'

/** How long a browser without scripts waits on one request before the page starts asking again by itself. */
const FORM_WAIT_MS = 4000

const lookFields = z.object({
  cho: z.coerce.number().int().positive().optional().catch(undefined),
  lan: z.coerce.number().int().nonnegative().catch(0),
})

/** Each look has an address of its own: going to one's own address with a fragment loads nothing (HTML, "navigate"). */
function lookUrl(messageId: number, look: number): string {
  return `/?cho=${messageId}&lan=${look}#dang-cho`
}

/** The chat for people: pages and forms that work without scripts. */
export function chatRoutes(deps: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/', (c) => showChat(c, deps))
  routes.get('/chon', (c) => showChoice(c, deps, null))
  routes.post('/chon', (c) => choose(c, deps))
  routes.post('/tin-nhan', (c) => ask(c, deps))
  routes.post('/danh-gia', (c) => rate(c, deps))
  routes.post('/cuoc-tro-chuyen-moi', (c) => startAfresh(c, deps))
  routes.get('/xoa-du-lieu', (c) => showErasure(c, deps))
  routes.post('/xoa-du-lieu', (c) => erase(c, deps))
  routes.get('/du-lieu-cua-toi', (c) => exportData(c, deps))
  return routes
}

async function showChat(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await findVisitor(c, deps)
  const communes = await deps.library.communes()
  const isDemonstration = await mayDemonstrate(c, deps)
  const commune = visitor?.commune ?? (isDemonstration ? null : await onlyCommune(deps))
  if (!commune) return showChoice(c, deps, null)
  const messages = visitor ? await deps.conversation.transcript(visitor.id) : []
  const look = lookFields.parse(c.req.query())
  const awaited = messages.find(({ answersId }) => answersId === look.cho)
  if (awaited) return c.redirect(`/#tin-${awaited.id}`, 303)
  const pending = findPending(messages)
  return c.html(
    chatPage({
      commune,
      asker: { role: visitor?.role ?? 'citizen', unit: visitor?.unit ?? null },
      messages,
      readable: await readableDocuments(deps, messages),
      formKey: randomUUID(),
      nextLook: pending ? lookUrl(pending.id, look.lan + 1) : null,
      canChange: communes.length > 1 || isDemonstration,
      isDemonstration,
      retentionDays: deps.settings.messageRetentionDays,
    }),
  )
}

async function showChoice(c: Context, deps: WebDependencies, problem: string | null): Promise<Response> {
  const communes = await communesInOrder(deps.library)
  const visitor = await findVisitor(c, deps)
  const units = (await mayDemonstrate(c, deps)) ? await unitsInOrder(deps.library, communes) : null
  const notReady = communes.length === 0 ? await deps.status.whyNotReady() : []
  return c.html(
    choosePage({ communes, visitor, named: c.req.query('xa') ?? null, units, problem, notReady }),
    problem ? 422 : 200,
  )
}

async function choose(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = choiceFields.safeParse(await c.req.parseBody())
  if (!fields.success) return showChoice(c, deps, 'Anh/chị vui lòng chọn xã, phường cần hỏi.')
  const outcome = await applyChoice(c, deps, fields.data)
  return outcome === 'chosen' ? c.redirect('/', 303) : showChoice(c, deps, CHOICE_PROBLEMS[outcome])
}

/** Without scripts: store, wait a little, and show the page at the answer; while it is pending the page asks again. */
async function ask(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = questionFields.safeParse(await c.req.parseBody())
  if (!fields.success) return c.redirect('/', 303)
  const asked = await askQuestion(c, deps, fields.data)
  if (asked.kind === 'commune_missing') return c.redirect('/chon', 303)
  if (asked.kind === 'erased') return finishErasure(c)
  const { messageId, visitor } = asked
  if ((await deps.conversation.waitForAnswer(messageId, FORM_WAIT_MS)) === 'pending') {
    return c.redirect(lookUrl(messageId, 1), 303)
  }
  const since = await deps.conversation.transcript(visitor.id, { afterId: messageId })
  const answer = since.find(({ answersId }) => answersId === messageId)
  return c.redirect(`/#tin-${answer?.id ?? messageId}`, 303)
}

async function rate(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = feedbackFields.safeParse(await c.req.parseBody())
  const visitor = await findVisitor(c, deps)
  if (!fields.success || !visitor) return c.redirect('/', 303)
  const { tinNhan, diem } = fields.data
  const isOwn = await deps.conversation.rate(tinNhan, diem === '1' ? 1 : -1, visitor.id)
  return isOwn ? c.redirect(`/#tin-${tinNhan}`, 303) : c.notFound()
}

async function startAfresh(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await findVisitor(c, deps)
  if (visitor) await deps.conversation.startAfresh(visitor.id)
  return c.redirect('/', 303)
}

async function showErasure(c: Context, deps: WebDependencies): Promise<Response> {
  if (c.req.query('xong') !== undefined) return c.html(erasedPage())
  return c.html(erasePage({ hasData: (await findVisitor(c, deps)) !== null }))
}

async function erase(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await findVisitor(c, deps)
  if (visitor) await deps.people.erase(visitor.id)
  return finishErasure(c)
}

function finishErasure(c: Context): Response {
  forgetVisitor(c)
  return c.redirect('/xoa-du-lieu?xong', 303)
}

async function exportData(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await findVisitor(c, deps)
  const data = visitor && (await deps.people.exportData(visitor.id))
  if (!data) return c.notFound()
  c.header('content-disposition', 'attachment; filename="du-lieu-cua-toi.json"')
  return c.json(data)
}
