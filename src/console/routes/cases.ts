import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Case, Outcome } from '../../feedback/index.ts'
import { dayOf } from '../../language/day-words.ts'
import { unitKey } from '../../language/units.ts'
import type { Operator, Right } from '../../people/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { casePage } from '../pages/case-view.ts'
import { CASE_PLACES, casesPage } from '../pages/cases.ts'
import type { Notice } from '../pages/layout.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { isOwnCommune } from '../viewer.ts'

const number = z.coerce.number().int().positive()
const optional = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars)
    .default('')
    .transform((text) => text || null)
const answered = z.object({
  lan: number,
  viec: z.enum(['answered', 'working', 'declined']),
  traLoi: optional(2_000),
  ghiChu: optional(500),
})
const assigned = z.object({ lan: number, donVi: z.string().min(1).max(200), ghiChu: optional(500) })
const sorted = z.object({ linhVuc: optional(100), thon: optional(100) })

const RIGHTS = { report: 'tickets', voter: 'council' } as const satisfies Record<keyof typeof CASE_PLACES, Right>

/** Reports of citizens, and proposals of voters, in their two places. */
export function caseRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  for (const kind of ['report', 'voter'] as const) {
    const place = openPlace(deps, kind)
    addReading(routes, deps, place)
    addActs(routes, deps, place)
  }
  return routes
}

type FoundCase = Awaited<ReturnType<ConsoleDependencies['feedback']['get']>>

/** What every route of one of the two places does with a case. */
type Place = {
  kind: keyof typeof CASE_PLACES
  /** Below the office's own. */
  path: string
  /** The case of the path, where it is of this place, an own commune and, for who sees no more, an own unit. */
  own(c: Context<ConsoleEnv>): Promise<FoundCase>
  show(c: Context<ConsoleEnv>, id: number, notice: Notice | null): Promise<Response>
  settle(c: Context<ConsoleEnv>, id: number, outcome: Outcome, done: NoticeWord): Promise<Response> | Response
}

function openPlace(deps: ConsoleDependencies, kind: keyof typeof CASE_PLACES): Place {
  const { feedback } = deps
  const place = CASE_PLACES[kind]
  const show = async (c: Context<ConsoleEnv>, id: number, notice: Notice | null): Promise<Response> => {
    const found = await feedback.get(id)
    if (!found) return c.notFound()
    const { operator } = c.var
    const mayAnswer = operator.rights.has(RIGHTS[kind])
    return c.html(
      casePage({
        ...{ operator, place, found, mayAnswer, notice, today: dayOf(deps.now()) },
        units: mayAnswer && operator.seesAllUnits ? await unitsFor(deps, operator, found) : [],
        fields: Object.keys(feedback.rules.fields),
      }),
      notice?.tone === 'bad' ? 409 : 200,
    )
  }
  return {
    ...{ kind, show, path: place.path.slice(CONSOLE_PATH.length) },
    own: async (c) => {
      const id = number.safeParse(c.req.param('id'))
      const found = id.success ? await feedback.get(id.data) : null
      return found && found.kind === kind && maySee(c.var.operator, found) ? found : null
    },
    settle: (c, id, outcome, done) => {
      if (outcome.kind === 'done') return c.redirect(`${place.path}/${id}?ket-qua=${done}`, 303)
      return show(c, id, outcome.kind === 'refused' ? { tone: 'bad', text: outcome.why } : noticeOf('co-nguoi-sua'))
    },
  }
}

function addReading(
  routes: Hono<ConsoleEnv>,
  { feedback, now }: ConsoleDependencies,
  { kind, path, own, show }: Place,
): void {
  routes.get(path, async (c) => {
    const { operator } = c.var
    const commune = operator.communes.find(({ slug }) => slug === c.req.query('xa')) ?? operator.communes[0]
    if (!commune) return c.notFound()
    const isOpen = c.req.query('xem') !== 'xong'
    const units = operator.seesAllUnits ? null : operator.posts.flatMap(({ unit }) => unit ?? [])
    const today = dayOf(now())
    const year = today.slice(0, 4)
    return c.html(
      casesPage({
        ...{ operator, place: CASE_PLACES[kind], commune, isOpen, today, notice: noticeOf(c.req.query('ket-qua')) },
        cases: await feedback.list({ communeId: commune.id, kind, isOpen, units }),
        figures: operator.seesAllUnits
          ? await feedback.figures({ communeId: commune.id, kind, from: `${year}-01-01`, to: today })
          : null,
      }),
    )
  })
  routes.get(`${path}/:id{[1-9][0-9]{0,8}}`, async (c) => {
    const found = await own(c)
    return found ? show(c, found.id, noticeOf(c.req.query('ket-qua'))) : c.notFound()
  })
  routes.get(`${path}/:id/anh`, async (c) => {
    const found = await own(c)
    const photo = found && (await feedback.photo(found.id))
    return photo ? c.body(new Uint8Array(photo), 200, { 'content-type': 'image/jpeg' }) : c.notFound()
  })
}

function addActs(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies, { kind, path, own, settle }: Place): void {
  const { feedback } = deps
  const right = RIGHTS[kind]
  routes.post(`${path}/:id/tra-loi`, requireRight(right), async (c) => {
    const found = await own(c)
    const form = answered.safeParse(await c.req.parseBody())
    if (!found || !form.success) return c.notFound()
    const { lan: revision, viec: state, traLoi: reply, ghiChu: note } = form.data
    const said = { id: found.id, revision, state, reply, note, by: c.var.operator.personId }
    return settle(c, found.id, await feedback.report(said), 'da-tra-loi-dan')
  })
  routes.post(`${path}/:id/giao`, requireRight(right), async (c) => {
    const found = await own(c)
    const form = assigned.safeParse(await c.req.parseBody())
    if (!found || !form.success || !c.var.operator.seesAllUnits) return c.notFound()
    const { lan: revision, donVi: unit, ghiChu: note } = form.data
    if (!(await unitsFor(deps, c.var.operator, found)).includes(unit)) return c.notFound()
    const acting = { id: found.id, revision, unit, note, by: c.var.operator.personId }
    return settle(c, found.id, await feedback.assign(acting), 'da-giao-phan-anh')
  })
  routes.post(`${path}/:id/xep`, requireRight(right), async (c) => {
    const found = await own(c)
    const form = sorted.safeParse(await c.req.parseBody())
    if (!found || !form.success || !c.var.operator.seesAllUnits) return c.notFound()
    await feedback.sort(found.id, { field: form.data.linhVuc, village: form.data.thon })
    return c.redirect(`${CASE_PLACES[kind].path}/${found.id}?ket-qua=da-xep`, 303)
  })
}

/** An own commune's, and for who sees no more, an own unit's. */
export function maySee(operator: Operator, { communeId, unit }: Case): boolean {
  const { seesAllUnits, posts } = operator
  if (!isOwnCommune(operator, communeId)) return false
  if (seesAllUnits) return true
  return unit !== null && posts.some((post) => post.unit !== null && unitKey(post.unit) === unitKey(unit))
}

const COUNCIL_ROLES: ReadonlySet<string> = new Set(['council_standing', 'council_board_head', 'council_group'])

/** Desks with posts; for the committee those its papers name as well. */
async function unitsFor(
  { people, units }: ConsoleDependencies,
  { communes }: Operator,
  { communeId, kind }: Case,
): Promise<string[]> {
  const isCouncil = kind === 'voter'
  const posts = await people.posts.list(communeId)
  const held = posts.filter(({ role }) => COUNCIL_ROLES.has(role) === isCouncil).flatMap(({ unit }) => unit ?? [])
  const slug = communes.find(({ id }) => id === communeId)?.slug
  const named = isCouncil || slug === undefined ? [] : await units(slug)
  return [...new Set([...held, ...named])].sort((one, other) => one.localeCompare(other, 'vi'))
}
