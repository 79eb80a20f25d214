import type { Store } from '../store/index.ts'

/** One way to reach a person. */
export type Reachable = {
  accountId: number
  channel: string
  endpoint: string
  externalId: string
  /** The provider says that nothing reaches it any more. */
  isUnreachable: boolean
}

/** A person in a post. `name` and `phone` as the office wrote them; both null when it wrote none. */
export type Holder = {
  personId: number
  name: string | null
  phone: string | null
  since: Date
  /** In the order in which they are tried. Empty while no chat is linked. */
  accounts: Reachable[]
}

/** Chats first, where a button answers; then mail; pages last, which reach only who looks. */
export const USUAL_ORDER = ['zalo_oa', 'zalo_bot', 'telegram', 'email', 'web', 'terminal']

type Row = Omit<Holder, 'accounts'> & { postId: number; preferred: string[]; accounts: Reachable[] }

/** Who holds these posts now. */
export function holdersOf(store: Store, postIds: readonly number[]): Promise<Row[]> {
  return store.query<Row>(
    `SELECT post_id AS "postId", person.id AS "personId", name, phone, since,
            coalesce(preference.value -> 'channels', '[]') AS preferred,
            coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', account.id, 'channel', channel, 'endpoint', endpoint,
                        'externalId', external_id, 'isUnreachable', unreachable_at IS NOT NULL) ORDER BY account.id DESC)
                        FROM channel_account AS account WHERE account.person_id = person.id), '[]') AS accounts
       FROM holding JOIN person ON person.id = holding.person_id
       LEFT JOIN preference ON preference.person_id = person.id
      WHERE post_id = ANY($1) AND until IS NULL ORDER BY since, holding.id`,
    [postIds],
  )
}

/**
 * The holders of one post, each account in its place: what the person prefers within what the office set for the post, then
 * the office's order, then the usual one; what is out of reach comes last.
 */
export function byPost(rows: Row[]): (postId: number, channelOrder: readonly string[]) => Holder[] {
  return (postId, office) =>
    rows
      .filter((row) => row.postId === postId)
      .map(({ postId: _, preferred, accounts, since, ...holder }) => {
        const allowed = office.length === 0 ? preferred : preferred.filter((channel) => office.includes(channel))
        const order = [...allowed, ...office, ...USUAL_ORDER]
        const place = ({ channel, isUnreachable }: Reachable): number =>
          order.indexOf(channel) + (isUnreachable ? order.length : 0)
        return {
          ...holder,
          since: new Date(since),
          accounts: accounts.toSorted((one, other) => place(one) - place(other)),
        }
      })
}
