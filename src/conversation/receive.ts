import type { ChannelAddress, InboundMessage } from '../channels/index.ts'
import type { Address } from '../people/index.ts'
import type { ConversationOptions } from './dependencies.ts'
import { REPLIES } from './replies.ts'
import { conversationOf, storeInbound } from './rows.ts'
import { cleanText, identifier } from './update.ts'
import { readCommand } from './words.ts'

export type Received =
  /** `duplicate`: delivered before; its answer is or was under way. */
  | { kind: 'accepted' | 'duplicate'; messageId: number; accountId: number }
  /** The person asked to be erased and was, within this call; `text` tells them so and is stored nowhere. */
  | { kind: 'erased'; text: string }

/**
 * Stores a message of a page, whose sender waits for its number, without the identifiers nobody should type into a chat, then enqueues its answer. Throws when it
 * could not be stored or enqueued: delivered again, it is taken up where it was left.
 */
export async function receive(options: ConversationOptions, inbound: InboundMessage): Promise<Received> {
  const { store, people, jobs } = options
  const text = inbound.kind === 'text' ? cleanText(inbound.text) : ''
  if (readCommand(text) === 'erase') return erase(options, inbound)
  const address = accountAddress(inbound)
  const account = await people.findOrCreate(address)
  const { messageId, isNew } = await storeInbound(store, {
    conversationId: await conversationOf(store, account.id),
    externalKey: identifier(inbound.externalKey),
    text,
    kind: inbound.kind,
  })
  // A duplicate is enqueued too: the first delivery may have died between storing and enqueueing.
  await jobs.enqueue('respond', { messageId }, { jobId: `respond-${messageId}` })
  return { kind: isNew ? 'accepted' : 'duplicate', messageId, accountId: account.id }
}

function accountAddress({ channel, endpoint, externalUserId }: ChannelAddress): Address {
  return { channel, endpoint, externalId: externalUserId }
}

async function erase({ people, delivery }: ConversationOptions, from: ChannelAddress): Promise<Received> {
  const account = await people.find(accountAddress(from))
  if (account) await people.erase(account.id)
  await delivery.tell(from, { text: REPLIES.erased })
  return { kind: 'erased', text: REPLIES.erased }
}
