import { type Context, Hono } from 'hono'
import { toString as drawCode } from 'qrcode'
import { z } from 'zod'
import type { Operator } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { dayOf } from '../pages/moments.ts'
import { posterPage } from '../pages/poster.ts'
import { FATES, ledgerPage } from '../pages/reminder-ledger.ts'
import { pausesPage } from '../pages/reminder-pauses.ts'
import { fieldsOf, type PolicyFields, policyPage } from '../pages/reminder-policy.ts'
import { comingPage, PREVIEW_DAYS } from '../pages/reminders.ts'
import { REMINDERS_PATH, type RemindersPage } from '../pages/reminders-view.ts'
import { readPolicyForm } from '../policy-form.ts'
import { communeOf, type OwnCommune, viewerOf } from '../viewer.ts'

const words = z.string().trim().min(1).max(300)
const day = z.iso.date()
const optionalDay = z
  .union([z.literal('').transform(() => null), day])
  .optional()
  .transform((said) => said ?? null)
const LEDGER_DAYS = 14
const LEDGER_AHEAD_DAYS = 4
const MS_A_DAY = 86_400_000
const VILLAGE = /^(?:thôn|tổ dân phố|khu phố|ấp|bản|buôn|làng|xóm|khu) /iu
const MOST_VILLAGES = 60

/** What is told, when and to whom: the days to come, pauses, the policy, what became of it, and the posters. */
export function reminderRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const ground: Ground = {
    ...{ routes: new Hono<ConsoleEnv>(), deps, today: () => dayOf(deps.now()) },
    page: (c, commune) => ({
      ...{ operator: c.var.operator, commune, today: dayOf(deps.now()), notice: noticeOf(c.req.query('ket-qua')) },
    }),
  }
  addComing(ground)
  addPauses(ground)
  addPolicy(ground)
  addPolicyChanges(ground)
  addLedger(ground)
  addPosters(ground)
  return ground.routes
}

type Ground = {
  routes: Hono<ConsoleEnv>
  deps: ConsoleDependencies
  today(): string
  page(c: Context<ConsoleEnv>, commune: OwnCommune): RemindersPage
}

function by({ personId, name, loginName }: Operator): { personId: number; name: string } {
  return { personId, name: name ?? loginName }
}

function own({ var: { operator } }: Context<ConsoleEnv>, slug: unknown): OwnCommune | null {
  return operator.communes.find((commune) => commune.slug === slug) ?? null
}

function back(c: Context<ConsoleEnv>, path: string, commune: OwnCommune, word: NoticeWord): Response {
  return c.redirect(`${REMINDERS_PATH}${path}?xa=${commune.slug}&ket-qua=${word}`, 303)
}

function addComing({ routes, deps: { desk }, page }: Ground): void {
  routes.get('/nhac-viec', async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    const messages = await desk.preview(commune, viewerOf(c.var.operator), { days: PREVIEW_DAYS })
    const pauses = await desk.pauses(commune.id)
    return c.html(comingPage({ ...page(c, commune), messages: Array.isArray(messages) ? messages : null, pauses }))
  })
}

function addPauses({ routes, deps, today, page }: Ground): void {
  const { desk } = deps
  routes.get('/nhac-viec/tam-dung', async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    const pauses = await desk.pauses(commune.id)
    return c.html(pausesPage({ ...page(c, commune), pauses, units: await deps.units(commune.slug) }))
  })
  routes.post('/nhac-viec/tam-dung', requireRight('reminders'), async (c) => {
    const fields = await c.req.parseBody()
    const commune = own(c, fields.xa)
    const form = z
      .object({ donVi: z.string().max(300).default(''), denNgay: optionalDay, lyDo: words })
      .safeParse(fields)
    if (!commune) return c.notFound()
    if (!form.success) return back(c, '/tam-dung', commune, 'chua-du')
    const { donVi, denNgay, lyDo } = form.data
    if (denNgay && denNgay < today()) return back(c, '/tam-dung', commune, 'chua-du')
    await desk.pause(commune.id, { unit: donVi || null, until: denNgay, reason: lyDo, by: by(c.var.operator) })
    return back(c, '/tam-dung', commune, 'da-tam-dung')
  })
  routes.post('/nhac-viec/nhac-lai', requireRight('reminders'), async (c) => {
    const fields = await c.req.parseBody()
    const commune = own(c, fields.xa)
    const id = z.coerce.number().int().positive().safeParse(fields.dung)
    if (!commune || !id.success) return c.notFound()
    const isEnded = await desk.resume(commune.id, { id: id.data, by: by(c.var.operator) })
    return back(c, '/tam-dung', commune, isEnded ? 'da-nhac-lai' : 'viec-khong-con')
  })
}

function addPolicy({ routes, deps: { desk }, page }: Ground): void {
  routes.get('/nhac-viec/chinh-sach', async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    const fields = fieldsOf(desk.policy(), commune.slug)
    return c.html(policyPage({ ...page(c, commune), fields, preview: null, problem: null }))
  })
}

async function typed(c: Context<ConsoleEnv>): Promise<{ fields: PolicyFields; commune: OwnCommune | null }> {
  const fields = Object.fromEntries(
    Object.entries(await c.req.parseBody()).filter((each): each is [string, string] => typeof each[1] === 'string'),
  )
  return { fields, commune: own(c, fields.xa) }
}

function addPolicyChanges({ routes, deps: { desk }, page }: Ground): void {
  const again = (c: Context<ConsoleEnv>, commune: OwnCommune, fields: PolicyFields, problem: string) =>
    c.html(policyPage({ ...page(c, commune), fields, preview: null, problem }), 422)

  routes.post('/nhac-viec/chinh-sach/xem-thu', requireRight('reminders'), async (c) => {
    const { fields, commune } = await typed(c)
    if (!commune) return c.notFound()
    const read = readPolicyForm(fields, commune.slug)
    if (read.kind === 'unfit') return again(c, commune, fields, read.why)
    const viewer = viewerOf(c.var.operator)
    const messages = (await desk.preview(commune, viewer, { days: PREVIEW_DAYS, change: read.change })) ?? []
    if (!Array.isArray(messages)) return again(c, commune, fields, `Chưa xem được: ${messages.why}.`)
    const now = await desk.preview(commune, viewer, { days: PREVIEW_DAYS })
    const preview = { messages, now: Array.isArray(now) ? now.length : 0 }
    return c.html(policyPage({ ...page(c, commune), fields, preview, problem: null }))
  })
  routes.post('/nhac-viec/chinh-sach', requireRight('reminders'), async (c) => {
    const { fields, commune } = await typed(c)
    if (!commune) return c.notFound()
    const reason = words.safeParse(fields.lyDo)
    if (!reason.success) return again(c, commune, fields, 'Chưa lưu: anh/chị ghi lý do thay đổi.')
    const read = readPolicyForm(fields, commune.slug)
    if (read.kind === 'unfit') return again(c, commune, fields, read.why)
    const why = { communeId: commune.id, by: by(c.var.operator), reason: reason.data }
    const written = await desk.changePolicy(read.change, why)
    if (written.kind === 'unfit') return again(c, commune, fields, `Chưa lưu: ${written.why}.`)
    return back(c, '/chinh-sach', commune, 'da-luu-chinh-sach')
  })
}

function addLedger({ routes, deps, today, page }: Ground): void {
  routes.get('/nhac-viec/so-gui', async (c) => {
    const { operator } = c.var
    const commune = communeOf(operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    // What waits for the office's next hours is already promised.
    const to = day.safeParse(c.req.query('den')).data ?? around(today(), LEDGER_AHEAD_DAYS)
    const from = day.safeParse(c.req.query('tu')).data ?? around(to, -LEDGER_DAYS)
    const asked = c.req.query('ket-cuc') ?? ''
    const fate = Object.hasOwn(FATES, asked) ? (asked as keyof typeof FATES) : null
    const told = await deps.desk.told(commune.id, { viewer: viewerOf(operator), from, to, fate })
    const failed = operator.rights.has('reminders') ? await failedBetween(deps, commune, { from, to }) : []
    return c.html(ledgerPage({ ...page(c, commune), told, fate, failed, from, to }))
  })
}

function addPosters({ routes, deps, page }: Ground): void {
  routes.get('/nhac-viec/ap-phich', async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    const base = deps.settings.publicUrl ?? new URL(c.req.url).origin
    const address = httpAddress(c.req.query('dich')) ?? new URL(`/chon?xa=${commune.slug}`, base).href
    const villages = (c.req.query('thon') ?? '')
      .split('\n')
      .map((name) => name.trim().slice(0, 80))
      .filter(Boolean)
    const suggested = (await deps.units(commune.slug)).filter((name) => VILLAGE.test(name))
    const picture = await drawCode(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })
    return c.html(
      posterPage({ ...page(c, commune), address, picture, villages: villages.slice(0, MOST_VILLAGES), suggested }),
    )
  })
}

function around(iso: string, days: number): string {
  return Temporal.PlainDate.from(iso).add({ days }).toString()
}

function failedBetween(
  { ledger }: ConsoleDependencies,
  { id }: OwnCommune,
  { from, to }: { from: string; to: string },
): ReturnType<ConsoleDependencies['ledger']> {
  const at = (iso: string): Date => new Date(`${iso}T00:00:00+07:00`)
  return ledger({
    ...{ communeId: id, from: at(from), to: new Date(at(to).getTime() + MS_A_DAY) },
    classes: ['answer', 'notice', 'broadcast', 'desk'],
    statuses: ['failed', 'given_up'],
  })
}

/** An address a telephone may open; null for anything else. */
function httpAddress(said: string | undefined): string | null {
  const url = said && URL.canParse(said) ? new URL(said) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
