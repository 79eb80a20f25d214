/** Who hears of troubles: those who look after the machine of the machine's, a commune's own administrators of its own. */
import type { Channel } from '../channels/index.ts'
import { USUAL_ORDER } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import type { Trouble } from './trouble.ts'

export type RecipientSources = {
  store: Store
  channels: readonly Channel[]
  /** The commune whose administrators look after the machine, by its slug; null where nobody said. */
  alarmCommune: string | null
}

export type Recipients = {
  /** Chats and mail addresses, one a person. */
  of(trouble: Trouble): number[]
}

/** Of many communes of which nobody said who looks after the machine, so many administrators hear of it and no more. */
const UNNAMED_MAX = 3
/** What is shown there nobody is woken by. */
const PAGES = new Set(['web', 'terminal'])

type Row = {
  personId: number
  accountId: number
  channel: string
  /** In the person's own order. */
  preferred: string[]
  communes: string[]
  coversAll: boolean
}

export async function findRecipients(sources: RecipientSources): Promise<Recipients> {
  const administrators = onePerPerson(await reachable(sources), sources.channels)
  const ofMachine = lookAfterMachine(administrators, await countCommunes(sources.store), sources.alarmCommune)
  const accounts = (rows: Row[]): number[] => rows.map(({ accountId }) => accountId)
  return {
    of: ({ communeSlug }) => {
      const own = communeSlug ? administrators.filter(({ communes }) => communes.includes(communeSlug)) : []
      return accounts(own.length > 0 ? own : ofMachine)
    },
  }
}

function lookAfterMachine(administrators: Row[], communes: number, alarmCommune: string | null): Row[] {
  const named = administrators.filter(
    ({ coversAll, communes: own }) => coversAll || (alarmCommune !== null && own.includes(alarmCommune)),
  )
  if (named.length > 0) return named
  return communes > 1 ? administrators.slice(0, UNNAMED_MAX) : administrators
}

/** Administrators with an address that a provider set up here delivers to, the longest in office first. */
async function reachable({ store, channels }: RecipientSources): Promise<Row[]> {
  const names = channels.map(({ name }) => name).filter((name) => !PAGES.has(name))
  return store.query<Row>(
    `SELECT person.id AS "personId", account.id AS "accountId", channel, coalesce(covers_all, false) AS "coversAll",
            coalesce(held.communes, '{}') AS communes, coalesce(preference.value -> 'channels', '[]') AS preferred
       FROM person JOIN channel_account AS account ON account.person_id = person.id
       LEFT JOIN login ON login.person_id = person.id AND disabled_at IS NULL
       LEFT JOIN preference ON preference.person_id = person.id
       LEFT JOIN LATERAL (
            SELECT array_agg(DISTINCT slug) AS communes, min(holding.since) AS since
              FROM holding JOIN post ON post.id = post_id JOIN commune ON commune.id = commune_id
             WHERE holding.person_id = person.id AND holding.until IS NULL AND post.until IS NULL
               AND role = 'administrator') AS held ON true
      WHERE unreachable_at IS NULL AND channel = ANY($1::text[]) AND (held.communes IS NOT NULL OR covers_all)
      ORDER BY held.since NULLS FIRST, person.id, account.id DESC`,
    [names],
  )
}

/** Over a provider that is not in trouble itself where there is one. */
function onePerPerson(rows: Row[], channels: readonly Channel[]): Row[] {
  const ill = new Set<string>(channels.filter(({ health }) => health?.()?.state === 'trouble').map(({ name }) => name))
  const place = ({ channel, preferred }: Row): number => {
    const order = [...preferred, ...USUAL_ORDER]
    return order.indexOf(channel) + (ill.has(channel) ? order.length : 0)
  }
  const best = new Map<number, Row>()
  for (const row of rows) {
    const chosen = best.get(row.personId)
    if (!chosen || place(row) < place(chosen)) best.set(row.personId, row)
  }
  return [...best.values()]
}

async function countCommunes({ query }: Store): Promise<number> {
  const [row] = await query<{ communes: number }>('SELECT count(*)::int AS communes FROM commune WHERE id > 0')
  return row?.communes ?? 0
}
