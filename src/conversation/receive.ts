import type { ChannelAddress, InboundMessage } from '../channels/index.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import { clean } from '../language/text.ts'
import type { Address } from '../people/index.ts'
import type { ConversationOptions } from './dependencies.ts'
import { REPLIES } from './replies.ts'
import { conversationOf, storeInbound } from './rows.ts'
import { readCommand } from './words.ts'

/** What is longer is cut: a question is short, and a pasted document is no question. */
const MAX_CHARS = 4_000

export type Received =
  /** `duplicate`: delivered before; its answer is or was under way. */
  | { kind: 'accepted' | 'duplicate'; messageId: number; accountId: number }
  /** The person asked to be erased and was, within this call; `text` tells them so and is stored nowhere. */
  | { kind: 'erased'; text: string }

/**
 * Stores a message, without the identifiers nobody should type into a chat, then enqueues its answer. Throws when it
 * could not be stored or enqueued: delivered again, it is taken up where it was left.
 */
export async function receive(options: ConversationOptions, inbound: InboundMessage): Promise<Received> {
  const { store, people, jobs } = options
  const text = inbound.kind === 'text' ? cut(clean(inbound.text).trim()) : ''
  if (readCommand(text) === 'erase') return erase(options, inbound)
  const address = accountAddress(inbound)
  const account = await people.findOrCreate(address)
  const { messageId, isNew } = await storeInbound(store, {
    conversationId: await conversationOf(store, account.id),
    externalKey: clean(inbound.externalKey),
    text: maskPersonalData(text).text,
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

/** By code points, so that no character is cut in half. */
function cut(text: string): string {
  return text.length <= MAX_CHARS ? text : [...text].slice(0, MAX_CHARS).join('')
}
