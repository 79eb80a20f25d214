/** OAuth v4 of an Official Account: the consent link, and codes or refresh tokens turned into a pair of tokens. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { callHttp } from '../zalo/http.ts'
import type { OaTokens } from './account.ts'

/** Long: an answer not heard is a refresh token lost, for it is used up all the same. */
const TIMEOUT_MS = 30_000
const REFRESH_TOKEN_DAYS = 90
const DAY_MS = 86_400_000
/** Where Zalo names no lifetime: the shortest one seen. */
const SHORTEST_ACCESS_SECONDS = 3_600
/** The grant itself is refused: only a new consent helps. */
const REFUSED = new Set([-118, -14014])

export type OaApp = { id: string; secret: string }

export type TokenAnswer =
  | { kind: 'tokens'; tokens: OaTokens }
  /** Consent is needed (again). */
  | { kind: 'refused'; code: number }
  | { kind: 'failed'; reason: string }

/** A fresh PKCE verifier: 43 characters. */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url')
}

/** Of the raw digest, without padding; there is no `code_challenge_method` at Zalo. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}

/** The page on which an administrator of the OA grants this app its permissions. */
export function consentUrl(
  origin: string,
  asked: { appId: string; callbackUrl: string; verifier: string; state: string },
): string {
  const url = new URL('/v4/oa/permission', origin)
  url.searchParams.set('app_id', asked.appId)
  url.searchParams.set('redirect_uri', asked.callbackUrl)
  url.searchParams.set('code_challenge', challengeOf(asked.verifier))
  url.searchParams.set('state', asked.state)
  return url.href
}

export type TokenEndpoint = { origin: string; app: OaApp; now: () => Date }

/** A code lives ten minutes and works once. */
export function exchangeCode(endpoint: TokenEndpoint, code: string, verifier: string): Promise<TokenAnswer> {
  return askForTokens(endpoint, { grant_type: 'authorization_code', code, code_verifier: verifier })
}

/** The refresh token works once: whatever this answers, the one given is used up. */
export function refreshTokens(endpoint: TokenEndpoint, refreshToken: string): Promise<TokenAnswer> {
  return askForTokens(endpoint, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

/** Numbers come as strings on the live endpoint. */
const seconds = z.coerce.number().positive()
const pairSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: seconds.optional(),
  refresh_token_expires_in: seconds.optional(),
})
const errorSchema = z.object({ error: z.coerce.number() })

async function askForTokens(
  { origin, app, now }: TokenEndpoint,
  fields: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const answer = await callHttp({
    url: new URL('/v4/oa/access_token', origin),
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: app.secret },
    body: new URLSearchParams({ ...fields, app_id: app.id }).toString(),
    timeoutMs: TIMEOUT_MS,
  })
  if (answer.kind === 'failed') return answer
  const pair = pairSchema.safeParse(answer.body)
  if (pair.success) return { kind: 'tokens', tokens: tokensOf(pair.data, now()) }
  const error = errorSchema.safeParse(answer.body)
  if (!error.success) return { kind: 'failed', reason: `http_${answer.status}` }
  const code = error.data.error
  return REFUSED.has(code) ? { kind: 'refused', code } : { kind: 'failed', reason: `zalo_error (${code})` }
}

function tokensOf(pair: z.infer<typeof pairSchema>, obtainedAt: Date): OaTokens {
  const accessMs = (pair.expires_in ?? SHORTEST_ACCESS_SECONDS) * 1_000
  const refreshMs = pair.refresh_token_expires_in ? pair.refresh_token_expires_in * 1_000 : REFRESH_TOKEN_DAYS * DAY_MS
  return {
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    obtainedAt,
    accessExpiresAt: new Date(obtainedAt.getTime() + accessMs),
    refreshExpiresAt: new Date(obtainedAt.getTime() + refreshMs),
  }
}
