import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Operator, Right } from '../people/index.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { deviceOf } from './device.ts'
import { refusalPage } from './pages/refusal.ts'
import { CONSOLE_PATH, FACTOR_PATH } from './paths.ts'

export type ConsoleEnv = { Variables: { operator: Operator } }

const COOKIE = 'phien'

/** Over https the name itself says so (`__Secure-`): a page of a neighbouring name over http cannot put one of its own there. */
function prefixOf({ settings }: ConsoleDependencies): 'secure' | undefined {
  return settings.publicUrl?.startsWith('https:') ? 'secure' : undefined
}

function cookieOptions(deps: ConsoleDependencies) {
  const prefix = prefixOf(deps)
  const isSecure = prefix !== undefined
  return { httpOnly: true, sameSite: 'Lax', secure: isSecure, path: CONSOLE_PATH, ...(prefix && { prefix }) } as const
}

export async function giveSession(c: Context, deps: ConsoleDependencies, token: string): Promise<void> {
  await deps.signIn.sessions.nameDevice(token, deviceOf(c.req.header('user-agent')))
  setCookie(c, COOKIE, token, cookieOptions(deps))
}

export function sessionOf(c: Context, deps: ConsoleDependencies): string | null {
  return getCookie(c, COOKIE, prefixOf(deps)) ?? null
}

export function dropSession(c: Context, deps: ConsoleDependencies): void {
  deleteCookie(c, COOKIE, cookieOptions(deps))
}

/** Whoever is not signed in is sent to sign in, and comes back to the page they asked for. */
export function requireOperator(deps: ConsoleDependencies): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const token = sessionOf(c, deps)
    const operator = token ? await deps.signIn.operator(token) : null
    if (!operator) {
      const wanted = c.req.method === 'GET' ? `?den=${encodeURIComponent(c.req.path)}` : ''
      return c.redirect(`${CONSOLE_PATH}/dang-nhap${wanted}`, 303)
    }
    c.set('operator', operator)
    return next()
  }
}

/** Any commune whose pages they open may ask for a second factor. */
export async function isFactorRequired({ officeSettings }: ConsoleDependencies, operator: Operator): Promise<boolean> {
  const requiring = await officeSettings.secondFactor.list()
  return operator.communes.some(({ id }) => requiring.includes(id))
}

/** Of what comes after it, nothing opens to whoever must have a second factor and has none. */
export function requireFactor(deps: ConsoleDependencies): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const { operator } = c.var
    const isMissing = !operator.hasFactor && (await isFactorRequired(deps, operator))
    return isMissing ? c.redirect(FACTOR_PATH, 303) : next()
  }
}

/** For every route that changes something. */
export function requireRight(right: Right): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => (c.var.operator.rights.has(right) ? next() : c.html(refusalPage(c.var.operator), 403))
}
