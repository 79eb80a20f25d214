/** Owes approved notices to their recipients, a batch at a time; the outbox sends them at each provider's pace. */
import type { Owed } from '../delivery/index.ts'
import { type Broadcast, CONSENT } from './broadcast.ts'
import type { BroadcastsOptions, Paper } from './dependencies.ts'
import { dropRecipient, findBroadcast, listUnowed, noteOwed, type Recipient } from './rows.ts'
import { broadcastTextFor, GOT_IT, paperText } from './words.ts'

/** Rows written while somebody waits for the page that approved them; the rest follows with the next sweep. */
export const AT_ONCE = 100
/** Rows written in one sweep: more in a minute than any provider takes. */
const BATCH = 2_000

type Ready = { broadcast: Broadcast; papers: Paper[]; titles: Map<number, string> }

/**
 * 1. The recipients nothing was owed to yet. 2. Whoever withdrew since is left out. 3. Owed under the notice's own key, then
 * noted: again, or in two processes at once, is once.
 */
export async function oweWaiting(options: BroadcastsOptions, most = BATCH): Promise<void> {
  const waiting = await listUnowed(options.store, most)
  for (const [broadcastId, recipients] of Map.groupBy(waiting, (each) => each.broadcastId)) {
    const ready = await prepare(options, broadcastId)
    if (!ready) continue
    for (const recipient of recipients) await oweOne(options, ready, recipient)
  }
}

async function prepare({ store, people, papers }: BroadcastsOptions, id: number): Promise<Ready | null> {
  const broadcast = await findBroadcast(store, id)
  if (!broadcast) return null
  const posts = await people.posts.list(broadcast.communeId)
  return {
    broadcast,
    papers: await papers(broadcast.communeId, broadcast.documentIds),
    titles: new Map(posts.map((post) => [post.id, post.title])),
  }
}

async function oweOne(options: BroadcastsOptions, ready: Ready, recipient: Recipient): Promise<void> {
  const { broadcast, titles } = ready
  const { accountId, postId } = recipient
  const title = postId === null ? null : (titles.get(postId) ?? null)
  if (await hasLeft(options, broadcast, { ...recipient, title })) {
    await dropRecipient(options.store, broadcast.id, accountId)
    return
  }
  for (const owed of messagesFor(ready, accountId, title)) await options.delivery.owe(owed)
  await noteOwed(options.store, broadcast.id, accountId)
}

/** Who withdrew the consent, or whose post was closed, between the approval and now. */
async function hasLeft(
  { people }: BroadcastsOptions,
  { kind }: Broadcast,
  { accountId, postId, title }: Recipient & { title: string | null },
): Promise<boolean> {
  if (postId !== null) return title === null
  const consent = CONSENT[kind]
  return consent === null || !(await people.consents.holds(accountId, consent))
}

/** The notice; then each paper: as a file to a post, as an address of a public page to a subscriber. */
function messagesFor({ broadcast, papers }: Ready, accountId: number, title: string | null): Owed[] {
  const { id, kind } = broadcast
  const common = { accountId, class: kind === 'emergency' ? 'emergency' : 'broadcast' } as const
  const isPost = title !== null
  const links = papers.flatMap(({ name, url }) => (url && !isPost ? [{ label: name, url }] : []))
  const files = isPost ? papers : []
  return [
    {
      ...{ ...common, key: `broadcast-${id}`, text: broadcastTextFor(broadcast, title) },
      ...(links.length > 0 && { links }),
      ...(isPost && { choices: [GOT_IT], subject: { of: 'broadcast', broadcast: id } }),
    },
    // A file has no choices of its own, so that a typed "1" still means the notice.
    ...files.map(({ id: paperId, name, file: document }) => ({
      ...{ ...common, key: `broadcast-${id}-paper-${paperId}`, text: paperText(name), document },
    })),
  ]
}
