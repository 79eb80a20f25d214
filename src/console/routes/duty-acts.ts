import { Hono } from 'hono'
import { z } from 'zod'
import type { ActOutcome, DeskAct } from '../../reminders/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import type { ConsoleEnv } from '../guard.ts'
import type { NoticeWord } from '../notices.ts'
import { refusalPage } from '../pages/refusal.ts'
import { backTo } from '../paths.ts'
import { viewerOf } from '../viewer.ts'

const text = z.string().trim().max(500).default('')
const person = z.coerce.number().int().positive().nullable().default(null)
const day = z.iso.date()

/** The button's word with its fields, as the act it is. */
const act = z.discriminatedUnion('viec', [
  z.object({ viec: z.literal('da-nop'), loi: text }).transform(({ loi }) => ({ kind: 'filed' as const, words: loi })),
  z
    .object({ viec: z.literal('dang-lam'), loi: text })
    .transform(({ loi }) => ({ kind: 'in_progress' as const, words: loi })),
  z
    .object({ viec: z.literal('khong-phai-nop'), lyDo: text })
    .transform(({ lyDo }) => ({ kind: 'not_applicable' as const, reason: lyDo })),
  z.object({ viec: z.literal('da-nhan') }).transform(() => ({ kind: 'accepted' as const })),
  z
    .object({ viec: z.literal('tra-lai'), lyDo: text })
    .transform(({ lyDo }) => ({ kind: 'returned' as const, reason: lyDo })),
  z
    .object({ viec: z.literal('tra-loi'), loi: text, nguoi: person })
    .transform(({ loi, nguoi }) => ({ kind: 'difficulty_answered' as const, text: loi, personId: nguoi })),
  z.object({ viec: z.literal('gia-han'), ngay: day, lyDo: text, nguoi: person }).transform(({ ngay, lyDo, nguoi }) => ({
    ...{ kind: 'extension_granted' as const, until: ngay },
    ...{ reason: lyDo, personId: nguoi },
  })),
  z
    .object({ viec: z.literal('khong-gia-han'), lyDo: text, nguoi: person })
    .transform(({ lyDo, nguoi }) => ({ kind: 'extension_refused' as const, reason: lyDo, personId: nguoi })),
  z
    .object({ viec: z.literal('van-thuoc'), nguoi: person })
    .transform(({ nguoi }) => ({ kind: 'kept' as const, personId: nguoi })),
  z.object({ viec: z.literal('nhac-ngay') }).transform(() => ({ kind: 'remind_now' as const })),
  z.object({ viec: z.literal('hoan-tac') }).transform(() => ({ kind: 'undo' as const })),
])
const number = z.coerce.number().int().positive()
const word = z.string().min(1).max(80)

const DONE: Record<DeskAct['kind'], NoticeWord> = {
  filed: 'da-ghi-nop',
  in_progress: 'da-ghi',
  not_applicable: 'da-ghi-khong-nop',
  accepted: 'da-ghi-nhan',
  returned: 'da-tra-lai',
  difficulty_answered: 'da-tra-loi',
  extension_granted: 'da-gia-han',
  extension_refused: 'da-tra-loi',
  kept: 'da-tra-loi',
  remind_now: 'da-nhac-viec',
  undo: 'da-hoan-tac',
}

/** What is said of one duty, from whichever page. */
export function dutyActRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  routes.post('/viec/:id{[1-9][0-9]{0,8}}', async (c) => {
    const { operator } = c.var
    const fields = await c.req.parseBody()
    const [said, form] = [act.safeParse(fields), word.safeParse(fields.phieu)]
    if (!said.success || !form.success) return c.redirect(backTo(fields.ve, { 'ket-qua': 'chua-du' }), 303)
    const acting = { viewer: viewerOf(operator), communes: operator.communes, form: form.data }
    const dutyId = number.parse(c.req.param('id'))
    const outcome = await deps.desk.act(dutyId, said.data, acting)
    if (outcome.kind === 'not_yours') return c.html(refusalPage(operator), 403)
    const word_ = wordOf(outcome, said.data)
    const isUndoable = outcome.kind === 'done' && said.data.kind !== 'undo'
    return c.redirect(backTo(fields.ve, { 'ket-qua': word_, ...(isUndoable && { viec: String(dutyId) }) }), 303)
  })
  return routes
}

function wordOf(outcome: Exclude<ActOutcome, { kind: 'not_yours' }>, said: DeskAct): NoticeWord {
  switch (outcome.kind) {
    case 'done':
      return DONE[said.kind]
    case 'reminded':
      return outcome.at === null ? 'da-nhac-viec' : 'se-nhac'
    case 'nobody':
      return 'khong-ai-nhan'
    case 'refused':
      return said.kind === 'extension_granted' && said.reason !== '' ? 'han-moi-som' : 'thieu-ly-do'
    case 'gone':
      return 'viec-khong-con'
  }
}
