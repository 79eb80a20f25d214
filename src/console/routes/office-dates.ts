import { Hono } from 'hono'
import { z } from 'zod'
import { DATE_CHOICES, type DateOutcome } from '../../reminders/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { DUTIES_PATH } from '../pages/duties-view.ts'
import { lookPage } from './duties-look.ts'

const dateForm = z.object({
  xa: z.string(),
  vanBan: z.coerce.number().int().positive(),
  quyDinh: z.string().min(1).max(300),
  chon: z.string().transform((word) => (DATE_CHOICES.includes(word) ? word : null)),
  han: z.string().trim().max(200),
})

const WORDS: Record<DateOutcome['kind'], NoticeWord> = {
  set: 'da-dat-han',
  gone: 'quy-dinh-khong-con',
  both: 'chon-mot-han',
  session_day: 'thieu-ngay-hop',
  no_date: 'khong-phai-ngay',
}

/** The office's own date for a report whose document names no day. What is refused comes back as it was typed. */
export function officeDateRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  routes.post('/nhiem-vu/dat-han', requireRight('reminders'), async (c) => {
    const { operator } = c.var
    const form = dateForm.safeParse(await c.req.parseBody())
    const commune = operator.communes.find(({ slug }) => slug === form.data?.xa)
    if (!form.success || !commune) return c.notFound()
    const { vanBan: documentId, quyDinh: ruleKey, chon: choice, han: words } = form.data
    const by = { personId: operator.personId, name: operator.name ?? operator.loginName }
    const { kind } = await deps.desk.setDate(commune, { documentId, ruleKey, choice, words, by })
    // Without a fragment of its own the address would keep the form's, and the notice would stand out of sight.
    if (kind === 'set' || kind === 'gone') {
      return c.redirect(`${DUTIES_PATH}?xa=${commune.slug}&ket-qua=${WORDS[kind]}#noi-dung`, 303)
    }
    const typed = { documentId, ruleKey, choice, words }
    return c.html(await lookPage(deps, c, { commune, notice: noticeOf(WORDS[kind]), typed }), 422)
  })
  return routes
}
