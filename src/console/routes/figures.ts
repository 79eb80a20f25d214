import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { barChart, figuresAsCsv, figuresAsXlsx, type Usage } from '../../figures/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { CHANNEL_NAMES } from '../pages/channel-names.ts'
import { ENDING_NAMES, FIGURES_PATH, figuresPage, resultsPage } from '../pages/figures.ts'
import { dayOf } from '../pages/moments.ts'
import type { OwnCommune } from '../viewer.ts'

const USUAL_DAYS = 30
const MOST_DAYS = 400
const TOPICS_DRAWN = 8
const day = z.iso.date().optional().catch(undefined)
const asked = z.object({ xa: z.string().optional(), tu: day, den: day })
const said = z.object({
  xa: z.string(),
  vanBan: z.coerce.number().int().positive(),
  khoa: z.string().min(1).max(500),
  ketQua: z.string().trim().max(200),
  ngay: z.iso.date(),
  congBo: z.literal('co').optional(),
})

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Figures on a page and as files, the results of targets, and the switch of the public page. */
export function figureRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addPage(routes, deps)
  addFiles(routes, deps)
  addResults(routes, deps)
  routes.post('/so-lieu/cong-khai', requireRight('settings'), async (c) => {
    const wanted = z.object({ xa: z.string(), bat: z.enum(['co', '']) }).safeParse(await c.req.parseBody()).data
    const commune = communeOf(c, wanted?.xa)
    if (!wanted || !commune) return c.notFound()
    await deps.officeSettings.publicPage.set(commune.id, wanted.bat === 'co', `person ${c.var.operator.personId}`)
    return c.redirect(`${FIGURES_PATH}?xa=${commune.slug}&ket-qua=da-luu`, 303)
  })
  return routes
}

function communeOf(c: Context<ConsoleEnv>, slug: string | undefined): OwnCommune | undefined {
  return c.var.operator.communes.find((each) => each.slug === slug)
}

/** What the address asks for; null where the operator has no commune. */
async function gather({ figures, now }: ConsoleDependencies, c: Context<ConsoleEnv>) {
  const { xa, tu, den } = asked.parse(c.req.query())
  const commune = communeOf(c, xa) ?? c.var.operator.communes[0]
  if (!commune) return null
  const today = dayOf(now())
  const to = den ?? today
  const earliest = Temporal.PlainDate.from(to).subtract({ days: MOST_DAYS }).toString()
  const usual = Temporal.PlainDate.from(to)
    .subtract({ days: USUAL_DAYS - 1 })
    .toString()
  const from = tu === undefined || tu > to || tu < earliest ? usual : tu
  const span = { communeId: commune.id, from, to }
  return { commune, from, to, usage: await figures.usage(span), onTime: await figures.onTime({ ...span, today }) }
}

function addPage(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.get('/so-lieu', async (c) => {
    const { operator } = c.var
    const found = await gather(deps, c)
    if (!found) return c.notFound()
    const { commune, usage, onTime } = found
    const page = {
      ...{ operator, ...found, charts: await chartsOf(usage, onTime) },
      isPublic: await deps.officeSettings.publicPage.isOn(commune.id),
      publicUrl: new URL(`/so-lieu/${commune.slug}`, deps.settings.publicUrl ?? new URL(c.req.url).origin).href,
      notice: noticeOf(c.req.query('ket-qua')),
    }
    return c.html(figuresPage(page))
  })
}

function addFiles(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const names = { channel: (name: string): string => CHANNEL_NAMES[name] ?? name, endings: ENDING_NAMES }
  routes.get('/so-lieu/xuat.csv', async (c) => {
    const found = await gather(deps, c)
    if (!found) return c.notFound()
    return c.body(
      figuresAsCsv({ ...found, names }),
      200,
      attached('text/csv; charset=utf-8', `so-lieu-${found.to}.csv`),
    )
  })
  routes.get('/so-lieu/xuat.xlsx', async (c) => {
    const found = await gather(deps, c)
    if (!found) return c.notFound()
    const bytes = new Uint8Array(await figuresAsXlsx({ ...found, names }))
    return c.body(bytes, 200, attached(EXCEL, `so-lieu-${found.to}.xlsx`))
  })
}

function addResults(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { figures } = deps
  routes.get('/so-lieu/chi-tieu', async (c) => {
    const { operator } = c.var
    const commune = communeOf(c, c.req.query('xa')) ?? operator.communes[0]
    if (!commune) return c.notFound()
    const targets = await figures.targets(commune.id)
    const notice = noticeOf(c.req.query('ket-qua'))
    return c.html(resultsPage({ operator, commune, targets, today: dayOf(deps.now()), notice }))
  })
  routes.post('/so-lieu/chi-tieu', requireRight('publish'), async (c) => {
    const wanted = said.safeParse(await c.req.parseBody()).data
    const commune = communeOf(c, wanted?.xa)
    if (!wanted || !commune) return c.notFound()
    const { vanBan: documentId, khoa: key, ketQua: result, ngay: asOf, congBo } = wanted
    const more = { said: { documentId, key, result, asOf, isPublished: congBo === 'co' }, by: c.var.operator.personId }
    if (!(await figures.sayResult(commune.id, more))) return c.notFound()
    return c.redirect(`${FIGURES_PATH}/chi-tieu?xa=${commune.slug}&ket-qua=da-luu`, 303)
  })
}

type Scores = Awaited<ReturnType<ConsoleDependencies['figures']['onTime']>>

async function chartsOf(usage: Usage, onTime: Scores) {
  const endings = Object.keys(ENDING_NAMES) as (keyof typeof ENDING_NAMES)[]
  const topics = usage.topics.slice(0, TOPICS_DRAWN)
  return {
    days: await barChart({
      labels: usage.days.map(({ day: iso }) => `${iso.slice(8)}/${iso.slice(5, 7)}`),
      series: endings.map((ending) => ({
        name: ENDING_NAMES[ending],
        values: usage.days.map(({ counts }) => counts[ending]),
      })),
    }),
    topics: await barChart({
      labels: topics.map(({ title }) => title ?? 'Không dẫn văn bản nào'),
      series: [{ name: 'Số câu', values: topics.map(({ count }) => count) }],
      isLying: true,
    }),
    onTime:
      onTime.length === 0
        ? null
        : await barChart({
            labels: onTime.map(({ bodyName }) => bodyName),
            series: [
              { name: 'Đúng hạn', values: onTime.map(({ inTime }) => inTime) },
              { name: 'Muộn', values: onTime.map(({ late }) => late) },
              { name: 'Quá hạn chưa nộp', values: onTime.map(({ missing }) => missing) },
              { name: 'Chưa đến hạn', values: onTime.map(({ open }) => open) },
            ],
            isLying: true,
          }),
  }
}

function attached(type: string, name: string): Record<string, string> {
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
}
