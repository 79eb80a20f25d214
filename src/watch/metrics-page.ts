import { timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { createMetrics, type MetricSources } from './metrics.ts'

export const METRICS_PATH = '/metrics'

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip']

/**
 * The figures in Prometheus' text form: for whoever has the token, and for this machine itself. To everybody else the page
 * is not there.
 */
export function createMetricsPage({ token, ...sources }: MetricSources & { token: string | null }): Hono {
  const { read, contentType } = createMetrics(sources)
  return new Hono().get('/', async (c) => {
    if (!(token ? hasToken(c, token) : isThisMachine(c))) return c.notFound()
    return c.body(await read(), 200, { 'content-type': contentType, 'cache-control': 'no-store' })
  })
}

function hasToken(c: Context, token: string): boolean {
  const given = Buffer.from(c.req.header('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** By the socket, which nobody can forge, and without a proxy in between, whose socket is always near. */
function isThisMachine(c: Context): boolean {
  if (FORWARDED.some((name) => c.req.header(name) !== undefined)) return false
  const isLoopbackName = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(new URL(c.req.url).hostname)
  return isLoopbackName && LOOPBACK.test(getConnInfo(c).remote.address ?? '')
}
