import type { Channel } from './channels/index.ts'
import type { Conversation } from './conversation/index.ts'

/**
 * Starts fetching from every channel that polls and registering every one that is delivered to; the returned function
 * settles once none does any more.
 */
export function pollChannels(channels: readonly Channel[], { take }: Pick<Conversation, 'take'>): () => Promise<void> {
  const running = channels.flatMap((channel) => [channel.poll?.(take) ?? [], channel.register?.() ?? []].flat())
  return async () => {
    await Promise.all(running.map((each) => each.stop()))
  }
}
