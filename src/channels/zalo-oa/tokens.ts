import type { OaAccount, OaBook, OaTokens, Renewal } from './account.ts'
import { refreshTokens, type TokenEndpoint } from './oauth.ts'

/** A token is renewed after this part of its life: whatever keeps Zalo from answering has the rest to be mended. */
const RENEWED_AT = 0.75
/** After a renewal that failed the next is not tried sooner: messages must not queue up behind a silent server. */
const REST_MS = 60_000

export type Token =
  | { kind: 'token'; accessToken: string }
  | { kind: 'none'; reason: 'not_connected' | 'consent_needed' | 'tokens_locked' | 'renewal_failed' }

export type TokenSource = {
  /** A token that works now, renewed early and by one caller at a time. */
  current(oaId: string): Promise<Token>
  /** After Zalo refused `accessToken`: a newer one, if there is or can be one. */
  afterRefusal(oaId: string, accessToken: string): Promise<Token>
  /** Renews what is due, so that an office on which nobody writes keeps its consent. */
  keepAll(): Promise<void>
}

export type TokenSourceOptions = {
  book: OaBook
  endpoint: TokenEndpoint
  log: { warn(event: string, fields: Readonly<Record<string, string | number>>): void }
}

export function createTokenSource({ book, endpoint, log }: TokenSourceOptions): TokenSource {
  const { now } = endpoint
  const underWay = new Map<string, Promise<Token>>()
  const restsUntil = new Map<string, number>()

  const refresh = async ({ oaId, tokens }: OaAccount): Promise<Renewal> => {
    if (!tokens) return { kind: 'kept' }
    const answer = await refreshTokens(endpoint, tokens.refreshToken)
    if (answer.kind === 'tokens') return { kind: 'renewed', tokens: answer.tokens }
    restsUntil.set(oaId, now().getTime() + REST_MS)
    log.warn('zalo_renewal_failed', { oa: oaId, reason: answer.kind === 'refused' ? 'refused' : answer.reason })
    return { kind: answer.kind === 'refused' ? 'refused' : 'kept' }
  }
  const renew = async (oaId: string, isStale: (tokens: OaTokens) => boolean): Promise<Token> => {
    const account = await book.renew(oaId, async (held) =>
      // Another process may have renewed while this one waited its turn.
      held.tokens && isStale(held.tokens) && !held.refusedAt ? refresh(held) : { kind: 'kept' },
    )
    return tokenOf(account, now())
  }
  /** One renewal an OA in this process; the book keeps other processes out. */
  const renewOnce = async (oaId: string, isStale: (tokens: OaTokens) => boolean): Promise<Token> => {
    if (now().getTime() < (restsUntil.get(oaId) ?? 0)) return tokenOf(await book.find(oaId), now())
    const running = underWay.get(oaId)
    if (running) return running
    const started = renew(oaId, isStale).finally(() => underWay.delete(oaId))
    underWay.set(oaId, started)
    return started
  }
  const current = async (oaId: string): Promise<Token> => {
    const account = await book.find(oaId)
    const isDue = (tokens: OaTokens): boolean => now() >= renewalDueAt(tokens)
    return account?.tokens && !account.refusedAt && isDue(account.tokens)
      ? renewOnce(oaId, isDue)
      : tokenOf(account, now())
  }

  return {
    current,
    afterRefusal: async (oaId, accessToken) => {
      const token = await renewOnce(oaId, (tokens) => tokens.accessToken === accessToken)
      const isSame = token.kind === 'token' && token.accessToken === accessToken
      return isSame ? { kind: 'none', reason: 'renewal_failed' } : token
    },
    keepAll: async () => {
      for (const { oaId } of await book.list()) await current(oaId)
    },
  }
}

function renewalDueAt({ obtainedAt, accessExpiresAt }: OaTokens): Date {
  const lifeMs = accessExpiresAt.getTime() - obtainedAt.getTime()
  return new Date(obtainedAt.getTime() + lifeMs * RENEWED_AT)
}

/** Renewed or not, a token works until it expires. */
function tokenOf(account: OaAccount | null, now: Date): Token {
  if (!account) return { kind: 'none', reason: 'not_connected' }
  if (!account.tokens) return { kind: 'none', reason: 'tokens_locked' }
  const { accessToken, accessExpiresAt } = account.tokens
  if (now < accessExpiresAt) return { kind: 'token', accessToken }
  return { kind: 'none', reason: account.refusedAt ? 'consent_needed' : 'renewal_failed' }
}
