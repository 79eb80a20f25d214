import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Correction, OfficeDocument, Outcome, Seen } from '../../documents/index.ts'
import { fold } from '../../language/text.ts'
import type { Operator } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { documentReviewPage } from '../pages/document-review.ts'
import { documentsPage } from '../pages/documents.ts'
import type { Notice } from '../pages/layout.ts'
import { versionsPage } from '../pages/versions.ts'
import { backTo, CONSOLE_PATH } from '../paths.ts'
import { communeOf } from '../viewer.ts'

const id = z.coerce.number().int().positive()
const kind = z.enum(['duty', 'rule', 'target'])
const reason = z.string().trim().max(2_000).default('')
const seen = { kind, id, revision: z.coerce.number().int().nonnegative(), lyDo: reason }

/** The entry to merge into, as its option says: number and the revision seen. */
const target = z
  .string()
  .regex(/^\d{1,9}\.\d{1,9}$/)
  .transform((said) => said.split('.').map(Number))
  .transform(([into = 0, revision = 0]) => ({ id: into, revision }))

/** One form an entry: `viec` is the button pressed. */
const judgement = z.discriminatedUnion('viec', [
  z.object({ viec: z.literal('xac-nhan'), ...seen }),
  z.object({ viec: z.literal('loai'), ...seen }),
  z.object({ viec: z.literal('mo-lai'), ...seen }),
  z.object({ viec: z.literal('sua'), ...seen }).loose(),
  z.object({ viec: z.literal('lay-theo-tep'), ...seen }),
  z.object({ viec: z.literal('giu-nguyen'), ...seen }),
  z.object({ viec: z.literal('gop'), ...seen, vao: target }),
])
type Judgement = z.infer<typeof judgement>

const DONE: Record<Judgement['viec'], NoticeWord> = {
  'xac-nhan': 'da-xac-nhan',
  loai: 'da-loai',
  'mo-lai': 'da-mo-lai',
  sua: 'da-sua',
  'lay-theo-tep': 'da-giai-quyet',
  'giu-nguyen': 'da-giai-quyet',
  gop: 'da-gop',
}

type DocumentContext = Context<ConsoleEnv, '/van-ban/:id/*'>

/** What the machine read of each paper, for people to judge. */
export function documentRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addReading(routes, deps)
  addJudging(routes, deps)
  addDeciding(routes, deps)
  return routes
}

function addReading(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { review, library } = deps
  routes.get('/van-ban', async (c) => {
    const { operator } = c.var
    const commune = communeOf(operator, c.req.query('xa'))
    const wanted = (c.req.query('tim') ?? '').trim().slice(0, 200)
    const all = commune ? await library.documents([commune.id]) : []
    const documents = wanted ? all.filter((document) => bears(document, wanted)) : all
    const found = wanted && commune ? await library.search([commune.id], wanted) : null
    return c.html(documentsPage({ operator, commune, documents, awaiting: await review.awaiting(), wanted, found }))
  })
  routes.get('/van-ban/:id{[1-9][0-9]{0,8}}', (c) =>
    show(deps, c, Number(c.req.param('id')), { notice: noticeOf(c.req.query('ket-qua')) }),
  )
  routes.get('/van-ban/:id{[1-9][0-9]{0,8}}/so-sanh', async (c) => {
    const { operator } = c.var
    const documentId = Number(c.req.param('id'))
    const view = await library.document(documentId, communeIds(operator))
    const versions = view && (await library.versions(documentId, communeIds(operator)))
    return view && versions ? c.html(versionsPage({ operator, view, versions })) : c.notFound()
  })
}

type Shown = { notice: Notice | null; status?: 200 | 409 }

async function show(
  { library, review }: ConsoleDependencies,
  c: Context<ConsoleEnv>,
  documentId: number,
  { notice, status = 200 }: Shown,
): Promise<Response> {
  const { operator } = c.var
  const view = await library.document(documentId, communeIds(operator))
  const read = view && (await review.document(documentId))
  if (!view || !read) return c.notFound()
  return c.html(documentReviewPage({ operator, view, read, notice }), status)
}

/** The document of the path, where it is of one of the operator's communes. */
async function ownDocument({ library }: ConsoleDependencies, c: DocumentContext): Promise<number | null> {
  const asked = id.safeParse(c.req.param('id'))
  if (!asked.success) return null
  return (await library.document(asked.data, communeIds(c.var.operator))) ? asked.data : null
}

function back(c: Context<ConsoleEnv>, documentId: number, word: NoticeWord, anchor = ''): Response {
  return c.redirect(`${CONSOLE_PATH}/van-ban/${documentId}?ket-qua=${word}${anchor}`, 303)
}

function addJudging(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.post('/van-ban/:id/muc', requireRight('review'), async (c) => {
    const documentId = await ownDocument(deps, c)
    const fields = await c.req.parseBody()
    const form = judgement.safeParse(fields)
    if (documentId === null || !form.success) return c.notFound()
    const { data } = form
    const owned = await ownsEntry(deps, documentId, data)
    if (!owned) return back(c, documentId, 'khong-con')
    const outcome = await judge(deps, data, nameOf(c.var.operator))
    if (outcome.kind === 'refused') {
      return show(deps, c, documentId, { notice: { tone: 'bad', text: outcome.why }, status: 409 })
    }
    const anchor = `#muc-${data.kind}-${data.id}`
    if (outcome.kind === 'done' && fields.ve) return c.redirect(backTo(fields.ve, { 'ket-qua': DONE[data.viec] }), 303)
    if (outcome.kind === 'overtaken') return back(c, documentId, 'co-nguoi-sua', anchor)
    return back(c, documentId, outcome.kind === 'gone' ? 'khong-con' : DONE[data.viec], anchor)
  })
}

function addDeciding(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { review } = deps
  routes.post('/van-ban/:id/xac-nhan-tat-ca', requireRight('review'), async (c) => {
    const documentId = await ownDocument(deps, c)
    const form = z.object({ kind, version: id }).safeParse(await c.req.parseBody())
    if (documentId === null || !form.success) return c.notFound()
    const outcome = await review.confirmAll({ documentId, ...form.data }, { by: nameOf(c.var.operator) })
    return back(c, documentId, outcome.kind === 'done' ? 'da-xac-nhan' : 'co-nguoi-sua', `#${form.data.kind}`)
  })

  routes.post('/van-ban/:id/hien-thi', requireRight('publish'), async (c) => {
    const documentId = await ownDocument(deps, c)
    const form = z.object({ cho: z.enum(['public', 'internal']) }).safeParse(await c.req.parseBody())
    if (documentId === null || !form.success) return c.notFound()
    const outcome = await review.setVisibility(documentId, form.data.cho, { by: nameOf(c.var.operator) })
    if (outcome.kind === 'refused') {
      return show(deps, c, documentId, { notice: { tone: 'bad', text: outcome.why }, status: 409 })
    }
    return back(c, documentId, form.data.cho === 'public' ? 'da-cong-khai' : 'da-noi-bo')
  })
}

/** Whether the words stand in its name, number or file, marks and capitals aside. */
function bears({ title, type, number, file, dateText }: OfficeDocument, wanted: string): boolean {
  return fold([type, title, number, file, dateText].join(' ')).includes(fold(wanted))
}

function communeIds({ communes }: Operator): number[] {
  return communes.map(({ id: communeId }) => communeId)
}

/** As histories show it. */
function nameOf({ name, loginName }: Operator): string {
  return name ?? loginName
}

/** An entry is judged through its own document: nobody reaches another commune's by its number. */
async function ownsEntry({ review }: ConsoleDependencies, documentId: number, data: Judgement): Promise<boolean> {
  const entries = (await review.document(documentId))?.entries ?? []
  const has = (entryId: number): boolean => entries.some((entry) => entry.kind === data.kind && entry.id === entryId)
  return has(data.id) && (data.viec !== 'gop' || has(data.vao.id))
}

function judge({ review }: ConsoleDependencies, data: Judgement, by: string): Promise<Outcome> {
  const entry: Seen = { kind: data.kind, id: data.id, revision: data.revision }
  const who = { by, why: data.lyDo }
  switch (data.viec) {
    case 'xac-nhan':
      return review.confirm(entry, who)
    case 'loai':
      return review.reject(entry, who)
    case 'mo-lai':
      return review.reopen(entry, who)
    case 'lay-theo-tep':
      return review.settle(entry, 'take_file', who)
    case 'giu-nguyen':
      return review.settle(entry, 'keep_own', who)
    case 'gop': {
      return review.merge({ keep: { kind: data.kind, ...data.vao }, drop: entry }, who)
    }
    case 'sua':
      return review.correct(entry, correctionOf(data), who)
  }
}

/** The fields of the form; a list is written a line or a semicolon each. */
function correctionOf(data: Extract<Judgement, { viec: 'sua' }>): Correction {
  const text = (name: string): string | null => {
    const value = data[name]
    return typeof value === 'string' && value.trim() !== '' ? value : null
  }
  const list = (name: string): string[] => (text(name) ?? '').split(/[\n;]+/)
  if (data.kind === 'rule') {
    const cadence = text('cadence') as never
    return {
      kind: 'rule',
      fields: { who: list('who'), to: text('to'), via: text('via'), cadence, dueText: text('dueText') },
    }
  }
  if (data.kind === 'duty') {
    const fields = { name: text('name') ?? '', lead: list('lead'), coordinating: list('coordinating') }
    return { kind: 'duty', fields: { ...fields, output: text('output'), timeText: text('timeText') } }
  }
  const value = text('value')
  const number = value === null ? null : Number(value.replace(',', '.'))
  const op = text('op') as never
  return {
    kind: 'target',
    fields: { text: text('text') ?? '', op, value: number, unit: text('unit'), by: text('by') },
  }
}
