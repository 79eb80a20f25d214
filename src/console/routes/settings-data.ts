import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { dayOf } from '../pages/moments.ts'
import { refusalPage } from '../pages/refusal.ts'
import { SETTINGS_PATH } from '../pages/settings.ts'
import { dataPage } from '../pages/settings-data.ts'

const PATH = `${SETTINGS_PATH}/du-lieu`
const number = z.coerce.number().int().positive().optional().catch(undefined)
const whose = z.object({ cau: number, phieu: number })
type Whose = z.output<typeof whose>

const ERASED =
  'Theo đề nghị của anh/chị, cơ quan đã xóa toàn bộ tin nhắn và thông tin của anh/chị trên trợ lý. Anh/chị nhắn lại bất cứ lúc nào để bắt đầu từ đầu.'

/** One person's export and erasure, days of retention, copies of everything. */
export function settingsDataRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addPage(routes, deps)
  routes.use('/cai-dat/du-lieu/*', requireRight('settings'))
  addPersonal(routes, deps)
  addRetention(routes, deps)
  addCopies(routes, deps)
  return routes
}

function by(c: Context<ConsoleEnv>): string {
  return `person ${c.var.operator.personId}`
}

function back(c: Context<ConsoleEnv>, word: NoticeWord): Response {
  return c.redirect(`${PATH}?ket-qua=${word}`, 303)
}

async function forAll(c: Context<ConsoleEnv>, act: () => Promise<Response>): Promise<Response> {
  return c.var.operator.coversAll ? act() : c.html(refusalPage(c.var.operator), 403)
}

function accountOf({ personal }: ConsoleDependencies, c: Context<ConsoleEnv>, sought: Whose): Promise<number | null> {
  const communeIds = c.var.operator.communes.map(({ id }) => id)
  return personal.find({ questionId: sought.cau ?? null, ticketId: sought.phieu ?? null }, communeIds)
}

function addPage(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { backups, officeSettings, personal } = deps
  routes.get('/cai-dat/du-lieu', async (c) => {
    const { operator } = c.var
    const sought = whose.parse(c.req.query())
    const isSought = sought.cau !== undefined || sought.phieu !== undefined
    const accountId = isSought && operator.rights.has('settings') ? await accountOf(deps, c, sought) : null
    const held = accountId === null ? null : await personal.held(accountId)
    const page = {
      ...{ operator, retentionDays: await officeSettings.retention.days() },
      backups: backups && { made: backups.list(), asked: backups.asked(), keptDays: backups.keptDays },
      sought: { cau: String(sought.cau ?? ''), phieu: String(sought.phieu ?? '') },
      person: held ?? (isSought ? ('missing' as const) : null),
      notice: noticeOf(c.req.query('ket-qua')),
    }
    return c.html(dataPage(page))
  })
}

function addPersonal(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { people } = deps
  routes.post('/cai-dat/du-lieu/xuat', async (c) => {
    const accountId = await accountOf(deps, c, whose.parse(await c.req.parseBody()))
    const data = accountId === null ? null : await people.exportData(accountId, by(c))
    if (!data) return back(c, 'khong-tim-thay')
    return c.body(JSON.stringify(data, null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="du-lieu-${dayOf(deps.now())}.json"`,
    })
  })
  routes.post('/cai-dat/du-lieu/xoa', async (c) => {
    const body = await c.req.parseBody()
    const said = z.object({ lyDo: z.string().trim().min(1).max(300), chac: z.literal('co') }).safeParse(body).data
    const accountId = await accountOf(deps, c, whose.parse(body))
    const account = accountId === null ? null : await people.get(accountId)
    if (!said || !account) return back(c, 'khong-tim-thay')
    await people.erase(account.id, by(c), said.lyDo)
    const { channel, endpoint, externalId } = account
    await deps.tell({ channel, endpoint, externalId }, ERASED)
    return back(c, 'da-xoa-du-lieu')
  })
}

function addRetention(routes: Hono<ConsoleEnv>, { officeSettings }: ConsoleDependencies): void {
  routes.post('/cai-dat/du-lieu/thoi-han', (c) =>
    forAll(c, async () => {
      const wanted = z
        .object({ ngay: z.coerce.number().int().min(1).max(3_650) })
        .safeParse(await c.req.parseBody()).data
      if (!wanted) return back(c, 'so-ngay-sai')
      await officeSettings.retention.set(wanted.ngay, by(c))
      return back(c, 'da-luu')
    }),
  )
}

function addCopies(routes: Hono<ConsoleEnv>, { backups }: ConsoleDependencies): void {
  routes.post('/cai-dat/du-lieu/sao-luu', (c) =>
    forAll(c, async () => {
      if (!backups) return c.notFound()
      await backups.make(by(c))
      return back(c, 'da-sao-luu')
    }),
  )
  routes.get('/cai-dat/du-lieu/sao-luu/:name', (c) =>
    forAll(c, async () => {
      const bytes = backups?.read(c.req.param('name'))
      if (!bytes) return c.notFound()
      return c.body(bytes, 200, {
        'content-type': 'application/gzip',
        'content-disposition': `attachment; filename="${c.req.param('name')}"`,
      })
    }),
  )
  routes.post('/cai-dat/du-lieu/khoi-phuc', (c) =>
    forAll(c, async () => {
      const { ban } = z.object({ ban: z.string().max(80).catch('') }).parse(await c.req.parseBody())
      if (!backups || !(await backups.ask(ban || null, by(c)))) return c.notFound()
      return back(c, ban ? 'se-khoi-phuc' : 'thoi-khoi-phuc')
    }),
  )
}
