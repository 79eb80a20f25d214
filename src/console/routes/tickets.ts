import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Operator } from '../../people/index.ts'
import { type Done, type Officer, postFor, type Ticket, type TicketState } from '../../tickets/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { type NoticeWord, noticeOf } from '../notices.ts'
import { CHANNEL_NAMES } from '../pages/channel-names.ts'
import { type Listed, TICKETS_PATH, ticketPage, ticketsPage } from '../pages/tickets.ts'
import { isOwnCommune } from '../viewer.ts'

const filter = z.enum(['live', 'open', 'taken', 'closed']).catch('live')
const spoken = z.object({ loi: z.string().trim().min(1).max(3_000), khoa: z.string().min(1).max(60) })
/** Closed ones beyond these are old news. */
const MOST_SHOWN = 100

type TicketContext = Context<ConsoleEnv, '/phieu/:id/*'>
/** What was typed and could not be sent. */
type Unsent = { draft?: string; word?: NoticeWord }
/** The post under which the operator acts, as tickets know it. */
type Acting = { ticket: Ticket; officer: Officer }

/** Citizens' matters in officers' hands: each sees those of their own units, the coordinator all. */
export function ticketRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  addList(routes, deps)
  const desk = openDesk(deps)
  routes.get('/phieu/:id{[1-9][0-9]{0,8}}', (c) => desk.show(c, Number(c.req.param('id'))))
  routes.use('/phieu/:id/*', requireRight('tickets'))
  addActs(routes, deps, desk)
  return routes
}

/** What every route of a ticket does with it. */
type Desk = {
  show(c: Context<ConsoleEnv>, ticketId: number, unsent?: Unsent): Promise<Response>
  /** The ticket of the path with the operator's post for it; null where they have none. */
  acting(c: TicketContext): Promise<Acting | null>
}

function addList(routes: Hono<ConsoleEnv>, deps: ConsoleDependencies): void {
  const { tickets } = deps
  routes.get('/phieu', async (c) => {
    const { operator } = c.var
    const shown = filter.parse(c.req.query('loc'))
    const lists = await Promise.all(operator.communes.map((commune) => listed(deps, commune, shown)))
    const page = {
      ...{ operator, shown, now: deps.now(), notice: noticeOf(c.req.query('ket-qua')) },
      tickets: inOrder(
        lists.flat().filter((ticket) => maySee(operator, ticket)),
        shown,
      ),
      hours: await Promise.all(
        operator.communes.map(async ({ id, name }) => ({ name, hours: await tickets.hours(id) })),
      ),
    }
    return c.html(ticketsPage(page))
  })
}

function openDesk({ tickets, people, now }: ConsoleDependencies): Desk {
  /** The operator's own chat in which they took the ticket: what they say here is theirs as well. */
  const chatTakenIn = async (c: Context<ConsoleEnv>, { takerAccountId }: Ticket): Promise<number | null> => {
    const taker = takerAccountId === null ? null : await people.get(takerAccountId)
    return taker && taker.personId === c.var.operator.personId ? taker.id : null
  }
  const isTheirs = async (c: Context<ConsoleEnv>, ticket: Ticket, postId: number): Promise<boolean> =>
    ticket.takerAccountId === null ? ticket.postId === postId : (await chatTakenIn(c, ticket)) !== null
  return {
    show: async (c, ticketId, { draft = '', word } = {}) => {
      const { operator } = c.var
      const ticket = await tickets.get(ticketId)
      if (!ticket || !maySee(operator, ticket)) return c.notFound()
      const posts = await people.posts.list(ticket.communeId)
      const account = await people.get(ticket.accountId)
      const post = operator.rights.has('tickets') ? postOf(operator, ticket) : null
      const page = {
        ...{ operator, ticket, post, draft, now: now(), formKey: randomUUID() },
        channel: account && (CHANNEL_NAMES[account.channel] ?? null),
        isElsewhere: ticket.state === 'taken' && !(post && (await isTheirs(c, ticket, post.id))),
        units: [...new Set(posts.flatMap(({ unit }) => unit ?? []))].sort((a, b) => a.localeCompare(b, 'vi')),
        notice: noticeOf(word ?? c.req.query('ket-qua')),
      }
      return c.html(ticketPage(page), word ? 409 : 200)
    },
    acting: async (c) => {
      const ticket = await tickets.get(Number(c.req.param('id')) || 0)
      const post = ticket && postOf(c.var.operator, ticket)
      if (!ticket || !post) return null
      const accountId = await chatTakenIn(c, ticket)
      return { ticket, officer: { postId: accountId === null ? post.id : (ticket.postId ?? post.id), accountId } }
    },
  }
}

function done(c: TicketContext, { kind }: Done, word: NoticeWord): Response {
  if (kind === 'gone') return c.redirect(`${TICKETS_PATH}?ket-qua=phieu-da-xoa`, 303)
  return c.redirect(
    `${TICKETS_PATH}/${c.req.param('id')}?ket-qua=${kind === 'done' ? word : 'phieu-cua-nguoi-khac'}`,
    303,
  )
}

function addActs(routes: Hono<ConsoleEnv>, { tickets, people }: ConsoleDependencies, { show, acting }: Desk): void {
  routes.post('/phieu/:id/nhan', async (c) => {
    const mine = await acting(c)
    return mine ? done(c, await tickets.take(mine.ticket.id, mine.officer), 'da-nhan-phieu') : c.notFound()
  })
  routes.post('/phieu/:id/tra-loi', async (c) => {
    const mine = await acting(c)
    const said = spoken.safeParse(await c.req.parseBody()).data
    if (!mine) return c.notFound()
    if (!said) return show(c, mine.ticket.id)
    const answered = await tickets.answer({
      ...{ ticketId: mine.ticket.id, officer: mine.officer },
      ...{ text: said.loi, key: `console-${said.khoa}` },
    })
    if (answered.kind === 'lost') return show(c, mine.ticket.id, { draft: said.loi, word: 'phieu-cua-nguoi-khac' })
    return done(c, answered, 'da-gui-tra-loi')
  })
  routes.post('/phieu/:id/chuyen', async (c) => {
    const mine = await acting(c)
    const unit = z.object({ donVi: z.string().min(1) }).safeParse(await c.req.parseBody()).data?.donVi
    const posts = mine ? await people.posts.list(mine.ticket.communeId) : []
    if (!mine || unit === undefined || !posts.some((post) => post.unit === unit)) return c.notFound()
    return done(c, await tickets.transfer(mine.ticket.id, unit), 'da-chuyen-phieu')
  })
  routes.post('/phieu/:id/dong', async (c) => {
    const mine = await acting(c)
    return mine ? done(c, await tickets.close(mine.ticket.id), 'da-dong-phieu') : c.notFound()
  })
}

type Commune = Operator['communes'][number]

async function listed(
  { tickets }: ConsoleDependencies,
  { id, name }: Commune,
  shown: TicketState | 'live',
): Promise<Listed[]> {
  const found = await tickets.list(id, shown === 'live' ? undefined : shown)
  const asked = shown === 'live' ? found.filter(({ state }) => state !== 'closed') : found
  return asked.map((ticket) => ({ ...ticket, communeName: name }))
}

/** Whoever waits longest comes first; of the closed ones the latest. */
function inOrder(tickets: Listed[], shown: TicketState | 'live'): Listed[] {
  const sorted = tickets.toSorted((one, other) => one.id - other.id)
  return (shown === 'closed' ? sorted.reverse() : sorted).slice(0, MOST_SHOWN)
}

function heldPosts({ posts }: Operator): Parameters<typeof postFor>[0] {
  return {
    posts: posts.map(({ postId, role, unit, title, commune }) => ({
      id: postId,
      communeId: commune.id,
      role,
      unit,
      title,
    })),
  }
}

function postOf(operator: Operator, ticket: Ticket): ReturnType<typeof postFor> {
  return postFor(heldPosts(operator), ticket)
}

function maySee(operator: Operator, ticket: Ticket): boolean {
  if (!isOwnCommune(operator, ticket.communeId)) return false
  return operator.seesAllUnits || postOf(operator, ticket) !== null
}
