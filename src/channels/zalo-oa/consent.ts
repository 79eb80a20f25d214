import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { equalsSecret } from '../webhook-body.ts'
import type { OaTokens } from './account.ts'
import { callOnce, type OaOrigins, ZALO_ORIGINS } from './client.ts'
import { consentUrl, exchangeCode, newVerifier, type OaApp } from './oauth.ts'

const TIMEOUT_MS = 10_000

export type ConsentAsked = { url: string; state: string; verifier: string }

export type ConsentGiven =
  | { kind: 'given'; oaId: string; name: string | null; tokens: OaTokens }
  | { kind: 'not_given'; reason: 'address_without_code' | 'other_state' | 'refused' | 'unreachable'; detail: string }

export type ConsentOptions = {
  app: OaApp
  /** As saved in the developer console, to the letter. */
  callbackUrl: string
  /** Saved in the console beforehand; a fresh one each time where it is not. */
  verifier: string | null
  origins?: OaOrigins
  now?: () => Date
}

/** An OA's consent: a link for its administrator, and the address their browser was sent back to turned into tokens. */
export function createConsent({ app, callbackUrl, verifier, origins = ZALO_ORIGINS, ...options }: ConsentOptions) {
  const now = options.now ?? (() => new Date())
  return {
    ask: (): ConsentAsked => {
      const asked = { verifier: verifier ?? newVerifier(), state: randomBytes(16).toString('base64url') }
      return { ...asked, url: consentUrl(origins.oauth, { appId: app.id, callbackUrl, ...asked }) }
    },
    /** `asked` is null where the console made the link: then there is no state to compare. */
    complete: async (
      address: string,
      asked: Pick<ConsentAsked, 'state' | 'verifier'> | null,
    ): Promise<ConsentGiven> => {
      const returned = readReturn(address)
      if (!returned) return { kind: 'not_given', reason: 'address_without_code', detail: '' }
      const { code, oaId, state } = returned
      if (asked && state !== null && !equalsSecret(state, asked.state)) {
        return { kind: 'not_given', reason: 'other_state', detail: '' }
      }
      const usedVerifier = asked?.verifier ?? verifier ?? ''
      const answer = await exchangeCode({ origin: origins.oauth, app, now }, code, usedVerifier)
      if (answer.kind === 'refused') return { kind: 'not_given', reason: 'refused', detail: String(answer.code) }
      if (answer.kind === 'failed') return { kind: 'not_given', reason: 'unreachable', detail: answer.reason }
      const { tokens } = answer
      return { kind: 'given', oaId, name: await nameOf(origins, tokens, now()), tokens }
    },
  }
}

function readReturn(address: string): { code: string; oaId: string; state: string | null } | null {
  if (!URL.canParse(address.trim())) return null
  const { searchParams } = new URL(address.trim())
  const code = searchParams.get('code')
  const oaId = searchParams.get('oa_id')
  return code && oaId ? { code, oaId, state: searchParams.get('state') } : null
}

const oaSchema = z.object({ name: z.string().min(1) })

/** Known to people by its name; without it the number serves. */
async function nameOf(origins: OaOrigins, { accessToken }: OaTokens, now: Date): Promise<string | null> {
  const answer = await callOnce(origins, { path: '/v2.0/oa/getoa' }, { accessToken, now, timeoutMs: TIMEOUT_MS })
  const oa = oaSchema.safeParse(answer.kind === 'data' ? answer.data : null)
  return oa.success ? oa.data.name : null
}
