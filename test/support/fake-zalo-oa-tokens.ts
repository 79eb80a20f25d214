import { createHash, randomBytes } from 'node:crypto'
import type { FakeReply, FakeRequest } from './fake-http.ts'

const ACCESS_SECONDS = 90_000

type Pair = { access: string; refresh: string; accessExpiresAt: number }

export type FakeTokensOptions = { appId: string; appSecret: string; now: () => Date }

/** OAuth v4 as Zalo runs it: codes once, refresh tokens once, numbers as strings, failures with HTTP 200. */
export function createFakeTokens({ appId, appSecret, now }: FakeTokensOptions) {
  const pairs = new Map<string, Pair>()
  const codes = new Map<string, { oaId: string; challenge: string | null }>()
  let issued = 0
  const issue = (oaId: string): Pair => {
    issued += 1
    const mark = `${issued}-${randomBytes(8).toString('hex')}`
    const pair = {
      access: `access-${mark}`,
      refresh: `refresh-${mark}`,
      accessExpiresAt: now().getTime() + ACCESS_SECONDS * 1_000,
    }
    pairs.set(oaId, pair)
    return pair
  }
  const answer = ({ access, refresh }: Pair): FakeReply => ({
    json: { access_token: access, refresh_token: refresh, expires_in: String(ACCESS_SECONDS) },
  })
  const byCode = (form: URLSearchParams): FakeReply => {
    const code = form.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    if (!grant || (grant.challenge !== null && grant.challenge !== challenge(form.get('code_verifier') ?? ''))) {
      return { json: { error: -118, error_name: 'Invalid grant', error_reason: 'The code is not valid.' } }
    }
    return answer(issue(grant.oaId))
  }
  const byRefresh = (form: URLSearchParams): FakeReply => {
    const held = [...pairs].find(([, { refresh }]) => refresh === form.get('refresh_token'))
    return held ? answer(issue(held[0])) : { json: { error: -14014, error_name: 'Invalid refresh token' } }
  }
  return {
    issue,
    /** How many pairs were given out. */
    issued: () => issued,
    secrets: () => [...pairs.values()].flatMap(({ access, refresh }) => [access, refresh]),
    /** The administrator agreed on the consent page: the address their browser is sent to. */
    consent: (oaId: string, page: string): string => {
      const asked = new URL(page).searchParams
      const code = randomBytes(12).toString('hex')
      codes.set(code, { oaId, challenge: asked.get('code_challenge') })
      const back = new URL(asked.get('redirect_uri') ?? 'https://xa.example.vn/')
      back.searchParams.set('oa_id', oaId)
      back.searchParams.set('code', code)
      const state = asked.get('state')
      if (state) back.searchParams.set('state', state)
      return back.href
    },
    expireAccess: (oaId: string): void => {
      const pair = pairs.get(oaId)
      if (pair) pair.accessExpiresAt = 0
    },
    /** As if another program had used the refresh token up. */
    useUpRefresh: (oaId: string): void => {
      const pair = pairs.get(oaId)
      if (pair) pair.refresh = 'used elsewhere'
    },
    /** The OA a bare `access_token` header speaks for, or the error it gets. */
    oaOf: (accessToken: string | undefined): { oaId: string } | { error: number } => {
      const held = [...pairs].find(([, { access }]) => access === accessToken)
      if (!held) return { error: -216 }
      return held[1].accessExpiresAt <= now().getTime() ? { error: -220 } : { oaId: held[0] }
    },
    handle: ({ headers, body }: FakeRequest): FakeReply => {
      const form = new URLSearchParams(body.toString())
      const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
      if (!isForm || headers.secret_key !== appSecret || form.get('app_id') !== appId) {
        return { json: { error: -14004, error_name: 'Invalid secret key' } }
      }
      return form.get('grant_type') === 'refresh_token' ? byRefresh(form) : byCode(form)
    },
  }
}

function challenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest().toString('base64url')
}
