import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { unitKey } from '../../language/units.ts'
import type { Operator } from '../../people/index.ts'
import { type AskedQuestion, type Curated, CuratedError } from '../../questions/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { curatedListPage, curatedPage, type Draft, writePage } from '../pages/curated.ts'
import type { Notice } from '../pages/layout.ts'
import { dayOf } from '../pages/moments.ts'
import { QUESTIONS_PATH } from '../pages/questions.ts'
import { idList } from './questions.ts'

const PATH = `${QUESTIONS_PATH}/cau-tra-loi`
const revision = z.coerce.number().int().nonnegative()
const written = z.object({
  xa: z.coerce.number().int().positive(),
  cau: idList.catch([]),
  cachHoi: z.string(),
  traLoi: z.string(),
  canCu: z.string(),
  donVi: z.string().transform((unit) => unit || null),
  denNgay: z.union([z.literal(''), z.iso.date()]).catch(''),
})
type Written = z.output<typeof written>

/** Answers the office writes itself: written, approved by another of the unit responsible, given back, withdrawn. */
export function curatedRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addReading(routes, deps)
  addWriting(routes, deps)
  routes.use('/hoi-thoai/cau-tra-loi/:id/*', requireRight('answers'))
  addRevising(routes, deps)
  addApproving(routes, deps)
  addTakingBack(routes, deps)
  return routes
}

type Form = {
  draft: Draft
  asked: AskedQuestion[]
  changes: Parameters<typeof writePage>[0]['changes']
  notice?: Notice
}

async function formPage(
  { library, units: unitsIn }: ConsoleDependencies,
  c: Context<ConsoleEnv>,
  { draft, asked, changes, notice }: Form,
): Promise<Response> {
  const { operator } = c.var
  const commune = operator.communes.find(({ id }) => id === draft.communeId)
  if (!commune) return c.notFound()
  const documents = await library.documents([commune.id])
  const sources = documents
    .filter(({ status }) => status === 'active')
    .map(({ type, number, title }) =>
      [type ?? 'Văn bản', number ? `số ${number}` : '', title ?? ''].filter(Boolean).join(' '),
    )
  const units = await unitsIn(commune.slug)
  const page = { ...{ operator, asked, changes, units, sources }, notice: notice ?? null }
  const unit = draft.unit ?? units.find((each) => asked[0]?.answer.includes(each)) ?? null
  return c.html(writePage({ ...page, draft: { ...draft, unit } }), notice ? 400 : 200)
}

function idsOf({ communes }: Operator): number[] {
  return communes.map(({ id }) => id)
}

/** The answer of the path, where it is of one of the operator's communes. */
function own({ questions }: ConsoleDependencies, c: Context<ConsoleEnv>): Promise<Curated | null> {
  return questions.curated.find(Number(c.req.param('id')) || 0, idsOf(c.var.operator))
}

function addReading(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { curated } = deps.questions
  routes.get('/hoi-thoai/cau-tra-loi', async (c) => {
    const { operator } = c.var
    const answers = await curated.list(idsOf(operator))
    return c.html(
      curatedListPage({ operator, answers, today: dayOf(deps.now()), notice: noticeOf(c.req.query('ket-qua')) }),
    )
  })
  routes.get('/hoi-thoai/cau-tra-loi/:id{[1-9][0-9]{0,8}}', async (c) => {
    const { operator } = c.var
    const answer = await own(deps, c)
    if (!answer) return c.notFound()
    const page = { operator, answer, today: dayOf(deps.now()), notice: noticeOf(c.req.query('ket-qua')) }
    return c.html(curatedPage({ ...page, whyNotApprove: whyNotApprove(operator, answer) }))
  })
}

function addWriting(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { questions } = deps
  routes.use('/hoi-thoai/soan', requireRight('answers'))
  routes.get('/hoi-thoai/soan', async (c) => {
    const { operator } = c.var
    const ids = idList.safeParse(c.req.query('cau') ?? '').data ?? []
    const all = await questions.several(ids, idsOf(operator))
    const communeId = all[0]?.communeId ?? operator.communes[0]?.id ?? 0
    const asked = all.filter((each) => each.communeId === communeId).reverse()
    const wordings = [...new Set(asked.map(({ question }) => question))].slice(0, 8)
    const draft = { communeId, questions: wordings.join('\n'), answer: '', source: '', unit: null, validUntil: '' }
    return formPage(deps, c, { draft, asked, changes: null })
  })
  routes.post('/hoi-thoai/soan', async (c) => {
    const { operator } = c.var
    const said = written.safeParse(await c.req.parseBody()).data
    if (!said || !idsOf(operator).includes(said.xa)) return c.notFound()
    try {
      const id = await questions.curated.write(contentOf(said), { by: operator.personId, messageIds: said.cau })
      return c.redirect(`${PATH}/${id}?ket-qua=cau-da-gui-duyet`, 303)
    } catch (error) {
      if (!(error instanceof CuratedError)) throw error
      const asked = await questions.several(said.cau, [said.xa])
      return formPage(deps, c, { draft: draftOf(said), asked, changes: null, notice: { tone: 'bad', text: error.vi } })
    }
  })
}

function addRevising(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.get('/hoi-thoai/cau-tra-loi/:id/sua', async (c) => {
    const answer = await own(deps, c)
    if (!answer) return c.notFound()
    const { id, communeId, answer: text, source, unit, validUntil } = answer
    const draft = {
      communeId,
      answer: text,
      source,
      unit,
      validUntil: validUntil ?? '',
      questions: answer.questions.join('\n'),
    }
    return formPage(deps, c, { draft, asked: [], changes: { id, revision: answer.revision } })
  })
  routes.post('/hoi-thoai/cau-tra-loi/:id/sua', async (c) => {
    const answer = await own(deps, c)
    const said = written.extend({ banSua: revision }).safeParse(await c.req.parseBody()).data
    if (!answer || !said) return c.notFound()
    const change = { id: answer.id, revision: said.banSua, by: c.var.operator.personId }
    try {
      const isRevised = await deps.questions.curated.revise(change, contentOf(said))
      return c.redirect(`${PATH}/${answer.id}?ket-qua=${isRevised ? 'cau-da-gui-duyet' : 'co-nguoi-sua'}`, 303)
    } catch (error) {
      if (!(error instanceof CuratedError)) throw error
      const draft = { ...draftOf(said), communeId: answer.communeId }
      return formPage(deps, c, { draft, asked: [], changes: change, notice: { tone: 'bad', text: error.vi } })
    }
  })
}

function judged(c: Context<ConsoleEnv>, word: NoticeWord): Response {
  return c.redirect(`${PATH}/${c.req.param('id')}?ket-qua=${word}`, 303)
}

function addApproving(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { curated } = deps.questions
  routes.post('/hoi-thoai/cau-tra-loi/:id/duyet', async (c) => {
    const { operator } = c.var
    const answer = await own(deps, c)
    const seen = z.object({ banSua: revision }).safeParse(await c.req.parseBody()).data
    if (!answer || !seen) return c.notFound()
    if (whyNotApprove(operator, answer) !== null) return judged(c, 'khong-duoc-duyet')
    const outcome = await curated.approve({ id: answer.id, revision: seen.banSua, by: operator.personId })
    return judged(c, outcome === 'done' ? 'cau-da-duyet' : outcome === 'own' ? 'khong-duoc-duyet' : 'co-nguoi-sua')
  })
}

const reasoned = z.object({ banSua: revision, lyDo: z.string().trim().min(1).max(300) })

function addTakingBack(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { curated } = deps.questions
  routes.post('/hoi-thoai/cau-tra-loi/:id/tra-lai', async (c) => {
    const { operator } = c.var
    const answer = await own(deps, c)
    const said = reasoned.safeParse(await c.req.parseBody()).data
    if (!answer || !said) return c.notFound()
    if (whyNotApprove(operator, answer) !== null) return judged(c, 'khong-duoc-duyet')
    const change = { id: answer.id, revision: said.banSua, by: operator.personId }
    return judged(c, (await curated.giveBack(change, said.lyDo)) ? 'cau-da-tra-lai' : 'co-nguoi-sua')
  })
  routes.post('/hoi-thoai/cau-tra-loi/:id/thu-hoi', async (c) => {
    const answer = await own(deps, c)
    const said = reasoned.safeParse(await c.req.parseBody()).data
    if (!answer || !said) return c.notFound()
    const change = { id: answer.id, revision: said.banSua, by: c.var.operator.personId }
    return judged(c, (await curated.withdraw(change, said.lyDo)) ? 'cau-da-thu-hoi' : 'co-nguoi-sua')
  })
}

function contentOf({ xa, cachHoi, traLoi, canCu, donVi, denNgay }: Written) {
  return {
    ...{ communeId: xa, questions: cachHoi.split('\n'), answer: traLoi, source: canCu, unit: donVi },
    validUntil: denNgay || null,
  }
}

function draftOf({ xa, cachHoi, traLoi, canCu, donVi, denNgay }: Written): Draft {
  return { communeId: xa, questions: cachHoi, answer: traLoi, source: canCu, unit: donVi, validUntil: denNgay }
}

/** Another than its writer, of the unit responsible or a leader of the commune; null when this operator may approve. */
function whyNotApprove({ personId, posts, rights }: Operator, { communeId, unit, writtenBy }: Curated): string | null {
  const here = posts.filter(({ commune }) => commune.id === communeId)
  if (writtenBy === personId) return 'Anh/chị là người soạn; cần một người khác duyệt.'
  if (!rights.has('answers')) return 'Anh/chị không có quyền duyệt câu trả lời.'
  const isLeader = here.some(({ role }) => role === 'chair' || role === 'vice_chair')
  const isOfUnit =
    unit === null
      ? here.some(({ role }) => role === 'coordinator')
      : here.some(
          ({ role, unit: own }) =>
            (role === 'head' || role === 'deputy_head') && own !== null && unitKey(own) === unitKey(unit),
        )
  if (isLeader || isOfUnit) return null
  return `Chờ ${unit ? `người đứng đầu ${unit}` : 'cán bộ điều phối'} hoặc lãnh đạo xã duyệt.`
}
