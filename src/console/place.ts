import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/

/**
 * Whence somebody guesses passwords. A proxy on this machine says who spoke to it, last in its line; what anybody else says
 * of themselves is not believed.
 */
export function placeOf(c: Context): string {
  const remote = remoteOf(c)
  const told = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return told && LOOPBACK.test(remote) ? told : remote
}

function remoteOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // A request made without a socket, as tests make them.
    return 'unknown'
  }
}
