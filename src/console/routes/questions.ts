import { Hono } from 'hono'
import { z } from 'zod'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { questionPage } from '../pages/question.ts'
import { allQuestionsPage, QUESTIONS_PATH, wantingPage } from '../pages/questions.ts'

const PAGE = 40

const filterFields = z.object({
  ket: z.string().max(30).catch(''),
  kenh: z.string().max(30).catch(''),
  ngay: z.coerce.number().int().min(1).max(365).catch(30),
  tim: z.string().trim().max(100).catch(''),
  truoc: z.coerce.number().int().positive().optional().catch(undefined),
})

/** "1,2,3": the numbers of questions. */
export const idList = z
  .string()
  .max(4_000)
  .transform((text) =>
    text
      .split(',')
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0),
  )

/** What was asked and how it was answered; masked. */
export function questionRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addReading(routes, deps)
  addMarking(routes, deps)
  return routes
}

function idsOf(operator: ConsoleEnv['Variables']['operator']): number[] {
  return operator.communes.map(({ id }) => id)
}

function addReading(routes: Hono<ConsoleEnv>, { questions }: ConsoleDependencies): void {
  routes.get('/hoi-thoai', async (c) => {
    const { operator } = c.var
    const groups = await questions.wanting(idsOf(operator))
    return c.html(wantingPage({ operator, groups, notice: noticeOf(c.req.query('ket-qua')) }))
  })
  routes.get('/hoi-thoai/tat-ca', async (c) => {
    const { operator } = c.var
    const { ket, kenh, ngay, tim, truoc } = filterFields.parse(c.req.query())
    const found = await questions.list({
      ...{ communeIds: idsOf(operator), days: ngay, beforeId: truoc, limit: PAGE + 1 },
      ...{ kind: ket || undefined, channel: kenh || undefined, words: tim || undefined },
    })
    const shown = found.slice(0, PAGE)
    const next = { ket, kenh, ngay: String(ngay), tim, truoc: String(shown.at(-1)?.id ?? '') }
    const page = {
      ...{ operator, questions: shown, filter: { kind: ket, channel: kenh, days: ngay, words: tim } },
      olderUrl: found.length > PAGE ? `${QUESTIONS_PATH}/tat-ca?${new URLSearchParams(next)}` : null,
      notice: noticeOf(c.req.query('ket-qua')),
    }
    return c.html(allQuestionsPage(page))
  })
  routes.get('/hoi-thoai/:id{[1-9][0-9]{0,8}}', async (c) => {
    const { operator } = c.var
    const asked = await questions.find(Number(c.req.param('id')), idsOf(operator))
    return asked ? c.html(questionPage({ operator, asked, notice: noticeOf(c.req.query('ket-qua')) })) : c.notFound()
  })
}

function addMarking(routes: Hono<ConsoleEnv>, { questions }: ConsoleDependencies): void {
  routes.post('/hoi-thoai/:id{[1-9][0-9]{0,8}}/sai', requireRight('answers'), async (c) => {
    const { operator } = c.var
    const asked = await questions.find(Number(c.req.param('id')), idsOf(operator))
    const note = z.object({ ghiChu: z.string().trim().min(1).max(500) }).safeParse(await c.req.parseBody()).data?.ghiChu
    if (!asked || note === undefined) return c.notFound()
    await questions.mark([asked.replyId], { verdict: 'wrong', note, by: operator.personId })
    return c.redirect(`${QUESTIONS_PATH}/${asked.id}?ket-qua=da-danh-dau`, 303)
  })
  routes.post('/hoi-thoai/bo-qua', requireRight('answers'), async (c) => {
    const { operator } = c.var
    const ids = z.object({ cau: idList }).safeParse(await c.req.parseBody()).data?.cau ?? []
    const asked = await questions.several(ids, idsOf(operator))
    if (asked.length === 0) return c.notFound()
    await questions.mark(
      asked.map(({ replyId }) => replyId),
      { verdict: 'settled', note: null, by: operator.personId },
    )
    return c.redirect(`${QUESTIONS_PATH}?ket-qua=da-bo-qua`, 303)
  })
}
