import type { Store } from '../store/index.ts'
import { writeAudit } from './audit.ts'

/** What needs a "Đồng ý" of its own. Answers to one's own questions need none; silence is never one. */
export type ConsentPurpose = 'lessons' | 'broadcasts' | 'answers_later'

export type Consent = { purpose: ConsentPurpose; version: string; givenAt: Date; withdrawnAt: Date | null }

export type Consents = {
  /** Writes down that the person agreed to this wording; a newer version replaces the older. Twice is once. */
  give(accountId: number, purpose: ConsentPurpose, version: string): Promise<void>
  /** False when there was nothing to withdraw. */
  withdraw(accountId: number, purpose: ConsentPurpose): Promise<boolean>
  /** Whether the person agreed and did not withdraw. */
  holds(accountId: number, purpose: ConsentPurpose): Promise<boolean>
  /** Everything the person ever agreed to, the oldest first. */
  of(accountId: number): Promise<Consent[]>
  /** One account of every person of a commune who agreed: whom a lesson or a broadcast may go to. */
  subscribers(communeId: number, purpose: ConsentPurpose): Promise<number[]>
}

export function openConsents(store: Store): Consents {
  const audit = (action: 'consent_given' | 'consent_withdrawn', accountId: number, purpose: ConsentPurpose) =>
    writeAudit(store, { actor: 'system', action, subject: { account: accountId, purpose } })
  return {
    give: async (accountId, purpose, version) => {
      await end(store, { accountId, purpose, exceptVersion: version })
      const given = await store.query(
        `INSERT INTO consent (person_id, purpose, version)
         SELECT person_id, $2, $3 FROM channel_account WHERE id = $1 ON CONFLICT DO NOTHING RETURNING id`,
        [accountId, purpose, version],
      )
      if (given.length > 0) await audit('consent_given', accountId, purpose)
    },
    withdraw: async (accountId, purpose) => {
      const isEnded = await end(store, { accountId, purpose, exceptVersion: null })
      if (isEnded) await audit('consent_withdrawn', accountId, purpose)
      return isEnded
    },
    holds: async (accountId, purpose) => {
      const found = await store.query(
        `SELECT 1 FROM consent JOIN channel_account AS account ON account.person_id = consent.person_id
          WHERE account.id = $1 AND purpose = $2 AND withdrawn_at IS NULL`,
        [accountId, purpose],
      )
      return found.length > 0
    },
    of: (accountId) =>
      store.query<Consent>(
        `SELECT purpose, version, given_at AS "givenAt", withdrawn_at AS "withdrawnAt" FROM consent
          WHERE person_id = (SELECT person_id FROM channel_account WHERE id = $1) ORDER BY id`,
        [accountId],
      ),
    subscribers: async (communeId, purpose) => {
      const rows = await store.query<{ id: number }>(
        `SELECT DISTINCT ON (account.person_id) account.id FROM channel_account AS account
           JOIN consent ON consent.person_id = account.person_id
          WHERE commune_id = $1 AND purpose = $2 AND withdrawn_at IS NULL
          ORDER BY account.person_id, unreachable_at IS NOT NULL, last_inbound_at DESC NULLS LAST, account.id DESC`,
        [communeId, purpose],
      )
      return rows.map(({ id }) => id)
    },
  }
}

type Ended = { accountId: number; purpose: ConsentPurpose; exceptVersion: string | null }

async function end({ query }: Store, { accountId, purpose, exceptVersion }: Ended): Promise<boolean> {
  const ended = await query(
    `UPDATE consent SET withdrawn_at = now() WHERE purpose = $2 AND withdrawn_at IS NULL AND version IS DISTINCT FROM $3
        AND person_id = (SELECT person_id FROM channel_account WHERE id = $1) RETURNING id`,
    [accountId, purpose, exceptVersion],
  )
  return ended.length > 0
}
