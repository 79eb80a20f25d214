import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

export type Listening = {
  /** Where people on this machine find the page. */
  url: string
  /** Stops taking requests, lets running ones finish for `DRAIN_MS`, then cuts them. */
  close(): Promise<void>
}

/** Polls are held open for up to 20 s: they are cut rather than waited for. */
const DRAIN_MS = 3000

/** Opens the socket. Rejects with the system's error (EADDRINUSE, EACCES, …). Port 0 takes any free one. */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => resolve(info.port)) as Server
  server.once('error', reject)
  const boundPort = await promise
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return { url: `http://${shownHost}:${boundPort}`, close: () => closeServer(server) }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
