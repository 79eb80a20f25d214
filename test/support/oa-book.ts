import type { OaAccount, OaBook, OaTokens } from '../../src/channels/zalo-oa/index.ts'
import type { FakeZaloOa } from './fake-zalo-oa.ts'

/** A book in memory, for what does not depend on where tokens are kept; renewals wait for each other as in the store. */
export function memoryBook(): OaBook & { accounts: Map<string, OaAccount> } {
  const accounts = new Map<string, OaAccount>()
  let queue: Promise<unknown> = Promise.resolve()
  const renew: OaBook['renew'] = async (oaId, renewal) => {
    const held = accounts.get(oaId)
    if (!held) return null
    const outcome = await renewal(held)
    if (outcome.kind === 'renewed') accounts.set(oaId, { ...held, tokens: outcome.tokens, refusedAt: null })
    if (outcome.kind === 'refused') accounts.set(oaId, { ...held, refusedAt: new Date() })
    return accounts.get(oaId) ?? null
  }
  return {
    accounts,
    list: async () => [...accounts.values()],
    find: async (oaId) => accounts.get(oaId) ?? null,
    renew: (oaId, renewal) => {
      const turn = queue.then(() => renew(oaId, renewal))
      queue = turn.catch(() => {})
      return turn
    },
  }
}

const HOUR_MS = 3_600_000

/** An OA that gave its consent an hour ago. */
export function connectedAccount(fake: FakeZaloOa, oaId: string, now: Date, more: Partial<OaAccount> = {}): OaAccount {
  const { access, refresh } = fake.issue(oaId)
  const tokens: OaTokens = {
    accessToken: access,
    refreshToken: refresh,
    obtainedAt: new Date(now.getTime() - HOUR_MS),
    accessExpiresAt: new Date(now.getTime() + 24 * HOUR_MS),
    refreshExpiresAt: new Date(now.getTime() + 90 * 24 * HOUR_MS),
  }
  return { oaId, name: null, communeSlug: null, templates: {}, tokens, refusedAt: null, ...more }
}
