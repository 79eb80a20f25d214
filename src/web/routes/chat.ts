import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { ChatMessage, Visitor, WebDependencies } from '../dependencies.ts'
import { chatPage } from '../pages/chat.ts'
import { choosePage } from '../pages/choose.ts'
import { erasedPage, erasePage } from '../pages/erase.ts'
import { isLocalRequest } from '../protection.ts'
import { ensureExternalId, externalIdOf, forgetVisitor, visitorOf } from '../visitor.ts'

/** How long a browser without scripts waits on one request before the page starts asking again by itself. */
const FORM_WAIT_MS = 4000
const KEY_MAX_CHARS = 100

export const questionFields = z.object({
  noiDung: z.string().trim().min(1),
  khoa: z.string().min(1).max(KEY_MAX_CHARS),
})
export const feedbackFields = z.object({ tinNhan: z.coerce.number().int().positive(), diem: z.enum(['1', '-1']) })
export const choiceFields = z.object({
  xa: z.string().min(1),
  vaiTro: z.enum(['citizen', 'official', 'unit_head']).default('citizen'),
  donVi: z.string().optional(),
})

/** The chat for people: pages and forms that work without scripts. */
export function chatRoutes(deps: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/', (c) => showChat(c, deps))
  routes.get('/chon', (c) => showChoice(c, deps, null))
  routes.post('/chon', (c) => choose(c, deps))
  routes.post('/tin-nhan', (c) => ask(c, deps))
  routes.post('/danh-gia', (c) => rate(c, deps))
  routes.post('/cuoc-tro-chuyen-moi', (c) => startAfresh(c, deps))
  routes.get('/xoa-du-lieu', async (c) => c.html(erasePage({ hasData: (await visitorOf(c, deps)) !== null })))
  routes.post('/xoa-du-lieu', (c) => erase(c, deps))
  return routes
}

/** True while an inbound message still waits for its answer. */
export function hasPending(messages: ChatMessage[]): boolean {
  return messages.some(({ direction, status }) => direction === 'in' && status === 'received')
}

export type ChoiceOutcome = 'chosen' | 'not_allowed' | 'unknown' | 'unit_missing'

/** Records what the person says of themselves; officials' roles only in the demonstration on this machine. */
export async function applyChoice(
  c: Context,
  deps: WebDependencies,
  { xa, vaiTro, donVi }: z.infer<typeof choiceFields>,
): Promise<ChoiceOutcome> {
  const isCitizen = vaiTro === 'citizen'
  if (!isCitizen && !(await mayDemonstrate(c, deps))) return 'not_allowed'
  if (!isCitizen && !donVi) return 'unit_missing'
  const choice = { commune: xa, role: vaiTro, unit: isCitizen ? null : (donVi ?? null) }
  return deps.people.choose(ensureExternalId(c, deps.settings), choice)
}

export const CHOICE_PROBLEMS = {
  not_allowed: 'Vai cán bộ, lãnh đạo chỉ dùng được khi tài khoản đã được liên kết. Anh/chị chọn "Người dân" để hỏi.',
  unknown: 'Xã hoặc đơn vị vừa chọn không khớp nhau. Anh/chị vui lòng chọn lại.',
  unit_missing: 'Anh/chị vui lòng chọn đơn vị của mình.',
} satisfies Record<Exclude<ChoiceOutcome, 'chosen'>, string>

/** The officials' roles are there to try only for whoever sits at this machine. */
export async function mayDemonstrate(c: Context, { people }: WebDependencies): Promise<boolean> {
  return isLocalRequest(c) && (await people.demonstration())
}

async function showChat(c: Context, deps: WebDependencies): Promise<Response> {
  const [visitor, communes, isDemonstration] = [
    await visitorOf(c, deps),
    await deps.people.communes(),
    await mayDemonstrate(c, deps),
  ]
  const only = communes.length === 1 && !isDemonstration ? communes[0] : undefined
  const commune = visitor?.commune ?? only
  if (!commune) return showChoice(c, deps, null)
  const messages = visitor ? await deps.conversation.transcript(visitor.accountId) : []
  return c.html(
    chatPage({
      commune,
      asker: { role: visitor?.role ?? 'citizen', unit: visitor?.unit ?? null },
      messages,
      formKey: randomUUID(),
      isPending: hasPending(messages),
      canChange: communes.length > 1 || isDemonstration,
      isDemonstration,
      retentionDays: deps.settings.messageRetentionDays,
    }),
  )
}

async function showChoice(c: Context, deps: WebDependencies, problem: string | null): Promise<Response> {
  const communes = await deps.people.communes()
  const visitor = await visitorOf(c, deps)
  const units = (await mayDemonstrate(c, deps))
    ? await Promise.all(communes.map(async (commune) => ({ commune, names: await deps.people.units(commune.slug) })))
    : null
  return c.html(choosePage({ communes, visitor, units, problem }), problem ? 422 : 200)
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
  const visitor = await askingVisitor(c, deps)
  if (!visitor) return c.redirect('/chon', 303)
  const { externalId, accountId } = visitor
  const { messageId } = await deps.conversation.receive({
    externalId,
    externalKey: fields.data.khoa,
    text: fields.data.noiDung,
  })
  if (!(await deps.conversation.waitForAnswer(messageId, FORM_WAIT_MS))) return c.redirect('/#dang-cho', 303)
  const since = await deps.conversation.transcript(accountId, { afterId: messageId })
  const answer = since.find(({ answersId }) => answersId === messageId)
  return c.redirect(`/#tin-${answer?.id ?? messageId}`, 303)
}

/** The person behind a question, made known on their first one where there is only one commune to ask about. */
export async function askingVisitor(
  c: Context,
  deps: WebDependencies,
): Promise<(Visitor & { externalId: string }) | null> {
  const known = await visitorOf(c, deps)
  const knownId = externalIdOf(c)
  if (known?.commune && knownId) return { ...known, externalId: knownId }
  const communes = await deps.people.communes()
  const [only] = communes
  if (!only || communes.length > 1) return null
  const externalId = ensureExternalId(c, deps.settings)
  await deps.people.choose(externalId, { commune: only.slug, role: 'citizen', unit: null })
  const visitor = await deps.people.find(externalId)
  return visitor && { ...visitor, externalId }
}

async function rate(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = feedbackFields.safeParse(await c.req.parseBody())
  const visitor = await visitorOf(c, deps)
  if (!fields.success || !visitor) return c.redirect('/', 303)
  const { tinNhan, diem } = fields.data
  const isOwn = await deps.conversation.rate(tinNhan, diem === '1' ? 1 : -1, visitor.accountId)
  return isOwn ? c.redirect(`/#tin-${tinNhan}`, 303) : c.notFound()
}

async function startAfresh(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await visitorOf(c, deps)
  if (visitor) await deps.conversation.startAfresh(visitor.accountId)
  return c.redirect('/', 303)
}

async function erase(c: Context, deps: WebDependencies): Promise<Response> {
  const externalId = externalIdOf(c)
  if (externalId) await deps.people.erase(externalId)
  forgetVisitor(c)
  return c.html(erasedPage())
}
