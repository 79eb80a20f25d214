import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { LedgerEntry } from '../../delivery/index.ts'
import type { Operator } from '../../people/index.ts'
import { type Officer, postFor, type Ticket } from '../../tickets/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { dayOf } from '../pages/moments.ts'
import { todayPage } from '../pages/today.ts'
import type { AwaitingShown, OpenTicket, TodayPage } from '../pages/today-view.ts'
import { backTo, CONSOLE_PATH } from '../paths.ts'
import { communeOf, type OwnCommune, viewerOf } from '../viewer.ts'
import { maySee } from './cases.ts'

const FAILED_DAYS = 7
const MS_A_DAY = 86_400_000
/** Entries that can be confirmed without leaving the page. */
const FIRST_ENTRIES = 5
const DOCUMENTS_OPENED = 3
const MOST_TICKETS = 20

const word = z.string().min(1).max(80)
const number = z.coerce.number().int().positive()

/** What waits for somebody, and the answers that need no other page. */
export function todayRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addPage(routes, deps)
  addWordsToLeaders(routes, deps)
  addAnswer(routes, deps)
  return routes
}

function addPage(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.get('/', async (c) => {
    const { operator } = c.var
    const commune = communeOf(operator, c.req.query('xa'))
    const undoable = number.safeParse(c.req.query('viec'))
    return c.html(
      todayPage({
        operator,
        commune,
        duties: commune && (await deps.desk.today(commune, viewerOf(operator))),
        awaiting: commune ? await awaitingOf(deps, operator, commune) : [],
        tickets: commune ? await openTickets(deps, operator, commune) : [],
        ...(await peopleOf(deps, operator, commune)),
        failed: commune && operator.rights.has('reminders') ? await failedOf(deps, commune) : [],
        today: dayOf(deps.now()),
        notice: noticeOf(c.req.query('ket-qua')),
        undoable: undoable.data ?? null,
      }),
    )
  })
}

function addWordsToLeaders(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const back = (c: Context<ConsoleEnv>, slug: string, result: NoticeWord): Response =>
    c.redirect(`${CONSOLE_PATH}?xa=${slug}&ket-qua=${result}`, 303)

  routes.post('/hom-nay/da-goi', requireRight('duties'), async (c) => {
    const form = z.object({ xa: word, tin: number }).safeParse(await c.req.parseBody())
    const commune = form.success ? ownCommune(c.var.operator, form.data.xa) : null
    if (!form.success || !commune) return c.notFound()
    const isNoted = await deps.desk.called(commune.id, form.data.tin)
    return back(c, commune.slug, isNoted ? 'da-goi' : 'viec-khong-con')
  })

  routes.post('/hom-nay/bao-lanh-dao', requireRight('duties'), async (c) => {
    const form = z.object({ xa: word, phieu: word }).safeParse(await c.req.parseBody())
    const commune = form.success ? ownCommune(c.var.operator, form.data.xa) : null
    if (!form.success || !commune) return c.notFound()
    await deps.desk.tellLeaders(commune, { viewer: viewerOf(c.var.operator), form: form.data.phieu })
    return back(c, commune.slug, 'da-bao-lanh-dao')
  })
}

function addAnswer(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  routes.post('/hom-nay/phieu/:id{[1-9][0-9]{0,8}}', requireRight('tickets'), async (c) => {
    const fields = await c.req.parseBody()
    const form = z.object({ loi: z.string().trim().min(1).max(2_000), phieu: word }).safeParse(fields)
    const ticket = await deps.tickets.get(number.parse(c.req.param('id')))
    const commune = ticket && c.var.operator.communes.find(({ id }) => id === ticket.communeId)
    const officer = ticket && commune ? await officerFor(deps, c.var.operator, ticket) : null
    if (!ticket || !officer) return c.notFound()
    if (!form.success) return c.redirect(backTo(fields.ve, { 'ket-qua': 'chua-du' }), 303)
    const key = `console-${form.data.phieu}`
    const done = await deps.tickets.answer({ ticketId: ticket.id, officer, text: form.data.loi, key })
    const result: NoticeWord = done.kind === 'done' ? 'da-gui-tra-loi' : 'phieu-cua-nguoi-khac'
    return c.redirect(backTo(fields.ve, { 'ket-qua': result }), 303)
  })
}

/** What people wait for: answers, reports, and words of the office that need a second person. */
async function peopleOf(
  { questions, feedback, broadcasts }: ConsoleDependencies,
  operator: Operator,
  commune: OwnCommune | null,
): Promise<Pick<TodayPage, 'questions' | 'cases' | 'notices' | 'answers'>> {
  if (!commune) return { questions: [], cases: [], notices: [], answers: [] }
  const { rights, personId } = operator
  const own = [commune.id]
  const cases = rights.has('tickets') ? await feedback.list({ communeId: commune.id, kind: 'report' }) : []
  const notices = rights.has('approve') ? await broadcasts.list(own) : []
  const answers = rights.has('approve') ? await questions.curated.list(own) : []
  return {
    questions: rights.has('answers') ? await questions.wanting(own) : [],
    cases: cases.filter((each) => maySee(operator, each)),
    notices: notices.filter(({ state, writers }) => state === 'waiting' && !writers.includes(personId)),
    answers: answers.filter(({ state, writtenBy }) => state === 'waiting' && writtenBy !== personId),
  }
}

function ownCommune({ communes }: Operator, slug: string): OwnCommune | null {
  return communes.find((commune) => commune.slug === slug) ?? null
}

async function awaitingOf(
  { review }: ConsoleDependencies,
  { rights }: Operator,
  commune: OwnCommune,
): Promise<AwaitingShown[]> {
  const awaiting = (await review.awaiting()).filter(({ communeId }) => communeId === commune.id)
  const shown: AwaitingShown[] = []
  for (const [index, document] of awaiting.entries()) {
    const isOpened = rights.has('review') && index < DOCUMENTS_OPENED
    const entries = isOpened ? ((await review.document(document.id))?.entries ?? []) : []
    const first = entries.filter(({ state, vanishedAt }) => state === 'proposed' && vanishedAt === null)
    shown.push({ ...document, first: first.slice(0, FIRST_ENTRIES) })
  }
  return shown
}

/** The operator's post for a ticket; null where they hold none of its desk. */
function postOf({ posts }: Operator, ticket: Ticket): ReturnType<typeof postFor> {
  const held = posts.map(({ postId, role, unit, title, commune }) => {
    return { id: postId, communeId: commune.id, role, unit, title }
  })
  return postFor({ posts: held }, ticket)
}

/** Who speaks: from the operator's own chat where they took it there. */
async function officerFor(
  { people }: ConsoleDependencies,
  operator: Operator,
  ticket: Ticket,
): Promise<Officer | null> {
  const post = postOf(operator, ticket)
  const taker = ticket.takerAccountId === null ? null : await people.get(ticket.takerAccountId)
  const accountId = taker && taker.personId === operator.personId ? taker.id : null
  return post && { postId: accountId === null ? post.id : (ticket.postId ?? post.id), accountId }
}

async function openTickets(
  { tickets }: ConsoleDependencies,
  operator: Operator,
  commune: OwnCommune,
): Promise<OpenTicket[]> {
  const waiting = [...(await tickets.list(commune.id, 'open')), ...(await tickets.list(commune.id, 'taken'))]
  return waiting
    .filter((ticket) => ticket.answeredAt === null)
    .map((ticket) => ({ ...ticket, mayAnswer: operator.rights.has('tickets') && postOf(operator, ticket) !== null }))
    .filter(({ mayAnswer }) => mayAnswer || operator.seesAllUnits)
    .slice(0, MOST_TICKETS)
}

/** What the reminders' own list does not tell: answers, notices, broadcasts. */
function failedOf({ ledger, now }: ConsoleDependencies, commune: OwnCommune): Promise<LedgerEntry[]> {
  const to = now()
  return ledger({
    ...{ from: new Date(to.getTime() - FAILED_DAYS * MS_A_DAY), to, communeId: commune.id },
    classes: ['answer', 'notice', 'broadcast', 'desk'],
    statuses: ['failed', 'given_up'],
  })
}
