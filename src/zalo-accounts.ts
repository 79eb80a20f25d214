/** The book of Official Accounts, kept in the store: `src/channels/zalo-oa` says what it needs of it. */
import { setTimeout as pause } from 'node:timers/promises'
import { ExponentialBackoff, handleAll, retry } from 'cockatiel'
import type { OaAccount, OaBook, OaTokens } from './channels/zalo-oa/index.ts'
import type { Seals } from './sealed-text.ts'
import type { Store } from './store/index.ts'

/** Longer than Zalo is waited for and the store tried: past it the renewing process has died. */
const LEASE_SECONDS = 90
const LOOK_AGAIN_MS = 200
/** A pair Zalo gave out and the store did not take is a consent lost, so the store is asked for a while. */
const storing = retry(handleAll, { maxAttempts: 6, backoff: new ExponentialBackoff({ initialDelay: 250 }) })

export type ZaloAccounts = OaBook & {
  /** Writes down a consent given now, with its tokens; templates already known stay. */
  connect(account: Pick<OaAccount, 'oaId' | 'name' | 'communeSlug'> & { tokens: OaTokens }): Promise<void>
  /** Adds ids of approved texts; false when there is no such OA. */
  addTemplates(oaId: string, templates: Readonly<Record<string, string>>): Promise<boolean>
}

type Row = Omit<OaAccount, 'tokens'> & OaTokens

const COLUMNS = `oa_id AS "oaId", name, commune_slug AS "communeSlug", templates, access_token AS "accessToken",
  refresh_token AS "refreshToken", obtained_at AS "obtainedAt", access_expires_at AS "accessExpiresAt",
  refresh_expires_at AS "refreshExpiresAt", refused_at AS "refusedAt"`

export function openZaloAccounts(store: Store, seals: Seals): ZaloAccounts {
  const accountOf = (row: Row): OaAccount => {
    const { oaId, name, communeSlug, templates, refusedAt, ...held } = row
    const accessToken = seals.open(held.accessToken, placeOf(oaId, 'access'))
    const refreshToken = seals.open(held.refreshToken, placeOf(oaId, 'refresh'))
    const tokens = accessToken === null || refreshToken === null ? null : { ...held, accessToken, refreshToken }
    return { oaId, name, communeSlug, templates, refusedAt, tokens }
  }
  const sealed = (oaId: string, tokens: OaTokens): unknown[] => [
    oaId,
    seals.seal(tokens.accessToken, placeOf(oaId, 'access')),
    seals.seal(tokens.refreshToken, placeOf(oaId, 'refresh')),
    tokens.obtainedAt,
    tokens.accessExpiresAt,
    tokens.refreshExpiresAt,
  ]
  const find = async (oaId: string): Promise<OaAccount | null> => {
    const [row] = await store.query<Row>(`SELECT ${COLUMNS} FROM zalo_oa WHERE oa_id = $1`, [oaId])
    return row ? accountOf(row) : null
  }
  /** Whoever gets the row back renews alone: of two callers exactly one changes `renewing_until`. */
  const takeLease = async (oaId: string): Promise<Row | 'held' | null> => {
    const [row] = await store.query<Row>(
      `UPDATE zalo_oa SET renewing_until = now() + make_interval(secs => $2)
        WHERE oa_id = $1 AND (renewing_until IS NULL OR renewing_until < now()) RETURNING ${COLUMNS}`,
      [oaId, LEASE_SECONDS],
    )
    if (row) return row
    return (await find(oaId)) ? 'held' : null
  }
  const release = (oaId: string): Promise<unknown> =>
    store.query('UPDATE zalo_oa SET renewing_until = NULL WHERE oa_id = $1', [oaId])
  const storeTokens = (oaId: string, tokens: OaTokens): Promise<unknown> =>
    storing.execute(() =>
      // Whoever holds a pair Zalo just gave out holds the truth, whatever became of the lease.
      store.query(
        `UPDATE zalo_oa SET access_token = $2, refresh_token = $3, obtained_at = $4, access_expires_at = $5,
                refresh_expires_at = $6, refused_at = NULL, renewing_until = NULL WHERE oa_id = $1`,
        sealed(oaId, tokens),
      ),
    )
  /** Only of the token that was refused: another may have been stored since. */
  const noteRefusal = (oaId: string, refreshToken: string): Promise<unknown> =>
    store.query(
      `UPDATE zalo_oa SET refused_at = CASE WHEN refresh_token = $2 THEN now() ELSE refused_at END,
              renewing_until = NULL WHERE oa_id = $1`,
      [oaId, refreshToken],
    )

  const renewHeld = async (row: Row, renewal: Parameters<OaBook['renew']>[1]): Promise<void> => {
    const { oaId } = row
    try {
      const outcome = await renewal(accountOf(row))
      if (outcome.kind === 'renewed') await storeTokens(oaId, outcome.tokens)
      else if (outcome.kind === 'refused') await noteRefusal(oaId, row.refreshToken)
      else await release(oaId)
    } catch (error) {
      await release(oaId)
      throw error
    }
  }

  return {
    list: async () => {
      const rows = await store.query<Row>(`SELECT ${COLUMNS} FROM zalo_oa ORDER BY connected_at, oa_id`)
      return rows.map(accountOf)
    },
    find,
    renew: async (oaId, renewal) => {
      for (;;) {
        const lease = await takeLease(oaId)
        if (lease === null) return null
        if (lease !== 'held') {
          await renewHeld(lease, renewal)
          return find(oaId)
        }
        await pause(LOOK_AGAIN_MS)
      }
    },
    connect: async ({ oaId, name, communeSlug, tokens }) => {
      await storing.execute(() =>
        store.query(
          `INSERT INTO zalo_oa (oa_id, access_token, refresh_token, obtained_at, access_expires_at, refresh_expires_at,
                                name, commune_slug)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (oa_id) DO UPDATE
             SET access_token = excluded.access_token, refresh_token = excluded.refresh_token,
                 obtained_at = excluded.obtained_at, access_expires_at = excluded.access_expires_at,
                 refresh_expires_at = excluded.refresh_expires_at, name = excluded.name,
                 commune_slug = excluded.commune_slug, refused_at = NULL, renewing_until = NULL, connected_at = now()`,
          [...sealed(oaId, tokens), name, communeSlug],
        ),
      )
    },
    addTemplates: async (oaId, templates) => {
      const rows = await store.query(
        'UPDATE zalo_oa SET templates = templates || $2 WHERE oa_id = $1 RETURNING oa_id',
        [oaId, JSON.stringify(templates)],
      )
      return rows.length > 0
    },
  }
}

function placeOf(oaId: string, field: 'access' | 'refresh'): string {
  return `zalo_oa/${oaId}/${field}`
}
