import type { Channel } from './channels/index.ts'
import type { Conversation } from './conversation/index.ts'

/** Starts fetching from every channel that polls; the returned function settles once none fetches any more. */
export function pollChannels(channels: readonly Channel[], { take }: Pick<Conversation, 'take'>): () => Promise<void> {
  const polls = channels.flatMap((channel) => channel.poll?.(take) ?? [])
  return async () => {
    await Promise.all(polls.map((poll) => poll.stop()))
  }
}
