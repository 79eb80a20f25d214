import type { Store } from '../store/index.ts'

/** Why nobody may try an official's role any more. */
export type DemonstrationEnd = 'public_url' | 'post_linked'

const ENDED = 'demonstration_ended'

/** True for good, whatever the settings say later, once the demonstration was ended or a post was linked. */
export async function hasEnded(store: Store): Promise<boolean> {
  const [row] = await store.query<{ ended: boolean; linked: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM setting WHERE name = $1) AS ended,
            EXISTS (SELECT 1 FROM holding JOIN channel_account ON channel_account.person_id = holding.person_id
                     WHERE until IS NULL AND channel <> 'email') AS linked`,
    [ENDED],
  )
  if (row?.linked && !row.ended) await end(store, 'post_linked')
  return row === undefined || row.ended || row.linked
}

/** Ends it for good; whoever played an official is a citizen again. A second end changes nothing. */
export async function end(store: Store, reason: DemonstrationEnd): Promise<void> {
  await store.query(
    `INSERT INTO setting (name, value) VALUES ($1, jsonb_build_object('reason', $2::text)) ON CONFLICT (name) DO NOTHING`,
    [ENDED, reason],
  )
  await store.query(`UPDATE channel_account SET role = 'citizen', unit_name = NULL, demo = false WHERE demo`)
}
