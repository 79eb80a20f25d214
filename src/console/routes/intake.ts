import { Hono } from 'hono'
import { z } from 'zod'
import { explainRefusal, type ReadingState, type RefusedIntake } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type ReadFile, readingPage } from '../pages/upload.ts'
import { CONSOLE_PATH } from '../paths.ts'

const MOST_FILES = 30
const number = z.coerce.number().int().nonnegative()
/** As `keepFile` names files; others are not asked about. */
const fileName = z
  .string()
  .max(300)
  .regex(/^[^.\s][^\s\\]*$/)

/** Papers handed in through the pages, and how far their reading is. */
export function intakeRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const { intake, library } = deps
  const routes = new Hono<ConsoleEnv>()

  routes.post('/van-ban/tep', requireRight('review'), async (c) => {
    const { operator } = c.var
    const { tep = [], thay } = await c.req.parseBody({ all: true })
    const files = [tep].flat().filter((each): each is File => each instanceof File && each.name !== '')
    const replaced = thay === undefined ? null : await fileOf(deps, operator, thay)
    if (thay !== undefined && replaced === null) return c.notFound()
    // Whoever looks after several communes hands in papers of any: the paper itself says whose it is.
    const [only, ...others] = operator.communes
    const slug = only && others.length === 0 ? only.slug : null
    const query = new URLSearchParams()
    for (const file of files.slice(0, replaced === null ? MOST_FILES : 1)) {
      const bytes = Buffer.from(await file.arrayBuffer())
      const kept = await intake.keep({ name: file.name, bytes, slug, replaces: replaced })
      if (kept.kind === 'kept') query.append('tep', kept.file)
      else query.append('hong', kept.because)
    }
    if (files.length === 0) query.append('hong', 'empty')
    // Asked for once everything is there: one run takes all of it.
    if (query.has('tep')) query.set('luot', String(await intake.read()))
    return c.redirect(`${CONSOLE_PATH}/van-ban/nap?${query}`, 303)
  })

  routes.get('/van-ban/nap', async (c) => {
    const { operator } = c.var
    const after = number.catch(0).parse(c.req.query('luot'))
    const names = (c.req.queries('tep') ?? []).slice(0, MOST_FILES).filter((name) => fileName.safeParse(name).success)
    const states = await Promise.all(names.map((name) => intake.state(name, after)))
    const files = names.map((name, at) => tellFile(name, states[at] ?? { kind: 'waiting' }, operator))
    const isDone = states.every(({ kind }) => kind !== 'waiting' && kind !== 'reading')
    const refused = (c.req.queries('hong') ?? []).slice(0, MOST_FILES).flatMap((said) => explained(said))
    return c.html(readingPage({ operator, files, refused, isDone }))
  })

  const fileOf = async (
    { review }: ConsoleDependencies,
    { communes }: Operator,
    said: unknown,
  ): Promise<string | null> => {
    const id = number.safeParse(said)
    const ids = communes.map((commune) => commune.id)
    if (!id.success || !(await library.document(id.data, ids))) return null
    return (await review.document(id.data))?.file ?? null
  }
  return routes
}

/** A reason of ours alone: nobody's words are shown from an address. */
function explained(said: string): string[] {
  try {
    return [explainRefusal(said as RefusedIntake)]
  } catch {
    return []
  }
}

const READ_AS = {
  added: 'Đã đọc như văn bản mới.',
  changed: 'Đã đọc như bản mới của văn bản đang có.',
  unchanged: 'Nội dung giống bản đang có; không có gì thay đổi.',
} as const

function tellFile(file: string, state: ReadingState, { communes }: Operator): ReadFile {
  if (state.kind === 'waiting') return { file, tone: 'wait', says: ['Đang chờ đến lượt đọc.'], documentId: null }
  if (state.kind === 'reading') {
    const far = state.total > 0 ? `Đang đọc, ${state.done}/${state.total} tệp.` : 'Đang đọc.'
    return { file, tone: 'wait', says: [far], documentId: null }
  }
  if (state.kind === 'refused') {
    return {
      file,
      tone: 'bad',
      says: [`Không nhận: ${state.reason}.`, `Cách xử lý: ${state.remedy}.`],
      documentId: null,
    }
  }
  const isOwn = communes.some(({ id }) => id === state.communeId)
  const says = [
    READ_AS[state.as],
    ...(state.disturbed > 0 ? [`${state.disturbed} mục đã xác nhận nay tệp ghi khác; mời chọn lại.`] : []),
    ...state.remarks.map(({ reason, remedy }) => `Cần xem lại: ${reason} (${remedy}).`),
    ...(isOwn ? [] : ['Máy đọc ra văn bản của xã, phường khác; anh/chị không có quyền xem.']),
  ]
  return { file, tone: 'good', says, documentId: isOwn ? state.documentId : null }
}
