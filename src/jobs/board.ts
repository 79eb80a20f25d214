import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import type { Jobs } from './open.ts'

const PATH = '/viec-nen'
const USER = 'viec-nen'

/**
 * Bull Board over the queues, for whoever runs the program: looking and retrying, behind a password (the token). Its page
 * needs scripts and fonts ours does not, so it is an application of its own, to be opened on this machine alone.
 */
export function createJobsBoard({ queues }: Pick<Jobs, 'queues'>, token: string): Hono {
  const adapter = new HonoAdapter(serveStatic)
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: adapter })
  adapter.setBasePath(PATH)
  const board = new Hono()
  board.use(basicAuth({ username: USER, password: token }))
  board.get('/', (c) => c.redirect(PATH))
  board.route(PATH, adapter.registerPlugin())
  return board
}
