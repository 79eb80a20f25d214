import type { Inbound, InboundAttachment } from '../channels/index.ts'
import type { Account } from '../people/index.ts'
import type { ConversationOptions } from './dependencies.ts'
import { storeUpdates } from './inbox.ts'
import { keep } from './update.ts'

/**
 * Providers deliver over many connections at once: what overtook its forerunner by less than this is put right. Nobody
 * notices it in a conversation.
 */
const SETTLE_MS = 150

/**
 * Stores what a provider delivered, without what nobody should type into a chat and without files nobody asked for, then
 * enqueues it. Throws when it could not be kept or enqueued: delivered again, it is taken up where it was left.
 */
export async function take(options: ConversationOptions, updates: readonly Inbound[]): Promise<void> {
  if (updates.length === 0) return
  const arrivals = await Promise.all(
    updates.map(async (update) => ({ update, kept: keep(update, await wantedAttachments(options, update)) })),
  )
  await enqueueTaking(options, await storeUpdates(options.store, arrivals), SETTLE_MS)
}

export async function enqueueTaking(
  { jobs }: Pick<ConversationOptions, 'jobs'>,
  inboxIds: readonly number[],
  delayMs: number,
  evenIfFailed = false,
): Promise<void> {
  const enqueue = (inboxId: number): Promise<void> =>
    jobs.enqueue('take', { inboxId }, { jobId: `take-${inboxId}`, delayMs, evenIfFailed })
  await Promise.all(inboxIds.map(enqueue))
}

/** Where a file lies is kept only where somebody may look at it. */
async function wantedAttachments(
  { people, wantsAttachments = isFiling, transcribe }: ConversationOptions,
  update: Inbound,
): Promise<InboundAttachment[]> {
  if (update.is !== 'message' || !update.attachments?.length) return []
  // A voice message is heard and forgotten; nothing else of a stranger is looked at.
  if (update.kind === 'voice' && transcribe) return update.attachments
  const { channel, endpoint, externalUserId: externalId } = update
  const account = await people.find({ channel, endpoint, externalId })
  return account && (await wantsAttachments(account)) ? update.attachments : []
}

async function isFiling({ role }: Account): Promise<boolean> {
  return role !== 'citizen'
}
