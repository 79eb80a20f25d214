import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type Next } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import { csrf } from 'hono/csrf'
import type { Jobs } from './open.ts'

const USER = 'hang-doi'
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/

/** Where the board is, on the port of the program's own page. */
export const JOBS_BOARD_PATH = '/hang-doi'

/**
 * Bull Board over the queues, for whoever runs the program: looking and retrying, from this machine alone, behind a
 * password (the token). Its page needs scripts and fonts ours does not, so it is an application of its own.
 */
export function createJobsBoard({ queues }: Pick<Jobs, 'queues'>, token: string): Hono {
  const adapter = new HonoAdapter(serveStatic)
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: adapter })
  adapter.setBasePath(JOBS_BOARD_PATH)
  const board = new Hono()
  board.use(refuseOthers, csrf(), basicAuth({ username: USER, password: token }))
  board.route(JOBS_BOARD_PATH, adapter.registerPlugin())
  return board
}

/** By the socket, which nobody can forge, and without a proxy in between, whose socket is always near. */
async function refuseOthers(c: Context, next: Next): Promise<Response | undefined> {
  const forwarded = c.req.header('forwarded') ?? c.req.header('x-forwarded-for') ?? c.req.header('x-real-ip')
  const address = getConnInfo(c).remote.address ?? ''
  if (forwarded !== undefined || !LOOPBACK.test(address)) return c.notFound()
  await next()
}
