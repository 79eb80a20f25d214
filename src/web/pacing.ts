import type { Context, MiddlewareHandler } from 'hono'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { WebDependencies } from './dependencies.ts'
import { problemPage } from './pages/problem.ts'
import { isLocalRequest } from './protection.ts'
import { findVisitor } from './visitor.ts'

const WINDOW_SECONDS = 60
/** More than a person types in a minute, thumbs and choices included. */
const POSTS_PER_VISITOR = 30
/** Browsers not seen before, all together: a flood of new ones may not fill the store. */
const POSTS_OF_NEWCOMERS = 300
const MS_PER_SECOND = 1000

const TOO_FAST = 'Anh/chị gửi hơi nhanh. Vui lòng đợi ít giây rồi gửi lại.'

/**
 * Slows down who sends too much, by the account behind the browser; addresses are the proxy's to judge. Counts per process.
 * Whoever sits at this machine (a terminal with piped questions, a measurement) is not slowed.
 */
export function pacing(deps: WebDependencies): MiddlewareHandler {
  const known = new RateLimiterMemory({ points: POSTS_PER_VISITOR, duration: WINDOW_SECONDS })
  const newcomers = new RateLimiterMemory({ points: POSTS_OF_NEWCOMERS, duration: WINDOW_SECONDS })
  return async (c, next) => {
    if (c.req.method !== 'POST' || isLocalRequest(c)) return next()
    const visitor = await findVisitor(c, deps)
    const waitMs = visitor ? await take(known, String(visitor.id)) : await take(newcomers, 'all')
    return waitMs === 0 ? next() : tooFast(c, waitMs)
  }
}

/** Milliseconds until the next one is allowed; 0 when this one is. */
async function take(limiter: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1)
    throw refusal
  }
}

function tooFast(c: Context, waitMs: number): Response | Promise<Response> {
  c.header('retry-after', String(Math.ceil(waitMs / MS_PER_SECOND)))
  return c.req.path.startsWith('/api/') ? c.json({ loi: TOO_FAST }, 429) : c.html(problemPage('too_fast'), 429)
}
