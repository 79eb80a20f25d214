import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Operator, Right } from '../people/index.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { refusalPage } from './pages/refusal.ts'
import { CONSOLE_PATH } from './paths.ts'

export type ConsoleEnv = { Variables: { operator: Operator } }

const COOKIE = 'phien'

function cookieOptions({ settings }: ConsoleDependencies) {
  const secure = settings.publicUrl?.startsWith('https:') ?? false
  return { httpOnly: true, sameSite: 'Lax', secure, path: CONSOLE_PATH } as const
}

export function giveSession(c: Context, deps: ConsoleDependencies, token: string): void {
  setCookie(c, COOKIE, token, cookieOptions(deps))
}

export function sessionOf(c: Context): string | null {
  return getCookie(c, COOKIE) ?? null
}

export function dropSession(c: Context, deps: ConsoleDependencies): void {
  deleteCookie(c, COOKIE, cookieOptions(deps))
}

/** Whoever is not signed in is sent to sign in, and comes back to the page they asked for. */
export function requireOperator(deps: ConsoleDependencies): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const token = sessionOf(c)
    const operator = token ? await deps.signIn.operator(token) : null
    if (!operator) {
      const wanted = c.req.method === 'GET' ? `?den=${encodeURIComponent(c.req.path)}` : ''
      return c.redirect(`${CONSOLE_PATH}/dang-nhap${wanted}`, 303)
    }
    c.set('operator', operator)
    return next()
  }
}

/** For every route that changes something. */
export function requireRight(right: Right): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => (c.var.operator.rights.has(right) ? next() : c.html(refusalPage(c.var.operator), 403))
}
