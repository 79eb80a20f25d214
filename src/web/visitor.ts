import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Visitor, WebDependencies, WebSettings } from './dependencies.ts'

const COOKIE = 'khach'
const SECRET_BYTES = 24
const SECRET_FORM = /^[\w-]{32}$/
const DAY_SECONDS = 86_400
/** Browsers cut a cookie's life at 400 days (RFC 6265bis). */
const COOKIE_MAX_DAYS = 400

/**
 * The account's external id for this browser, or null before the first write. Only the digest of the cookie's secret is
 * stored: whoever reads the database cannot take over a conversation.
 */
export function externalIdOf(c: Context): string | null {
  const secret = getCookie(c, COOKIE)
  return secret && SECRET_FORM.test(secret) ? digest(secret) : null
}

/** As `externalIdOf`; a browser without a secret is given one. Reading alone never sets a cookie. */
export function ensureExternalId(c: Context, settings: WebSettings): string {
  const known = externalIdOf(c)
  if (known) return known
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  setCookie(c, COOKIE, secret, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: settings.publicUrl?.startsWith('https:') ?? false,
    path: '/',
    maxAge: Math.min(settings.messageRetentionDays, COOKIE_MAX_DAYS) * DAY_SECONDS,
  })
  return digest(secret)
}

export function forgetVisitor(c: Context): void {
  setCookie(c, COOKIE, '', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 0 })
}

export async function visitorOf(c: Context, { people }: WebDependencies): Promise<Visitor | null> {
  const externalId = externalIdOf(c)
  return externalId ? people.find(externalId) : null
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
