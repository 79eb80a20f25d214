import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Account } from '../people/index.ts'
import type { WebDependencies, WebSettings } from './dependencies.ts'

const COOKIE = 'khach'
const SECRET_BYTES = 24
const SECRET_FORM = /^[\w-]{32}$/
const DAY_SECONDS = 86_400
/** Browsers cut a cookie's life at 400 days (RFC 6265bis). */
const COOKIE_MAX_DAYS = 400

/** The person behind this browser; null until they first wrote or chose something. */
export async function findVisitor(c: Context, { people }: WebDependencies): Promise<Account | null> {
  const secret = secretOf(c)
  return secret ? people.find({ channel: 'web', externalId: digest(secret) }) : null
}

/** As `findVisitor`, making the person known at their first write. Reading alone never sets a cookie. */
export async function ensureVisitor(c: Context, { people, settings }: WebDependencies): Promise<Account> {
  const externalId = digest(secretOf(c) ?? giveSecret(c, settings))
  return people.findOrCreate({ channel: 'web', externalId })
}

export function forgetVisitor(c: Context): void {
  setCookie(c, COOKIE, '', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 0 })
}

function secretOf(c: Context): string | null {
  const secret = getCookie(c, COOKIE)
  return secret && SECRET_FORM.test(secret) ? secret : null
}

function giveSecret(c: Context, settings: WebSettings): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  setCookie(c, COOKIE, secret, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: settings.publicUrl?.startsWith('https:') ?? false,
    path: '/',
    maxAge: Math.min(settings.messageRetentionDays, COOKIE_MAX_DAYS) * DAY_SECONDS,
  })
  return secret
}

/** Only the digest is stored: whoever reads the database cannot take over a conversation. */
function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
