import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { TranscriptMessage } from '../../conversation/index.ts'
import {
  applyChoice,
  askQuestion,
  CHOICE_PROBLEMS,
  choiceFields,
  feedbackFields,
  findPending,
  mayDemonstrate,
  questionFields,
  readableDocuments,
} from '../asking.ts'
import { communesInOrder, unitsInOrder } from '../communes.ts'
import type { WebDependencies } from '../dependencies.ts'
import { clauseUrl, messageView } from '../pages/message.ts'
import { findVisitor, forgetVisitor } from '../visitor.ts'

/** One poll is held open this long at most, below the idle limit of common proxies (60 s). */
const POLL_WAIT_MS = 20_000

const pollFields = z.object({
  sau: z.coerce.number().int().nonnegative().default(0),
  /** `html` adds the page's own markup to each message. */
  dang: z.enum(['html']).optional(),
  /** `0` answers at once, also while an answer is on its way. */
  cho: z.enum(['0', '1']).default('1'),
})

/**
 * The same conversation as JSON, for the page's script and the terminal chat. Every request with a body must be
 * `application/json`, which another site cannot send without our permission.
 */
export function apiRoutes(deps: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/api/xa', (c) => listCommunes(c, deps))
  routes.get('/api/toi', (c) => whoAmI(c, deps))
  routes.post('/api/toi', (c) => choose(c, deps))
  routes.post('/api/tin-nhan', (c) => ask(c, deps))
  routes.get('/api/tin-nhan', (c) => poll(c, deps))
  routes.post('/api/danh-gia', (c) => rate(c, deps))
  routes.all('/api/*', (c) => refuse(c, 404, 'Không có địa chỉ này.'))
  return routes
}

async function listCommunes(c: Context, deps: WebDependencies): Promise<Response> {
  const units = await unitsInOrder(deps.library, await communesInOrder(deps.library))
  const xa = units.map(({ commune, names }) => ({ ma: commune.slug, ten: commune.name, donVi: names }))
  return c.json({ xa, trinhDien: await mayDemonstrate(c, deps) })
}

async function whoAmI(c: Context, deps: WebDependencies): Promise<Response> {
  const visitor = await findVisitor(c, deps)
  return c.json({
    xa: visitor?.commune ? { ma: visitor.commune.slug, ten: visitor.commune.name } : null,
    vaiTro: visitor?.role ?? 'citizen',
    donVi: visitor?.unit ?? null,
  })
}

async function choose(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = choiceFields.safeParse(await readJson(c))
  if (!fields.success) return refuse(c, 422, 'Cần gửi JSON có "xa" (mã xã), "vaiTro" và "donVi" nếu là cán bộ.')
  const outcome = await applyChoice(c, deps, fields.data)
  return outcome === 'chosen' ? c.json({ xong: true }) : refuse(c, 422, CHOICE_PROBLEMS[outcome])
}

async function ask(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = questionFields.safeParse(await readJson(c))
  if (!fields.success) return refuse(c, 422, 'Anh/chị vui lòng nhập câu hỏi (JSON có "noiDung" và "khoa").')
  const asked = await askQuestion(c, deps, fields.data)
  if (asked.kind === 'commune_missing') return refuse(c, 409, 'Anh/chị vui lòng chọn xã, phường trước khi hỏi.')
  if (asked.kind === 'asked') return c.json({ id: asked.messageId }, 202)
  forgetVisitor(c)
  return c.json({ daXoa: asked.text })
}

/** What is new since `sau`; held open while an answer is on its way. */
async function poll(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = pollFields.safeParse(c.req.query())
  if (!fields.success) return refuse(c, 422, '"sau" phải là số của tin nhắn cuối đã nhận.')
  const visitor = await findVisitor(c, deps)
  if (!visitor) return c.json({ tinNhan: [], dangCho: false })
  const { sau, dang, cho } = fields.data
  let messages = await deps.conversation.transcript(visitor.id)
  const pending = findPending(messages)
  if (pending && cho === '1' && !messages.some(({ id }) => id > sau)) {
    await deps.conversation.waitForAnswer(pending.id, POLL_WAIT_MS)
    messages = await deps.conversation.transcript(visitor.id)
  }
  const fresh = messages.filter(({ id }) => id > sau)
  const readable = await readableDocuments(deps, fresh)
  const lastId = messages.at(-1)?.id
  const tinNhan = await Promise.all(
    fresh.map(async (message) => ({
      ...plainMessage(message),
      ...(dang === 'html' && {
        html: String(await messageView(message, { isLast: message.id === lastId, readable })),
      }),
    })),
  )
  return c.json({ tinNhan, dangCho: findPending(messages) !== undefined })
}

function plainMessage(message: TranscriptMessage): Record<string, unknown> {
  return {
    id: message.id,
    chieu: message.direction === 'in' ? 'hoi' : 'dap',
    noiDung: message.text,
    traLoiCho: message.answersId,
    ketQua: message.outcome,
    luaChon: message.choices,
    canCu: message.citations.map((citation) => ({
      vanBan: citation.document,
      muc: citation.section,
      nguyenVan: citation.quote,
      diaChi: clauseUrl(citation),
    })),
  }
}

async function rate(c: Context, deps: WebDependencies): Promise<Response> {
  const fields = feedbackFields.safeParse(await readJson(c))
  if (!fields.success) return refuse(c, 422, 'Cần gửi JSON có "tinNhan" và "diem" ("1" hoặc "-1").')
  const visitor = await findVisitor(c, deps)
  const { tinNhan, diem } = fields.data
  const isOwn = visitor && (await deps.conversation.rate(tinNhan, diem === '1' ? 1 : -1, visitor.id))
  return isOwn ? c.json({ xong: true }) : refuse(c, 404, 'Không tìm thấy tin nhắn này.')
}

/** Null for anything that is not JSON sent as JSON. */
async function readJson(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return null
  try {
    return await c.req.json()
  } catch {
    return null
  }
}

function refuse(c: Context, status: 404 | 409 | 422, message: string): Response {
  return c.json({ loi: message }, status)
}
