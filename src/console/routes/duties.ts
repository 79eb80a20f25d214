import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Correction, ReviewEntry } from '../../documents/index.ts'
import type { DutyHistory } from '../../reminders/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { chosen, DUTIES_PATH } from '../pages/duties-view.ts'
import { type DutySource, dutyPage } from '../pages/duty.ts'
import { sheetPage } from '../pages/duty-sheet.ts'
import { dayOf } from '../pages/moments.ts'
import { communeOf, viewerOf } from '../viewer.ts'
import { filterOf, lookPage, spanOf } from './duties-look.ts'

const ID = ':id{[1-9][0-9]{0,8}}'

const words = z.string().trim().min(1).max(300)
const number = z.coerce.number().int().positive()
/** [duty, what is said, words], as the page before wrote them. */
const changes = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.array(z.tuple([number, z.enum(['filed', 'in_progress']), z.string().max(200)])).max(2_000))

/** The register as a board, one duty of it, and the way of both through spreadsheets. */
export function dutyRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addBoard(routes, deps)
  addSheet(routes, deps)
  addDuty(routes, deps)
  addHandingOver(routes, deps)
  return routes
}

function acting({ var: { operator } }: Context<ConsoleEnv>): Parameters<ConsoleDependencies['desk']['duty']>[1] {
  return { viewer: viewerOf(operator), communes: operator.communes }
}

function addBoard(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { desk } = deps
  routes.get('/nhiem-vu', async (c) => {
    const commune = communeOf(c.var.operator, c.req.query('xa'))
    if (!commune) return c.notFound()
    return c.html(await lookPage(deps, c, { commune, notice: noticeOf(c.req.query('ket-qua')), typed: null }))
  })

  routes.get('/nhiem-vu/so.xlsx', async (c) => {
    const { operator } = c.var
    const commune = communeOf(operator, c.req.query('xa'))
    const filter = filterOf(c)
    const file =
      commune &&
      (await desk.sheet(commune, viewerOf(operator), {
        ...spanOf(filter, dayOf(deps.now())),
        only: (duties) => chosen(duties, filter),
      }))
    return file ? download(c, file) : c.notFound()
  })
}

function addSheet(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { desk } = deps
  routes.post('/nhiem-vu/doc-so', async (c) => {
    const { operator } = c.var
    const fields = await c.req.parseBody()
    const commune = operator.communes.find(({ slug }) => slug === fields.xa)
    if (!commune) return c.notFound()
    const back = (word: NoticeWord): Response => c.redirect(`${DUTIES_PATH}?xa=${commune.slug}&ket-qua=${word}`, 303)
    if (!(fields.tep instanceof File) || fields.tep.size === 0) return back('chua-chon-tep')
    const rows = await deps.readTable(fields.tep.name, Buffer.from(await fields.tep.arrayBuffer()))
    const reading = rows && (await desk.readSheet(commune, viewerOf(operator), rows))
    return reading ? c.html(sheetPage({ operator, commune, reading })) : back('khong-phai-so')
  })

  routes.post('/nhiem-vu/ghi-so', async (c) => {
    const form = z.object({ xa: words, phieu: words, thayDoi: changes }).safeParse(await c.req.parseBody())
    const commune = c.var.operator.communes.find(({ slug }) => slug === form.data?.xa)
    if (!form.success || !commune) return c.notFound()
    for (const [dutyId, kind, said] of form.data.thayDoi) {
      const who = { viewer: viewerOf(c.var.operator), communes: [commune], form: `${form.data.phieu} ${dutyId}` }
      await desk.act(dutyId, { kind, words: said }, who)
    }
    return c.redirect(`${DUTIES_PATH}?xa=${commune.slug}&ket-qua=da-ghi-so`, 303)
  })
}

function addDuty(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { desk } = deps
  routes.get(`/nhiem-vu/${ID}`, async (c) => {
    const history = await desk.duty(Number(c.req.param('id')), acting(c))
    if (!history) return c.notFound()
    const { operator } = c.var
    const source = await sourceOf(deps, history)
    const units = await deps.units(history.commune.slug)
    const notice = noticeOf(c.req.query('ket-qua'))
    return c.html(dutyPage({ operator, history, source, units, today: dayOf(deps.now()), notice }))
  })
  for (const [name, kind] of [
    ['du-thao.docx', 'draft'],
    ['tong-hop.xlsx', 'table'],
  ] as const) {
    routes.get(`/nhiem-vu/${ID}/${name}`, async (c) => {
      const file = await desk.collected(Number(c.req.param('id')), kind, acting(c))
      return file ? download(c, file) : c.notFound()
    })
  }
}

function addHandingOver(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.post(`/nhiem-vu/${ID}/giao`, requireRight('review'), async (c) => {
    const dutyId = Number(c.req.param('id'))
    const history = await deps.desk.duty(dutyId, acting(c))
    if (!history) return c.notFound()
    const { donVi = [], ...fields } = await c.req.parseBody({ all: true })
    const form = z.object({ lyDo: words, revision: z.coerce.number().int().nonnegative() }).safeParse(fields)
    const units = z.array(words).safeParse(Array.isArray(donVi) ? donVi : [donVi])
    const back = (word: NoticeWord): Response => c.redirect(`${DUTIES_PATH}/${dutyId}?ket-qua=${word}`, 303)
    if (!form.success || !units.success || units.data.length === 0) return back('chua-du')
    const entry = await entryOf(deps, history)
    const correction = entry && givenTo(entry, units.data)
    if (!entry || !correction) return back('viec-khong-con')
    const { name, loginName } = c.var.operator
    const seen = { kind: entry.kind, id: entry.id, revision: form.data.revision }
    const outcome = await deps.review.correct(seen, correction, { by: name ?? loginName, why: form.data.lyDo })
    const word: Partial<Record<typeof outcome.kind, NoticeWord>> = { done: 'da-giao', overtaken: 'co-nguoi-sua' }
    return outcome.kind === 'done'
      ? c.redirect(`${DUTIES_PATH}?xa=${history.commune.slug}&ket-qua=da-giao`, 303)
      : back(word[outcome.kind] ?? 'viec-khong-con')
  })
}

function download(
  c: Context<ConsoleEnv>,
  { bytes, name, mimeType }: { bytes: Buffer; name: string; mimeType: string },
): Response {
  const headers = { 'content-type': mimeType, 'content-disposition': `attachment; filename="${name}"` }
  return c.body(new Uint8Array(bytes), 200, headers)
}

const ENTRY_KIND = { report: 'rule', task: 'duty' } as const

/** The entry of the register behind a duty, where its document is in force. */
async function entryOf({ review }: ConsoleDependencies, { duty }: DutyHistory): Promise<ReviewEntry | null> {
  const entries = (await review.document(duty.documentId))?.entries ?? []
  return entries.find(({ kind, id }) => kind === ENTRY_KIND[duty.kind] && id === duty.sourceId) ?? null
}

async function sourceOf(deps: ConsoleDependencies, history: DutyHistory): Promise<DutySource | null> {
  const entry = await entryOf(deps, history)
  if (!entry || entry.kind === 'target') return null
  const { kind, id, revision, quote } = entry
  return { kind, id, revision, quote }
}

/** The same entry led by these units. */
function givenTo(entry: ReviewEntry, units: string[]): Correction | null {
  if (entry.kind === 'rule') {
    const { to, via, cadence, dueText } = entry.fields
    return { kind: 'rule', fields: { who: units, to, via, cadence, dueText } }
  }
  if (entry.kind !== 'duty') return null
  const { name, coordinating, output, timeText } = entry.fields
  return { kind: 'duty', fields: { name, lead: units, coordinating, output, timeText } }
}
