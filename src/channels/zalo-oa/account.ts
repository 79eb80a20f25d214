/** What is kept of an Official Account that gave this installation its consent, and the book it is kept in. */

export type OaTokens = {
  accessToken: string
  /** Works once: using it yields the next pair. */
  refreshToken: string
  obtainedAt: Date
  accessExpiresAt: Date
  refreshExpiresAt: Date
}

export type OaAccount = {
  oaId: string
  name: string | null
  /** Null in the book of an installation that serves one commune. */
  communeSlug: string | null
  /** Our names of approved texts, with the ids Zalo gave them. */
  templates: Readonly<Record<string, string>>
  /** Null where they are stored sealed and the key to them is not set. */
  tokens: OaTokens | null
  /** Since when Zalo refuses to renew: only a new consent helps. */
  refusedAt: Date | null
}

export type Renewal =
  | { kind: 'renewed'; tokens: OaTokens }
  | { kind: 'refused' }
  /** Nothing changed: already renewed by another, or not possible now. */
  | { kind: 'kept' }

/** Implemented over the store by whoever composes the program. */
export type OaBook = {
  list(): Promise<OaAccount[]>
  find(oaId: string): Promise<OaAccount | null>
  /**
   * Runs `renewal` on the account as it is then, while no other process or caller renews this OA; a later caller waits.
   * New tokens are stored before this resolves, so that nobody uses a pair that could still be lost.
   */
  renew(oaId: string, renewal: (held: OaAccount) => Promise<Renewal>): Promise<OaAccount | null>
}
